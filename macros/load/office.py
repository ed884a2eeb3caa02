"""Files of office programs, seen from their parts alone: what must not be opened at all."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

MAX_UNPACKED = 60_000_000
"""Bytes of all parts of such a file."""
_PROGRAMS = {
    "vbaproject": "macros",
    "macrosheets": "macros",
    "activex": "controls that run programs",
    "ctrlprops": "controls that run programs",
}
_OTHERS = {
    "externallinks": "links to other files",
    "embeddings": "embedded files",
    "connections.xml": "connections to other data",
    "querytables": "connections to other data",
}
"""What the names of parts say that nobody needs to give something."""
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BODY = {".xlsx": "xl/", ".docx": "word/"}
"""Where the parts of each kind lie."""
_PROGRAM = {".xlsx": "Excel", ".docx": "Word"}


def why_refused(content: bytes, kind: str, ending: str, *, parts: int, embedded: bool = False) -> str:
    """Why a file can't be taken; empty when it can.

    Args:
        content: its bytes.
        kind: what it should be, in words: `workbook`.
        ending: of such files.
        parts: most parts that it may have.
        embedded: whether it may hold other files and links, which are not read.
    """
    anew = f"save it in {_PROGRAM[ending]} or LibreOffice as {ending}"
    refused = _PROGRAMS if embedded else {**_PROGRAMS, **_OTHERS}
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            found = packed.infolist()
            if len(found) > parts:
                return f"holds {len(found)} parts; {parts} are taken"
            if sum(part.file_size for part in found) > MAX_UNPACKED:
                return f"would have more than {MAX_UNPACKED:,} bytes unpacked"
            names = [part.filename.lower() for part in found]
            if "[content_types].xml" not in names:
                return f"is no {kind} ({ending}); {anew}"
            for mark, words in refused.items():
                if any(mark in name for name in names):
                    return f"holds {words}; save it as {ending} without them"
            for part in found:
                if part.filename.lower().endswith((".xml", ".rels")):
                    text = packed.read(part)
                    if _DECLARED.search(text) or _DECLARED.search(text.replace(b"\0", b"")):
                        return f"declares entities of its own, which no {kind} needs; save it anew"
                    if b"macroenabled" in text.lower() and "content_types" in part.filename.lower():
                        return f"is made for macros ({ending[:-1]}m); save it as {ending}"
            if not any(name.startswith(_BODY[ending]) for name in names):
                return f"is no {kind} ({ending}), though its name says so; {anew}"
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return f"is no {kind} ({ending}), or damaged; {anew}"
    return ""
