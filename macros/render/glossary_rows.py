"""The rows of the glossary: one for a term with its other names, and pointers from names under other letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.knowledge.graph import fold
from macros.model.definition import Definition
from macros.render.selection import letter_of


@dataclass(frozen=True)
class GlossaryRow:
    """A line of the glossary."""

    text: str
    definition: Definition
    also: tuple[str, ...] = ()
    """Its other names, without those that differ by a plural or a hyphen."""
    see: str = ""
    """For a name under another letter: the term it leads to."""


def glossary_rows(definition: Definition, names: Sequence[str], alone: bool) -> Iterator[GlossaryRow]:
    """The rows of one definition.

    Args:
        names: its names in the language of the page, the preferred one first; none where it has none.
        alone: whether there is room for the term only.
    """
    if not names:
        return
    term, others = names[0], {_stem(names[0]): ""}
    for name in names[1:]:
        others.setdefault(_stem(name), name)
    also = tuple(name for name in others.values() if name)
    yield GlossaryRow(term, definition, also)
    letters = {letter_of(term)}
    for name in () if alone else also:
        if letter_of(name) not in letters:
            letters.add(letter_of(name))
            yield GlossaryRow(name, definition, see=term)


def _stem(name: str) -> str:
    """A name without what makes a plural or a spelling of it."""
    return re.sub(r"(?:es|s)\b", "", re.sub(r"[\W_]+", " ", fold(name))).replace(" ", "")
