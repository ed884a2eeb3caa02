"""What is asked of the library while a page is made, to know later whether it would come out the same.

A page that was made from the same answers is the same page. `WatchedGraph` answers as `Graph` does and notes each
question; fields of records are noted when they are read, whichever way the record was come by. Nothing here is a list
of dependencies that somebody has to keep: what is not asked can't matter, and what is asked is noted.

Questions are texts, so that they can be kept; `WatchedGraph.answer` gives a checksum of what the answer is now.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from macros.knowledge.facets import Facet
from macros.knowledge.glossary import Glossary, TermMatch
from macros.knowledge.graph import Graph
from macros.model.library import Library
from macros.model.record import Record
from macros.model.registry import record_types

Question = tuple[str, ...]
"""What is asked, and of what: `("field", "social-cohesion", "summary")`."""
Key = TypeVar("Key", bound=str)


class Questions:
    """What has been asked while a page was made."""

    def __init__(self) -> None:
        self.noted: dict[Question, None] = {}
        self.words: dict[str, set[str]] = {}
        """Words in which terms were looked for, by language."""

    def about(self, own: Iterable[str] = ()) -> list[Question]:
        """Every question once, in order.

        Args:
            own: ids of records that the page is made of, so that anything in them matters.
        """
        whole = set(own)
        kept = [asked for asked in self.noted if not (asked[0] == "field" and asked[1] in whole)]
        words = [("words", language, " ".join(sorted(found))) for language, found in self.words.items()]
        return sorted({*kept, *words, *(("whole", id) for id in whole)})


_asked: Questions | None = None
"""Questions of the page that is being made; None while nobody listens. One page is made at a time in a process."""


@contextmanager
def listening() -> Iterator[Questions]:
    """Note every question that is asked inside."""
    global _asked
    before, _asked = _asked, Questions()
    try:
        yield _asked
    finally:
        _asked = before


@contextmanager
def _unheard() -> Iterator[None]:
    """Work something out whose result is asked for as a whole."""
    global _asked
    before, _asked = _asked, None
    try:
        yield
    finally:
        _asked = before


def _note(*question: str) -> None:
    if _asked is not None:
        _asked.noted[question] = None


class WatchedGraph(Graph):
    """A graph that notes what it is asked. Its records note which of their fields are read."""

    def __init__(self, graph: Graph) -> None:
        """Watch a graph; its records are watched from now on, whoever holds them."""
        self.inner = graph
        self.library: Any = _Library(graph.library)
        self.settings = graph.settings
        self.language = graph.language
        self.kinds = graph.kinds
        self.records = _Watched(graph.records, "entry")
        self.vocabularies = _Watched(graph.vocabularies, "list")
        self._answers: dict[Question, str] = {}
        self._begun: dict[str, dict[str, str]] = {}
        watched = {kind: _watched_type(kind) for kind in record_types().values()}
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
            with _unheard():
                try:
                    self._answers[question] = checksum(_canonical(self._answer(*question)))
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
            return _shown(graph.facets[given[0]])
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
            self._begun[language] = {word: _canonical([word, names]) for word, names in known.items()}
        begun = self._begun[language]
        return [begun[word] for word in words if word in begun]

    # What has no arguments, or is looked up by name.

    def _part(self, name: str) -> Any:
        """What the graph works out once, with none of what that takes noted."""
        with _unheard():
            return getattr(self.inner, name)

    @property
    def today(self) -> datetime.date:
        """As `Graph.today`."""
        _note("today")
        return self.inner.today

    @property
    def by_type(self) -> Mapping[str, tuple[Record, ...]]:
        """As `Graph.by_type`."""
        return _Watched(self._part("by_type"), "by_type")

    @property
    def used_terms(self) -> Mapping[str, tuple[str, ...]]:
        """As `Graph.used_terms`."""
        return _Watched(self._part("used_terms"), "used_terms")

    @property
    def facets(self) -> Mapping[str, Facet]:
        """As `Graph.facets`."""
        return _Facets(self._part("facets"))

    @property
    def provenance(self) -> Any:
        """As `Graph.provenance`."""
        return _Provenance(self.inner)

    @property
    def definitions(self) -> Any:
        """As `Graph.definitions`."""
        _note("by_type", "definition")
        return self._part("definitions")

    @property
    def links(self) -> Any:
        """As `Graph.links`."""
        _note("links")
        return self._part("links")

    def glossary(self, language: str) -> Any:
        """As `Graph.glossary`; notes the words in which terms are looked for."""
        with _unheard():
            return _Listener(self.inner.glossary(language), language)


_NAMES = {"by_type", "used_terms", "records", "vocabularies", "facets", "links"}
"""What is looked up by name; asked without one, its names are the answer."""
_PARTS = ("_incoming", "_related", "_places", "_outgoing", "_targets")
"""What a graph works out once for all its records."""
_OF_RECORDS = {"neighbours", "review_due", "overdue", "tags", "cited"}
"""Questions about a record; the others name an id, or other texts."""
_QUESTIONS = (
    *_OF_RECORDS, "backlinks", "belonging", "mentions", "related", "links_from", "label", "past", "newest",
)  # fmt: skip


def _asking(name: str) -> Callable[..., Any]:
    """A method of `Graph` that notes its question."""

    def ask(self: WatchedGraph, *given: Any) -> Any:
        _note(name, *(one.id if isinstance(one, Record) else str(one) for one in given))
        with _unheard():
            found = getattr(self.inner, name)(*given)
            return list(found) if name == "tags" else found

    ask.__doc__ = f"As `Graph.{name}`."
    return ask


for _name in _QUESTIONS:
    setattr(WatchedGraph, _name, _asking(_name))


class _Watched(dict[str, Any]):
    """A mapping that notes what is looked up in it."""

    def __init__(self, inner: Mapping[str, Any], kind: str) -> None:
        super().__init__(inner)
        self._kind = kind

    def __getitem__(self, key: str) -> Any:
        _note(self._kind, key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As `dict.get`."""
        _note(self._kind, key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        _note(self._kind, str(key))
        return super().__contains__(key)

    def _whole(self) -> None:
        _note({"entry": "records", "list": "vocabularies"}.get(self._kind, self._kind))

    def __iter__(self) -> Iterator[str]:
        self._whole()
        return super().__iter__()

    def keys(self) -> Any:
        """As `dict.keys`."""
        self._whole()
        return super().keys()

    def values(self) -> Any:
        """As `dict.values`."""
        self._whole()
        return [self[key] for key in super().__iter__()]

    def items(self) -> Any:
        """As `dict.items`."""
        self._whole()
        return [(key, self[key]) for key in super().__iter__()]


class _Library:
    """A library that notes which of its parts are asked for; documents say where a page's own entry comes from."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        if name != "documents":
            _note("library", name)
        return getattr(self._library, name)


class _Facets(_Watched):
    """Facets that note which of their values' entries are asked for."""

    def __init__(self, inner: Mapping[str, Facet]) -> None:
        super().__init__({id: _watched_facet(facet) for id, facet in inner.items()}, "facet")

    def _whole(self) -> None:
        _note("facets")


def _watched_facet(facet: Facet) -> Facet:
    given = {one.name: getattr(facet, one.name) for one in fields(Facet)}
    watched = Facet(**given)
    vars(watched)["entries"] = _Members(facet)
    return watched


class _Members(Mapping[str, tuple[Record, ...]]):
    """The entries of a facet's values."""

    def __init__(self, facet: Facet) -> None:
        self._facet = facet

    def __getitem__(self, value: str) -> tuple[Record, ...]:
        _note("members", self._facet.id, value)
        with _unheard():
            return self._facet.entries[value]

    def __iter__(self) -> Iterator[str]:
        _note("facet", self._facet.id)
        return iter([value.id for value in self._facet.values])

    def __len__(self) -> int:
        return len(self._facet.values)


def _shown(facet: Facet) -> Any:
    """What a facet says of itself, without its entries."""
    words = facet.id, facet.address, facet.title, facet.singular, facet.definition, facet.browse
    return words, [(value.id, value.label, value.definition) for value in facet.values]


class _Provenance:
    """Chains that note where they are asked to begin."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def came_from(self, node: str) -> Any:
        """As `Provenance.came_from`."""
        _note("came-from", node)
        with _unheard():
            return self._graph.provenance.came_from(node)

    def led_to(self, record: Record) -> Any:
        """As `Provenance.led_to`."""
        _note("led-to", record.id)
        with _unheard():
            return self._graph.provenance.led_to(record)


class _Listener:
    """A glossary that notes the words in which it looks."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        self._glossary = glossary
        self._language = language

    def find(self, text: str) -> Iterator[TermMatch]:
        """As `Glossary.find`."""
        if _asked is not None:
            _asked.words.setdefault(self._language, set()).update(self._glossary.words_of(text))
        return self._glossary.find(text)


def _watched_type(kind: type[Record]) -> type[Record]:
    """A type whose records note which of their fields are read; it has no folder of its own, so it is no new type."""
    known = frozenset(kind.model_fields) - {"id"}
    read = object.__getattribute__

    def __getattribute__(self: Record, name: str) -> Any:  # noqa: N807
        if _asked is not None and name in known:
            _asked.noted["field", read(self, "__dict__")["id"], name] = None
        return read(self, name)

    return type(kind.__name__, (kind,), {"__getattribute__": __getattribute__, "__module__": kind.__module__})


def checksum(text: str) -> str:
    """A short checksum of a text; two texts with the same one would be a chance of one in 10^19."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_PLAIN = {str, int, float, bool, type(None), datetime.date}


def _canonical(value: Any) -> str:
    """A value as a text that is the same for the same value, in any process; records by type and id alone."""
    if type(value) in _PLAIN:
        return repr(value)
    if type(value) is tuple or type(value) is list:
        return "(" + ",".join(map(_canonical, value)) + ")"
    if isinstance(value, Record):
        return f"<{value.type_name} {value.id}>"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_canonical(key)}:{_canonical(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (tuple, Iterator)):
        return "(" + ",".join(map(_canonical, value)) + ")"
    if isinstance(value, (set, frozenset)):
        return "(" + ",".join(sorted(map(_canonical, value))) + ")"
    if isinstance(value, Facet):
        return _canonical(_shown(value))
    if is_dataclass(value) and not isinstance(value, type):
        return _canonical([getattr(value, one.name) for one in fields(value)])
    if isinstance(value, (str, BaseModel)):
        return repr(value)
    raise TypeError(f"nobody has said what an answer of type {type(value).__name__} is called")
