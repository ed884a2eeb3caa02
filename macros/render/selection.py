"""Choosing entries for an index: by type, by any controlled field, grouped and sorted.

Used by the author macros; every wrong word is answered with the words that would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from macros.knowledge.graph import Graph, changed, fold, title_key
from macros.model.fields import Ref, Term
from macros.model.record import Record
from macros.model.registry import Slot, record_types, slots
from macros.model.vocabulary import page_name
from macros.problems import nearest

SORTS: Mapping[str, Callable[[Record], tuple[object, ...]]] = {
    "title": lambda record: title_key(record),
    "newest": lambda record: (-changed(record).toordinal(), *title_key(record)),
    "oldest": lambda record: (changed(record).toordinal(), *title_key(record)),
    "year": lambda record: (-_year(record), *title_key(record)),
}
"""Orders of an index."""


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


@dataclass(frozen=True)
class Facet:
    """A field that entries can be chosen and grouped by."""

    name: str
    """Id of the controlled list, or `countries`."""
    slots: tuple[Slot, ...]

    def values(self, record: Record) -> list[str]:
        """The values a record has in this field, in order, each once."""
        return list(dict.fromkeys(value for slot in self.slots for _, value in slot.values(record)))


def facets_of(kind: type[Record], name: str) -> tuple[Slot, ...]:
    """The top-level places of a type that carry a facet."""
    if name == "countries":
        found = [slot for slot in slots(kind, Ref) if slot.marker.types == ("country",)]
    else:
        found = [slot for slot in slots(kind, Term) if slot.marker.vocabulary == name]
    return tuple(slot for slot in found if len([part for part in slot.path if part != "*"]) == 1)


def need_type(name: str) -> str:
    """A type's name, also given as a plural; anything else is a wrong argument."""
    for kind in record_types().values():
        if name in (kind.type_name, kind.plural):
            return kind.type_name
    known = list(record_types())
    raise WrongArgumentError(f'type "{name}" does not exist{nearest(name, known)}; types are {", ".join(known)}')


def need_facet(graph: Graph, type_name: str, name: str) -> Facet:
    """A facet of a type by the list's id, its singular or the field's name."""
    kind = record_types()[type_name]
    known = facet_names(graph, kind)
    wanted = name.replace("_", "-")
    for facet, aliases in known.items():
        if wanted in aliases:
            return Facet(facet, facets_of(kind, facet))
    hint = f"{nearest(wanted, known)}; it can by {', '.join(sorted(known))}"
    raise WrongArgumentError(f'"{name}" is nothing that a {type_name} can be grouped or filtered by{hint}')


def facet_names(graph: Graph, kind: type[Record]) -> dict[str, set[str]]:
    """Every facet of a type with the words that name it."""
    names: dict[str, set[str]] = {}
    for vocabulary in graph.vocabularies.values():
        found = facets_of(kind, vocabulary.id)
        if found:
            aliases = {vocabulary.id, *(slot.path[0].replace("_", "-") for slot in found)}
            if vocabulary.singular:
                aliases.add(vocabulary.singular.casefold().replace(" ", "-"))
            names[vocabulary.id] = aliases | {alias.removesuffix("s") for alias in aliases}
    if facets_of(kind, "countries"):
        names["countries"] = {"countries", "country"}
    return names


def choose(graph: Graph, type_name: str, sort: str, where: Mapping[str, object]) -> list[Record]:
    """Entries of a type that carry every given value, sorted."""
    if sort not in SORTS:
        raise WrongArgumentError(f'sort "{sort}" does not exist{nearest(sort, SORTS)}; it is one of {", ".join(SORTS)}')
    records: Iterable[Record] = graph.by_type[type_name]
    for name, wanted in where.items():
        facet = need_facet(graph, type_name, name)
        values = [wanted] if isinstance(wanted, str) else wanted
        if not isinstance(values, (list, tuple)):
            raise WrongArgumentError(f"{name}={wanted!r}; write one value or a list of values")
        for value in values:
            _need_value(graph, facet.name, str(value))
        records = [record for record in records if set(facet.values(record)) & {str(value) for value in values}]
    return sorted(records, key=SORTS[sort])


def group(graph: Graph, records: Iterable[Record], facet: Facet) -> list[EntryGroup]:
    """Entries under each value of a facet, in the order of the list; an entry stands under each of its values."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for value in facet.values(record):
            found.setdefault(value, []).append(record)
    if facet.name == "countries":
        ids = sorted(found, key=lambda id: fold(graph.records[id].title))
        return [EntryGroup(id, graph.records[id].title, None, tuple(found[id]), f"countries/{id}.html") for id in ids]
    vocabulary = graph.vocabularies[facet.name]
    groups = []
    for term in vocabulary.terms:
        if term.id in found:
            browse = f"browse/{vocabulary.id}/{page_name(term.id)}.html" if vocabulary.browse else None
            label = term.label_in(graph.language)
            groups.append(EntryGroup(term.id, label, term.definition, tuple(found[term.id]), browse))
    return groups


def by_letter(records: Iterable[Record]) -> list[EntryGroup]:
    """Entries under the first letters of their titles."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(letter_of(record.title), []).append(record)
    return [EntryGroup(letter, letter, None, tuple(found), None) for letter, found in sorted(groups.items())]


def letter_of(text: str) -> str:
    """The letter under which an A to Z lists a text; `#` for all that begins with none."""
    first = fold(text)[:1].upper()
    return first if first.isalpha() else "#"


def need_one(name: str, value: str, known: Sequence[str]) -> None:
    """An argument that must be one of a few words."""
    if value not in known:
        hint = nearest(str(value), known)
        raise WrongArgumentError(f'{name} "{value}" does not exist{hint}; it is one of {", ".join(known)}')


def need_number(name: str, value: object) -> int:
    """An argument that must be a whole number, 1 or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongArgumentError(f"{name}={value!r}; write a whole number, 1 or more")
    return value


def _need_value(graph: Graph, facet: str, value: str) -> None:
    if facet == "countries":
        known = [record.id for record in graph.by_type["country"]]
    else:
        known = [term.id for term in graph.vocabularies[facet].terms]
    if value not in known:
        raise WrongArgumentError(f'"{value}" is not in {facet}{nearest(value, known)}; known are {", ".join(known)}')


def _year(record: Record) -> int:
    for field in ("ended", "started", "published", "period"):
        value = getattr(record, field, None)
        if value:
            return int(str(value)[:4])
    return 0
