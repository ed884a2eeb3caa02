"""Words of other languages and what the library calls them: reviewed lists in `data/search/<language>.yml`.

A list says of each word which words of the site's language to look for as well; it is used for words that the library
doesn't know. What readers type in inflected forms is found by its ending (`macros.search.kin`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from macros.model.letters import fold, shorter
from macros.search.kin import kin
from macros.search.words import function_words, split

FOLDER = "data/search"
MOST_MEANT = 4
"""Words that one word leads to, at most."""


@dataclass(frozen=True)
class Foreign:
    """What is known of words of other languages."""

    languages: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """For each language, folded words with forms of the site's language; none for words that say nothing."""

    def within(self, forms: Mapping[str, Collection[int]]) -> Foreign:
        """The words that lead to some of these forms, and those that say nothing in their language."""
        kept = {
            language: {
                word: found
                for word, meant in known.items()
                if (found := tuple(form for form in meant if forms.get(form))) or not meant
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


def read_foreign(root: Path, site_language: str) -> Foreign:
    """The lists of a project, with the words of each language that say nothing.

    Raises:
        ValueError: when a list is not a mapping of words to words.
    """
    languages: dict[str, dict[str, tuple[str, ...]]] = {}
    folder = root / FOLDER
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        if path.stem == site_language:
            continue
        listed = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        if not isinstance(listed, dict):
            raise ValueError(f"{FOLDER}/{path.name}: expected words with their meanings, as in `paix: peace`")
        known: dict[str, tuple[str, ...]] = {form: () for word in function_words(path.stem) if (form := fold(word))}
        for word, meant in listed.items():
            forms = tuple(form for each in split(str(meant)) if (form := fold(each)))
            for form in {fold(each) for each in split(str(word))}:
                known[form] = tuple(dict.fromkeys((*known.get(form, ()), *forms)))[:MOST_MEANT]
        languages[path.stem] = known
    return Foreign(languages)
