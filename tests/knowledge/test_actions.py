"""What follows from the days of an action."""

from __future__ import annotations

import datetime
from typing import Any

from macros.knowledge.actions import Tracked, actions_of, all_actions, by_day, overdue, silent
from macros.knowledge.graph import Graph
from macros.model.workshop import Workshop
from tests.community import graph_of, record

DAY = datetime.date(2026, 4, 1)


def _tracked(meeting: dict[str, Any] | None = None, **action: Any) -> tuple[Graph, Tracked]:
    given = {"id": "a-1", "text": "Dig.", "status": "open", "owner": "The neighbours", **action}
    found = record("workshop", "w", actions=[given], **(meeting or {}))
    graph = graph_of(found, today=DAY)
    assert isinstance(found, Workshop)
    return graph, next(actions_of(found))


def test_an_action_is_overdue_from_the_day_after_it_was_due() -> None:
    assert not overdue(*_tracked(due="2026-04-01"))
    assert overdue(*_tracked(due="2026-03-31"))


def test_a_day_in_words_counts_and_is_told_apart() -> None:
    graph, one = _tracked(due_note="By the end of March 2026.")
    assert (one.due, one.by_rule) == (datetime.date(2026, 3, 31), True) and overdue(graph, one)
    graph, one = _tracked(due="2026-05-01", due_note="By the end of March 2026.")
    assert (one.due, one.by_rule) == (datetime.date(2026, 5, 1), False) and not overdue(graph, one)


def test_nobody_is_late_with_what_nobody_took_on_or_what_is_done() -> None:
    assert not overdue(*_tracked(due="2026-03-31", owner=None))
    assert not overdue(*_tracked(due="2026-03-31", status="done", evidence="Seen."))
    assert not overdue(*_tracked(due="2026-03-31", status="dropped", reason="No."))


def test_silence_lasts_as_long_as_entries_may_go_without_a_review() -> None:
    """Twelve months here, from the last day that the date allows."""
    assert silent(*_tracked(status_on="2025-03-31"))
    assert not silent(*_tracked(status_on="2025-04-01"))
    assert not silent(*_tracked(status_on="2025-04"))
    assert silent(*_tracked(status_on="2024"))
    assert silent(*_tracked({"started": "2024-05-01"}))
    assert not silent(*_tracked({"started": "2024-05-01"}, status_on="2026-01-01"))
    assert not silent(*_tracked(status_on="2024", status="done", evidence="Seen."))
    assert not silent(*_tracked())


def test_it_is_counted_how_often_an_action_was_put_off() -> None:
    earlier = [{"status": "open", "due": "2026-01-01"}, {"status": "open", "due": "2026-02-01"}]
    assert _tracked(due="2026-03-01", earlier=earlier)[1].moved == 2
    assert _tracked(due="2026-02-01", earlier=earlier)[1].moved == 1
    assert _tracked(due="2026-03-01")[1].moved == 0


def test_what_falls_due_first_stands_first() -> None:
    actions = [
        {"id": "a-1", "text": "x", "status": "open"},
        {"id": "a-2", "text": "x", "status": "open", "due": "2026-06-01"},
        {"id": "a-3", "text": "x", "status": "open", "due_note": "May 2026"},
    ]
    graph = graph_of(record("workshop", "w", actions=actions))
    assert [one.action.id for one in by_day(all_actions(graph))] == ["a-3", "a-2", "a-1"]
