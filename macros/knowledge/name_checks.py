"""Names of definitions that texts can't be linked by: of two definitions at once, or words that everybody uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from macros.knowledge.glossary import Glossary, names_alike
from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.library import Library
from macros.problems import Problem

_ENTRIES = 30
"""Entries with text from which a share of them says something."""
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
            first = seen.setdefault(names_alike(name), (record.id, name.text))
            if first[0] != record.id:
                message = (
                    f'"{name.text}" is also a name of "{first[0]}", and no text could say which is meant; write '
                    "linked: false below it in one of the two. The search still offers both"
                )
                yield library.documents[record.id].problem(("names", number, "text"), message, "duplicate-name")


def common_names(graph: Graph) -> Iterator[Problem]:
    """A warning for each definition that is linked by a word of everyday speech, in a large part of the entries."""
    used = Counter(id for definitions in graph.used_terms.values() for id in definitions)
    entries = sum(not record.directory for record in graph.records.values())
    for id, times in sorted(used.items()):
        if entries < _ENTRIES or times * _SHARE <= entries:
            continue
        for word, found in sorted(_words_that_link(graph, id).items()):
            if found * _SHARE > entries:
                message = (
                    f'"{word}" links to this in {found} of {entries} entries, more often than a term can stand there; '
                    "write linked: false below the name, or as_written: true, or near: with words beside which it is "
                    "meant"
                )
                yield graph.library.documents[id].problem(("names",), message, "common-name", "warning")


def _words_that_link(graph: Graph, id: str) -> Counter[str]:
    """Single words in small letters that link to a definition, each with the number of entries that hold it."""
    definition = graph.records[id]
    assert isinstance(definition, Definition)
    found: Counter[str] = Counter()
    for record in graph.records.values():
        if id in graph.used_terms[record.id]:
            glossary = Glossary([definition], record.language)
            words = {text[one.start : one.end] for text in graph.texts(record) for one in glossary.find(text)}
            found.update({word.lower() for word in words if word.isalpha() and not word.isupper()})
    return found
