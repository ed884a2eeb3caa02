"""Counting: how often each term stands in each field of each section, and which forms lead to it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from macros.search.sections import FIELDS, Entry, SearchPage, Section
from macros.search.words import analyse, split

Pattern = tuple[int, ...]
"""How often a term stands in each field of a section, in the order of `FIELDS`."""


@dataclass
class Index:
    """Everything that answering needs. Sections and terms are known by their numbers."""

    entries: list[Entry] = field(default_factory=list)
    """The pages."""
    pages: list[int] = field(default_factory=list)
    """Page of each section."""
    sections: list[Section] = field(default_factory=list)
    lengths: list[Pattern] = field(default_factory=list)
    """Terms in each field of each section."""
    terms: list[str] = field(default_factory=list)
    """Sorted by code point; a term's place is its number."""
    postings: list[list[tuple[int, int]]] = field(default_factory=list)
    """For each term: section and number of the pattern, by section."""
    patterns: list[Pattern] = field(default_factory=list)
    """Commonest first."""
    forms: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Terms of each form that stands in the library; none for words left out."""

    def __repr__(self) -> str:
        return f"<Index of {len(self.sections)} sections, {len(self.terms)} terms>"

    @property
    def averages(self) -> list[float]:
        """Mean length of each field, in terms, over all sections."""
        count = max(len(self.lengths), 1)
        return [sum(lengths[number] for lengths in self.lengths) / count for number in range(len(FIELDS))]

    def boost(self, section: int) -> float:
        """The weight of a section's page."""
        return self.entries[self.pages[section]].boost


def count(page: SearchPage) -> list[tuple[Pattern, dict[str, Pattern], dict[str, set[str]]]]:
    """For each section of a page: lengths of its fields, terms with their pattern, forms with their terms.

    Needs nothing of other pages, so pages can be counted on several processes.
    """
    return [_count_section(section) for section in page.sections]


def _count_section(section: Section) -> tuple[Pattern, dict[str, Pattern], dict[str, set[str]]]:
    lengths: list[int] = []
    terms: dict[str, list[int]] = {}
    forms: dict[str, set[str]] = {}
    for number, name in enumerate(FIELDS):
        length = 0
        for language, text in section.fields.get(name, ()):
            for word, times in Counter(split(text)).items():
                form, term = analyse(language, word)
                if term:
                    terms.setdefault(term, [0] * len(FIELDS))[number] += times
                    forms.setdefault(form, set()).add(term)
                    length += times
        lengths.append(length)
    return tuple(lengths), {term: tuple(counts) for term, counts in terms.items()}, forms


def build(
    pages: Sequence[SearchPage],
    ignored: Iterable[str],
    counted: Iterable[list[tuple[Pattern, dict[str, Pattern], dict[str, set[str]]]]] | None = None,
) -> Index:
    """Put the counts of all pages together.

    Args:
        pages: in the order in which they are numbered.
        ignored: forms of words that readers may type and that mean nothing by themselves.
        counted: `count` of each page, where that has been done already.
    """
    index = Index()
    found: dict[str, list[tuple[int, Pattern]]] = {}
    forms: dict[str, set[str]] = {}
    patterns: Counter[Pattern] = Counter()
    for number, (page, counts) in enumerate(zip(pages, counted or map(count, pages), strict=True)):
        index.entries.append(page.entry)
        for section, (lengths, terms, own) in zip(page.sections, counts, strict=True):
            place = len(index.sections)
            index.sections.append(section)
            index.pages.append(number)
            index.lengths.append(lengths)
            for term, pattern in terms.items():
                found.setdefault(term, []).append((place, pattern))
            patterns.update(terms.values())
            for form, theirs in own.items():
                forms.setdefault(form, set()).update(theirs)
    index.patterns = sorted(patterns, key=lambda pattern: (-patterns[pattern], pattern))
    numbers = {pattern: number for number, pattern in enumerate(index.patterns)}
    index.terms = sorted(found)
    index.postings = [[(place, numbers[pattern]) for place, pattern in found[term]] for term in index.terms]
    places = {term: number for number, term in enumerate(index.terms)}
    index.forms = dict.fromkeys(ignored, ())
    index.forms |= {form: tuple(sorted(places[term] for term in theirs)) for form, theirs in forms.items()}
    return index


def frequency_class(postings: Mapping[int, object] | Sequence[object]) -> int:
    """How common a term is, from 0 (one section) to 15: the binary logarithm of its sections."""
    return min(15, int(math.log2(max(len(postings), 1))))
