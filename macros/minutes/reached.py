"""Mail addresses and telephone numbers in minutes, which go no further."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
WEB = re.compile(r"(?:https?://|www\.)\S+")
_PHONE = re.compile(r"(?<![\w/.-])(?:\+|00)?\(?\d[\d ()./-]{6,}\d(?![\w/])")
_DAYLIKE = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d)")
_HOURS = re.compile(r"^\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d$")


def ways_to_reach(text: str) -> Iterator[tuple[int, int, str]]:
    """Where they stand in a text: begin, end, kind."""
    yield from ((*match.span(), "mail address") for match in MAIL.finditer(text))
    yield from ((*match.span(), "telephone number") for match in _PHONE.finditer(text) if _is_phone(match[0]))


def _is_phone(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits >= 7 and not _DAYLIKE.search(text) and not _HOURS.search(text)
