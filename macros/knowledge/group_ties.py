"""What groups have in common: members, focus areas, gaps; and what each does for the functions of coordination."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations

from macros.knowledge.findings.coordination import groups
from macros.knowledge.findings.finding import FindingKind
from macros.knowledge.findings.library_findings import Findings
from macros.knowledge.graph import Graph
from macros.knowledge.group_work import work_of
from macros.knowledge.presence import AREAS
from macros.model.follow_up import ENDED
from macros.model.group import FUNCTIONS, Group, Member
from macros.model.record import Record
from macros.model.vocabulary import VocabularyTerm


@dataclass(frozen=True)
class SharedMember:
    """An organisation, or a group, that is a member of several groups."""

    member: Record
    groups: tuple[tuple[Group, tuple[str, ...]], ...]
    """Each group with the roles that it has there, from the list `group-roles`."""


@dataclass(frozen=True)
class GroupRow:
    """A group in numbers."""

    group: Group
    leading: tuple[Member, ...]
    """Its conveners and secretariat; nobody where none is recorded."""
    meetings: int
    """How many it convened."""
    agreed: int
    """How many agreements came of these."""
    waiting: int
    """Actions that it took on and that are neither done nor dropped."""
    gaps: int
    """Findings that it owns."""


@dataclass(frozen=True)
class Tie:
    """Two groups, and what they have in common."""

    one: Group
    other: Group
    members: tuple[Record, ...]
    areas: tuple[str, ...]
    """Focus areas of both, in the order of their list."""
    countries: tuple[str, ...]
    declared: bool
    """Whether one says that it is part of the other or stands beside it."""


def group_rows(graph: Graph, found: Findings) -> list[GroupRow]:
    """Every group in numbers, by what lists call it."""
    gaps = Counter(one.owner for _, ones in found.kinds for one in ones)
    return [_row(graph, group, gaps[group.id]) for group in groups(graph)]


def _row(graph: Graph, group: Group, gaps: int) -> GroupRow:
    work = work_of(graph, group)
    leading = tuple(member for _, members in work.leading for member in members)
    waiting = sum(one.action.status not in ENDED for one in work.actions)
    return GroupRow(group, leading, len(work.meetings), len(work.agreed), waiting, gaps)


def shared_members(graph: Graph) -> list[SharedMember]:
    """Those who are members of several groups, of most groups first."""
    by_member: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for group in groups(graph):
        for member in group.members:
            if member.organisation:
                by_member[member.organisation][group.id].append(member.role)
    named = {group.id: group for group in groups(graph)}
    found = [
        SharedMember(graph.records[id], tuple((named[one], tuple(dict.fromkeys(roles))) for one, roles in held.items()))
        for id, held in by_member.items()
        if len(held) > 1
    ]
    return sorted(found, key=lambda one: (-len(one.groups), one.member.listed_as().casefold(), one.member.id))


def ties(graph: Graph, shared: Sequence[SharedMember], limit: int) -> tuple[list[Tie], int]:
    """Pairs of groups that share a member, a focus area in one country, or two areas where neither names a country.

    Args:
        graph: the library.
        shared: its members of several groups.
        limit: most pairs, those with most in common first.

    Returns:
        The pairs, and how many there are in all.
    """
    by_place: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for group in groups(graph):
        for country in group.countries or (None,):
            for area in group.focus_areas:
                by_place[country, area].append(group.id)
    members: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for one in shared:
        for pair in combinations(sorted(group.id for group, _ in one.groups), 2):
            members[pair].append(one.member)
    met = Counter(
        (one, other, bool(country))
        for (country, _), found in by_place.items()
        for one, other in combinations(sorted(found), 2)
    )
    pairs = {(one, other) for (one, other, placed), number in met.items() if placed or number > 1} | set(members)
    named = {group.id: group for group in groups(graph)}
    facet = graph.facets.get(AREAS)
    order = [value.id for value in facet.values] if facet else []

    def tied(pair: tuple[str, str]) -> Tie:
        one, other = named[pair[0]], named[pair[1]]
        areas = set(one.focus_areas) & set(other.focus_areas)
        declared = other.id in (one.parent, *one.siblings) or one.id in (other.parent, *other.siblings)
        countries = tuple(country for country in one.countries if country in other.countries)
        return Tie(
            one, other, tuple(members[pair]), tuple(area for area in order if area in areas), countries, declared
        )

    def rank(tie: Tie) -> tuple[int, int, str, str]:
        return -len(tie.members), -len(tie.areas), tie.one.id, tie.other.id

    return nsmallest(limit, (tied(pair) for pair in sorted(pairs)), key=rank), len(pairs)


def gaps_between(graph: Graph, tie: Tie, found: Findings) -> list[tuple[FindingKind, int]]:
    """What is missing or waits of what one of two groups owns, at other entries in a focus area of both, by kind."""
    entries = graph.facets[AREAS].entries if tie.areas else {}
    both = {tie.one.id, tie.other.id}
    inside = {record.id for area in tie.areas for record in entries[area]} - both
    numbers = [
        (kind, sum(one.owner in both and one.at.partition("#")[0] in inside for one in ones))
        for kind, ones in found.kinds
        if kind.gap
    ]
    return [(kind, number) for kind, number in numbers if number]


def functions_of(graph: Graph) -> tuple[tuple[VocabularyTerm, ...], list[tuple[Group, tuple[int, ...]]]]:
    """What is recorded of each group for each function of coordination.

    Returns:
        The functions, and for each group that records any how many things it does for each.
    """
    known = graph.vocabularies.get(FUNCTIONS)
    functions = known.terms if known else ()
    return functions, list(_counted(groups(graph), functions))


def _counted(found: Sequence[Group], functions: Sequence[VocabularyTerm]) -> Iterator[tuple[Group, tuple[int, ...]]]:
    for group in found:
        if group.functions and functions:
            yield group, tuple(sum(one.function == known.id for one in group.functions) for known in functions)
