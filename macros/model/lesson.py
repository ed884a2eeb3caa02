"""A lesson: what experience taught, also when it taught that something fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.model.fields import Line, PartialDate, reference, term
from macros.model.record import Record, Section, known_sections, needs_source
from macros.model.situation import Situation
from macros.words import N_


class Lesson(Situation, Record):
    """A lesson drawn from one or several experiences; failures are welcome."""

    type_name = "lesson"
    plural = "lessons"
    label = "Lesson"
    label_plural = "Lessons"
    purpose = "What experience taught, also when it taught that something doesn't work."
    folder = "docs/lessons"
    ending = ".md"
    order = 20
    badge = "outcome"
    finding = "lesson-outcomes"
    sections = (
        Section("what_happened", "What happened", "The experience or the studies behind it.", required=True),
        Section("evidence", "How we know", "Method, figures, and limits of the evidence."),
        Section("why", "Why", "Reasons that the sources give."),
        Section("what_to_do", "What to do differently", "What follows for the next programme.", required=True),
        Section("limits", "Where it may not hold", "Contexts that the evidence doesn't cover."),
    )

    first = ("countries", "sources")
    checks = (
        *Record.checks,
        known_sections(sections),
        needs_source(N_("a lesson needs at least one source")),
    )

    outcome: Annotated[str, term("lesson-outcomes")] = Field(description="Did it work, not work, or in part?")
    drawn_from: tuple[Annotated[str, reference("practice", "workshop", role="drawn from it")], ...] = Field(
        (), description="Entries that the lesson comes from."
    )
    period: PartialDate | None = Field(None, description="When the experience or the study ended.")
    area: Line | None = Field(None, description="Region or towns, where that matters.")
    collector_reading: tuple[Line, ...] = Field(
        (), description="Keys of sections that are the collector's reading, to be confirmed."
    )

    def dates(self) -> tuple[str, ...]:
        return (self.period,) if self.period else ()

    def steps(self) -> Iterator[tuple[str, str]]:
        for origin in self.drawn_from:
            yield self.id, origin
