"""A day for a date that is given in words: "by autumn 2016" is 30 November 2016 at the latest.

The rule takes the last day of the period that is named, so that nobody is called late who may not be: the month, the
quarter, the half, the season or the year; of *early* the 10th, of *mid* the 20th or the middle month. *Before* a period
is the day before it begins. Seasons are those of the northern half of the world, in whole months. Words that name no
period, or two, give no day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

LANGUAGES = ("en", "fr", "ro")
"""Languages whose words for dates are known."""
_SEASONS = {
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12,
    "printemps": 3, "été": 6, "automne": 9, "hiver": 12,
    "primăvara": 3, "primavara": 3, "vara": 6, "toamna": 9, "iarna": 12,
}  # fmt: skip
"""The month in which each begins."""
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "premier": 1, "première": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "1er": 1, "1re": 1,
    "primul": 1, "prima": 1, "doilea": 2, "doua": 2, "treilea": 3, "patrulea": 4,
}  # fmt: skip
_EARLY = r"early(?: in)?|(?:at )?(?:the )?beginning of|début|inceputul lunii|începutul lunii"
_MID = r"mid|(?:at )?(?:the )?middle of|mi|mijlocul lunii"
_BEFORE = r"before|prior to|avant|înainte de|inainte de"
_NEVER = re.compile(r"\b(?:not before|not earlier than|no sooner than|after|since|pas avant|après|după|dupa)\b", re.I)


@dataclass(frozen=True)
class _Period:
    first: datetime.date
    last: datetime.date


@cache
def _months() -> dict[str, int]:
    found = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                if len(name.rstrip(".")) > 2:
                    found[name.rstrip(".").lower()] = number
    return found


@cache
def _expression() -> re.Pattern[str]:
    def either(words: Iterable[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    month = f"(?P<month>{either(_months())})\\.?"
    ordinal = f"(?P<ordinal>{either(_ORDINALS)})"
    period = (
        r"(?P<iso>\d{4}-\d{2}-\d{2})"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?{month}\s+(?:de\s+)?(?P<dayyear>(?:19|20)\d\d)"
        rf"|{month.replace('?P<month>', '?P<usmonth>')}\s+(?P<usday>\d{{1,2}}),\s+(?P<usyear>(?:19|20)\d\d)"
        rf"|{month.replace('?P<month>', '?P<whole>')},?\s+(?:of\s+|de\s+)?(?P<wholeyear>(?:19|20)\d\d)"
        rf"|(?P<season>{either(_SEASONS)})\s+(?:of\s+|de\s+|lui\s+)?(?P<seasonyear>(?:19|20)\d\d)"
        r"|[QT](?P<quarter>[1-4])\s+(?:of\s+|de\s+)?(?P<quarteryear>(?:19|20)\d\d)"
        rf"|{ordinal}\s+(?P<part>quarter|half|semester|trimestre|semestre|trimestru|semestru|jumătate)"
        r"\s+(?:of\s+|de\s+|du\s+|a\s+|al\s+|din\s+)?(?P<partyear>(?:19|20)\d\d)"
        r"|(?P<year>\b(?:19|20)\d\d\b)"
    )
    return re.compile(
        rf"(?:\b(?P<before>{_BEFORE})\s+(?:the\s+end\s+of\s+)?(?:the\s+|le\s+|la\s+)?)?"
        rf"(?:\b(?P<early>{_EARLY})[\s-]+|\b(?P<mid>{_MID})[\s-]+)?(?<!\w)(?<!\d[-–])(?:{period})(?![\w–-])",
        re.IGNORECASE,
    )


def day_by_rule(words: str | None) -> datetime.date | None:
    """The last day that words for a date allow; None where they name no period of time, or several.

    Args:
        words: what a source says about timing, in one of `LANGUAGES`: `By autumn 2016.`
    """
    if not words or _NEVER.search(words):
        return None
    found = list(_expression().finditer(words))
    if len(found) != 1:
        return None
    match = found[0]
    try:
        period = _period(match)
    except ValueError:  # 31 June
        return None
    if match["before"]:
        return period.last if "end of" in match[0].lower() else period.first - datetime.timedelta(days=1)
    if period.first == period.last:
        return period.last
    if match["early"] or match["mid"]:
        return _within(period, 1 if match["early"] else 2)
    return period.last


def last_day_of(date: str) -> datetime.date:
    """The last day that a whole or partial date allows: of `2016-05`, 31 May 2016."""
    parts = [int(part) for part in date.split("-")]
    return datetime.date(*parts) if len(parts) == 3 else _last_day(parts[0], parts[1] if len(parts) == 2 else 12)


def _within(period: _Period, third: int) -> datetime.date:
    """The last day of the first or the second third; of a month, the 10th or the 20th."""
    if period.first.month == period.last.month:
        return period.first.replace(day=10 * third)
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return _last_day(period.first.year, period.first.month + months * third // 3 - 1)


def _period(match: re.Match[str]) -> _Period:
    if match["iso"]:
        day = datetime.date.fromisoformat(match["iso"])
        return _Period(day, day)
    if match["day"] or match["usday"]:
        month = _months()[(match["month"] or match["usmonth"]).lower()]
        day = datetime.date(int(match["dayyear"] or match["usyear"]), month, int(match["day"] or match["usday"]))
        return _Period(day, day)
    if match["whole"]:
        return _of_months(int(match["wholeyear"]), _months()[match["whole"].lower()], 1)
    if match["season"]:
        return _of_months(int(match["seasonyear"]), _SEASONS[match["season"].lower()], 3)
    if match["quarter"]:
        return _of_months(int(match["quarteryear"]), 3 * int(match["quarter"]) - 2, 3)
    if match["part"]:
        length = 3 if match["part"].lower().startswith(("quarter", "trim")) else 6
        number = _ORDINALS[match["ordinal"].lower()]
        if number * length > 12:
            raise ValueError(match[0])
        return _of_months(int(match["partyear"]), length * (number - 1) + 1, length)
    return _of_months(int(match["year"]), 1, 12)


def _of_months(year: int, month: int, length: int) -> _Period:
    return _Period(datetime.date(year, month, 1), _last_day(year, month + length - 1))


def _last_day(year: int, month: int) -> datetime.date:
    """The last day of a month; the 13th is January of the year after."""
    year, month = year + month // 12, month % 12 + 1
    return datetime.date(year, month, 1) - datetime.timedelta(days=1)
