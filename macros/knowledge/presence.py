"""Who is where: organisations by country and focus area, each with the entries that say so.

Somebody is named where a practice took place that they carried out or were partners in, and where a group works that
they are members of. A seat, a meeting held somewhere or a mention says nothing of work there, and is not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.record import Doing, Record
from macros.model.settings import COUNTRIES

AREAS = "focus-areas"
"""The controlled list of focus areas; a library need not have it."""


@dataclass(frozen=True)
class Presence:
    """An organisation in a country and a focus area, as an entry says; None where it names none."""

    organisation: str
    country: str | None
    area: str | None
    doing: Doing
    record: Record
    id = ""
    """A presence is no item that others could refer to."""

    @property
    def row(self) -> str:
        """All that tells it apart from others."""
        return "/".join((self.record.id, self.organisation, self.country or "", self.area or "", self.doing.value))


@dataclass(frozen=True)
class Actor:
    """An organisation in one country, or in all."""

    organisation: Record
    areas: tuple[str, ...]
    """Focus areas, in the order of their list."""
    behind: tuple[tuple[Record, tuple[Doing, ...]], ...]
    """The entries that say so, and what it does in each."""
    countries: tuple[str, ...]


def presences(graph: Graph) -> Iterator[Presence]:
    """Every organisation, country and focus area that stand together in an entry; linear in what the entries name."""
    where, about = graph.facets[COUNTRIES].values_of, _areas_of(graph)
    for records in graph.by_type.values():
        for record in records:
            yield from _said_by(record, where(record) or (None,), about(record) or (None,))


def actors(graph: Graph, found: Iterable[Presence]) -> list[Actor]:
    """Those who are somewhere, by name; each once.

    Args:
        graph: the library.
        found: of one country, or of all.
    """
    order = [value.id for value in graph.facets[AREAS].values] if AREAS in graph.facets else []
    by_id: dict[str, list[Presence]] = {}
    for one in found:
        by_id.setdefault(one.organisation, []).append(one)
    made = []
    for id, ones in by_id.items():
        areas, behind = {one.area for one in ones}, dict[str, dict[Doing, None]]()
        for one in ones:
            behind.setdefault(one.record.id, {})[one.doing] = None
        made.append(
            Actor(
                graph.records[id],
                tuple(area for area in order if area in areas),
                tuple((graph.records[entry], tuple(doings)) for entry, doings in behind.items()),
                tuple(dict.fromkeys(one.country for one in ones if one.country)),
            )
        )
    return sorted(made, key=lambda actor: actor.organisation.listed_as().casefold())


def actors_in(graph: Graph, country: str) -> list[Actor]:
    """Those who are in a country, from the entries that belong to it."""
    about, found = _areas_of(graph), list[Presence]()
    for records in graph.belonging(country).values():
        for record in records:
            found += _said_by(record, (country,), about(record) or (None,))
    return actors(graph, found)


def actors_by_country(graph: Graph, area: str) -> list[tuple[Record | None, list[Actor]]]:
    """Those who are in a focus area, by country; the countries by name, and last what names none.

    Each is asked of the entries that belong to the area, so that all areas together take as long as all entries.
    """
    where = graph.facets[COUNTRIES].values_of
    entries = graph.facets[AREAS].entries[area]
    return _by_country(graph, (one for entry in entries for one in _said_by(entry, where(entry) or (None,), (area,))))


def places_of(graph: Graph, organisation: str) -> list[tuple[Record | None, Actor]]:
    """Where one organisation is, by country, from the entries that name it; last what names no country."""
    where, about = graph.facets[COUNTRIES].values_of, _areas_of(graph)
    entries = {link.record.id: link.record for links in graph.backlinks(organisation).values() for link in links}
    said = (
        one
        for entry in entries.values()
        for one in _said_by(entry, where(entry) or (None,), about(entry) or (None,))
        if one.organisation == organisation
    )
    return [(country, actor) for country, found in _by_country(graph, said) for actor in found]


def present_by_area(graph: Graph, found: Iterable[Presence]) -> tuple[list[str], list[tuple[Record, int, list[int]]]]:
    """How many organisations there are in each country and focus area.

    Returns:
        The focus areas in which somebody is somewhere, in their order; and for each country with somebody, by name, the
        number of all organisations and that of each of these areas.
    """
    here: dict[str, set[str]] = {}
    cells: dict[tuple[str, str | None], set[str]] = {}
    for one in found:
        if one.country:
            here.setdefault(one.country, set()).add(one.organisation)
            cells.setdefault((one.country, one.area), set()).add(one.organisation)
    used = {area for _, area in cells}
    areas = [value.id for value in graph.facets[AREAS].values if value.id in used] if AREAS in graph.facets else []
    countries = sorted((graph.records[id] for id in here), key=lambda country: country.listed_as().casefold())
    return areas, [
        (country, len(here[country.id]), [len(cells.get((country.id, area), ())) for area in areas])
        for country in countries
    ]


def _by_country(graph: Graph, said: Iterable[Presence]) -> list[tuple[Record | None, list[Actor]]]:
    """Those who are in each country, the countries by name; last those who are in none."""
    by_country: dict[str | None, list[Presence]] = {}
    for one in said:
        by_country.setdefault(one.country, []).append(one)
    found = [(graph.records[id] if id else None, actors(graph, ones)) for id, ones in by_country.items()]
    return sorted(found, key=lambda pair: (pair[0] is None, pair[0].listed_as().casefold() if pair[0] else ""))


def _said_by(record: Record, countries: Sequence[str | None], areas: Sequence[str | None]) -> Iterator[Presence]:
    """What one entry says of each of its organisations in some countries and areas."""
    for doing in dict.fromkeys(record.doings()):
        for country in countries:
            for area in areas:
                yield Presence(doing.by, country, area, doing, record)


def _areas_of(graph: Graph) -> Callable[[Record], tuple[str, ...]]:
    return graph.facets[AREAS].values_of if AREAS in graph.facets else lambda record: ()
