"""A PDF written anew without its authors, its history and the data of its pictures; nothing in it runs.

Its pages stay as they are. Comments are refused, since readers would see their authors, and so is whatever acts by
itself: programs, attached files, forms that send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from macros.load.clean.clean_file import CleanFile, RefusedFileError
from macros.load.clean.inner_picture import without_metadata

MOST_PAGES, MOST_OBJECTS = 1_000, 100_000
_DROPPED = ("/Metadata", "/PieceInfo", "/LastModified")
"""What programs keep of a document, a page or a picture for themselves."""
_ACTS = {
    "/JS": "programs (JavaScript)",
    "/JavaScript": "programs (JavaScript)",
    "/EmbeddedFiles": "attached files",
    "/EF": "attached files",
    "/XFA": "a form of its own kind (XFA)",
    "/RichMedia": "films or sounds",
}
_ACTIONS = {
    "/Launch": "starts other programs",
    "/JavaScript": "holds programs (JavaScript)",
    "/SubmitForm": "sends what is filled in",
    "/ImportData": "fetches data",
    "/Rendition": "plays films or sounds",
}
_NO_COMMENTS = {"/Link", "/Widget", "/Popup"}
_SAFE_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)


def clean_pdf(content: bytes) -> CleanFile:
    """The document with the same pages.

    Raises:
        RefusedFileError: when it is no PDF, locked, too long, acts by itself or holds comments.
    """
    from pypdf import PdfReader, PdfWriter

    if not content[:1024].lstrip().startswith(b"%PDF-"):
        raise RefusedFileError("is no PDF, though its name says so; save it anew as PDF")
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise RefusedFileError("is locked with a password or against printing; save it without")
        if len(reader.pages) > MOST_PAGES:
            raise RefusedFileError(f"has {len(reader.pages):,} pages; {MOST_PAGES:,} at most")
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        for one in _objects(writer):
            _check(one)
            _strip(one)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        made = BytesIO()
        writer.write(made)
    except RefusedFileError:
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise RefusedFileError(f"is damaged ({type(error).__name__}); make it anew from what it was made of") from None
    return CleanFile(made.getvalue())


def _objects(writer: Any) -> Iterator[Any]:
    """Every dictionary of a document, those inside others too."""
    waiting = [one for one in writer._objects if one is not None]
    if len(waiting) > MOST_OBJECTS:
        raise RefusedFileError(f"holds {len(waiting):,} objects; {MOST_OBJECTS:,} at most")
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += [inner for inner in one.values() if isinstance(inner, dict | list)]
        elif isinstance(one, list):
            waiting += [inner for inner in one if isinstance(inner, dict | list)]


def _check(one: Any) -> None:
    """Refuse what acts by itself, and comments."""
    for key, words in _ACTS.items():
        if key in one:
            raise RefusedFileError(f"holds {words}; save it anew without")
    does = _ACTIONS.get(str(one.get("/S", ""))) if one.get("/Type", "/Action") == "/Action" else None
    if does:
        raise RefusedFileError(f"{does}; save it anew without")
    if str(one.get("/Subtype", "")) == "/RichMedia":
        raise RefusedFileError("holds films or sounds; save it anew without")
    is_note = one.get("/Type") == "/Annot" or ("/Rect" in one and "/Subtype" in one)
    if is_note and str(one.get("/Subtype", "")) not in _NO_COMMENTS:
        raise RefusedFileError("holds comments or marks; delete them, or print it to a new PDF")
    address = one.get("/URI")
    if isinstance(address, str | bytes):
        text = address.decode("latin-1") if isinstance(address, bytes) else str(address)
        if not _SAFE_LINK.match(text):
            raise RefusedFileError(f'has a link to "{text[:60]}", which leads nowhere for others; take it out')


def _strip(one: Any) -> None:
    for key in _DROPPED:
        one.pop(key, None)
    if one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]) and hasattr(one, "_data"):
        one._data = without_metadata(one._data)
