"""Which rule of the guidance each finding breaks, and how it is mended.

Cited is only what was read; the page `docs/contribute/never.md` says what that is, and what wasn't.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

PERSONAL = "no personal data (OCHA, HDX terms of October 2022, 7a)"
SENSITIVE = "no data that puts people at risk (OCHA, HDX terms of October 2022, 7b)"
LOCATION = f"{SENSITIVE[:-1]}; IASC guidance on data responsibility of 2021, summary: locations)"
COUNTED = f"{SENSITIVE[:-1]}; OCHA guidance note 1 of 2019: recognised again by figures)"


def cleared_by(quotes: Iterable[str], words: str) -> int | None:
    """Which of the words that a clearance quotes speak of a finding: they hold it, or are the half of it that matters.

    Args:
        quotes: words that were cleared.
        words: what was found.
    """
    found = " ".join(words.split())
    for index, quote in enumerate(quotes):
        quoted = " ".join(quote.split())
        if found in quoted or (quoted in found and 2 * len(quoted) >= len(found)):
            return index
    return None


class Rule(NamedTuple):
    """What a finding breaks."""

    says: str
    """The rule, with document, year and place."""
    instead: str
    """What to write."""


RULES: dict[str, Rule] = {
    "person's name": Rule(PERSONAL, "write the role, the office or the organisation"),
    "mail address": Rule(PERSONAL, "give the mailbox of a role or an office, or none"),
    "telephone number": Rule(
        PERSONAL, "leave it out, or name the office; a hotline for all may stand without its number"
    ),
    "identity number": Rule(PERSONAL, "leave it out"),
    "birth date": Rule(PERSONAL, "leave it out, or give an age group"),
    "coordinates": Rule(LOCATION, "name the town or settlement"),
    "small count": Rule(COUNTED, "write fewer than ten, or leave out the place"),
}
"""By kind of personal data."""
