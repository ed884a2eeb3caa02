"""Findings that a group has accepted for a time: `data/accepted.yml`, which may be missing."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.fields import Day, Line, reference
from macros.model.record import Part

ACCEPTED_PATH = "data/accepted.yml"


class Accepted(Part):
    """A finding that nobody needs to be told of until a day."""

    kind: Line = Field(description="Kind of the finding: `silent-actions`.")
    at: Line = Field(description="What it is about: the id of an entry, or `entry#item`.")
    beside: tuple[Line, ...] = Field((), description="The other entries it is about, if any.")
    reason: Line = Field(description="Why it may stay as it is.")
    accepted_by: Annotated[str, reference("organisation", "group", role="accepted by it")] = Field(
        description="Group or organisation that decided so, by id."
    )
    accepted_on: Day = Field(description="When.")
    look_again: Day = Field(description="Day from which it is a finding again.")

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: the kind, and all it is about, in a fixed order, as a finding's."""
        return self.kind, " ".join(sorted({self.at, *self.beside}))


class AcceptedFindings(Part):
    """All of them."""

    accepted: tuple[Accepted, ...] = Field((), description="One item per finding.")
