"""What a reader typed, word by word; `macros.search.clauses` says what the words stand for."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from macros.search.words import fold, split_cased

MOST_CHARACTERS = 300
MOST_WORDS = 12
"""Words of a query that count; those that say nothing come on top."""
OPERATORS = {"AND", "OR", "NOT"}
"""Words of other searches, in capitals: left out."""


class Typed(NamedTuple):
    """A word of a query."""

    form: str
    word: str
    """As it was typed."""
    capitals: bool
    """Whether it was typed in capitals while others weren't: an acronym, even if it is a common word."""
    operator: bool = False
    """Whether it tells other searches how to combine words."""


def read(query: str) -> tuple[list[Typed], bool]:
    """The words of a query, and whether the last one may be unfinished."""
    text = unicodedata.normalize("NFC", query[:MOST_CHARACTERS])
    words = [(form, word) for word in split_cased(text) if (form := fold(word.lower()))]
    some_small = any(word != word.upper() for _, word in words)
    several = any(word not in OPERATORS for _, word in words)
    typed = [
        Typed(
            form,
            word,
            len(form) > 1 and word == word.upper() != word.lower() and some_small,
            word in OPERATORS and several,
        )
        for form, word in words
    ]
    return typed, bool(typed) and not typed[-1].operator and bool(split_cased(text[-1:]))
