"""A reader's words to ranked pages. `overrides/assets/js/search/query.js` answers alike from the shards.

A query becomes clauses, terms with boosts, by these rules: a known form gives its terms; the last word also stands for
forms that begin with it; a word that stands nowhere gives forms with another ending, the two words that it was made of,
the words that a list of its language leads to, or the nearest forms; a name gives the words of its preferred name as
well. `macros.search.ranking` says what the clauses find.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from macros.model.letters import shorter
from macros.search.foreign import Foreign, language_of
from macros.search.index import Index, frequency_class
from macros.search.kin import kin, nearest_forms, parted
from macros.search.names import LONGEST_NAME, Name, forms_of
from macros.search.ranking import Hit, rank
from macros.search.words import EMPTY, fold, name_form, split_cased, whole_word

MOST_CHARACTERS = 300
MOST_WORDS = 12
"""Words of a query that count; those that say nothing come on top."""
OPERATORS = {"AND", "OR", "NOT"}
"""Words of other searches, in capitals: left out."""
BEGINNING = 0.4
"""Boost of a form that only begins with the reader's last word."""
MOST_BEGINNINGS = 8
LEAST_TO_BEGIN = 3
"""Characters from which an unfinished word stands for longer ones; before that it would stand for nearly everything."""
KIN = 0.9
"""Boost of a form with another ending."""
NEAR = 0.7
"""Boost of a form that is only near to the reader's word."""
TRANSLATED = 0.8
"""Boost of what a word of another language means."""
MEANT = 0.5
"""Boost of the words of a preferred name, where the query says more than the name."""
JOINED = 0.8
"""Boost of two words written as one, and of one written as two."""
NAMED = 0.5
"""Boost of an entry's whole name, where the query says more than the name."""


class Typed(NamedTuple):
    """A word of a query."""

    form: str
    word: str
    """As it was typed."""
    capitals: bool
    """Whether it was typed in capitals while others weren't: an acronym, even if it is a common word."""
    operator: bool = False
    """Whether it tells other searches how to combine words."""


@dataclass
class Answer:
    """What a query found, and how it was read."""

    hits: list[Hit] = field(default_factory=list)
    clauses: dict[int, float] = field(default_factory=dict)
    """Terms with their boosts."""
    words: list[tuple[int, ...]] = field(default_factory=list)
    """Terms of each word that counts, where it has any."""
    named: list[tuple[str, Name]] = field(default_factory=list)
    """Words as they were typed, and what they mean here, where that is another name."""
    corrected: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Words that stand nowhere, and the forms that were looked for instead."""
    translated: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Words of another language, and the words of the site's that were looked for as well."""
    unknown: list[str] = field(default_factory=list)
    """Words that stand nowhere, without any like them."""
    defined: Name | None = None
    """The definition that the whole query asks for."""


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


class Searcher:
    """Answers queries from an index in memory."""

    def __init__(
        self, index: Index, names: Iterable[Name], ignored: frozenset[str], foreign: Foreign | None = None
    ) -> None:
        """Make ready.

        Args:
            index: the library's index.
            names: what else its terms are called.
            ignored: forms of the site's language that mean nothing by themselves.
            foreign: words of other languages.
        """
        self.index = index
        self.ignored = ignored
        self.foreign = foreign or Foreign()
        self._names = {name.forms: name for name in names}
        self._longest = max(map(len, self._names), default=0)
        self.name_words = {form for forms in self._names for form in forms}
        self._forms = sorted(index.forms)
        self._words = [form for form in self._forms if index.forms[form] and whole_word(form)]
        self._all = sorted({*self._words, *self.name_words})

    def __repr__(self) -> str:
        return f"<Searcher of {self.index!r}>"

    def answer(self, query: str, as_typed: bool = False) -> Answer:
        """What a query finds; never fails, whatever is typed.

        Args:
            query: what was typed.
            as_typed: whether words that stand nowhere stand for no others.
        """
        answer = Answer()
        typed, unfinished = read(query)
        if typed:
            _Reading(self, answer, typed, unfinished, as_typed).clauses()
            answer.hits = rank(self.index, answer.clauses, answer.words)
        return answer

    def marks(self, answer: Answer) -> frozenset[str]:
        """Every form that leads to a term of the query: the words to mark in what was found."""
        return frozenset(
            form
            for form in self._forms
            if form not in self.ignored and not answer.clauses.keys().isdisjoint(self.index.forms[form])
        )

    def terms(self, form: str) -> tuple[int, ...]:
        """Terms of a form; none for one that stands nowhere."""
        return self.index.forms.get(form, ())

    def ignorable(self, form: str) -> bool:
        """Whether a form means nothing by itself."""
        return form in self.ignored or self.index.forms.get(form, (0,)) == ()

    def name(self, forms: Sequence[str]) -> tuple[int, Name] | None:
        """The longest name that some forms begin with, and how many it takes."""
        for length in range(min(len(forms), self._longest), 0, -1):
            name = self._names.get(tuple(forms[:length]))
            if name:
                return length, name
        return None

    def beginning(self, form: str, known: Sequence[int]) -> list[int]:
        """Terms of longer forms that begin with a form, the commonest first."""
        if len(form) < LEAST_TO_BEGIN and not starts_unspaced(form):
            return []
        found: dict[int, None] = {}
        for other in self._words:
            if other.startswith(form) and other != form:
                found.update(dict.fromkeys(self.index.forms[other]))
        terms = [term for term in found if term not in known]
        return sorted(terms, key=lambda term: (-self._class(term), term))[:MOST_BEGINNINGS]

    def _class(self, term: int) -> int:
        return frequency_class(self.index.postings[term])

    def commonness(self, form: str) -> int:
        """How common the commonest term of a form is; 0 for a word of names alone."""
        return max((self._class(term) for term in self.terms(form)), default=0)

    def kin(self, form: str) -> list[str]:
        """Forms, words of names among them, that differ from one in their endings or in what is joined before them."""
        for other in shorter(form):
            if self.terms(other) or other in self.name_words:
                return [other]
        return kin(form, self._all, self.commonness)

    def nearest(self, form: str, foreign: bool) -> list[str]:
        """The forms that are nearest to one that stands nowhere; never of another language, as far as that is known."""
        latin = "a" <= form[:1] <= "z"
        others = (other for other in self._words if not latin or (other in self.index.foreign) == foreign)
        return nearest_forms(form, others, self.commonness)

    def parted(self, form: str) -> tuple[str, str] | None:
        """The two words that a form was made of."""
        return parted(form, self.index.forms)


def starts_unspaced(form: str) -> bool:
    """Whether a form is of a script without blanks, of which one letter is much."""
    return "\u0e00" <= form[:1] <= "\u109f" or "\u1780" <= form[:1] <= "\u17ff" or "\u3000" <= form[:1] <= "\u9fff"


class _Reading:
    """One query on its way to clauses."""

    def __init__(
        self, searcher: Searcher, answer: Answer, typed: list[Typed], unfinished: bool, as_typed: bool
    ) -> None:
        self._searcher, self._answer, self._typed, self._as_typed = searcher, answer, typed, as_typed
        self._forms = [word.form for word in typed]
        self._clauses: dict[int, float] = {}
        self._unfinished = len(typed) - 1 if unfinished else -1
        self._languages: tuple[str, ...] = ()
        kept = self._meaningful()
        known = {place: self._known(place) for place in kept}
        self._kin = {} if as_typed else {place: searcher.kin(self._forms[place]) for place in kept if not known[place]}
        self._meanings = self._translate([place for place in kept if not known[place] or self._abroad(place)])
        empty = {place for place in kept if self._meanings.get(place) == () and self._abroad(place)}
        self._kept = [place for place in kept if place not in empty] or kept

    def _meaningful(self) -> list[int]:
        """Places of the words that say something; all of them where none does."""
        kept = [
            place
            for place, word in enumerate(self._typed)
            if not word.operator
            and ((word.capitals and self._searcher.terms(word.form)) or not self._searcher.ignorable(word.form))
        ]
        self._empty = not kept
        return (kept or [place for place, word in enumerate(self._typed) if not word.operator])[:MOST_WORDS]

    def _known(self, place: int) -> bool:
        form = self._forms[place]
        return bool(self._searcher.terms(form)) or form in self._searcher.name_words

    def _abroad(self, place: int) -> bool:
        """Whether a word stands in no text of the site's language."""
        form = self._forms[place]
        return not self._searcher.terms(form) or form in self._searcher.index.foreign

    def _translate(self, places: list[int]) -> dict[int, tuple[str, ...]]:
        """What words mean in the language that knows most of them."""
        if self._as_typed:
            return {}
        found = {place: self._searcher.foreign.of(self._forms[place]) for place in places}
        self._languages = language_of(found.values())
        return {
            place: tuple(dict.fromkeys(word for language in self._languages for word in meant.get(language, ())))
            for place, meant in found.items()
            if any(language in meant for language in self._languages)
        }

    def clauses(self) -> None:
        """Fill the answer's clauses and what is said about them."""
        covered = self._named()
        forms = self._forms
        for start in range(len(forms)):
            for end in range(start + 1, min(len(forms), start + LONGEST_NAME) + 1):
                whole_name = self._searcher.terms(name_form(forms[start:end]))
                self._add(whole_name, 1.0 if end - start == len(forms) else NAMED)
        for place in self._kept:
            terms = self._word(place, place in covered)
            if terms:
                self._answer.words.append(tuple(sorted(terms)))
        self._answer.clauses = dict(sorted(self._clauses.items()))

    def _named(self) -> dict[int, tuple[int, ...]]:
        """Add what names in the query mean, from left to right, the longest first; gives the places that they cover."""
        forms = [(self._kin.get(place) or [form])[0] for place, form in enumerate(self._forms)]
        covered: set[int] = set()
        self._meant: dict[int, list[int]] = {}
        start = 0
        while start < len(forms):
            found = self._searcher.name(forms[start:])
            if not found:
                start += 1
                continue
            length, name = found
            end = start + length
            whole = all(start <= place < end for place in self._kept)
            if whole and name.defines:
                self._answer.defined = name
            covered.update(range(start, end))
            meant = forms_of(name.means)
            if tuple(forms[start:end]) != meant:
                self._answer.named.append((" ".join(word.word for word in self._typed[start:end]), name))
                for form in meant:
                    self._add(self._searcher.terms(form), 1.0 if whole else MEANT)
                    for place in range(start, end):
                        self._meant.setdefault(place, []).extend(self._searcher.terms(form))
            start = end
        return dict.fromkeys(covered, ())

    def _word(self, place: int, covered: bool) -> set[int]:
        """Add what one word stands for; with the next one written together, too. Gives its terms."""
        searcher, form = self._searcher, self._forms[place]
        terms = set(self._meant.get(place, ()))
        known = self._own(place)
        terms |= self._add(known, 1.0)
        joined = searcher.terms(form + self._forms[place + 1]) if place + 1 < len(self._forms) else ()
        self._add(joined, JOINED)
        if place and place - 1 in self._kept:
            joined = (*joined, *searcher.terms(self._forms[place - 1] + form))
        terms.update(joined)
        begun = searcher.beginning(form, known) if place == self._unfinished else []
        terms |= self._add(begun, BEGINNING if known or covered else 1.0)
        near = [] if known else self._kin.get(place, [])
        for other in near:
            terms |= self._add(searcher.terms(other), KIN)
        meant = [word for word in self._meanings.get(place, ()) if searcher.terms(word)]
        if meant:
            for other in meant:
                terms |= self._add(searcher.terms(other), TRANSLATED)
            self._answer.translated.append((self._typed[place].word, tuple(meant)))
        found = known or joined or begun or covered or near or meant
        if not found and not (self._empty and searcher.ignorable(form)):
            terms |= self._alike(place)
        return terms

    def _own(self, place: int) -> tuple[int, ...]:
        """Terms of a word; where none says anything by itself, also of titles that hold it."""
        form, word = self._forms[place], self._typed[place].word
        terms = self._searcher.terms(form)
        if not self._empty or (terms and word == word.upper() != word.lower()):
            return terms
        return (*terms, *self._searcher.terms(form + EMPTY))

    def _alike(self, place: int) -> set[int]:
        """Add what a word that stands nowhere may have been, and say so."""
        searcher, form, word = self._searcher, self._forms[place], self._typed[place].word
        if self._as_typed:
            self._answer.unknown.append(word)
            return set()
        halves = searcher.parted(form)
        if halves:
            return self._add(searcher.terms(halves[0]), JOINED) | self._add(searcher.terms(halves[1]), JOINED)
        near = searcher.nearest(form, bool(self._languages))
        terms: set[int] = set()
        for other in near:
            terms |= self._add(searcher.terms(other), NEAR)
        if near:
            self._answer.corrected.append((word, tuple(near)))
        else:
            self._answer.unknown.append(word)
        return terms

    def _add(self, terms: Iterable[int], boost: float) -> set[int]:
        """Let terms count at least as much as a boost; gives them."""
        found = set(terms)
        for term in found:
            self._clauses[term] = max(self._clauses.get(term, 0.0), boost)
        return found
