"""Follow-up actions as a secretariat looks at them: by when, how late, since when nothing was heard."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from macros.knowledge.due_days import day_by_rule, last_day_of
from macros.knowledge.graph import Graph
from macros.model.follow_up import Action
from macros.model.workshop import Workshop


@dataclass(frozen=True)
class Tracked:
    """An action of a meeting, with what follows from its days."""

    meeting: Workshop
    action: Action

    @property
    def node(self) -> str:
        """Where it stands: `meeting#action-1`."""
        return f"{self.meeting.id}#{self.action.id}"

    @cached_property
    def due(self) -> datetime.date | None:
        """The day by which it is to be done: given, or by the rule for dates in words; None where none is known."""
        return self.action.due or day_by_rule(self.action.due_note)

    @property
    def by_rule(self) -> bool:
        """Whether that day comes from words and the rule of `macros.knowledge.due_days`."""
        return self.due is not None and self.action.due is None

    @property
    def last_word(self) -> str | None:
        """When something was last known of it, as far as the source says: its status's day, or the meeting's."""
        return self.action.status_on or self.meeting.ended or self.meeting.started

    @property
    def moved(self) -> int:
        """How often its due date was put off."""
        days = [state.due for state in self.action.earlier if state.due] + [self.due]
        return sum(after is not None and before is not None and after > before for before, after in pairwise(days))


def all_actions(graph: Graph) -> Iterator[Tracked]:
    """Every action of every meeting, meetings in the order of their titles."""
    for record in graph.by_type.get("workshop", ()):
        if isinstance(record, Workshop):
            yield from actions_of(record)


def actions_of(meeting: Workshop) -> Iterator[Tracked]:
    """The actions of a meeting, in its own order."""
    return (Tracked(meeting, action) for action in meeting.actions)


def shown_by(graph: Graph, action: Action) -> list[str]:
    """The documents that show how an action stands, each with the place in it."""
    cited = ((graph.records[one.source].title, one.locator) for one in action.evidence_sources)
    return [", ".join(filter(None, parts)) for parts in cited]


def overdue(graph: Graph, one: Tracked) -> bool:
    """Whether somebody took it on, it isn't done, and its day has passed."""
    return one.due is not None and one.action.waiting() and graph.past(one.due)


def silent(graph: Graph, one: Tracked) -> bool:
    """Whether it waits, and nothing was heard of it for as long as entries may go without a review."""
    if one.last_word is None or one.action.status not in ("open", "in_progress", "blocked"):
        return False
    until: datetime.date = last_day_of(one.last_word) + relativedelta(months=graph.settings.review_every)
    return graph.past(until)


def by_day(actions: Iterable[Tracked]) -> list[Tracked]:
    """Actions with what falls due first first; those without a day last, in the order given."""
    return sorted(actions, key=lambda one: one.due or datetime.date.max)
