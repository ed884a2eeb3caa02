"""The graph for whoever makes pages: it answers as `Graph` does, and notes each question.

Fields of records are noted when they are read, whichever way the record was come by. `answer` gives a checksum of what
a noted question would be answered now.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from macros.knowledge.facets import Facet
from macros.knowledge.graph import Graph
from macros.knowledge.lookups import Question, canonical, checksum, note, shown, unheard
from macros.knowledge.watched import (
    WatchedFacets,
    WatchedGlossary,
    WatchedLibrary,
    WatchedMapping,
    WatchedProvenance,
    watched_type,
)
from macros.model.record import Record
from macros.model.registry import record_types


class WatchedGraph(Graph):
    """A graph that notes what it is asked. Its records note which of their fields are read."""

    def __init__(self, graph: Graph) -> None:
        """Watch a graph; its records are watched from now on, whoever holds them."""
        self.inner = graph
        self.library: Any = WatchedLibrary(graph.library)
        self.settings = graph.settings
        self.language = graph.language
        self.words = graph.words
        self.kinds = graph.kinds
        self.records = WatchedMapping(graph.records, "entry")
        self.vocabularies = WatchedMapping(graph.vocabularies, "list")
        self._answers: dict[Question, str] = {}
        self._begun: dict[str, dict[str, str]] = {}
        watched = {kind: watched_type(kind) for kind in record_types().values()}
        for record in graph.records.values():
            if type(record) in watched:
                object.__setattr__(record, "__class__", watched[type(record)])

    def complete(self) -> None:
        """Work out everything that many pages ask for, so that processes which part now share it."""
        for name in ("by_type", "links", "used_terms", "facets", "provenance", *_PARTS):
            self._part(name)

    def answer(self, question: Question) -> str:
        """A checksum of the answer to a question, as things are now; empty when it makes no sense any more."""
        if question not in self._answers:
            with unheard():
                try:
                    self._answers[question] = checksum(canonical(self._answer(*question)))
                except (KeyError, AttributeError, ValueError):
                    self._answers[question] = ""
        return self._answers[question]

    def _answer(self, kind: str, *given: str) -> Any:
        graph = self.inner
        if kind == "field":
            return getattr(graph.records[given[0]], given[1])
        if kind == "whole":
            return vars(graph.records[given[0]]), graph.records[given[0]].type_name
        if kind == "entry":
            return graph.records[given[0]].type_name if given[0] in graph.records else None
        if kind == "list":
            return graph.vocabularies.get(given[0])
        if kind == "words":
            return self._names(given[0], given[1].split(" "))
        if kind == "facet":
            return shown(graph.facets[given[0]])
        if kind == "members":
            return graph.facets[given[0]].entries[given[1]]
        if kind == "came-from":
            return graph.provenance.came_from(given[0])
        if kind == "led-to":
            return graph.provenance.led_to(graph.records[given[0]])
        if kind == "today":
            return graph.today
        if kind == "library":
            return getattr(graph.library, given[0])
        if kind in _NAMES:
            value = getattr(graph, kind)
            return list(value) if not given else value[given[0]]
        return getattr(graph, kind)(*(graph.records[id] for id in given) if kind in _OF_RECORDS else given)

    def _names(self, language: str, words: Iterable[str]) -> list[str]:
        """What a glossary knows that begins with words, each a text; the same few words begin names in every page."""
        if language not in self._begun:
            known = self.inner.glossary(language).by_first
            self._begun[language] = {word: canonical([word, names]) for word, names in known.items()}
        begun = self._begun[language]
        return [begun[word] for word in words if word in begun]

    # What has no arguments, or is looked up by name.

    def _part(self, name: str) -> Any:
        """What the graph works out once, with none of what that takes noted."""
        with unheard():
            return getattr(self.inner, name)

    @property
    def today(self) -> datetime.date:
        """As `Graph.today`."""
        note("today")
        return self.inner.today

    @cached_property
    def by_type(self) -> Mapping[str, tuple[Record, ...]]:
        """As `Graph.by_type`."""
        return WatchedMapping(self._part("by_type"), "by_type")

    @cached_property
    def used_terms(self) -> Mapping[str, tuple[str, ...]]:
        """As `Graph.used_terms`."""
        return WatchedMapping(self._part("used_terms"), "used_terms")

    @cached_property
    def facets(self) -> Mapping[str, Facet]:
        """As `Graph.facets`."""
        return WatchedFacets(self._part("facets"))

    @cached_property
    def provenance(self) -> Any:
        """As `Graph.provenance`."""
        return WatchedProvenance(self.inner)

    @property
    def definitions(self) -> Any:
        """As `Graph.definitions`."""
        note("by_type", "definition")
        return self._part("definitions")

    @property
    def links(self) -> Any:
        """As `Graph.links`."""
        note("links")
        return self._part("links")

    def glossary(self, language: str) -> Any:
        """As `Graph.glossary`; notes the words in which terms are looked for."""
        with unheard():
            return WatchedGlossary(self.inner.glossary(language), language)


_NAMES = {"by_type", "used_terms", "records", "vocabularies", "facets", "links"}
"""What is looked up by name; asked without one, its names are the answer."""
_PARTS = ("_incoming", "_leading", "_related", "_outgoing", "_targets")
"""What a graph works out once for all its records."""
_OF_RECORDS = {"review_due", "overdue", "tags", "cited"}
"""Questions about a record; the others name an id, or other texts."""
_QUESTIONS = (
    *_OF_RECORDS, "backlinks", "belonging", "mentions", "related", "links_from", "label", "past", "newest", "files",
)  # fmt: skip


def _asking(name: str) -> Callable[..., Any]:
    """A method of `Graph` that notes its question."""

    def ask(self: WatchedGraph, *given: Any) -> Any:
        note(name, *(one.id if isinstance(one, Record) else str(one) for one in given))
        with unheard():
            found = getattr(self.inner, name)(*given)
            return list(found) if name == "tags" else found

    ask.__doc__ = f"As `Graph.{name}`."
    return ask


for _name in _QUESTIONS:
    setattr(WatchedGraph, _name, _asking(_name))
