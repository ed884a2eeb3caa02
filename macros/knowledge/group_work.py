"""What a group has done in the library: whom one can ask, its meetings, actions, definitions and guidance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.knowledge.actions import Tracked, actions_of, by_day
from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.follow_up import Recommendation
from macros.model.group import Group, Member
from macros.model.guidance import Guidance
from macros.model.record import Record
from macros.model.workshop import Workshop

LEADING = ("convener", "secretariat")
"""Roles that every group is asked for, where the list of roles has them."""


@dataclass(frozen=True)
class Asked:
    """A recommendation that is addressed to a group, and the meeting that made it."""

    meeting: Workshop
    recommendation: Recommendation


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
    definitions: tuple[Definition, ...]
    """Those it agreed or endorsed."""
    guidance: tuple[Guidance, ...]
    """Notes it issued."""

    @property
    def any(self) -> bool:
        """Whether there is any of it."""
        return bool(self.meetings or self.actions or self.asked or self.definitions or self.guidance)


def work_of(graph: Graph, group: Group) -> GroupWork:
    """What a group has done, from the entries that name it."""
    entries = [link.record for found in graph.backlinks(group.id).values() for link in found]
    meetings = [one for one in entries if isinstance(one, Workshop)]
    convened = [one for one in meetings if group.id in one.conveners]
    convened.sort(key=lambda one: (one.started or "", one.id), reverse=True)
    actions = (one for meeting in meetings for one in actions_of(meeting) if group.id in one.action.owners)
    roles = [role for role in LEADING if graph.vocabularies["group-roles"].get(role)]
    held = {role: tuple(one for one in group.members if one.role == role) for role in roles}
    return GroupWork(
        tuple(held.items()),
        tuple(convened),
        tuple(by_day(actions)),
        tuple(_asked(meetings, group.id)),
        tuple(one for one in entries if isinstance(one, Definition) and group.id in _agreed(one)),
        tuple(one for one in entries if isinstance(one, Guidance) and one.issued_by == group.id),
    )


def told_of_work(graph: Graph, record: Record) -> frozenset[str]:
    """Entries that a group's page names as its work, and needn't name again; none for other entries."""
    if not isinstance(record, Group):
        return frozenset()
    work = work_of(graph, record)
    return frozenset(one.id for one in (*work.meetings, *work.definitions, *work.guidance))


def _asked(meetings: list[Workshop], id: str) -> Iterator[Asked]:
    for meeting in meetings:
        for recommendation in meeting.recommendations:
            if id in recommendation.addressees:
                yield Asked(meeting, recommendation)


def _agreed(definition: Definition) -> tuple[str, ...]:
    return (*definition.harmonised.agreed_by, *(one.group for one in definition.endorsed_by))
