"""What a reader typed, word by word; `macros.search.clauses` says what the words stand for."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from macros.search.words import fold, split_cased

MOST_CHARACTERS = 300
MOST_WORDS = 12
"""Words of a query that count; those that say nothing come on top."""
OPERATORS = {"AND", "OR", "NOT"}
"""Words of other searches, in capitals: left out, but for NOT before a word (`_APART`)."""
_BLANK = " \\t\\r\\n\\f\\v\\u00a0\\u2000-\\u200a\\u202f\\u3000"
_APART = re.compile(
    f'(?<![^{_BLANK}])(NOT[{_BLANK}]+[-−]?|[-−])(?:["“„«]([^"”“»]*)["”“»]?|([^"“„«{_BLANK}][^{_BLANK}]*))'
)
"""A minus or NOT, and the words in quotes, or the word, that a page shall not hold. `words.js` has the same."""


class Typed(NamedTuple):
    """A word of a query."""

    form: str
    word: str
    """As it was typed."""
    capitals: bool
    """Whether it was typed in capitals while others weren't: an acronym, even if it is a common word."""
    operator: bool = False
    """Whether it tells other searches how to combine words."""


class Query(NamedTuple):
    """What a reader typed."""

    words: list[Typed]
    unfinished: bool
    """Whether the last word may be unfinished."""
    apart: tuple[tuple[Typed, ...], ...] = ()
    """Words that a page shall not hold; those of one minus belong together."""


def read(query: str, all_wanted: bool = False) -> Query:
    """The words of a query.

    Args:
        query: what was typed.
        all_wanted: whether a minus and NOT say nothing.
    """
    text = unicodedata.normalize("NFC", query[:MOST_CHARACTERS])
    whole = split_cased(text)
    shouted = not any(word != word.upper() or word == word.lower() for word in whole)
    some_small = any(word != word.upper() for word in whole)
    apart: list[tuple[Typed, ...]] = []

    def without(match: re.Match[str]) -> str:
        words = match[2] if match[3] is None else match[3]
        if not words[:1].isalpha() or (shouted and match[1][0] == "N"):
            return match[0]
        apart.append(tuple(_typed(words, some_small)))
        return " "

    rest = text if all_wanted else _APART.sub(without, text)
    typed = _typed(rest, some_small)
    if apart and all(word.word in OPERATORS for word in typed):
        return read(query, all_wanted=True)
    return Query(typed, bool(typed) and not typed[-1].operator and bool(split_cased(rest[-1:])), tuple(apart))


def _typed(text: str, some_small: bool) -> list[Typed]:
    words = [(form, word) for word in split_cased(text) if (form := fold(word.lower()))]
    several = any(word not in OPERATORS for _, word in words)
    return [
        Typed(
            form,
            word,
            len(form) > 1 and word == word.upper() != word.lower() and some_small,
            word in OPERATORS and several,
        )
        for form, word in words
    ]
