"""A PDF as lines, page by page, as far as there is text in it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO

from pypdf import PdfReader

from macros.minutes.line import Line, UnreadableMinutesError, clean

_PAGES = 300
_LEAST = 20
"""Letters on a page, on average, below which it is a picture of a text."""
_NUMBER = re.compile(r"\W*(?:p(?:age|agina|ág)?\.?\s*)?\d{1,4}(?:\s*(?:/|of|sur|de|din)\s*\d{1,4})?\W*", re.IGNORECASE)
_REPEATED = 3
"""Pages from which a line that begins or ends most of them is a running head or foot."""


def read_pdf(content: bytes) -> list[Line]:
    """The lines of a PDF.

    Raises:
        UnreadableMinutesError: when it is locked, damaged, too long, or a scan.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableMinutesError("is locked with a password; save a copy without one")
        if len(reader.pages) > _PAGES:
            raise UnreadableMinutesError(f"has {len(reader.pages)} pages; {_PAGES} are taken")
        pages = [page.extract_text() for page in reader.pages]
    except UnreadableMinutesError:
        raise
    except Exception as error:  # whatever a damaged or forged file makes the library raise
        raise UnreadableMinutesError(f"is no PDF that can be read ({type(error).__name__}); save it anew") from None
    if sum(char.isalnum() for page in pages for char in page) < _LEAST * max(1, len(pages)):
        raise UnreadableMinutesError(
            "is a scan: no text is in it. Recognise it first with a program for that (OCR), then give the result"
        )
    return without_running(pages)


def without_running(pages: list[str]) -> list[Line]:
    """Lines of pages, without page numbers and what stands at the top or the bottom of most pages."""
    split = [[clean(line) for line in page.splitlines()] for page in pages]
    edges = Counter(line for lines in split for line in {*_filled(lines)[:2], *_filled(lines)[-2:]})
    running = {line for line, often in edges.items() if often >= _REPEATED and often * 2 > len(split)}
    found: list[Line] = []
    for number, lines in enumerate(split, start=1):
        gap = False
        for row, line in enumerate(lines, start=1):
            if not line:
                gap = True
            elif line not in running and not _NUMBER.fullmatch(line):
                found.append(Line(line, f"page {number}, line {row}", gap=gap))
                gap = False
    return found


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line]
