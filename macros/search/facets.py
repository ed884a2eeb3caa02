"""The facets by which readers narrow the library down, and every record's values in them, for the explorer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from macros.knowledge.graph import Graph, changed, title_key
from macros.model.definition import Definition
from macros.model.fields import Ref, Term
from macros.model.languages import language_name
from macros.model.practice import Practice
from macros.model.record import Record
from macros.model.registry import slots

LISTS = {
    "sector": "sectors",
    "level": "intervention-levels",
    "dimension": "dimensions",
    "focus": "focus-areas",
    "target": "target-groups",
    "validation": "validation-levels",
}
"""Facets that are controlled lists: name in addresses, id of the list."""
TITLES = {"type": "Type", "country": "Country", "language": "Language", "status": "Status", "year": "Year"}
"""Facets that aren't."""
ORDER = (
    "type", "country", "sector", "target", "dimension", "focus", "level", "validation", "status", "year", "language",
)  # fmt: skip
MOST_YEARS = 40
"""Years between two dates of one record that are all counted; further apart, only the two are."""
_DATES = ("started", "ended", "period", "published", "formed", "endorsed_on")
"""Fields that say when something was, where a type has them."""


_Key = Callable[[tuple[str, str]], tuple[int, str]]


@dataclass(frozen=True)
class Facet:
    """One way to narrow the library down."""

    id: str
    title: str
    values: tuple[tuple[str, str], ...]
    """Id and label of each value that a record has, in order."""


@dataclass(frozen=True)
class Row:
    """A record as the explorer knows it."""

    record: Record
    values: tuple[tuple[int, ...], ...]
    """For each facet, places of the record's values in it."""
    changed: int
    """Days from 2000-01-01 to its last change of substance; 0 before that."""
    evidence: int
    """How strong its evidence is, for sorting; see `evidence_of`."""


Explored = tuple[list[Facet], list[Row]]
"""Facets with their values, and every record's values in them."""


def explore(graph: Graph) -> Explored:
    """Every facet with a value, and every record, last changed first."""
    records = sorted(graph.records.values(), key=lambda record: (-changed(record).toordinal(), title_key(record)))
    found = {record.id: {name: tuple(_values(graph, record, name)) for name in ORDER} for record in records}
    facets, places = [], []
    for name in ORDER:
        labels = {value: label for own in found.values() for value, label in own[name]}
        if labels:
            values = tuple(sorted(labels.items(), key=_order(graph, name)))
            facets.append(Facet(name, _title(graph, name), values))
            places.append({value: place for place, (value, _) in enumerate(values)})
    return facets, [_row(record, found[record.id], facets, places) for record in records]


def part_of(explored: Explored, ids: Collection[str]) -> Explored:
    """What `explore` would give of some records alone: their values and no others, in the same order."""
    facets, rows = explored
    rows = [row for row in rows if row.record.id in ids]
    found, places = [], []
    for number, facet in enumerate(facets):
        used = sorted({value for row in rows for value in row.values[number]})
        found.append(replace(facet, values=tuple(facet.values[value] for value in used)))
        places.append({value: place for place, value in enumerate(used)})
    kept = [number for number, facet in enumerate(found) if facet.values]
    values = [tuple(tuple(places[n][value] for value in row.values[n]) for n in kept) for row in rows]
    return [found[n] for n in kept], [replace(row, values=own) for row, own in zip(rows, values, strict=True)]


def _row(
    record: Record,
    own: Mapping[str, tuple[tuple[str, str], ...]],
    facets: list[Facet],
    places: list[dict[str, int]],
) -> Row:
    values = tuple(
        tuple(sorted({place[value] for value, _ in own[facet.id]})) for facet, place in zip(facets, places, strict=True)
    )
    days = max(0, (changed(record) - datetime.date(2000, 1, 1)).days)
    return Row(record, values, days, evidence_of(record))


def _title(graph: Graph, name: str) -> str:
    if name in LISTS:
        vocabulary = graph.vocabularies[LISTS[name]]
        return vocabulary.singular or vocabulary.title_in(graph.language)
    return graph.kinds.label("country") if name == "country" else TITLES[name]


def _order(graph: Graph, name: str) -> _Key:
    """How the values of a facet are sorted: lists in their own order, years from the latest, others by label."""
    if name == "year":
        return lambda value: (-int(value[0]), "")
    if name in LISTS:
        known = [term.id for term in graph.vocabularies[LISTS[name]].terms]
        return lambda value: (known.index(value[0]), "")
    if name == "type":
        known = list(graph.by_type)
        return lambda value: (known.index(value[0]), "")
    return lambda value: (0, value[1])


def _values(graph: Graph, record: Record, name: str) -> Iterator[tuple[str, str]]:
    """A record's values in a facet, each with its label."""
    if name == "type":
        yield record.type_name, graph.kinds.label(record.type_name)
    elif name == "language":
        yield record.language, language_name(record.language, graph.language)
    elif name == "country":
        for slot in slots(type(record), Ref):
            if slot.marker.types == ("country",):
                for _, value in slot.values(record):
                    yield value, graph.records[value].title
        if record.type_name == "country":
            yield record.id, record.title
    elif name == "year":
        for year in years_of(record):
            yield str(year), str(year)
    else:
        for slot in slots(type(record), Term):
            wanted = slot.path == ("status",) if name == "status" else slot.marker.vocabulary == LISTS[name]
            for _, value in slot.values(record) if wanted else ():
                yield value, graph.label(slot.marker.vocabulary, value)


def years_of(record: Record) -> list[int]:
    """The years that a record is about: from its first date to its last."""
    dates = [getattr(record, name, None) for name in _DATES]
    years = sorted({int(str(date)[:4]) for date in dates if date})
    if len(years) == 2 and years[1] - years[0] <= MOST_YEARS:
        return list(range(years[0], years[1] + 1))
    return years


def evidence_of(record: Record) -> int:
    """How strong a record's evidence is, as a number that only serves to sort.

    A practice by its validation level, then by its measured results; a definition that a group has agreed like the
    highest level; everything else, and between equals, by the sources it cites.
    """
    sources = min(len(record.sources), 99)
    if isinstance(record, Practice):
        levels = ("innovation", "promising", "good", "institutionalised")
        level = levels.index(record.validation_level) + 1 if record.validation_level in levels else 1
        measured = min(sum(result.kind == "measured" for result in record.results), 9)
        return level * 1000 + measured * 100 + sources
    if isinstance(record, Definition):
        agreed = 4000 if record.harmonised.agreed_by else 0
        return agreed + min(len(record.source_definitions), 99)
    return sources
