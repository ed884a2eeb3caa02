"""Positions that groups share or work on, who is heard on them, and the questions that meetings left open."""

from __future__ import annotations

from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.group import Group
from macros.model.position import CommonPosition, PositionStep
from macros.model.workshop import DivergentView, Workshop


@dataclass(frozen=True)
class PositionStanding:
    """Where one position stands, as the entry of its group tells it."""

    group: Group
    position: CommonPosition
    heard: tuple[str, ...]
    """Ids of those of whom it is recorded that they use it, or what they hold of it."""
    silent: tuple[str, ...]
    """Ids of members of the group of whom neither is recorded; it doesn't say that they disagree."""
    last: PositionStep | None

    @property
    def node(self) -> str:
        """`group#position`."""
        return f"{self.group.id}#{self.position.id}"


def standing_of(group: Group, position: CommonPosition) -> PositionStanding:
    """Where a position of a group stands."""
    ids = (*(one.by for one in position.stances), *(one.group for one in position.endorsed_by))
    heard = tuple(dict.fromkeys(ids))
    silent = tuple(id for id in members_of(group) if id not in heard)
    return PositionStanding(group, position, heard, silent, position.history[-1] if position.history else None)


def members_of(group: Group) -> tuple[str, ...]:
    """Ids of its members that have entries, each once."""
    return tuple(dict.fromkeys(one.organisation for one in group.members if one.organisation))


def positions_of_groups(graph: Graph) -> list[PositionStanding]:
    """Every position, by the titles of groups, in the order of their entries."""
    groups = (one for one in graph.by_type.get("group", ()) if isinstance(one, Group))
    return [standing_of(group, position) for group in groups for position in group.common_positions]


def open_views(graph: Graph) -> list[tuple[Workshop, DivergentView]]:
    """Questions on which meetings did not agree, those of the last meeting first."""
    meetings = [one for one in graph.by_type.get("workshop", ()) if isinstance(one, Workshop)]
    meetings.sort(key=lambda one: (one.started or "", one.id), reverse=True)
    return [(meeting, view) for meeting in meetings for view in meeting.divergent_views]
