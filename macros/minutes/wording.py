"""The words of each language by which minutes are laid out, as patterns over folded text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel.dates import get_day_names, get_month_names

_TELLING = 6
"""Words that are common in one language only, from which a text tells its language."""
_SHARE = 0.12
"""Share of those of the language with most, from which another one is spoken too."""
_EVERYWHERE = frozenset(["titles", "organisation_words", "roles"])
"""Words that stand in minutes of any language: those of names."""


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


class _Small(dict[int, str]):
    """What each character is in small letters, with its accent; found out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char.lower() if len(char.lower()) == 1 else char
        return self[code]


_SMALL = _Small()


def lower(text: str) -> str:
    """A text in small letters with its accents, letter for letter: some languages tell their future by them."""
    return text.translate(_SMALL)


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

    spoken: tuple[str, ...] = ()
    """Languages whose sentences are understood; words of lay-out, names and time are of all languages."""

    def language_of(self, text: str) -> str:
        """The language that most words of a text speak for; the first where none does."""
        counted = self._counted(text)
        return max(self.languages, key=lambda language: counted[language])

    def languages_in(self, text: str) -> tuple[str, ...]:
        """The languages that a text is written in; all where it is too short to tell."""
        counted = self._counted(text)
        most = max(counted.values())
        if most < _TELLING:
            return self.languages
        return tuple(language for language in self.languages if counted[language] >= most * _SHARE)

    def _counted(self, text: str) -> dict[str, int]:
        """How many words of a text are common in one language and in no other."""
        words = Counter(re.findall(r"[a-z]+", fold(text)))
        every = [word for common in self.common.values() for word in common]
        shared = {word for word, times in Counter(every).items() if times > 1}
        return {one: sum(words[word] for word in self.common[one] - shared) for one in self.languages}


def languages() -> list[str]:
    """Languages that there are words for."""
    return sorted(path.name.removesuffix(".yml") for path in files("macros.minutes.words").iterdir()
                  if path.name.endswith(".yml"))  # fmt: skip


@cache
def wording(only: str = "", spoken: tuple[str, ...] = ()) -> Wording:
    """The patterns of a language, or of all: minutes may be in two languages at once.

    Args:
        only: a language that there are words for; all unless given.
        spoken: languages whose sentences are understood, of all of them; what is the future of a verb in one is a
            noun in another.
    """
    known = [only] if only else languages()
    tables = {language: _table(language) for language in known}
    months = {
        name: number
        for language in known
        for name, number in _months(language, short=not spoken or language in (*spoken, "en"))
    }
    month = "(?:" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + ")"
    plain = {key for language in languages() for key in _table(language)} - {
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
    heard = [tables[language] for language in known if not spoken or language in spoken]
    signs = {
        key: re.compile(
            _joined(tables.values() if _is_everywhere(key) else heard, key).replace("MONTH", month) or "(?!)"
        )
        for key in plain
    }
    weekday = "(?:" + "|".join(_weekdays(spoken or tuple(known))) + ")"
    signs = {key: re.compile(pattern.pattern.replace("WEEKDAY", weekday)) for key, pattern in signs.items()}
    days = {fold(name).strip(".") for language in known for name in get_day_names("wide", locale=language).values()}
    return Wording(
        tuple(known), months, re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(days)))})\b"), wholly["headings"],
        wholly["about"],
        wholly["labels"], wholly["fields"], wholly["columns"], signs,
        {language: frozenset(table["common"]) for language, table in tables.items()}, spoken or tuple(known),
    )  # fmt: skip


def _is_everywhere(key: str) -> bool:
    return key in _EVERYWHERE or key.startswith("now_")


def _weekdays(languages: tuple[str, ...]) -> list[str]:
    """Names of days, folded; short ones in English only, as `mar` and `sam` are words elsewhere."""
    names = {fold(name) for language in languages for name in get_day_names("wide", locale=language).values()}
    if "en" in languages:
        names |= {fold(name) for name in get_day_names("abbreviated", locale="en").values()} | {"tues", "thur", "thurs"}
    return sorted(map(re.escape, names), key=len, reverse=True)


@cache
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


def _months(language: str, *, short: bool) -> list[tuple[str, int]]:
    """Names of months; short ones are words of other languages (`set`, `out`), so only of those that are spoken."""
    names = []
    for width in ("wide", "abbreviated") if short else ("wide",):
        for number, name in get_month_names(width, locale=language).items():
            names.append((fold(name).strip("."), number))
    if language == "en":
        names.append(("sept", 9))
    return [(name, number) for name, number in names if len(name) > 2]
