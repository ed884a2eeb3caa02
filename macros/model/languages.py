"""Languages by their BCP 47 tags: what they are called and which way they are written, from Unicode CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def locale_of(tag: str) -> Locale | None:
    """The locale of a tag; none where CLDR has none."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def language_name(tag: str, into: str) -> str:
    """What a language is called in another one, with its region: `Romanian (Moldova)`; the tag where CLDR doesn't know.

    Args:
        tag: of the language.
        into: tag of the language of the name.
    """
    locale, reader = locale_of(tag), locale_of(into)
    return str((locale and reader and locale.get_display_name(reader)) or tag)


def direction(tag: str) -> str:
    """`rtl` or `ltr`; of its language alone where CLDR doesn't know the whole tag."""
    locale = locale_of(tag) or locale_of(tag.partition("-")[0])
    return str(locale.text_direction) if locale else "ltr"
