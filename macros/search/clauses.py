"""From the words of a query to clauses, terms with boosts.

A known form gives its terms; the last word also stands for forms that begin with it; a word that stands nowhere gives
forms with another ending, the two words that it was made of, the words that a list of its language leads to, or the
nearest forms; a name gives the words of its preferred name as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from macros.search.foreign import language_of
from macros.search.names import LONGEST_NAME, Name, forms_of
from macros.search.ranking import Hit
from macros.search.typed import MOST_WORDS, Query
from macros.search.vocabulary import Vocabulary, unspaced
from macros.search.words import EMPTY, name_form

BEGINNING = 0.4
"""Boost of a form that only begins with the reader's last word."""
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
WHOLE = 4.0
"""Boost of the preferred name as a whole, where the query is another name of it: its own page comes first."""
ALL = 3.0
"""Boost of an entry's whole name, or of everyday words that lead to it, where the query is that and nothing else."""
NAMED = 0.5
"""Boost of these where the query says more."""


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
    without: list[str] = field(default_factory=list)
    """What a page shall not hold, as it was typed."""
    unwanted: list[tuple[tuple[int, ...], ...]] = field(default_factory=list)
    """What that is in terms: pages with a section that holds a term of each group are left out."""
    unknown: list[str] = field(default_factory=list)
    """Words that stand nowhere, without any like them."""
    defined: Name | None = None
    """The definition that the whole query asks for."""


def spoken(words: Sequence[str]) -> str:
    """Words of a query as they were typed; those of scripts without blanks overlap."""
    said = words[0]
    for word in words[1:]:
        shared = next((n for n in range(len(word) - 1, 0, -1) if said.endswith(word[:n])), 0) if unspaced(word) else 0
        said += word[shared:] if shared else f" {word}"
    return said


class Reading:
    """One query on its way to clauses."""

    def __init__(self, vocabulary: Vocabulary, answer: Answer, query: Query, as_typed: bool) -> None:
        self._vocabulary, self._answer, self._typed, self._as_typed = vocabulary, answer, query.words, as_typed
        self._forms = [word.form for word in self._typed]
        self._clauses: dict[int, float] = {}
        self._unfinished = len(self._typed) - 1 if query.unfinished else -1
        self._apart = query.apart
        self._languages: tuple[str, ...] = ()
        kept = self._meaningful()
        known = {place: self._known(place) for place in kept}
        self._kin = (
            {} if as_typed else {place: vocabulary.kin(self._forms[place]) for place in kept if not known[place]}
        )
        self._meanings = self._translate([place for place in kept if not known[place] or self._abroad(place)])
        empty = {place for place in kept if self._meanings.get(place) == () and self._abroad(place)}
        self._kept = [place for place in kept if place not in empty] or kept

    def _meaningful(self) -> list[int]:
        """Places of the words that say something; all of them where none does."""
        kept = [place for place, word in enumerate(self._typed) if not word.operator and self._vocabulary.says(word)]
        self._empty = not kept
        return (kept or [place for place, word in enumerate(self._typed) if not word.operator])[:MOST_WORDS]

    def _known(self, place: int) -> bool:
        form = self._forms[place]
        return bool(self._vocabulary.terms(form)) or form in self._vocabulary.name_words

    def _abroad(self, place: int) -> bool:
        """Whether a word stands in no text of the site's language."""
        form = self._forms[place]
        return not self._vocabulary.terms(form) or form in self._vocabulary.index.foreign

    def _translate(self, places: list[int]) -> dict[int, tuple[str, ...]]:
        """What words mean in the language that knows most of them."""
        if self._as_typed:
            return {}
        found = {place: self._vocabulary.foreign.of(self._forms[place]) for place in places}
        self._languages = language_of(found.values())
        return {
            place: tuple(dict.fromkeys(word for language in self._languages for word in meant.get(language, ())))
            for place, meant in found.items()
            if any(language in meant for language in self._languages)
        }

    def clauses(self) -> None:
        """Fill the answer's clauses and what is said about them."""
        self._unwanted()
        covered = self._named()
        forms = self._forms
        for start in range(len(forms)):
            for end in range(start + 1, min(len(forms), start + LONGEST_NAME) + 1):
                whole_name = self._vocabulary.terms(name_form(forms[start:end]))
                self._add(whole_name, ALL if end - start == len(forms) else NAMED)
        all_of_it = set(self._vocabulary.terms(name_form(forms))) if len(forms) <= LONGEST_NAME else set()
        for place in self._kept:
            terms = self._word(place, place in covered) | all_of_it
            if terms:
                self._answer.words.append(tuple(sorted(terms)))
        self._answer.clauses = dict(sorted(self._clauses.items()))

    def _unwanted(self) -> None:
        """Say what pages shall not hold: words as they stand in the library, and what a name means."""
        for group in self._apart:
            forms = [word.form for word in group]
            told = [word for word in group if self._vocabulary.says(word)] or list(group)
            held = [
                tuple(term for own in self._held(word.form) for term in self._vocabulary.terms(own)) for word in told
            ]
            found = [tuple(held)] if all(held) else []
            length, name = self._vocabulary.name(forms) or (0, None)
            if name and length == len(forms):
                meant = tuple(filter(None, map(self._vocabulary.terms, forms_of(name.means))))
                found += [meant] if meant and meant not in found else []
            if found:
                self._answer.without.append(spoken([word.word for word in group]))
                self._answer.unwanted += found

    def _held(self, form: str) -> list[str]:
        """A form, or those with other endings where it stands nowhere."""
        return [form] if self._vocabulary.terms(form) else self._vocabulary.kin(form)

    def _named(self) -> dict[int, tuple[int, ...]]:
        """Add what names in the query mean, from left to right, the longest first; gives the places that they cover."""
        forms = [(self._kin.get(place) or [form])[0] for place, form in enumerate(self._forms)]
        covered: set[int] = set()
        self._meant: dict[int, list[int]] = {}
        start = 0
        while start < len(forms):
            found = self._vocabulary.name(forms[start:])
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
                self._answer.named.append((spoken([word.word for word in self._typed[start:end]]), name))
                if whole and not name.defines:
                    self._add(self._vocabulary.terms(name_form(meant)), WHOLE)
                for form in meant:
                    self._add(self._vocabulary.terms(form), 1.0 if whole else MEANT)
                    for place in range(start, end):
                        self._meant.setdefault(place, []).extend(self._vocabulary.terms(form))
            start = end
        return dict.fromkeys(covered, ())

    def _word(self, place: int, covered: bool) -> set[int]:
        """Add what one word stands for; with the next one written together, too. Gives its terms."""
        vocabulary, form = self._vocabulary, self._forms[place]
        terms = set(self._meant.get(place, ()))
        known = self._own(place)
        terms |= self._add(known, 1.0)
        joined = vocabulary.terms(form + self._forms[place + 1]) if place + 1 < len(self._forms) else ()
        self._add(joined, JOINED)
        if place and place - 1 in self._kept:
            joined = (*joined, *vocabulary.terms(self._forms[place - 1] + form))
        terms.update(joined)
        begun = vocabulary.beginning(form, known) if place == self._unfinished else []
        terms |= self._add(begun, BEGINNING if known or covered else 1.0)
        near = [] if known else self._kin.get(place, [])
        for other in near:
            terms |= self._add(vocabulary.terms(other), KIN)
        meant = [word for word in self._meanings.get(place, ()) if vocabulary.terms(word)]
        if meant:
            for other in meant:
                terms |= self._add(vocabulary.terms(other), TRANSLATED)
            self._answer.translated.append((self._typed[place].word, tuple(meant)))
        found = known or joined or begun or covered or near or meant
        if not found and not (self._empty and vocabulary.ignorable(form)):
            terms |= self._alike(place)
        return terms

    def _own(self, place: int) -> tuple[int, ...]:
        """Terms of a word; where none says anything by itself, also of titles that hold it."""
        form, word = self._forms[place], self._typed[place].word
        terms = self._vocabulary.terms(form)
        if not self._empty or (terms and word == word.upper() != word.lower()):
            return terms
        return (*terms, *self._vocabulary.terms(form + EMPTY))

    def _alike(self, place: int) -> set[int]:
        """Add what a word that stands nowhere may have been, and say so."""
        vocabulary, form, word = self._vocabulary, self._forms[place], self._typed[place].word
        if self._as_typed:
            self._answer.unknown.append(word)
            return set()
        halves = vocabulary.parted(form)
        if halves:
            return self._add(vocabulary.terms(halves[0]), JOINED) | self._add(vocabulary.terms(halves[1]), JOINED)
        near = vocabulary.nearest(form, bool(self._languages))
        terms: set[int] = set()
        for other in near:
            terms |= self._add(vocabulary.terms(other), NEAR)
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
