"""What `data/gaps.yml` names, against the types, lists and entries that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from macros.knowledge.facets import places
from macros.load.document import Location
from macros.model.gap import GAPS_PATH, Gap
from macros.model.library import Library
from macros.model.registry import record_types
from macros.model.settings import COUNTRIES
from macros.problems import Problem, nearest


def check_gaps(library: Library, known: Collection[str]) -> Iterator[Problem]:
    """Gaps at crossings that can't be, that stand twice, or that name what doesn't exist.

    Args:
        library: its gaps can be read.
        known: ids of every entry that exists, also of those that can't be read.
    """
    seen: dict[tuple[str, frozenset[tuple[str, str]]], int] = {}
    for index, gap in enumerate(library.gaps):
        where: Location = ("gaps", index)
        yield from _crossing(library, gap, where)
        crossing = gap.type, frozenset(gap.at.items())
        if crossing in seen:
            message = f"this crossing already stands on line {seen[crossing]}"
            yield library.extra[GAPS_PATH].problem((*where, "at"), message, "duplicate-id")
        seen.setdefault(crossing, library.extra[GAPS_PATH].line_of((*where, "at")))
        yield from _entries(library, gap, where, known)


def _crossing(library: Library, gap: Gap, where: Location) -> Iterator[Problem]:
    document = library.extra[GAPS_PATH]
    kind = record_types().get(gap.type)
    if kind is None:
        hint = nearest(gap.type, record_types()) or f"; known are {', '.join(record_types())}"
        yield document.problem((*where, "type"), f'unknown type "{gap.type}"{hint}', "unknown-term")
        return
    lists = [name for name in (*library.vocabularies, COUNTRIES) if places(kind, name)]
    for name, value in gap.at.items():
        place = (*where, "at", name)
        if name not in lists:
            hint = nearest(name, lists) or f"; known are {', '.join(lists)}"
            message = f'a {gap.type} has no values of a list "{name}"{hint}'
            yield document.problem(place, message, "unknown-vocabulary")
            continue
        values = _values(library, name)
        if value not in values:
            hint = nearest(value, values) or f"; known are {', '.join(values[:12])}"
            yield document.problem(place, f'unknown term "{value}"{hint}', "unknown-term")


def _values(library: Library, name: str) -> list[str]:
    if name == COUNTRIES:
        return [record.id for record in library.records.values() if record.type_name == "country"]
    return [term.id for term in library.vocabularies[name].terms]


def _entries(library: Library, gap: Gap, where: Location, known: Collection[str]) -> Iterator[Problem]:
    document = library.extra[GAPS_PATH]
    named = [("group", (*where, "asked_for"), gap.asked_for)] if gap.asked_for else []
    named += [("source", (*where, "sources", at, "source"), one.source) for at, one in enumerate(gap.sources)]
    for type_name, place, id in named:
        if id not in known:
            ids = [record.id for record in library.records.values() if record.type_name == type_name]
            yield document.problem(place, f'"{id}" leads nowhere{nearest(id, ids)}', "dangling-reference")
        elif id in library.records and library.records[id].type_name != type_name:
            found = library.records[id].type_name
            yield document.problem(place, f'"{id}" is a {found}; give a {type_name}', "wrong-reference")
    for at, one in enumerate(gap.sources):
        lists = library.vocabularies.get("verification")
        if one.verification and lists and one.verification not in lists:
            message = f'unknown term "{one.verification}"'
            yield document.problem((*where, "sources", at, "verification"), message, "unknown-term")
