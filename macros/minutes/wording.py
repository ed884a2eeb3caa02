"""The words of each language by which minutes are laid out, as patterns over folded text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel.dates import get_day_names, get_month_names


class _Letters(dict[int, str]):
    """What each character is folded to; found out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = unicodedata.normalize("NFKD", char)[:1].lower()[:1] or char
        return self[code]


_LETTERS = _Letters({ord(sign): "'" for sign in "’ʼ‘`´"} | {ord(sign): "-" for sign in "–—‑"})


def fold(text: str) -> str:
    """A text in small letters without accents, letter for letter: places in it are those in the text."""
    return text.translate(_LETTERS)


@dataclass(frozen=True)
class Wording:
    """The patterns of one or several languages."""

    languages: tuple[str, ...]
    months: Mapping[str, int]
    """Names of months, folded, by what they are: 1 to 12."""
    weekdays: re.Pattern[str]
    headings: Mapping[str, re.Pattern[str]]
    """What a section is, by the words of its heading."""
    about: Mapping[str, re.Pattern[str]]
    """The same, searched in headings of people's own words; `passed` for those that speak of another time."""
    labels: Mapping[str, re.Pattern[str]]
    """What is found, by the word before its colon."""
    fields: Mapping[str, re.Pattern[str]]
    """What is said, by the word before its colon."""
    columns: Mapping[str, re.Pattern[str]]
    """What a column of a table holds, by its head."""
    signs: Mapping[str, re.Pattern[str]]
    """Everything else, searched in sentences."""
    common: Mapping[str, frozenset[str]]
    """Words that nearly every sentence of a language has."""

    def language_of(self, text: str) -> str:
        """The language that most words of a text speak for; the first where none does."""
        words = re.findall(r"[a-z]+", fold(text))
        return max(self.languages, key=lambda language: sum(word in self.common[language] for word in words))


def languages() -> list[str]:
    """Languages that there are words for."""
    return sorted(path.name.removesuffix(".yml") for path in files("macros.minutes.words").iterdir()
                  if path.name.endswith(".yml"))  # fmt: skip


@cache
def wording(only: str = "") -> Wording:
    """The patterns of a language, or of all: minutes may be in two languages at once.

    Args:
        only: a language that there are words for; all unless given.
    """
    known = [only] if only else languages()
    tables = {language: _table(language) for language in known}
    months = {name: number for language in known for name, number in _months(language)}
    month = "(?:" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + ")"
    plain = {key for table in tables.values() for key in table} - {
        "common",
        "headings",
        "about",
        "labels",
        "fields",
        "columns",
    }
    wholly = {
        group: {
            key: re.compile(rf"(?:{_joined(tables.values(), group, key)})")
            for key in dict.fromkeys(key for table in tables.values() for key in table.get(group, {}))
        }
        for group in ("headings", "about", "labels", "fields", "columns")
    }
    signs = {key: re.compile(_joined(tables.values(), key).replace("MONTH", month)) for key in plain}
    days = {fold(name).strip(".") for language in known for name in get_day_names("wide", locale=language).values()}
    return Wording(
        tuple(known), months, re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(days)))})\b"), wholly["headings"],
        wholly["about"],
        wholly["labels"], wholly["fields"], wholly["columns"], signs,
        {language: frozenset(table["common"]) for language, table in tables.items()},
    )  # fmt: skip


def _table(language: str) -> dict[str, Any]:
    text = files("macros.minutes.words").joinpath(f"{language}.yml").read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def _joined(tables: Iterable[Mapping[str, Any]], *keys: str) -> str:
    found = []
    for table in tables:
        value: Any = table
        for key in keys:
            value = value.get(key, "") if isinstance(value, Mapping) else ""
        if value:
            found.append(f"(?:{value})")
    return "|".join(found)


def _months(language: str) -> list[tuple[str, int]]:
    names = []
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=language).items():
            names.append((fold(name).strip("."), number))
    if language == "en":
        names.append(("sept", 9))
    return [(name, number) for name, number in names if len(name) > 2]
