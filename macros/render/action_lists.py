"""Follow-up actions in groups, with what is counted above them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from macros.knowledge.actions import Tracked, by_day, overdue, silent
from macros.knowledge.graph import Graph, fold
from macros.model.record import Record

STATUSES = "action-status"
"""The controlled list of what an action's status can be."""
GROUPINGS = ("meeting", "owner", "due")
"""Ways to group actions."""


@dataclass(frozen=True)
class ActionGroup:
    """Actions under one heading."""

    title: str
    anchor: str
    entry: Record | None
    """The entry that the heading leads to, where it is one."""
    actions: tuple[Tracked, ...]


@dataclass(frozen=True)
class ActionCounts:
    """How many actions of a list there are of each kind that somebody has to look at."""

    total: int
    by_status: tuple[tuple[str, int], ...]
    """Status and number, in the order of the list of statuses; those that occur."""
    overdue: int
    silent: int
    moved: int
    unowned: int
    undated: int


def count(graph: Graph, actions: Sequence[Tracked]) -> ActionCounts:
    """Count actions for the line above their list."""
    found = [one.action.status for one in actions]
    known = graph.facets.get(STATUSES)
    order = [value.id for value in known.values] if known else []
    return ActionCounts(
        len(actions),
        tuple((status, found.count(status)) for status in order if status in found),
        sum(overdue(graph, one) for one in actions),
        sum(silent(graph, one) for one in actions),
        sum(bool(one.moved) for one in actions),
        sum(not (one.action.owner or one.action.owners) for one in actions),
        sum(not (one.due or one.action.due_note) for one in actions),
    )


def grouped(graph: Graph, actions: Sequence[Tracked], by: str) -> list[ActionGroup]:
    """Actions under headings; within each, what falls due first stands first.

    Args:
        graph: the library.
        actions: meetings in the order in which readers see them.
        by: one of `GROUPINGS`; an action of two owners stands under both.
    """
    ways: dict[str, Callable[[Sequence[Tracked]], Iterator[ActionGroup]]] = {
        "meeting": _by_meeting,
        "owner": partial(_by_owner, graph),
        "due": partial(_by_year, graph),
    }
    return list(ways[by](actions))


def _by_meeting(actions: Sequence[Tracked]) -> Iterator[ActionGroup]:
    for meeting in dict.fromkeys(one.meeting.id for one in actions):
        own = [one for one in actions if one.meeting.id == meeting]
        record = own[0].meeting
        yield ActionGroup(record.title, f"from-{meeting}", record, tuple(by_day(own)))


def _by_owner(graph: Graph, actions: Sequence[Tracked]) -> Iterator[ActionGroup]:
    owners = {id: graph.records[id] for one in actions for id in one.action.owners}
    for record in sorted(owners.values(), key=lambda record: fold(record.listed_as())):
        own = by_day(one for one in actions if record.id in one.action.owners)
        yield ActionGroup(record.listed_as(), f"with-{record.id}", record, tuple(own))
    others = by_day(one for one in actions if not one.action.owners and one.action.owner)
    if others:
        yield ActionGroup(graph.words.gettext("Others, in the words of the source"), "with-others", None, tuple(others))
    nobody = by_day(one for one in actions if not one.action.owners and not one.action.owner)
    if nobody:
        yield ActionGroup(graph.words.gettext("Nobody named"), "with-nobody", None, tuple(nobody))


def _by_year(graph: Graph, actions: Sequence[Tracked]) -> Iterator[ActionGroup]:
    dated = by_day(one for one in actions if one.due)
    for year in dict.fromkeys(one.due.year for one in dated if one.due):
        own = tuple(one for one in dated if one.due and one.due.year == year)
        yield ActionGroup(str(year), f"due-{year}", None, own)
    undated = tuple(one for one in actions if not one.due)
    if undated:
        yield ActionGroup(graph.words.gettext("No day"), "due-no-day", None, undated)
