"""Finding the community's defined terms in running text.

The longest term wins; matches never overlap. Acronyms match as they are written, other names
without regard to case, and English names also with a plural s. One pass over the words of the
text: the cost grows with the text, not with the number of terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from macros.model.definition import Definition
from macros.model.languages import CEDILLA, base_language

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ \u00a0\n\-\u2010-\u2014/'’]{1,3}")


class TermMatch(NamedTuple):
    """A defined term in a text."""

    start: int
    end: int
    definition: str
    """Id of the definition."""


class _Entry(NamedTuple):
    words: tuple[str, ...]
    exact: bool
    plural: bool
    definition: str


class Glossary:
    """All names of all definitions in one language, ready to be found."""

    def __init__(self, definitions: Iterable[Definition], language: str) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        seen: set[tuple[tuple[str, ...], bool]] = set()
        for definition in definitions:
            for name in definition.names:
                acronym = name.kind == "acronym" or (name.text.isupper() and len(name.text) > 1)
                if not acronym and base_language(name.language) != base_language(language):
                    continue
                words = tuple(_WORD.findall(name.text if acronym else _folded(name.text)))
                if not words or (words, acronym) in seen:
                    continue
                seen.add((words, acronym))
                entry = _Entry(words, acronym, base_language(language) == "en" and not acronym, definition.id)
                self._by_first.setdefault(_folded(words[0]), []).append(entry)
                if entry.plural and len(words) == 1:
                    self._by_first.setdefault(words[0] + "s", []).append(entry)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry.words), not entry.exact, entry.definition))

    def find(self, text: str) -> Iterator[TermMatch]:
        """Every defined term in a plain text, from left to right."""
        if not self._by_first:
            return
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            entries = self._by_first.get(_folded(words[position][0]))
            match = self._match(text, words, position, entries) if entries else None
            if match is None:
                position += 1
                continue
            entry, last = match
            yield TermMatch(words[position].start(), words[last].end(), entry.definition)
            position = last + 1

    @staticmethod
    def words_of(text: str) -> set[str]:
        """The words of a text with which a name could begin."""
        return {_folded(word) for word in _WORD.findall(text)}

    @property
    def by_first(self) -> Mapping[str, list[_Entry]]:
        """Its names by the word that each begins with: those of a text's words decide what `find` finds in it."""
        return self._by_first

    @staticmethod
    def _match(
        text: str, words: list[re.Match[str]], position: int, entries: list[_Entry]
    ) -> tuple[_Entry, int] | None:
        for entry in entries:
            last = position + len(entry.words) - 1
            if last >= len(words):
                continue
            for offset, wanted in enumerate(entry.words):
                found = words[position + offset][0]
                found = found if entry.exact else _folded(found)
                final = offset == len(entry.words) - 1
                if found != wanted and not (final and entry.plural and found == wanted + "s"):
                    break
                if offset and not _GAP.fullmatch(
                    text, words[position + offset - 1].end(), words[position + offset].start()
                ):
                    break
            else:
                return entry, last
        return None


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    """A word as it is compared when case doesn't matter."""
    return text.casefold().translate(CEDILLA)
