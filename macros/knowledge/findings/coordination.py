"""Findings about groups: what is not recorded of them, and where two do the same work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from macros.knowledge.findings.finding import Finding
from macros.knowledge.graph import Graph
from macros.model.group import Group

LEADING = ("convener", "chair", "secretariat")
"""Roles of those who can be asked what a group does."""


def groups(graph: Graph) -> tuple[Group, ...]:
    """All groups, by title."""
    return tuple(record for record in graph.by_type.get("group", ()) if isinstance(record, Group))


def leaderless_groups(graph: Graph) -> Iterator[Finding]:
    """Groups of which nobody is recorded in a role that leads; none where the library's list has no such role."""
    leading = [role for role in LEADING if graph.vocabularies["group-roles"].get(role)]
    for group in groups(graph) if leading else ():
        if not any(member.role in leading for member in group.members):
            yield Finding("groups-without-convener", group.id, group.id)


def planless_groups(graph: Graph) -> Iterator[Finding]:
    """Groups without a work plan."""
    for group in groups(graph):
        if not group.work_plan:
            yield Finding("groups-without-plan", group.id, group.id)


def groups_on_one_area(graph: Graph) -> Iterator[Finding]:
    """Pairs of groups that share a focus area and a country; not a group and the one that it is part of."""
    shared: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_place: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups(graph):
        for country in group.countries:
            for area in group.focus_areas:
                by_place[country, area].append(group)
    for (country, area), found in by_place.items():
        for first, second in combinations(found, 2):
            if second.id not in (first.parent, *first.siblings) and first.id not in (second.parent, *second.siblings):
                shared[first.id, second.id][country].add(area)
    for (one, other), where in sorted(shared.items()):
        words = [
            f"{graph.records[country].title}: {', '.join(graph.label('focus-areas', area) for area in sorted(areas))}"
            for country, areas in sorted(where.items())
        ]
        yield Finding("groups-on-one-area", one, one, (other,), ("; ".join(words),))
