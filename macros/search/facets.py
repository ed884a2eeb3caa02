"""The filters of the explorer: facets that have entries, and every record's values in them, as numbers.

What belongs to a value is said in `macros.knowledge.facets`; here it is only put in order and numbered.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from macros.knowledge.facets import Facet
from macros.knowledge.graph import Graph, changed, title_key
from macros.model.fields import Term
from macros.model.record import Record
from macros.model.registry import record_types, slots
from macros.model.settings import COUNTRIES, LANGUAGES, TYPES, YEARS


@dataclass(frozen=True)
class Filter:
    """One way to narrow the explorer's list down: a facet, or several lists with one address."""

    id: str
    """What addresses call it."""
    title: str
    values: tuple[tuple[str, str], ...]
    """Id and label of each value that a record has, in order."""
    said: bool = False
    """Whether an entry's values stand beside its title."""


@dataclass(frozen=True)
class Row:
    """A record as the explorer knows it."""

    record: Record
    values: tuple[tuple[int, ...], ...]
    """For each filter, places of the record's values in it."""
    changed: int
    """Days from 2000-01-01 to its last change of substance; 0 before that."""
    evidence: int
    """How strong its evidence is, for sorting; see `Record.evidence`."""


@dataclass(frozen=True)
class Explored:
    """What the explorer knows of a library, or of a part of it."""

    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    """The records, last changed first."""
    matrix: tuple[str, str]
    """Addresses of the filters that the matrix crosses at first."""
    findings: Mapping[str, str]
    """For types whose entries say what they found: the address of the filter with it."""
    marks: Mapping[str, Mapping[str, str]]
    """For each of these filters, the signs of its values."""
    gaps: tuple[tuple[str, ...], ...] = ()
    """What editors know of crossings without entries: its state, then address and value, twice."""


def explore(graph: Graph) -> Explored:
    """Every filter with a value, and every record."""
    records = sorted(graph.records.values(), key=lambda record: (-changed(record).toordinal(), title_key(record)))
    filters, columns = [], []
    for address, facets in _offered(graph):
        labels = {value.id: value.label for facet in facets for value in facet.values if facet.entries[value.id]}
        if labels:
            filters.append(Filter(address, facets[0].singular, tuple(labels.items()), _said(facets[0])))
            places = {value: place for place, value in enumerate(labels)}
            columns.append([_numbers(record, facets, places) for record in records])
    rows = tuple(_row(record, tuple(column[n] for column in columns)) for n, record in enumerate(records))
    return Explored(tuple(filters), rows, _matrix(graph), _findings(graph), _marks(graph), _gaps(graph))


def part_of(explored: Explored, ids: Collection[str]) -> Explored:
    """What `explore` would give of some records alone: their values and no others, in the same order."""
    rows = [row for row in explored.rows if row.record.id in ids]
    found, places = [], []
    for number, known in enumerate(explored.filters):
        used = sorted({value for row in rows for value in row.values[number]})
        found.append(replace(known, values=tuple(known.values[value] for value in used)))
        places.append({value: place for place, value in enumerate(used)})
    kept = [number for number, known in enumerate(found) if known.values]
    values = [tuple(tuple(places[n][value] for value in row.values[n]) for n in kept) for row in rows]
    own = tuple(replace(row, values=numbers) for row, numbers in zip(rows, values, strict=True))
    return replace(explored, filters=tuple(found[n] for n in kept), rows=own)


def _offered(graph: Graph) -> list[tuple[str, list[Facet]]]:
    """The facets to explore by under their addresses: first those that `data/site.yml` names, in its order."""
    lists = [facet.id for facet in graph.facets.values() if facet.browse]
    order = list(dict.fromkeys([*graph.settings.explore, TYPES, *lists, YEARS, LANGUAGES]))
    facets = [graph.facets[id] for id in order]
    first = {facet.address: place for place, facet in reversed(list(enumerate(facets)))}
    facets.sort(key=lambda facet: first[facet.address])
    return [(address, list(found)) for address, found in groupby(facets, lambda facet: facet.address)]


def _said(facet: Facet) -> bool:
    """Where and when it was, and what stands on its badges."""
    shown = {
        slot.marker.vocabulary
        for kind in record_types().values()
        for slot in slots(kind, Term)
        if slot.path in (("status",), (kind.badge,))
    }
    return facet.id in {COUNTRIES, YEARS, *shown}


def _matrix(graph: Graph) -> tuple[str, str]:
    """The first two lists to browse by."""
    lists = [facet.address for facet in graph.facets.values() if facet.browse and facet.id in graph.vocabularies]
    return (lists[0], lists[1]) if len(lists) > 1 else ("", "")


def _findings(graph: Graph) -> dict[str, str]:
    """Types whose finding is a list to browse by."""
    known = ((name, graph.facets.get(kind.finding)) for name, kind in record_types().items())
    return {name: facet.address for name, facet in known if facet and facet.browse}


def _marks(graph: Graph) -> dict[str, dict[str, str]]:
    lists = {
        graph.facets[kind.finding].address: kind.finding
        for kind in record_types().values()
        if kind.finding in graph.facets
    }
    found = _findings(graph).values()
    terms = {address: graph.vocabularies[name].terms for address, name in lists.items() if address in found}
    return {address: {term.id: term.mark for term in known if term.mark} for address, known in terms.items()}


def _gaps(graph: Graph) -> tuple[tuple[str, ...], ...]:
    found = []
    for gap in graph.library.gaps:
        crossing = [part for name, value in gap.at.items() for part in (graph.facets[name].address, value)]
        found.append((gap.state(), *crossing))
    return tuple(found)


def _numbers(record: Record, facets: list[Facet], places: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted({places[value] for facet in facets for value in facet.values_of(record)}))


def _row(record: Record, values: tuple[tuple[int, ...], ...]) -> Row:
    days = max(0, (changed(record) - datetime.date(2000, 1, 1)).days)
    return Row(record, values, days, record.evidence())
