"""How well a library is kept, from its entries alone."""

from __future__ import annotations

import datetime

from macros.knowledge.graph import Graph
from macros.knowledge.health import CHECKS, QUARTERS, health_of
from tests.community import graph_of, library_of, record, with_review_lists

DAY = datetime.date(2026, 5, 20)
SOURCE = record("source", "s", title="Report S")


def test_each_entry_is_counted_where_it_lacks_something() -> None:
    """Directories are not; whoever was looked at longest ago stands first."""
    old = record(
        "practice", "old", last_reviewed="2020-01-01", review_every=12, owner="club", sources=[{"source": "s"}]
    )
    new = record("practice", "new", last_reviewed=None, added="2026-05-01", sources=[], implementers=["club"])
    club = record("group", "club", title="The club", last_reviewed="2026-05-01", sources=[{"source": "s"}])
    found = health_of(graph_of(SOURCE, old, new, club, today=DAY))
    lacking = {id: [one.id for one in ones] for id, ones in found.lacking.items()}
    assert lacking["overdue"] == ["old"] and lacking["unreviewed"] == ["new"]
    assert lacking["unowned"] == ["new", "club"] or lacking["unowned"] == ["club", "new"]
    assert lacking["unsourced"] == ["new"] and set(lacking["unlinked"]) == {"old", "new"}
    assert found.entries == 3 and set(lacking) == set(CHECKS)
    assert [(one.owner, one.entries, one.counts["overdue"]) for one in found.owners] == [("", 2, 0), ("club", 1, 1)]


def test_a_definition_without_a_name_in_another_language_is_named() -> None:
    """No other type can lack one."""
    names = [{"text": "trust", "language": "en"}]
    alone = record("definition", "trust", language="en", names=names)
    both = record("definition", "hope", language="en", names=[{"text": "hope"}, {"text": "espoir", "language": "fr"}])
    found = health_of(graph_of(alone, both, record("practice", "p"), today=DAY))
    assert [one.id for one in found.lacking["untranslated"]] == ["trust"]


def test_quarters_end_with_that_of_the_day_and_count_what_entries_say() -> None:
    """Over the end of a year; what lies before is not counted."""
    made = record("practice", "p", added="2026-04-01", updated="2026-05-02", last_reviewed="2025-12-31")
    quarters = health_of(graph_of(made, record("practice", "q", added="2019-01-01"), today=DAY)).quarters
    assert len(quarters) == QUARTERS
    assert [(one.name, one.added, one.changed, one.reviewed) for one in quarters[-3:]] == [
        ("2025 Q4", 0, 0, 1), ("2026 Q1", 0, 0, 0), ("2026 Q2", 1, 1, 0),
    ]  # fmt: skip
    assert quarters[0].name == "2024 Q3"


def test_the_last_review_says_when_and_whether_something_has_to_be_changed() -> None:
    """Until the next review; of a bare day nothing else is known. Every review counts in its quarter."""
    first = {"on": "2025-12-31", "role": "editor", "outcome": "to_correct", "evidence": "The year is wrong."}
    second = {"on": "2026-05-01", "role": "field", "outcome": "corrected"}
    asked = record("practice", "asked", reviews=[first])
    settled = record("practice", "settled", reviews=[first, second], last_reviewed="2026-05-01")
    bare = record("practice", "bare", last_reviewed="2026-05-02")
    found = health_of(Graph(with_review_lists(library_of(asked, settled, bare)), DAY))
    lacking = {id: [one.id for one in ones] for id, ones in found.lacking.items()}
    assert lacking["to_change"] == ["asked"] and lacking["day_only"] == ["bare"] and not lacking["unreviewed"]
    assert [one.reviewed for one in found.quarters[-3:]] == [2, 0, 2]
    assert settled.reviewed_on == datetime.date(2026, 5, 1) and settled.reviewed_on == settled.reviews[-1].on
