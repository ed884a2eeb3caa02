"""How much harm an entry could do, who has looked at that, and what was found in it and is meant."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.model.fields import Day, Line, reference, term
from macros.model.length import Least
from macros.model.part import Part

CLEARED = "cleared by it"
"""Role of an entry towards whoever cleared it; listing these would bury the rest."""
LEVELS = "sensitivity-levels"
"""Controlled list of the levels."""
LONGEST_CLEARANCE = 600


class Harmless(Part):
    """Words that look like personal data or need care, and that somebody has looked at and wants here."""

    found: Annotated[str, StringConstraints(max_length=LONGEST_CLEARANCE), Least(3)] = Field(
        description="The words, exactly as they stand in the entry."
    )
    why: Line = Field(description="Why they do no harm: `author of the method, named as her book is cited`.")


class Sensitivity(Part):
    """Who cleared an entry for publication, as what, when, and up to which level."""

    level: Annotated[str, term(LEVELS, aside=True)] = Field(
        description="How much harm the entry could do; only what may be public is published."
    )
    cleared_by: Annotated[str, reference("organisation", "group", role=CLEARED)] = Field(
        description="Organisation or group that cleared it."
    )
    cleared_as: Line = Field(description="Role of who did, never a name: `data protection focal point`.")
    cleared_on: Day = Field(description="Day on which it was cleared.")
    meant: tuple[Harmless, ...] = Field(
        (), description="What the check finds and that was looked at: each with its words and a reason."
    )
