"""Gaps that editors keep: what is known of a crossing of two lists where no entry stands.

`data/gaps.yml` holds them, and may be missing. Whether the lists, values and entries that a gap names exist is asked
in `macros.knowledge.gap_checks`; `macros.knowledge.evidence_map` shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.model.fields import Day, Id, Line, reference
from macros.model.record import Broken, Citation, Part

GAPS_PATH = "data/gaps.yml"
STATES = ("looked_for", "not_applicable", "asked_for")
"""Fields of which a gap has one: what is known of it."""


class Gap(Part):
    """What is known of a crossing of two lists where no entry stands."""

    type: Line = Field(description="Type of the entries that are missing, `practice` for instance.")
    at: dict[Id, Line] = Field(
        description="The crossing: two lists, each with a value: `{dimensions: trust, sectors: health}`."
    )
    looked_for: Day | None = Field(None, description="Day on which somebody looked and found nothing.")
    not_applicable: Line | None = Field(None, description="Why nothing can stand there.")
    asked_for: Annotated[str, reference("group", role="asked for by it")] | None = Field(
        None, description="Group that named the gap, by id; needs a source."
    )
    note: Line | None = Field(None, description="Where somebody looked, or what the group asks for.")
    sources: tuple[Citation, ...] = Field((), description="Where the group names the gap.")

    def state(self) -> str:
        """Which of `STATES` it has."""
        return next(name for name in STATES if getattr(self, name))


class Gaps(Part):
    """All gaps, `data/gaps.yml`."""

    gaps: tuple[Gap, ...] = Field((), description="One item per gap.")

    def rules(self) -> Iterator[Broken]:
        """What a gap says of itself: one state, and a source where a group asks."""
        for index, gap in enumerate(self.gaps):
            if len(gap.at) != 2:
                message = f"names {len(gap.at)}; a crossing is of two lists, each with a value"
                yield Broken(("gaps", index, "at"), message, "bad-value")
            stated = [name for name in STATES if getattr(gap, name)]
            if len(stated) != 1:
                found = " and ".join(stated) or "nothing"
                message = f"says {found}; give one of {', '.join(STATES)}"
                yield Broken(("gaps", index), message, "bad-value" if stated else "missing-field")
            if gap.asked_for and not gap.sources:
                yield Broken(
                    ("gaps", index, "asked_for"), "give the source that says so, under 'sources'", "evidence-missing"
                )
