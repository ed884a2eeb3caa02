"""Parts of a graph that note what they are asked: mappings, facets, chains, the glossary, records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import ConfigDict

from macros.knowledge.facets import Facet
from macros.knowledge.glossary import Glossary, TermMatch
from macros.knowledge.graph import Graph
from macros.knowledge.lookups import asked, note, unheard
from macros.model.library import Library
from macros.model.record import Record


class WatchedMapping(dict[str, Any]):
    """A mapping that notes what is looked up in it."""

    def __init__(self, inner: Mapping[str, Any], kind: str) -> None:
        super().__init__(inner)
        self._kind = kind

    def __getitem__(self, key: str) -> Any:
        note(self._kind, key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As `dict.get`."""
        note(self._kind, key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        note(self._kind, str(key))
        return super().__contains__(key)

    def _whole(self) -> None:
        note({"entry": "records", "list": "vocabularies"}.get(self._kind, self._kind))

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


class WatchedLibrary:
    """A library that notes which of its parts are asked for; documents say where a page's own entry comes from."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        if name != "documents":
            note("library", name)
        return getattr(self._library, name)


class WatchedFacets(WatchedMapping):
    """Facets that note which of their values' entries are asked for."""

    def __init__(self, inner: Mapping[str, Facet]) -> None:
        super().__init__({id: _watched_facet(facet) for id, facet in inner.items()}, "facet")

    def _whole(self) -> None:
        note("facets")


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
        note("members", self._facet.id, value)
        with unheard():
            return self._facet.entries[value]

    def __iter__(self) -> Iterator[str]:
        note("facet", self._facet.id)
        return iter([value.id for value in self._facet.values])

    def __len__(self) -> int:
        return len(self._facet.values)


class WatchedProvenance:
    """Chains that note where they are asked to begin."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def came_from(self, node: str) -> Any:
        """As `Provenance.came_from`."""
        note("came-from", node)
        with unheard():
            return self._graph.provenance.came_from(node)

    def led_to(self, record: Record) -> Any:
        """As `Provenance.led_to`."""
        note("led-to", record.id)
        with unheard():
            return self._graph.provenance.led_to(record)


class WatchedGlossary:
    """A glossary that notes the words in which it looks."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        self._glossary = glossary
        self._language = language

    def find(self, text: str) -> Iterator[TermMatch]:
        """As `Glossary.find`."""
        questions = asked()
        if questions is not None:
            questions.words.setdefault(self._language, set()).update(self._glossary.words_of(text))
        return self._glossary.find(text)


_NEVER_VALIDATED = ConfigDict(defer_build=True)
"""Spares the watched types the validators that their records have been through."""


@cache
def watched_type(kind: type[Record]) -> type[Record]:
    """A type whose records note which of their fields are read; it has no folder of its own, so it is no new type."""
    known = frozenset(kind.model_fields) - {"id"}
    read = object.__getattribute__

    def __getattribute__(self: Record, name: str) -> Any:  # noqa: N807
        questions = asked() if name in known else None
        if questions is not None:
            questions.noted["field", read(self, "__dict__")["id"], name] = None
        return read(self, name)

    given = {"__getattribute__": __getattribute__, "__module__": kind.__module__, "model_config": _NEVER_VALIDATED}
    return type(kind.__name__, (kind,), given)
