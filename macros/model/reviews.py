"""Reviews of an entry: who looked at it in which role, on which day, what came of it, and what shows that."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.citation import Citation
from macros.model.fields import Day, Line, reference, term
from macros.model.part import Part
from macros.model.rules import Rule
from macros.words import N_

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


_SAYS_MORE = ("any", *(("not", ("empty", name)) for name in ("role", "outcome", "by", "evidence", "sources")))
RULES = (
    Rule(
        ".",
        ("all", ("any", ("empty", "role"), ("empty", "outcome")), ("any", ("not", ("empty", "<on")), _SAYS_MORE)),
        N_("a review says as what somebody made it ('role') and what came of it ('outcome'); "
           "only of the oldest the day alone may be known"),
        "missing-field",
        each="reviews",
    ),
    Rule(
        "on",
        ("earlier", "on", "<on"),
        N_("%(on)s lies before %(above)s, the review above it; the oldest stands first"),
        "dates-reversed",
        each="reviews",
        shows={"above": "<on"},
    ),
    Rule(
        "last_reviewed",
        (
            "all",
            ("not", ("empty", "last_reviewed")),
            ("not", ("empty", "reviews")),
            ("not", ("same", "last_reviewed", "reviews.-1.on")),
        ),
        N_("is %(last_reviewed)s, but the last of 'reviews' was on %(last)s; leave 'last_reviewed' out"),
        "bad-value",
        shows={"last": "reviews.-1.on"},
    ),
)  # fmt: skip
"""What can't be in a list of reviews, and beside one."""
