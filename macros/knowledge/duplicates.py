"""Entries that say nearly the same, so that an editor can merge them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, utils

from macros.knowledge.related import words_of
from macros.model.library import Library
from macros.model.record import Record
from macros.problems import Problem

ALIKE = 90
"""Similarity of the sorted words of title and summary, 0–100, from which two entries are near-duplicates."""
_RARE = 12
"""Only words that at most this many entries of a type share bring a pair together."""


def near_duplicates(library: Library) -> Iterator[Problem]:
    """A warning for each pair of entries of one type whose title and summary nearly agree."""
    for first, second, alike in duplicate_pairs(library):
        message = f"nearly the same as {library.documents[first].path} ({alike:.0f} of 100 alike)"
        document = library.documents[second]
        yield document.problem(("summary",), f"{message}; merge them or tell them apart", "near-duplicate", "warning")


def duplicate_pairs(library: Library) -> Iterator[tuple[str, str, float]]:
    """Ids of two entries of one type whose title and summary nearly agree, and how far, 0 to 100."""
    by_type: dict[str, list[Record]] = defaultdict(list)
    for record in library.records.values():
        if not record.directory:
            by_type[record.type_name].append(record)
    for records in by_type.values():
        yield from alike_pairs({one.id: f"{one.title}. {one.summary}" for one in records})


def alike_pairs(texts: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of texts that nearly agree, with how far, 0–100; by id."""
    for first, second in sorted(_candidates(texts)):
        alike = fuzz.token_sort_ratio(texts[first], texts[second], processor=utils.default_process)
        if alike >= ALIKE:
            yield first, second, alike


def _candidates(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs that share at least three rare words."""
    holders: dict[str, list[str]] = defaultdict(list)
    for id, text in texts.items():
        for word in words_of(text):
            holders[word].append(id)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for ids in holders.values():
        if 1 < len(ids) <= _RARE:
            for index, first in enumerate(ids):
                for second in ids[index + 1 :]:
                    shared[min(first, second), max(first, second)] += 1
    return {pair for pair, count in shared.items() if count >= 3}
