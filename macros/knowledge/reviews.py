"""Entries whose review day has passed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from macros.knowledge.graph import Graph
from macros.load.document import Location
from macros.model.record import Record
from macros.model.settings import PATH
from macros.problems import Problem

GRACE = datetime.timedelta(days=7)
"""How far ahead of the day that is built for a day may lie: clocks and drafts differ."""


def days_to_come(graph: Graph) -> Iterator[Problem]:
    """A problem for each entry that says it was added, changed, reviewed or cleared on a day that has not come.

    A source that is published later is a warning: some are cited before they are out. An entry would
    stand first among the newest entries until that day, and be reviewed for as long. Where most entries were
    added later, it is the day of the build that is out of the ordinary: somebody makes an old state again, or wrote the
    wrong day; a warning says so.
    """
    last = graph.today + GRACE
    later = sum(record.added > last for record in graph.records.values())
    if 2 * later > len(graph.records):
        message = f"{later} of {len(graph.records)} entries were added after {graph.today}, for which this is made"
        yield graph.library.extra[PATH].problem((), message, "bad-date", "warning")
        return
    for record in graph.records.values():
        for place, day in _days(record):
            if day is not None and day > last:
                message = f"{day} has not come yet; today is {graph.today}. Write the day on which it was done"
                yield graph.library.documents[record.id].problem(place, message, "bad-date")
        cleared = record.sensitivity.cleared_on if record.sensitivity else None
        if cleared is not None and cleared > last:
            message = f"{cleared} has not come yet; today is {graph.today}. Write the day on which it was cleared"
            yield graph.library.documents[record.id].problem(("sensitivity", "cleared_on"), message, "bad-date")
        published = getattr(record, "published", None)
        if isinstance(published, str) and published > last.isoformat()[: len(published)]:
            message = f"{published} has not come yet; today is {graph.today}. Look whether the date is right"
            yield graph.library.documents[record.id].problem(("published",), message, "bad-date", "warning")


def _days(record: Record) -> Iterator[tuple[Location, datetime.date | None]]:
    for name in ("added", "updated", "last_reviewed"):
        yield (name,), getattr(record, name)
    for number, review in enumerate(record.reviews):
        yield ("reviews", number, "on"), review.on


def overdue_reviews(graph: Graph) -> Iterator[Problem]:
    """A warning for each record that should have been reviewed before the graph's day."""
    for record in graph.records.values():
        if graph.overdue(record):
            message = f"the review was due on {graph.review_due(record)}; compare the entry with its sources again"
            document = graph.library.documents[record.id]
            place: Location = ("reviews", len(record.reviews) - 1, "on") if record.reviews else ("last_reviewed",)
            yield document.problem(place, message, "review-overdue", "warning")
