"""Names of definitions that texts can't be linked by: of two definitions at once, or words that everybody uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from macros.knowledge.everyday_words import EVERYDAY
from macros.knowledge.glossary import NAME_SIGNS, Glossary, forms_of, is_acronym, is_number, is_one_word
from macros.knowledge.graph import Graph
from macros.knowledge.inflection import other_numbers
from macros.model.definition import Definition, Name
from macros.model.languages import base_language
from macros.model.library import Library
from macros.problems import Problem

_ENTRIES = 30
"""Entries with text from which a share of them says something."""
_SEVERAL = 3
"""Entries in which an everyday word has to link before anything is said of it."""
_SHARE = 3
"""A name of one word that stands in more than one of so many entries is a word rather than a term."""


def shared_names(library: Library) -> Iterator[Problem]:
    """Two definitions with one name: nobody could tell which is meant."""
    seen: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for record in library.records.values():
        if not isinstance(record, Definition):
            continue
        for number, name in enumerate(record.names):
            if not name.linked:
                continue
            known = {alike: seen.setdefault(alike, (record.id, name.text)) for alike in _taken(name)}
            first = next((one for one in known.values() if one[0] != record.id), None)
            if first is not None:
                message = (
                    f'"{name.text}" is also a name of "{first[0]}"{_as(name.text, first[1])}, and no text could say '
                    "which is meant; write linked: false below it in one of the two. The search still offers both"
                )
                yield library.documents[record.id].problem(("names", number, "text"), message, "duplicate-name")


def numbers_as_names(library: Library) -> Iterator[Problem]:
    """A warning for each name that is a number: figures in texts don't mean it, so none is linked by it."""
    for record in library.records.values():
        for index, name in enumerate(record.names if isinstance(record, Definition) else ()):
            if name.linked and is_number(name):
                message = (
                    f'"{name.text}" has no letter, so no text is linked by it, only found; '
                    "write linked: false below it to say that you know"
                )
                yield library.documents[record.id].problem(("names", index, "text"), message, "common-name", "warning")


def _taken(name: Name) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All that nobody else's name may be like: the name itself, and its other number where texts are linked by that.

    Acronyms are the same in every language; a phrase in capitals is also the phrase.
    """
    words, signs = forms_of(name.text), "".join(sign for sign in name.text if sign in NAME_SIGNS)
    written, folded = tuple(word for word, _ in words), tuple(word for _, word in words)
    language = base_language(name.language)
    if is_acronym(name):
        yield "mul", (*written, signs)
    if not is_acronym(name) or len(words) > 1:
        yield language, (*folded, signs)
        if language == "en" and not name.as_written and folded and folded[-1].isascii():
            yield from ((language, (*other, signs)) for other in other_numbers(folded))


def _as(name: str, other: str) -> str:
    """How the other writes it, where that differs."""
    return "" if name == other else f' ("{other}")'


def common_names(graph: Graph) -> Iterator[Problem]:
    """A warning for each word of everyday speech that links to a definition, in a large part of the entries or at all.

    Nothing is said of a word below which the definition says `linked: true`.
    """
    used = Counter(id for definitions in graph.used_terms.values() for id in definitions)
    entries = sum(not record.directory and not isinstance(record, Definition) for record in graph.records.values())
    everyday = {definition.id: set(_everyday(graph, definition)) for definition in graph.definitions}
    often = [
        definition
        for definition in graph.definitions
        if everyday[definition.id]
        or (used[definition.id] * _SHARE > entries >= _ENTRIES and any(_by_one_word(graph, definition)))
    ]
    linking: dict[str, list[tuple[int, str]]] = {}
    for (id, word), found in _words_that_link(graph, often).items() if often else ():
        linking.setdefault(id, []).append((found, word))
    for id, words in sorted(linking.items()):
        found, word = max(words)
        if found * _SHARE > entries >= _ENTRIES:
            message = (
                f'"{word}" links to this in {found} of {entries} entries, more often than a term can stand there; '
                "write linked: false below the name, or as_written: true, or near: with words beside which it is meant"
            )
        elif found >= _SEVERAL and word in everyday[id]:
            message = (
                f'"{word}" is a word of everyday speech too, and links to this in {found} entries; write near: below '
                "the name, with words beside which it is meant, or linked: false; linked: true if it is always meant"
            )
        else:
            continue
        yield graph.library.documents[id].problem(("names",), message, "common-name", "warning")


def _by_one_word(graph: Graph, definition: Definition) -> Iterator[Name]:
    """Names of one word by which texts are linked, unless it is said below one that they are in any case."""
    for number, name in enumerate(definition.names):
        if is_one_word(name) and ("names", number, "linked") not in graph.library.documents[definition.id].lines:
            yield name


def _everyday(graph: Graph, definition: Definition) -> Iterator[str]:
    """Everyday words by which a definition is linked, where it doesn't say how: near others, or as written."""
    for name in _by_one_word(graph, definition):
        if base_language(name.language) == "en" and name.text in EVERYDAY and not name.near and not name.as_written:
            yield from (name.text, *(other for (other,) in other_numbers((name.text,))))


def _words_that_link(graph: Graph, definitions: Sequence[Definition]) -> Counter[tuple[str, str]]:
    """Single words in small letters that link to a definition, each with the number of entries that hold it."""
    found: Counter[tuple[str, str]] = Counter()
    glossaries: dict[str, Glossary] = {}
    for record in graph.records.values():
        if record.language not in glossaries:
            glossaries[record.language] = Glossary(definitions, record.language)
        words = {
            (one.definition, text[one.start : one.end])
            for text in graph.texts(record)
            for one in glossaries[record.language].find(text)
            if one.definition in graph.used_terms[record.id]
        }
        found.update({(id, word.lower()) for id, word in words if word.isalpha() and not word.isupper()})
    return found
