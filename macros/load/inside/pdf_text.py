"""What a PDF says: its pages, its links to mailboxes, what is filled into its forms, its bookmarks."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

from macros.load.inside.told import Told, UnreadableError

MOST_PAGES = 1_000
_TWO_BYTES = re.compile(r"\0(.)", re.DOTALL)
"""A letter as the library gives it, where it finds no names for a font's letters: its number in two bytes."""
_MOST_NAMELESS = 0.05
"""Part of a page's signs that may be no letters of any script."""
_BLANKS = {ord(sign): " " for sign in "\t\n\r\f\v"}
_LEAST = 10
"""Letters of a page below which it is a picture of a text."""


def read_pdf(content: bytes) -> Told:
    """What it says, page by page; pages that show something and hold no letters are named as unread.

    Raises:
        UnreadableError: when it is locked, damaged or too long.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    told, scanned = Told(), []
    told.has_lines = True
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is locked with a password")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(f"has {len(reader.pages):,} pages; {MOST_PAGES:,} are read")
        for number, page in enumerate(reader.pages, start=1):
            text = _TWO_BYTES.sub(r"\1", page.extract_text())
            if page.get("/Contents") is not None and not _readable(text):
                scanned.append(number)
            told.add(f"page {number}", text)
            for said in _beside(page):
                told.add(f"page {number}", said)
        for title in _titles(reader.outline):
            told.add("the bookmarks", title)
    except UnreadableError:
        raise
    except Exception as error:  # whatever a damaged or forged file makes the library raise
        raise UnreadableError(f"is no PDF that can be read ({type(error).__name__})") from None
    told.unread += [_range(first, last) for first, last in _runs(scanned)]
    return told


def _readable(text: str) -> bool:
    """Whether a text is made of letters: a scan has none, and a font without names gives other signs in their place."""
    letters = sum(sign.isalnum() for sign in text)
    shown = sum(not sign.isspace() for sign in text)
    nameless = sum(
        unicodedata.category(sign) in ("Cc", "Co", "Cn") or sign == "\ufffd" for sign in text.translate(_BLANKS)
    )
    return letters >= _LEAST and 2 * letters >= shown and nameless <= _MOST_NAMELESS * shown


def _beside(page: Any) -> Iterator[str]:
    """What is written on a page and no part of its text: mailboxes that it links to, fields, notes."""
    listed = page.get("/Annots")
    for one in listed.get_object() if listed is not None else ():
        note = one.get_object()
        action = note.get("/A")
        address = str(action.get_object().get("/URI", "")) if action is not None else ""
        if address.startswith("mailto:"):
            yield address.removeprefix("mailto:").partition("?")[0]
        for key in ("/V", "/Contents"):
            if isinstance(note.get(key), str):
                yield str(note[key])


def _titles(outline: Iterable[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        elif isinstance(one.title, str):
            yield one.title


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and last."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield found[0], found[-1]


def _range(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"
