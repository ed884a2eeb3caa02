"""What a cell of a workbook shows, from its value and its number format: what people see is what they give.

A month stays a month, `00123` keeps its zeros, 50% is no 0.5. Thousands are never set apart, since each country does so
by another sign. What is shown in a way that is not known here is said, never given as something else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

PLAIN = ("General", "@", "")
"""Formats that show a value as it is."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.|\*.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<day>y+|e+|m+|d+|h+|s+(?:\.0+)?|AM/PM|A/P)|(?P<digit>[0#?])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+", re.IGNORECASE)
_LOCALE = re.compile(r"\$([^-]*)(?:-.*)?")
_MOST_DIGITS = 15
"""Digits of a number that Excel keeps."""


class UnclearCellError(Exception):
    """What a cell shows can't be told; says why, behind the name of the cell."""


class _Token(NamedTuple):
    kind: str
    text: str


def shown(value: Any, code: str) -> str:
    """What a cell shows.

    Args:
        value: of the cell.
        code: its number format, as the file has it: `0%`, `mmm yyyy`.

    Raises:
        UnclearCellError: when it can't be told.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return _day(value, code)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    if isinstance(value, int | float):
        return _number(value, code)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip()


def _day(value: datetime.datetime, code: str) -> str:
    """As much of a moment as its format shows, the year first."""
    parts = set(_parts_of(code)) if code not in PLAIN else {"y", "m", "d", "h"}
    time = value.time().isoformat("minutes") if "h" in parts else ""
    if {"y", "m", "d"} <= parts:
        return f"{value.date().isoformat()} {time}" if time and value.time() != datetime.time() else f"{value:%Y-%m-%d}"
    if parts == {"y", "m"}:
        return f"{value:%Y-%m}"
    if parts == {"y"}:
        return f"{value:%Y}"
    if time and not parts & {"y", "m", "d"}:
        return time
    raise UnclearCellError(
        "shows only a part of a day, without its year; write the whole day as text, such as 2024-05-31"
    )


def _parts_of(code: str) -> Iterator[str]:
    """The parts of a day that a format shows: y, m, d, h; months and minutes have the same letter."""
    letters = [
        token.text.lower()
        for token in _sections(code)[0]
        if token.kind == "day" or (token.kind == "bracket" and token.text.lower().strip("hms") == "")
    ]
    for place, letter in enumerate(letters):
        before = letters[place - 1][0] if place else ""
        after = letters[place + 1][0] if place + 1 < len(letters) else ""
        if letter[0] in "ye":
            yield "y"
        elif letter[0] == "d" and len(letter) < 3:
            yield "d"
        elif letter[0] == "h":
            yield "h"
        elif letter[0] == "m" and (len(letter) > 2 or (before != "h" and after != "s")):
            yield "m"


def _sections(code: str) -> list[list[_Token]]:
    """A format's parts, for numbers above zero, below, zero, and for text."""
    found: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "sign"
        token = _Token(kind, match[kind])
        if token == ("sign", ";"):
            found.append([])
        else:
            found[-1].append(token)
    return found


def _number(value: int | float, code: str) -> str:
    if abs(value) >= 10**_MOST_DIGITS:
        raise UnclearCellError(
            f"is a number of more than {_MOST_DIGITS} digits, of which Excel keeps no more; format the cell as text, "
            "then write it anew"
        )
    exact = Decimal(f"{value:.{_MOST_DIGITS}g}")
    if code in PLAIN:
        return _plain(exact)
    sections = _sections(code)
    number = 1 if exact < 0 and len(sections) > 1 else 2 if exact == 0 and len(sections) > 2 else 0
    found = _formatted(abs(exact), sections[number])
    if found is None:
        raise UnclearCellError(f'shows a number in a way that isn\'t read ("{code[:40]}"); write it as text')
    if not found.strip():
        raise UnclearCellError(f"shows nothing, and holds {_plain(exact)}; write it so that it can be seen")
    return f"-{found.strip()}" if exact < 0 and number == 0 and found.strip(" 0.%") else found.strip()


def _plain(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return format(number.quantize(Decimal(1)) if whole else number.normalize(), "f")


def _formatted(number: Decimal, section: Sequence[_Token]) -> str | None:
    """A number without its sign as a part of a format shows it; None where that isn't known."""
    literals = [_literal(token) for token in section]
    if any(one is None for one in literals):
        return None
    signs = [token.text if token.kind in ("sign", "digit") else "" for token in section]
    last = max((place for place, token in enumerate(section) if token.kind == "digit"), default=-1)
    point = signs.index(".") if "." in signs else len(signs)
    if "," in signs[last + 1 :] or "/" in signs[: last + 1] or signs.count(".") > 1:
        return None
    number *= Decimal(100) ** signs.count("%")
    after = [place for place in range(point, len(section)) if section[place].kind == "digit"]
    before = [place for place in range(point) if section[place].kind == "digit"]
    rounded = number.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, rest = format(rounded, "f").partition(".")
    put = {**_before(whole.lstrip("0"), before, signs), **_after(rest, after, signs)}
    if not any(put.values()):
        put.pop(point, None)
    said = [put.get(place, literals[place] or "") for place in range(len(section))]
    return "".join(_plain(number) if token.kind == "general" else one for token, one in zip(section, said, strict=True))


def _literal(token: _Token) -> str | None:
    """What a part of a format shows by itself; None for one that isn't known."""
    kind, text = token
    if kind in ("quoted", "escaped"):
        return text
    if kind in ("space", "general", "digit"):
        return ""
    if kind == "bracket":
        money = _LOCALE.fullmatch(text)
        return money[1] if money else "" if _COLOUR.fullmatch(text) else None
    if kind == "day" or text.isalpha() or text == "@":
        return None
    return "" if text == "," else text


def _before(digits: str, places: Sequence[int], signs: Sequence[str]) -> dict[int, str]:
    """The digits before the point in their places, from the right; the first place takes what is left."""
    put: dict[int, str] = {}
    for place in reversed(places):
        put[place] = digits[-1:] or ("0" if signs[place] == "0" else "")
        digits = digits[:-1]
    if places:
        put[places[0]] = digits + put[places[0]]
    return put


def _after(digits: str, places: Sequence[int], signs: Sequence[str]) -> dict[int, str]:
    """The digits behind the point in their places; zeros at the end only where the format wants them."""
    put: dict[int, str] = {}
    behind = False
    for place, digit in reversed(list(zip(places, digits, strict=False))):
        behind = behind or digit != "0" or signs[place] == "0"
        put[place] = digit if behind else ""
    return put
