"""Days, numbers and sizes as a language writes them, from Unicode CLDR."""

from __future__ import annotations

import datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

from macros.model.languages import locale_of
from macros.words import ENGLISH


def day_words(value: str | datetime.date | None, language: str) -> str:
    """A whole or partial date in words (`23 November 2026`, `June 2013`, `2013`); in figures where CLDR has none."""
    locale = locale_of(language)
    if value is None or locale is None:
        return str(value or "")
    if isinstance(value, datetime.date):
        return format_date(value, "d MMMM y", locale=locale)
    if len(value) == 4:
        return value
    whole = datetime.date.fromisoformat((value + "-01")[:10])
    return format_date(whole, "d MMMM y" if len(value) == 10 else "MMMM y", locale=locale)


def number_words(value: float, language: str) -> str:
    """A number as a language writes it."""
    return format_decimal(value, locale=locale_of(language) or ENGLISH.language)


def size_words(size: int, language: str) -> str:
    """The size of a file in words: `1.3 MB`."""
    locale = locale_of(language) or ENGLISH.language
    for unit, bytes_of in (("gigabyte", 1e9), ("megabyte", 1e6), ("kilobyte", 1e3)):
        if size >= bytes_of:
            return format_unit(round(size / bytes_of, 1), f"digital-{unit}", "short", "0.0", locale=locale)
    return format_unit(size, "digital-byte", "short", locale=locale)
