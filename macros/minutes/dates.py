"""Days that a text names. A day that could be read in two ways is none, and neither is one without its year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from macros.minutes.wording import Wording, fold
from macros.model.fields import FIRST_YEAR, LAST_YEAR

_ORDINAL = r"(?:st|nd|rd|th|er|eme|\.?o)?"
_YEAR = r"(?:19|20)\d\d"
_YEAR_AFTER = re.compile(rf",?\s(?:of |de |del |din |anul )?{_YEAR}\b")


@dataclass(frozen=True)
class Named:
    """A day or some days that a text names."""

    start: int
    end: int
    """Where it stands in the text."""
    words: str
    first: datetime.date | None
    """None where the day can't be told."""
    last: datetime.date | None
    why: str = ""
    """Why the day can't be told: `ambiguous`, `no year`, `not a day`, `loose`."""


class Dates:
    """Finds days in texts of some languages."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._patterns = _patterns(tuple(sorted(words.months, key=len, reverse=True)))

    def find(self, text: str) -> list[Named]:
        """Everything that names a day, in order; of what overlaps the longer."""
        folded = fold(text)
        found: list[Named] = []
        for pattern in self._patterns:
            for match in pattern.finditer(folded):
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(self._named(text, match))
        for match in self._words.signs["loose_time"].finditer(folded):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                year = _YEAR_AFTER.match(folded, match.end())
                end = year.end() if year else match.end()
                found.append(Named(match.start(), end, text[match.start() : end].strip(), None, None, "loose"))
        return sorted(found, key=lambda one: one.start)

    def _named(self, text: str, match: re.Match[str]) -> Named:
        part = match.groupdict()
        words = text[match.start() : match.end()]
        if not part.get("year"):
            return Named(*match.span(), words, None, None, "no year")
        year = int(part["year"])
        if part.get("numeric"):
            one, other = int(part["day"]), int(part["second"])
            if one != other and one <= 12 and other <= 12:
                return Named(*match.span(), words, None, None, "ambiguous")
            day, month = (one, other) if other <= 12 else (other, one)
            first = last = _day(year, month, day)
        elif part.get("iso"):
            first = last = _day(year, int(part["second"]), int(part["day"]))
        else:
            month = self._words.months[part["month"]]
            last = _day(year, month, int(part.get("last") or part["day"]))
            begin_month = self._words.months[part["begin"]] if part.get("begin") else month
            first = _day(year, begin_month, int(part["day"]))
        return Named(*match.span(), words, first, last, "" if first and last else "not a day")


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


@cache
def _patterns(months: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _written("|".join(map(re.escape, months))))


def _written(month: str) -> Iterator[str]:
    """How days are written, the longest first."""
    day, last = rf"(?P<day>\d{{1,2}}){_ORDINAL}", rf"(?P<last>\d{{1,2}}){_ORDINAL}"
    of = r"(?: of| de| lunii)?"
    to = r"\s*(?:-|to|and|until|au|et|al|a|y|e|hasta|ate|pana la|si)\s*(?:the |le |pe |el )?"
    name = rf"(?P<month>{month})\b\.?"
    year = rf",?\s*(?:de |del )?(?P<year>{_YEAR})\b"
    yield rf"\b{day}\s+(?P<begin>{month})\b\.?{to}{last}{of}\s+{name}{year}"
    yield rf"\b{day}{to}{last}{of}\s+{name}(?:{year})?"
    yield rf"\b{day}{of}\s*,?\s*{name}(?:{year})?"
    yield rf"\b{name}\s+{day}\s*-\s*{last}(?:{year})"
    yield rf"\b{name}\s+{day}\b(?:{year})?(?!\s*[.:]\d)"
    yield rf"(?<![\d/.-])(?P<year>{_YEAR})(?P<iso>-)(?P<second>\d\d)-(?P<day>\d\d)(?![\d/-])"
    numeric = r"(?P<day>\d{1,2})(?P<numeric>[./-])(?P<second>\d{1,2})(?P=numeric)"
    yield rf"(?<![\d/.-]){numeric}(?P<year>{_YEAR})(?![\d/-])"
