"""Languages by their BCP 47 tags: what they are called and which way they are written, from Unicode CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers


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


def known_languages(into: str) -> dict[str, str]:
    """Languages that can be chosen, by tag, each with its name: that of the names first, then all others by name.

    Args:
        into: tag of the language of the names.
    """
    bases = {tag for tag in locale_identifiers() if "_" not in tag}
    named = {tag: language_name(tag, into) for tag in sorted(bases)}
    others = sorted((tag for tag in named if named[tag] != tag), key=lambda tag: named[tag].casefold())
    return {tag: language_name(tag, into) for tag in dict.fromkeys((into, *others))}


@cache
def language_called(name: str, into: str) -> str:
    """The tag of the language with a name, in another language, in English or in itself; empty for none.

    Args:
        name: in capitals or not.
        into: tag of the language that the name may be in.
    """
    return _tags(into).get(name.casefold(), "")


@cache
def _tags(into: str) -> dict[str, str]:
    tags = [tag for tag in locale_identifiers() if "_" not in tag]
    return {language_name(tag, one or tag).casefold(): tag for one in ("", "en", into) for tag in tags}


CEDILLA = str.maketrans("şţ", "șț")
"""Romanian s and t with a cedilla, written for those with a comma since old fonts had no other."""


def base_language(tag: str) -> str:
    """The language of a tag, without script and region: names in `pt` serve texts in `pt-BR`; `en` without a tag."""
    return tag.partition("-")[0].lower() or "en"


def direction(tag: str) -> str:
    """`rtl` or `ltr`; of its language alone where CLDR doesn't know the whole tag."""
    locale = locale_of(tag) or locale_of(base_language(tag))
    return str(locale.text_direction) if locale else "ltr"
