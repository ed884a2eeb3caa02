"""Words of other languages and what the library calls them: reviewed lists in `data/search/<language>.yml`.

A list says of each word which words of the site's language to look for as well; it is used for words that the library
doesn't know. What readers type in inflected forms is found by its ending (`macros.search.kin`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from macros.model.letters import fold, shorter
from macros.model.word_lists import WordLists
from macros.search.kin import LEAST_PART, kin
from macros.search.words import function_words, split, whole_word

MOST_MEANT = 4
"""Words that one word leads to, at most."""


@dataclass(frozen=True)
class Foreign:
    """What is known of words of other languages."""

    languages: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """For each language, folded words with forms of the site's language; none for words that say nothing."""

    def within(self, forms: Mapping[str, Collection[int]]) -> Foreign:
        """The words that lead to some of these forms, in whatever form they stand there, and those that say nothing."""
        alike: dict[str, list[str]] = {}
        for form, terms in forms.items():
            if terms and whole_word(form):
                alike.setdefault(form[:LEAST_PART], []).append(form)

        @cache
        def here(form: str) -> str | None:
            if forms.get(form):
                return form
            return next(iter(kin(form, alike.get(form[:LEAST_PART], ()), lambda other: 0)), None)

        kept = {
            language: {
                word: found
                for word, meant in known.items()
                if (found := tuple(dict.fromkeys(filter(None, map(here, meant))))) or not meant
            }
            for language, known in self.languages.items()
        }
        return Foreign({language: known for language, known in kept.items() if any(known.values())})

    def of(self, form: str) -> dict[str, tuple[str, ...]]:
        """What a form means in each language that has it, or has it with another ending."""
        found: dict[str, tuple[str, ...]] = {}
        for language, known in self.languages.items():
            near = meaning(form, known)
            if near is not None:
                found[language] = near
        return found


def meaning(form: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """What a form means in a language; None where the language doesn't have it."""
    for each in (form, *shorter(form)):
        if each in known:
            return known[each]
    for each in (form, *shorter(form)):
        near = kin(each, (word for word, meant in known.items() if meant), lambda word: 0)
        if near:
            return tuple(dict.fromkeys(word for other in near for word in known[other]))[:MOST_MEANT]
    return None


def language_of(candidates: Iterable[Mapping[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The languages that know most of the words of a query; words that say nothing count half."""
    votes: dict[str, float] = {}
    meant: set[str] = set()
    for found in candidates:
        for language, words in found.items():
            votes[language] = votes.get(language, 0.0) + (1.0 if words else 0.5)
            if words:
                meant.add(language)
    most = max((votes[language] for language in meant), default=0.0)
    return tuple(sorted(language for language in meant if votes[language] == most))


def foreign_words(lists: WordLists) -> Foreign:
    """The lists of a project, folded, with the words of each language that say nothing."""
    languages: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, listed in sorted(lists.items()):
        known: dict[str, tuple[str, ...]] = {form: () for word in function_words(language) if (form := fold(word))}
        for word, meant in listed.items():
            forms = tuple(form for each in split(meant) if (form := fold(each)))
            for form in {fold(each) for each in split(word)} - {""}:
                known[form] = tuple(dict.fromkeys((*known.get(form, ()), *forms)))[:MOST_MEANT]
        languages[language] = known
    return Foreign(languages)
