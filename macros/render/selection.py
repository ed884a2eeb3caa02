"""Choosing entries for an index: by type, by any controlled field, grouped and sorted.

Used by the author macros; every wrong word is answered with the words that would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from macros.knowledge.facets import Facet, places
from macros.knowledge.graph import Graph, changed, fold, title_key
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.settings import COUNTRIES
from macros.problems import nearest
from macros.render.listings import choice_path
from macros.render.row_facts import entry_counts, listed_key

SORTS: Mapping[str, Callable[[Record], tuple[object, ...]]] = {
    "title": lambda record: listed_key(record),
    "newest": lambda record: (-changed(record).toordinal(), *title_key(record)),
    "oldest": lambda record: (changed(record).toordinal(), *title_key(record)),
    "year": lambda record: (-_year(record), *title_key(record)),
}
"""Orders of an index, beside `entries`, which asks the graph."""
ENTRIES = "entries"
"""The order by how many entries of each type a record of the directory has, types in their order."""
ORDERS = ("list", "reversed", "size")
"""Orders of groups: that of the list, the last first, the largest first."""


class WrongArgumentError(Exception):
    """An argument of a macro that makes no sense; says which would."""


@dataclass(frozen=True)
class EntryGroup:
    """Entries under one heading."""

    id: str
    label: str
    definition: str | None
    records: tuple[Record, ...]
    browse: str | None
    """Page with the whole list, where there is one."""


def need_type(name: str) -> str:
    """A type's name, also given as a plural; anything else is a wrong argument."""
    for kind in record_types().values():
        if name in (kind.type_name, kind.plural):
            return kind.type_name
    known = list(record_types())
    raise WrongArgumentError(f'type "{name}" does not exist{nearest(name, known)}; types are {", ".join(known)}')


def need_facet(graph: Graph, type_name: str, name: str) -> Facet:
    """A facet of a type by the list's id, its singular or the field's name."""
    known = facet_names(graph, record_types()[type_name])
    wanted = name.replace("_", "-")
    for facet, aliases in known.items():
        if wanted in aliases:
            return graph.facets[facet]
    hint = f"{nearest(wanted, known)}; it can by {', '.join(sorted(known))}"
    raise WrongArgumentError(f'"{name}" is nothing that a {type_name} can be grouped or filtered by{hint}')


def facet_names(graph: Graph, kind: type[Record]) -> dict[str, set[str]]:
    """Every list that a type names values of, and the countries, with the words that mean it."""
    names: dict[str, set[str]] = {}
    for id in (*graph.vocabularies, COUNTRIES):
        found = places(kind, id)
        if found:
            fields = (slot.path[0] for slot in found if slot.path[1:] in ((), ("*",)))
            words = graph.vocabularies[id].singular.values() if id in graph.vocabularies else ("country",)
            aliases = {id, *(word.casefold().replace(" ", "-").replace("_", "-") for word in (*fields, *words))}
            names[id] = aliases | {alias.removesuffix("s") for alias in aliases}
    return names


def choose(graph: Graph, type_name: str, sort: str, where: Mapping[str, object]) -> list[Record]:
    """Entries of a type that carry every given value, sorted."""
    need_one("sort", sort, (*SORTS, ENTRIES))
    records: Iterable[Record] = graph.by_type[type_name]
    for name, wanted in where.items():
        facet = need_facet(graph, type_name, name)
        values = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(values, (list, tuple)):
            raise WrongArgumentError(f"{name}={wanted!r}; write one value or a list of values")
        for value in values:
            _need_value(facet, str(value))
        records = [record for record in records if set(facet.values_of(record)) & {str(value) for value in values}]
    if sort == ENTRIES:
        return sorted(records, key=lambda record: ([-n for n in entry_counts(graph, record)], listed_key(record)))
    return sorted(records, key=SORTS[sort])


def group(records: Iterable[Record], facet: Facet, order: str = "list") -> list[EntryGroup]:
    """Entries under each value of a facet; an entry stands under each of its values.

    Args:
        order: one of `ORDERS`.
    """
    found: dict[str, list[Record]] = {}
    for record in records:
        for value in facet.values_of(record):
            found.setdefault(value, []).append(record)
    groups = [
        EntryGroup(value.id, value.label, value.definition, tuple(found[value.id]), choice_path(facet, value.id))
        for value in facet.values
        if value.id in found
    ]
    if need_one("order", order, ORDERS) == "size":
        groups.sort(key=lambda group: -len(group.records))
    return groups[::-1] if order == "reversed" else groups


def by_letter(records: Iterable[Record]) -> list[EntryGroup]:
    """Entries under the first letters of their titles."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(letter_of(record.listed_as()), []).append(record)
    return [EntryGroup(letter, letter, None, tuple(found), None) for letter, found in sorted(groups.items())]


def letter_of(text: str) -> str:
    """The letter under which an A to Z lists a text; `#` for all that begins with none."""
    first = fold(text)[:1].upper()
    return first if first.isalpha() else "#"


def need_one(name: str, value: str, known: Sequence[str]) -> str:
    """An argument that must be one of a few words."""
    if value not in known:
        hint = nearest(str(value), known)
        raise WrongArgumentError(f'{name} "{value}" does not exist{hint}; it is one of {", ".join(known)}')
    return value


def need_number(name: str, value: object) -> int:
    """An argument that must be a whole number, 1 or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongArgumentError(f"{name}={value!r}; write a whole number, 1 or more")
    return value


def _need_value(facet: Facet, value: str) -> None:
    known = [known.id for known in facet.values]
    if value not in known:
        hint = nearest(value, known)
        raise WrongArgumentError(f'"{value}" is not in {facet.id}{hint}; known are {", ".join(known)}')


def _year(record: Record) -> int:
    return max((int(date[:4]) for date in record.dates()), default=0)
