"""A Word file that somebody sent, opened without running, fetching or following anything that it holds.

What could do harm is refused, not cleaned: who sent it shall know.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from macros.load.office import why_refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PARTS = 300
"""Parts that a file may have."""
DOCUMENT = "word/document.xml"
_STRICT = (
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NOT_TAKEN = {
    "oleobject": "embedded objects",
    "package": "embedded files",
    "afchunk": "other files to be put in",
    "subdocument": "other files to be put in",
    "control": "controls that run programs",
    "vbaproject": "macros",
    "attachedtemplate": "a template that would be fetched",
    "frame": "frames that would be fetched",
}
"""What a file must not have, by the last part of a relation's type."""
_FETCHING = re.compile(
    r"(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)
"""Fields that ask for something outside the file, or run something."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins what Word wrote until 2003, and what it writes for a password."""
MAX_TEXT = 5_000_000
"""Bytes of all parts that are read, unpacked; trees of them may take forty times as much memory."""


@dataclass(frozen=True)
class Package:
    """The parts of a Word file that are read."""

    body: Any
    """The element that holds the text."""
    styles: Any
    """The styles; None where it has none."""
    numbering: Any
    properties: Any
    comments: Any
    links: Mapping[str, str]
    """Addresses that links lead to, by the ids that the text names."""


def looks_like_word(content: bytes) -> bool:
    """Whether a zip is a Word file, as the names of its parts say, also one with macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return any(name.lower().startswith("word/") for name in packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def open_package(content: bytes) -> Package | str:
    """The parts of a Word file; or why it isn't taken, to be put behind its name."""
    if content.startswith(_OLD):
        return "is an old Word file (.doc), or one with a password; save it as .docx, without a password"
    why = why_refused(content, "Word file", ".docx", parts=PARTS)
    if why:
        return why
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            read_parts = [part for part in packed.infolist() if _is_read(part.filename)]
            if sum(part.file_size for part in read_parts) > MAX_TEXT:
                return f"holds more than {MAX_TEXT:,} bytes of text; send it in parts"
            parts = {part.filename: packed.read(part) for part in read_parts}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return "is damaged; save it anew as .docx"
    try:
        read = {name: _parsed(part) for name, part in parts.items()}
    except etree.XMLSyntaxError:
        return "is damaged, or nested too deep; save it anew as .docx"
    body = read[DOCUMENT].find(f"{W}body") if DOCUMENT in read else None
    if body is None:
        return "has no text that could be read; save it in Word or LibreOffice as .docx"
    refused = next(_refused(read), "")
    if refused:
        return f"holds {refused}; save it without them"
    own = read.get("word/_rels/document.xml.rels")
    links = {one.get("Id", ""): one.get("Target", "") for one in own.iter(_RELATION)} if own is not None else {}
    return Package(
        body,
        read.get("word/styles.xml"),
        read.get("word/numbering.xml"),
        read.get("docProps/core.xml"),
        read.get("word/comments.xml"),
        links,
    )


def _is_read(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _parsed(content: bytes) -> Any:
    """An element tree; files in the strict form of the format get the names of the usual one."""
    for strict, usual in zip(_STRICT, (W, R), strict=True):
        content = content.replace(strict.encode(), usual[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _refused(read: Mapping[str, Any]) -> Iterator[str]:
    for name, root in read.items():
        if name.endswith(".rels"):
            yield from _relations(root)
        else:
            yield from _elements(root)


def _relations(root: Any) -> Iterator[str]:
    for one in root.iter(_RELATION):
        kind = one.get("Type", "").rpartition("/")[2].lower()
        if kind in _NOT_TAKEN:
            yield _NOT_TAKEN[kind]
        elif one.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            yield "parts that would be fetched from elsewhere"


def _elements(root: Any) -> Iterator[str]:
    if next(root.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None:
        yield "other files to be put in"
    if next(root.iter(f"{W}object", f"{W}control"), None) is not None:
        yield "embedded objects"
    for field in _fields(root):
        if _FETCHING.match(field):
            yield f"fields that fetch or run something ({field.split()[0].upper()})"


def _fields(root: Any) -> Iterator[str]:
    """What each field asks for, its parts put together again."""
    yield from (part.get(f"{W}instr", "").strip() for part in root.iter(f"{W}fldSimple"))
    begun: list[list[str]] = []
    for part in root.iter(f"{W}instrText", f"{W}fldChar"):
        kind = part.get(f"{W}fldCharType", "")
        if kind == "begin":
            begun.append([])
        elif part.tag == f"{W}instrText":
            if not begun:
                begun.append([])
            begun[-1].append(part.text or "")
        elif begun:
            yield "".join(begun.pop()).strip()
    yield from ("".join(field).strip() for field in begun)
