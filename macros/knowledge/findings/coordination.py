"""Findings about groups: what is not recorded of them, and where two do the same work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from macros.knowledge.actions import Tracked, all_actions
from macros.knowledge.findings.finding import Finding
from macros.knowledge.graph import Graph
from macros.knowledge.group_work import due_of, owners_of
from macros.model.follow_up import ENDED
from macros.model.group import Group, WorkItem
from macros.words import N_

LEADING = ("convener", "chair", "secretariat")
"""Roles of those who can be asked what a group does."""

_ASKED = (
    N_("who does it: missing for %(num)s of %(all)s"),
    N_("by when: missing for %(num)s of %(all)s"),
    N_("where it was agreed: missing for %(num)s of %(all)s"),
    N_("what shows that it is done: missing for %(num)s of %(all)s"),
)
"""What a report asks of each item of a work plan, in the order in which it is told."""
_NO_AREA = N_("no focus area, so that it counts nowhere in the progress of one")


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


def thin_plans(graph: Graph) -> Iterator[Finding]:
    """Groups whose work plans lack what a report says of each item; its facts say what, and of how many items."""
    actions = {one.node: one for one in all_actions(graph)}
    for group in groups(graph):
        lacking = Counter(missing for work in group.work_plan for missing in _missing(work, actions))
        facts = [graph.words.gettext(missing) % {"num": lacking[missing], "all": len(group.work_plan)}
                 for missing in _ASKED if lacking[missing]]  # fmt: skip
        if group.work_plan and not group.focus_areas:
            facts.append(graph.words.gettext(_NO_AREA))
        if facts:
            yield Finding("thin-plans", group.id, group.id, facts=tuple(facts))


def plans_behind(graph: Graph) -> Iterator[Finding]:
    """Items of work plans that wait, though the action that they come from is done or dropped."""
    ended = {one.node for one in all_actions(graph) if one.action.status in ENDED}
    for group in groups(graph):
        for work in group.work_plan:
            if work.origin in ended and work.progress not in ENDED:
                yield Finding("plans-behind", f"{group.id}#{work.id}", group.id, (work.origin,))


def _missing(work: WorkItem, actions: Mapping[str, Tracked]) -> Iterator[str]:
    """What a report would ask of an item and finds neither there nor in the action that it comes from."""
    who, when, where, shown = _ASKED
    origin = actions.get(work.origin or "")
    if not (owners_of(work, actions) or (origin and origin.action.owner)):
        yield who
    if not due_of(work, actions):
        yield when
    if not work.origin:
        yield where
    evidence = origin and (origin.action.evidence or origin.action.evidence_sources or origin.action.led_to)
    if work.progress == "done" and not (work.note or evidence):
        yield shown


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
