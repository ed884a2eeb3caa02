"""All personal data of one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.sensitive.births import find_births
from macros.sensitive.coordinates import find_coordinates, find_linked_places
from macros.sensitive.counts import find_counts
from macros.sensitive.datum import Personal
from macros.sensitive.identity import find_identities
from macros.sensitive.mail import find_mail
from macros.sensitive.names import find_names
from macros.sensitive.telephone import find_telephones

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'`\\)\]]+|\b10\.\d{4,}/[^\s<>\"']+|\[@[^\]\n]{0,200}\]|\[\[[^\]\n]{0,200}\]\]"
)
"""Addresses of the web, digital object identifiers, and ids of entries: their figures and words stand for documents."""
_FIGURES = re.compile(r"\d[\d\s().,/°º'’-]{3,}\d")
"""Figures as close together as in any number of a person or a place; most texts have none."""


def find_personal(text: str, regions: Iterable[str] = ()) -> tuple[Personal, ...]:
    """Personal data in a text, by place; where two overlap, the sure one, then the longer.

    Args:
        text: plain text or Markdown.
        regions: countries that the text is about, as ISO 3166-1 alpha-2 codes; they say what a telephone number is.

    Time grows with the length of the text; each search begins with a test that most texts end.
    """
    found = sorted(_all(text, tuple(regions)), key=lambda one: (not one.sure, one.start - one.end, one.start, one.kind))
    kept: list[Personal] = []
    covered = bytearray(len(text)) if found else bytearray()
    for one in found:
        if not any(covered[one.start : one.end]):
            covered[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return tuple(sorted(kept))


def _all(text: str, regions: tuple[str, ...]) -> Iterator[Personal]:
    plain = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    yield from find_mail(plain)
    if plain != text:
        yield from find_linked_places(text)
    if _FIGURES.search(plain) or "+" in plain:
        yield from find_coordinates(plain)
        yield from find_identities(plain)
        yield from find_telephones(plain, regions)
    yield from find_births(plain)
    yield from find_counts(plain)
    yield from find_names(plain)
