"""Counted pages and what is known of them, as they are kept: in memory, packed, until the index is built; in a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from macros.packing import packed, unpacked
from macros.search.index import Counted
from macros.search.sections import Entry, SearchPage, Section
from macros.search.words import Word


@dataclass(frozen=True)
class KeptCount:
    """A counted page. Its counts are many small objects, and nobody needs those of two pages at once."""

    entry: Entry
    content: bytes
    """Its sections, counts and words, packed."""

    def counted(self) -> Counted:
        """The page with its counts.

        Raises:
            ValueError: when they were damaged.
        """
        sections, counts, words = unpacked(self.content)
        return Counted(
            SearchPage(self.entry, tuple(sections_from(sections))),
            tuple((tuple(lengths), {term: tuple(found) for term, found in terms.items()}) for lengths, terms in counts),
            {(language, word): Word(form, term) for language, all_ in words.items() for word, form, term in all_},
        )


def keep_count(counted: Counted) -> KeptCount:
    """Pack what was counted."""
    words: dict[str, list[list[str]]] = {}
    for (language, word), known in counted.words.items():
        words.setdefault(language, []).append([word, *known])
    content = packed([sections_as_lists(counted.page.sections), counted.sections, words])
    return KeptCount(counted.page.entry, content)


def entry_as_list(entry: Entry) -> list[Any]:
    """What is known of a page, of lists, texts and numbers alone."""
    return [getattr(entry, name) for name in Entry.__dataclass_fields__]


def entry_from(given: list[Any]) -> Entry:
    """What `entry_as_list` was given."""
    known = dict(zip(Entry.__dataclass_fields__, given, strict=True))
    return Entry(**{**known, "names": tuple(map(tuple, known["names"]))})


def sections_as_lists(sections: Iterable[Section]) -> list[list[str]]:
    """Sections without the fields that are counted, of lists and texts alone."""
    return [[section.anchor, section.heading, section.text] for section in sections]


def sections_from(given: Iterable[Any]) -> list[Section]:
    """What `sections_as_lists` was given."""
    return [Section(anchor, heading, {}, text) for anchor, heading, text in given]
