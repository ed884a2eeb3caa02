"""What reviews say of an entry: on its page, in the check and for other programs."""

from __future__ import annotations

import datetime

from macros.exports.records import all_records
from macros.knowledge.graph import Graph
from macros.knowledge.reviews import days_to_come, overdue_reviews
from macros.model.record import Record
from macros.render.record_page import compose_record
from tests.community import environment_of, library_of, record, with_review_lists


def _graph(*records: Record) -> Graph:
    return Graph(with_review_lists(library_of(*records)), datetime.date(2026, 5, 20))


def test_reviews_decide_when_the_next_is_due_and_on_which_line_it_is_said() -> None:
    """The page says who asked for a change, and the table for other programs has the day of the last review."""
    entry = record(
        "practice", "p", review_every="1",
        reviews=[
            {"on": "2026-01-01"},
            {"on": "2026-02-01", "role": "field", "outcome": "to_correct", "evidence": "No <b>."},
        ],
    )  # fmt: skip
    graph = _graph(entry)
    assert graph.review_due(entry) == datetime.date(2026, 3, 1) and graph.overdue(entry)
    assert [one.field for one in overdue_reviews(graph)] == ["reviews.1.on"]
    late = _graph(record("practice", "p", reviews=[{"on": "2026-05-28"}]))
    assert [one.field for one in days_to_come(late)] == ["reviews.0.on"]
    page = compose_record(graph, environment_of(graph), entry)[0].html
    assert "So says the last review, on 1 February 2026." in page and "No &lt;b&gt;." in page
    assert "Colleague in the field" in page and "Only the day is known." in page and "2 reviews" in page
    exported = next(one for one in all_records(graph, None)["records"] if one["id"] == "p")
    assert exported["last_reviewed"] == "2026-02-01" and len(exported["reviews"]) == 2
