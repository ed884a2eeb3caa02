"""What a group has done in the library: whom one can ask, its meetings, what they agreed, and who did what of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.knowledge.actions import Tracked, actions_of, by_day
from macros.knowledge.chain import counts_as_agreed
from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.follow_up import Recommendation
from macros.model.group import FUNCTIONS, FunctionWork, Group, Member, WorkItem
from macros.model.guidance import Guidance
from macros.model.record import Doing, Record
from macros.model.vocabulary import VocabularyTerm
from macros.model.workshop import Agreement, Workshop

LEADING = ("convener", "secretariat")
"""Roles that every group is asked for, where the list of roles has them."""


@dataclass(frozen=True)
class Asked:
    """A recommendation that is addressed to a group, and the meeting that made it."""

    meeting: Workshop
    recommendation: Recommendation


@dataclass(frozen=True)
class Agreed:
    """What a meeting agreed; no point that was only made there."""

    meeting: Workshop
    agreement: Agreement


@dataclass(frozen=True)
class Contribution:
    """What one member has taken on in the group."""

    member: Record
    plan: tuple[WorkItem, ...]
    """Items of the group's work plan that it does."""
    actions: tuple[Tracked, ...]
    """Actions from the group's meetings that it took on, but those that an item of the plan comes from."""
    initiatives: tuple[Record, ...]
    """Of what the group had a part in, that in which the member had one too."""

    def more_than(self, most: int) -> int:
        """How many of all that go unsaid where at most so many of each are shown."""
        return sum(max(len(ones) - most, 0) for ones in (self.plan, self.actions, self.initiatives))


@dataclass(frozen=True)
class GroupWork:
    """What the library knows of a group's work beyond its own entry."""

    leading: tuple[tuple[str, tuple[Member, ...]], ...]
    """Each role of `LEADING` that the library's list knows, with those who hold it; nobody where none is recorded."""
    meetings: tuple[Workshop, ...]
    """Those it convened, the last first."""
    actions: tuple[Tracked, ...]
    """Those it took on, what falls due first first."""
    asked: tuple[Asked, ...]
    """Recommendations to it."""
    agreed: tuple[Agreed, ...]
    """What the meetings that it convened agreed, the last meeting first."""
    initiatives: tuple[tuple[Record, tuple[Doing, ...]], ...]
    """Entries that say what it did in them, such as practices that it carried out or was a partner in."""
    definitions: tuple[Definition, ...]
    """Those it agreed or endorsed."""
    guidance: tuple[Guidance, ...]
    """Notes it issued."""
    contributions: tuple[Contribution, ...]
    """Of each member of which anything is known; in the order of members."""
    functions: tuple[tuple[VocabularyTerm, tuple[FunctionWork, ...]], ...]
    """Every function of coordination with what the group does for it; empty where the group records none."""

    @property
    def any(self) -> bool:
        """Whether there is any of it."""
        return bool(
            self.meetings or self.actions or self.asked or self.initiatives or self.definitions or self.guidance
        )


def work_of(graph: Graph, group: Group) -> GroupWork:
    """What a group has done, from the entries that name it."""
    entries = [link.record for found in graph.backlinks(group.id).values() for link in found]
    meetings = [one for one in entries if isinstance(one, Workshop)]
    convened = [one for one in meetings if group.id in one.conveners]
    convened.sort(key=lambda one: (one.started or "", one.id), reverse=True)
    actions = (one for meeting in meetings for one in actions_of(meeting) if group.id in one.action.owners)
    roles = [role for role in LEADING if graph.vocabularies["group-roles"].get(role)]
    held = {role: tuple(one for one in group.members if one.role == role) for role in roles}
    doings = ((one, tuple(doing for doing in dict.fromkeys(one.doings()) if doing.by == group.id)) for one in entries)
    initiatives = {one.id: (one, found) for one, found in doings if found}
    return GroupWork(
        tuple(held.items()),
        tuple(convened),
        tuple(by_day(actions)),
        tuple(_asked(meetings, group.id)),
        tuple(_agreed_in(graph, convened)),
        tuple(initiatives.values()),
        tuple(one for one in entries if isinstance(one, Definition) and group.id in _agreed(one)),
        tuple(one for one in entries if isinstance(one, Guidance) and one.issued_by == group.id),
        tuple(_contributions(graph, group, convened, [one for one, _ in initiatives.values()])),
        tuple(_functions(graph, group)),
    )


def owners_of(work: WorkItem, actions: Mapping[str, Tracked]) -> tuple[str, ...]:
    """Who does an item of a work plan: whom it names, else who took on the action that it comes from.

    Args:
        work: the item.
        actions: those that it may come from, by node.
    """
    origin = actions.get(work.origin or "")
    return work.owners or (origin.action.owners if origin else ())


def due_of(work: WorkItem, actions: Mapping[str, Tracked]) -> datetime.date | str | None:
    """By when an item of a work plan is to be done: its own day, else that of the action that it comes from."""
    origin = actions.get(work.origin or "")
    return work.due or (origin.due if origin else None)


def told_of_work(graph: Graph, record: Record) -> frozenset[str]:
    """Entries that a group's page names as its work, and needn't name again; none for other entries."""
    if not isinstance(record, Group):
        return frozenset()
    work = work_of(graph, record)
    initiatives = (one for one, _ in work.initiatives)
    return frozenset(one.id for one in (*work.meetings, *initiatives, *work.definitions, *work.guidance))


def _agreed_in(graph: Graph, meetings: list[Workshop]) -> Iterator[Agreed]:
    for meeting in meetings:
        for agreement in meeting.agreements:
            if counts_as_agreed(graph, agreement.level):
                yield Agreed(meeting, agreement)


def _contributions(
    graph: Graph, group: Group, meetings: list[Workshop], initiatives: list[Record]
) -> Iterator[Contribution]:
    """What each member has taken on; an item that names nobody is theirs who took on the action it comes from."""
    actions = [one for meeting in meetings for one in actions_of(meeting)]
    by_node = {one.node: one for one in actions}
    plan = [(work, owners_of(work, by_node)) for work in group.work_plan]
    for id in dict.fromkeys(one.organisation for one in group.members if one.organisation):
        own = tuple(work for work, by in plan if id in by)
        told = {work.origin for work in own}
        found = Contribution(
            graph.records[id],
            own,
            tuple(by_day(one for one in actions if id in one.action.owners and one.node not in told)),
            tuple(one for one in initiatives if any(doing.by == id for doing in one.doings())),
        )
        if found.plan or found.actions or found.initiatives:
            yield found


def _functions(graph: Graph, group: Group) -> Iterator[tuple[VocabularyTerm, tuple[FunctionWork, ...]]]:
    known = graph.vocabularies.get(FUNCTIONS) if group.functions else None
    for function in known.terms if known else ():
        yield function, tuple(one for one in group.functions if one.function == function.id)


def _asked(meetings: list[Workshop], id: str) -> Iterator[Asked]:
    for meeting in meetings:
        for recommendation in meeting.recommendations:
            if id in recommendation.addressees:
                yield Asked(meeting, recommendation)


def _agreed(definition: Definition) -> tuple[str, ...]:
    return (*definition.harmonised.agreed_by, *(one.group for one in definition.endorsed_by))
