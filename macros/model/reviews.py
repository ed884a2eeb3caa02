"""Reviews of an entry: who looked at it in which role, on which day, what came of it, and what shows that."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from macros.load.document import Location
from macros.model.citation import Citation
from macros.model.fields import Day, Line, reference, term
from macros.model.part import Part

REVIEWER = "reviewed by it"
"""Role of an entry towards whoever reviewed it; listing these would bury the rest."""
ROLES, OUTCOMES = "review-roles", "review-outcomes"
"""Controlled lists; outcomes that leave something to do say `counts: false`."""


class Review(Part):
    """One review. Of the oldest the day alone may be known: what was recorded before reviews were."""

    on: Day = Field(description="Day of the review.")
    role: Annotated[str, term(ROLES, aside=True)] | None = Field(
        None, description="As what somebody reviewed it: editor, subject expert, …; never a name."
    )
    by: Annotated[str, reference("organisation", "group", role=REVIEWER)] | None = Field(
        None, description="Organisation or group that the reviewer spoke for."
    )
    outcome: Annotated[str, term(OUTCOMES, aside=True)] | None = Field(None, description="What came of it.")
    evidence: Line | None = Field(
        None, description="What the entry was compared with, what was corrected, or what has to be."
    )
    sources: tuple[Citation, ...] = Field((), description="Sources that it was compared with.")


def wrong_with(reviews: Sequence[Review], last_reviewed: datetime.date | None) -> Iterator[tuple[Location, str, str]]:
    """What can't be in a list of reviews: place, message and code of each problem.

    No rule says these as data: each review is compared with the one before it.
    """
    for number, review in enumerate(reviews):
        where: Location = ("reviews", number)
        told = (review.role, review.outcome)
        if not all(told) and (number or any((*told, review.by, review.evidence, review.sources))):
            message = "a review says as what somebody made it ('role') and what came of it ('outcome')"
            yield where, f"{message}; only of the oldest the day alone may be known", "missing-field"
        if number and review.on < reviews[number - 1].on:
            message = f"{review.on} lies before {reviews[number - 1].on}, the review above it; the oldest stands first"
            yield (*where, "on"), message, "dates-reversed"
    if reviews and last_reviewed and last_reviewed != reviews[-1].on:
        message = f"is {last_reviewed}, but the last of 'reviews' was on {reviews[-1].on}; leave 'last_reviewed' out"
        yield ("last_reviewed",), message, "bad-value"
