"""Entries whose review day has passed."""

from __future__ import annotations

from collections.abc import Iterator

from macros.knowledge.graph import Graph
from macros.problems import Problem


def overdue_reviews(graph: Graph) -> Iterator[Problem]:
    """A warning for each record that should have been reviewed before the graph's day."""
    for record in graph.records.values():
        if graph.overdue(record):
            message = f"the review was due on {graph.review_due(record)}; compare the entry with its sources again"
            document = graph.library.documents[record.id]
            yield document.problem(("last_reviewed",), message, "review-overdue", "warning")
