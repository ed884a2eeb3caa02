"""What documents hold beside their text: authors, comments, tracked changes, and pictures with their own data."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

from macros.load.hidden_pictures import ENDINGS, Hidden, hidden_in_picture

OFFICE = (".docx", ".odp", ".ods", ".odt", ".pptx", ".xlsx")
_MOST_PICTURES = 200
_MOST_PAGES = 500
_MOST_BYTES = 8_000_000
"""Of one part of a document that are looked at."""
_PARTS = (
    (re.compile(r"docProps/core\.xml|meta\.xml"), (
        (re.compile(r"<dc:creator[^>]*>([^<]+)<"), "author"),
        (re.compile(r"<cp:lastModifiedBy[^>]*>([^<]+)<"), "last saved by"),
        (re.compile(r"<meta:initial-creator[^>]*>([^<]+)<"), "author"),
    )),
    (re.compile(r"docProps/app\.xml"), ((re.compile(r"<Manager>([^<]+)<"), "manager"),)),
    (re.compile(r"word/(?:comments|document|footnotes)\.xml"), (
        (re.compile(r"<w:comment [^>]*w:author=\"([^\"]+)\""), "author of a comment"),
        (re.compile(r"<w:(?:ins|del|moveFrom|moveTo) [^>]*w:author=\"([^\"]+)\""), "author of a tracked change"),
    )),
    (re.compile(r"xl/comments(?:/comment)?\d*\.xml"), ((re.compile(r"<author>([^<]+)<"), "author of a comment"),)),
    (re.compile(r"xl/persons/person\.xml"), ((re.compile(r"displayName=\"([^\"]+)\""), "author of a comment"),)),
    (re.compile(r"ppt/(?:commentAuthors|authors)\.xml"), ((re.compile(r" name=\"([^\"]+)\""), "author of a comment"),)),
    (re.compile(r"content\.xml"), (
        (re.compile(r"<office:annotation[^>]*>\s*<dc:creator>([^<]+)<"), "author of a comment"),
        (re.compile(r"<office:change-info>\s*<dc:creator>([^<]+)<"), "author of a tracked change"),
    )),
)  # fmt: skip
"""Parts of documents, and where names of persons stand in them."""
_PROGRAMS = re.compile(
    r"(?:python-docx|openpyxl|microsoft (?:office )?user|user|admin|author|un-named|unknown)", re.IGNORECASE
)
"""What programs write where they know nobody."""


def hidden_in_document(content: bytes, ending: str) -> Iterator[Hidden]:
    """What a document holds of its makers, and what its pictures do; each name once for each place.

    Args:
        content: the file.
        ending: `.pdf` or one of `OFFICE`.

    Raises:
        ValueError: when it is no document that can be looked into.
    """
    seen: set[Hidden] = set()
    try:
        for one in _in_pdf(content) if ending == ".pdf" else _in_office(content):
            if one not in seen and not _PROGRAMS.fullmatch(one.value.strip()):
                seen.add(one)
                yield one
    except Exception as error:  # whatever a damaged file makes the libraries raise
        raise ValueError(type(error).__name__) from None


def _in_office(content: bytes) -> Iterator[Hidden]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        pictures = 0
        for info in archive.infolist():
            for part, names in _PARTS:
                if part.fullmatch(info.filename):
                    with archive.open(info) as file:
                        text = file.read(_MOST_BYTES).decode("utf-8", "replace")
                    for pattern, where in names:
                        for match in pattern.finditer(text):
                            yield Hidden("the maker", where, unescape(match[1]).strip())
            if info.filename.lower().endswith(ENDINGS) and pictures < _MOST_PICTURES:
                pictures += 1
                with archive.open(info) as file:
                    yield from _in_picture(file.read(_MOST_BYTES))


def _in_pdf(content: bytes) -> Iterator[Hidden]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    author = reader.metadata.get("/Author") if reader.metadata else None
    if author and str(author).strip():
        yield Hidden("the maker", "author", str(author).strip())
    pictures = 0
    for page in reader.pages[:_MOST_PAGES]:
        for note in _objects(page.get("/Annots")):
            if note.get("/Subtype") != "/Link" and note.get("/Subtype") != "/Widget" and note.get("/T"):
                yield Hidden("the maker", "author of a comment", str(note["/T"]))
        resources: Any = page.get("/Resources")
        drawn: Any = resources.get_object().get("/XObject") if resources else None
        for picture in drawn.get_object().values() if drawn else ():
            found = picture.get_object()
            if found.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]) and pictures < _MOST_PICTURES:
                pictures += 1
                yield from _in_picture(found.get_data())


def _objects(listed: Any) -> Iterator[Any]:
    for one in listed.get_object() if listed else ():
        yield one.get_object()


def _in_picture(content: bytes) -> Iterator[Hidden]:
    try:
        for one in hidden_in_picture(content):
            yield one._replace(where=f"{one.where} of a picture in it")
    except ValueError:
        return
