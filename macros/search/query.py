"""A reader's words to ranked pages. `overrides/assets/js/search/query.js` answers alike from the shards.

A query becomes clauses, terms with boosts, and a section's score is what lunr gives for them: the sum over
its fields of boost times weight, divided by the length of the query's vector. Words become clauses by these
rules: a known form gives its terms; the last word also stands for forms that begin with it; a word that
stands nowhere gives the nearest forms; a name gives the words of its preferred name as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz.distance import OSA

from macros.search.index import Index, frequency_class
from macros.search.names import LONGEST_NAME, Name, forms_of
from macros.search.sections import FIELDS
from macros.search.weights import inverse_frequency, magnitude, weight
from macros.search.words import END, fold, name_form, split_cased

MOST_CHARACTERS = 300
MOST_WORDS = 12
BEGINNING = 0.4
"""Boost of a form that only begins with the reader's last word."""
MOST_BEGINNINGS = 8
LEAST_TO_BEGIN = 3
"""Characters from which an unfinished word stands for longer ones; before that it would stand for nearly everything."""
NEAR = 0.7
"""Boost of a form that is only near to the reader's word."""
MOST_NEAR = 3
MEANT = 0.5
"""Boost of the words of a preferred name, where the query says more than the name."""
JOINED = 0.8
"""Boost of two words written as one."""
NAMED = 0.5
"""Boost of an entry's whole name, where the query says more than the name."""


class Typed(NamedTuple):
    """A word of a query."""

    form: str
    word: str
    """As it was typed."""
    capitals: bool
    """Whether it was typed in capitals while others weren't: an acronym, even if it is a common word."""


@dataclass(frozen=True)
class Hit:
    """A page with its score: that of its best section."""

    page: int
    score: float
    sections: tuple[int, ...]
    """Its matching sections, best first."""


@dataclass
class Answer:
    """What a query found, and how it was read."""

    hits: list[Hit] = field(default_factory=list)
    clauses: dict[int, float] = field(default_factory=dict)
    """Terms with their boosts."""
    named: list[tuple[str, Name]] = field(default_factory=list)
    """Words as they were typed, and what they mean here, where that is another name."""
    corrected: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Words that stand nowhere, and the forms that were looked for instead."""
    unknown: list[str] = field(default_factory=list)
    """Words that stand nowhere, without any like them."""
    defined: Name | None = None
    """The definition that the whole query asks for."""


def read(query: str) -> tuple[list[Typed], bool]:
    """The words of a query, and whether the last one may be unfinished."""
    text = unicodedata.normalize("NFC", query[:MOST_CHARACTERS])
    words = [(form, word) for word in split_cased(text) if (form := fold(word.lower()))][:MOST_WORDS]
    some_small = any(word != word.upper() for _, word in words)
    typed = [
        Typed(form, word, len(form) > 1 and word == word.upper() != word.lower() and some_small) for form, word in words
    ]
    return typed, bool(typed) and bool(split_cased(text[-1:]))


class Searcher:
    """Answers queries from an index in memory."""

    def __init__(self, index: Index, names: Iterable[Name], ignored: frozenset[str]) -> None:
        """Make ready.

        Args:
            index: the library's index.
            names: what else its terms are called.
            ignored: forms of the site's language that mean nothing by themselves.
        """
        self.index = index
        self.ignored = ignored
        self._names = {name.forms: name for name in names}
        self._longest = max(map(len, self._names), default=0)
        self._forms = sorted(index.forms)
        self._averages = index.averages
        self._boosts = tuple(FIELDS.values())

    def __repr__(self) -> str:
        return f"<Searcher of {self.index!r}>"

    def answer(self, query: str) -> Answer:
        """What a query finds; never fails, whatever is typed."""
        answer = Answer()
        typed, unfinished = read(query)
        if typed:
            self._clauses(answer, typed, unfinished)
            answer.hits = self.rank(answer.clauses)
        return answer

    def marks(self, answer: Answer) -> frozenset[str]:
        """Every form that leads to a term of the query: the words to mark in what was found."""
        return frozenset(
            form
            for form in self._forms
            if form not in self.ignored and not answer.clauses.keys().isdisjoint(self.index.forms[form])
        )

    def _meaningful(self, typed: list[Typed]) -> list[int]:
        """Places of the words that say something; all of them where none does."""
        kept = [place for place, word in enumerate(typed) if word.capitals or not self._ignorable(word.form)]
        return kept or list(range(len(typed)))

    def _ignorable(self, form: str) -> bool:
        return form in self.ignored or self.index.forms.get(form, (0,)) == ()

    def _clauses(self, answer: Answer, typed: list[Typed], unfinished: bool) -> None:
        clauses: dict[int, float] = {}
        forms = [word.form for word in typed]
        kept = self._meaningful(typed)
        covered: set[int] = set()
        for start, end, name in self._spans(forms):
            whole = all(start <= place < end for place in kept)
            if whole and name.defines:
                answer.defined = name
            covered.update(range(start, end))
            meant = forms_of(name.means)
            if tuple(forms[start:end]) != meant:
                answer.named.append((" ".join(word.word for word in typed[start:end]), name))
                for form in meant:
                    self._add(clauses, self.index.forms.get(form, ()), 1.0 if whole else MEANT)
        for start in range(len(forms)):
            for end in range(start + 1, min(len(forms), start + LONGEST_NAME) + 1):
                whole_name = self.index.forms.get(name_form(forms[start:end]), ())
                self._add(clauses, whole_name, 1.0 if end - start == len(forms) else NAMED)
        for place in kept:
            self._word(answer, clauses, typed, place, unfinished and place == len(forms) - 1, place in covered)
        answer.clauses = dict(sorted(clauses.items()))

    def _word(
        self, answer: Answer, clauses: dict[int, float], typed: list[Typed], place: int, unfinished: bool, covered: bool
    ) -> None:
        """Add what one word stands for; with the next one written together, too."""
        form = typed[place].form
        known = self.index.forms.get(form, ())
        self._add(clauses, known, 1.0)
        if place + 1 < len(typed):
            self._add(clauses, self.index.forms.get(form + typed[place + 1].form, ()), JOINED)
        begun = self._beginning(form, known) if unfinished else []
        self._add(clauses, begun, BEGINNING if known or covered else 1.0)
        if not known and not begun and not covered:
            self._nearest(answer, clauses, typed[place])

    @staticmethod
    def _add(clauses: dict[int, float], terms: Iterable[int], boost: float) -> None:
        """Let terms count at least as much as a boost."""
        for term in terms:
            clauses[term] = max(clauses.get(term, 0.0), boost)

    def _spans(self, forms: Sequence[str]) -> list[tuple[int, int, Name]]:
        """Names in the query from left to right, the longest first, never overlapping."""
        found, start = [], 0
        while start < len(forms):
            for end in range(min(len(forms), start + self._longest), start, -1):
                name = self._names.get(tuple(forms[start:end]))
                if name:
                    found.append((start, end, name))
                    start = end - 1
                    break
            start += 1
        return found

    def _beginning(self, form: str, known: Sequence[int]) -> list[int]:
        """Terms of longer forms that begin with a form, the commonest first."""
        if len(form) < LEAST_TO_BEGIN:
            return []
        found: dict[int, None] = {}
        for other in self._forms:
            if other.startswith(form) and other != form and not other.endswith(END):
                found.update(dict.fromkeys(self.index.forms[other]))
        terms = [term for term in found if term not in known]
        return sorted(terms, key=lambda term: (-self._class(term), term))[:MOST_BEGINNINGS]

    def _class(self, term: int) -> int:
        return frequency_class(self.index.postings[term])

    def _nearest(self, answer: Answer, clauses: dict[int, float], typed: Typed) -> None:
        """Add the forms that are nearest to one that stands nowhere, and say so."""
        others = (other for other in self._forms if self.index.forms[other] and not other.endswith(END))
        near = nearest_forms(typed.form, others, self._commonness)
        for other in near:
            self._add(clauses, self.index.forms[other], NEAR)
        if near:
            answer.corrected.append((typed.word, tuple(near)))
        else:
            answer.unknown.append(typed.word)

    def _commonness(self, form: str) -> int:
        return max(self._class(term) for term in self.index.forms[form])

    def rank(self, clauses: dict[int, float]) -> list[Hit]:
        """Pages by the score of their best section, as lunr scores it; equal ones in the order of the library."""
        scores: dict[int, float] = {}
        total = len(self.index.sections)
        for term, boost in clauses.items():
            postings = self.index.postings[term]
            occurrences = sum(sum(map(bool, self.index.patterns[number])) for _, number in postings)
            idf = inverse_frequency(total, occurrences)
            for section, number in postings:
                scores[section] = scores.get(section, 0.0) + boost * self._weight(section, number, idf)
        length = magnitude(list(clauses.values())) or 1.0
        ranked = sorted(scores, key=lambda section: (-round(scores[section] * 1e6), section))
        pages: dict[int, list[int]] = {}
        for section in ranked:
            pages.setdefault(self.index.pages[section], []).append(section)
        return [Hit(page, scores[found[0]] / length, tuple(found)) for page, found in pages.items()]

    def _weight(self, section: int, number: int, idf: float) -> float:
        lengths, page_boost = self.index.lengths[section], self.index.boost(section)
        found = 0.0
        for place, times in enumerate(self.index.patterns[number]):
            if times:
                found += weight(idf, times, lengths[place], self._averages[place], self._boosts[place], page_boost)
        return found


def nearest_forms(form: str, others: Iterable[str], commonness: Callable[[str], int]) -> list[str]:
    """The forms with the fewest slips between them and a form, at most `MOST_NEAR`.

    A slip is a letter too many, too few, another one, or two that changed places. One slip up to five
    characters, two in longer forms; the first character may only have changed places with the second.
    """
    most = 0 if len(form) < 3 else 1 if len(form) < 6 else 2
    firsts = {form[:1], form[1:2]}
    best: list[tuple[int, int, str]] = []
    for other in others:
        if other[0] not in firsts or abs(len(other) - len(form)) > most:
            continue
        if other[0] != form[0] and other[1:2] != form[0]:
            continue
        distance = OSA.distance(form, other, score_cutoff=most)
        if distance <= most:
            best.append((distance, -commonness(other), other))
    least = min((distance for distance, _, _ in best), default=0)
    return [other for distance, _, other in sorted(best) if distance == least][:MOST_NEAR]
