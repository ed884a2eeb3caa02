"""Counting: how often each term stands in each field of each section, and which forms lead to it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from macros.search.sections import FIELDS, Entry, SearchPage, Section
from macros.search.words import ANY, EMPTY, NAME, Word, analyse, function_words, other_forms, split_cased

TITLES = {"title", "terms", "heading"}
"""Fields in which every word counts."""
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
    """In the order in which they first occur, so that a further page changes none that is there."""
    forms: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Terms of each form that stands in the library; none for words left out."""
    foreign: frozenset[str] = frozenset()
    """Forms that stand in texts of other languages than the site's only."""

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


@dataclass(frozen=True)
class Counted:
    """A page whose words have been counted; needs nothing of other pages, so any process can make it."""

    page: SearchPage
    """Without the fields of its sections, which are no longer needed."""
    sections: tuple[tuple[Pattern, dict[str, Pattern]], ...]
    """For each section: terms in every field, and each term with its pattern."""
    words: dict[tuple[str, str], Word]
    """Its words by language."""

    @property
    def forms(self) -> frozenset[tuple[str, str]]:
        """Each form that stands on it, with its term; other spellings of English words and Arabic words without what
        is joined before them, too."""
        found = {(word.form, word.term) for word in self.words.values() if word.term}
        for (language, _), word in self.words.items():
            if word.term and language not in (NAME, EMPTY):
                found.update((other, word.term) for other in other_forms(language, word.form))
        return frozenset(found)

    def own_forms(self, language: str) -> set[str]:
        """Forms of its words in one language, and of those that belong to none."""
        found = {word.form for (of, _), word in self.words.items() if word.term and of in (language, ANY, NAME, EMPTY)}
        return found.union(*(other_forms(language, form) for form in found))

    @property
    def languages(self) -> frozenset[str]:
        """Languages of its words."""
        return frozenset(language for language, _ in self.words)


def count(page: SearchPage) -> Counted:
    """Count the words of a page."""
    words: dict[tuple[str, str], Word] = {}
    sections = tuple(_count_section(section, words) for section in page.sections)
    bare = tuple(replace(section, fields={}) for section in page.sections)
    return Counted(SearchPage(page.entry, bare), sections, words)


def _count_section(section: Section, words: dict[tuple[str, str], Word]) -> tuple[Pattern, dict[str, Pattern]]:
    lengths: list[int] = []
    terms: dict[str, list[int]] = {}
    for number, name in enumerate(FIELDS):
        length = 0
        for language, text in section.fields.get(name, ()):
            for (of, word), times in words_of(language, text, name in TITLES).items():
                known = words[of, word] = analyse(of, word)
                if known.term:
                    terms.setdefault(known.term, [0] * len(FIELDS))[number] += times
                    length += times
        lengths.append(length)
    return tuple(lengths), {term: tuple(counts) for term, counts in terms.items()}


def words_of(language: str, text: str, title: bool) -> Counter[tuple[str, str]]:
    """The words of a text with their languages, and how often each stands there.

    Words that say nothing by themselves are acronyms where they are written in capitals, and count in titles, which
    may consist of them.
    """
    if language == NAME:
        return Counter([(NAME, text)])
    empty, found = function_words(language), Counter[tuple[str, str]]()
    for cased, times in Counter(split_cased(text)).items():
        word = cased.lower()
        acronym = word in empty and len(word) > 1 and cased.isupper()
        found[ANY if acronym else language, word] += times
        if title and word in empty:
            found[EMPTY, word] += times
    return found


def build(pages: Iterable[Counted], ignored: Callable[[Collection[str]], Iterable[str]], language: str = "en") -> Index:
    """Put the counts of all pages together.

    Args:
        pages: in the order in which they are numbered; each is forgotten once it has been taken in.
        ignored: forms of words that readers may type and that mean nothing by themselves, for the languages of all
            pages.
        language: the site's.
    """
    index = Index()
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    numbers: dict[Pattern, int] = {}
    known: set[tuple[str, str]] = set()
    languages: set[str] = set()
    own: set[str] = set()
    for number, counted in enumerate(pages):
        index.entries.append(counted.page.entry)
        for section, (lengths, terms) in zip(counted.page.sections, counted.sections, strict=True):
            place = len(index.sections)
            index.sections.append(section)
            index.pages.append(number)
            index.lengths.append(lengths)
            postings = {
                pattern: (place, numbers.setdefault(pattern, len(numbers))) for pattern in sorted(set(terms.values()))
            }
            for term, pattern in terms.items():
                found[term].append(postings[pattern])
        known |= counted.forms
        languages |= counted.languages
        own |= counted.own_forms(language)
    index.patterns = list(numbers)
    index.terms = sorted(found)
    index.postings = [found[term] for term in index.terms]
    places = {term: number for number, term in enumerate(index.terms)}
    for form, term in known:
        forms[form].append(term)
    index.forms = dict.fromkeys(ignored(languages), ())
    index.forms |= {form: tuple(sorted([places[term] for term in theirs])) for form, theirs in forms.items()}
    index.foreign = frozenset(index.forms.keys() - own - set(ignored(())))
    return index


def frequency_class(postings: Mapping[int, object] | Sequence[object]) -> int:
    """How common a term is, from 0 (one section) to 15: the binary logarithm of its sections."""
    return min(15, int(math.log2(max(len(postings), 1))))
