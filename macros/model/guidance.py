"""A guidance note: what to do, for whom, when, and what the advice rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from macros.model.fields import Line, PartialDate, reference, term
from macros.model.record import Part, Record, Section, Way, needs_source
from macros.model.situation import Situation
from macros.model.thing import Thing
from macros.words import N_


class Basis(Part):
    """Something in this library that a piece of advice rests on."""

    entry: Annotated[str, reference(role="draws on it")] = Field(
        description="Practice, definition, lesson or `workshop#item`, by id."
    )
    why: Line = Field(description="What it contributes.")


class Guidance(Situation, Record):
    """A note that a practitioner can follow tomorrow."""

    type_name = "guidance"
    plural = "guidance"
    label = "Guidance note"
    label_plural = "Guidance notes"
    purpose = "What to do, for whom, when, and what the advice rests on."
    folder = "docs/guidance"
    ending = ".md"
    order = 40
    above = "supersedes"
    way = Way("Follow guidance", "Steps and checklists for your next meeting")
    sections = (
        Section("purpose", "Purpose", "What the reader will be able to do.", required=True),
        Section("when_to_use", "When to use it", "The situation it is for, and when it is the wrong tool."),
        Section("steps", "Steps", "A numbered list.", required=True),
        Section("do", "Do", "A list of things to do."),
        Section("dont", "Don't", "A list of things to avoid."),
        Section("checklist", "Checklist", "Questions to tick off in a meeting."),
        Section("adapt", "Adapting it to your context", "What to change where."),
        Section("gaps", "What we don't know", "Questions that the evidence leaves open."),
    )

    first = ("sources",)
    checks = (*Record.checks, needs_source(N_("a guidance note needs at least one source")))

    audience: tuple[Annotated[str, term("audiences")], ...] = Field(description="Who it is for.", min_length=1)
    moments: tuple[Annotated[str, term("guidance-moments")], ...] = Field((), description="When it is used.")
    rests_on: tuple[Basis, ...] = Field(description="Entries of this library that it rests on.", min_length=1)
    version: Line = Field("1.0", description="Version of the note.")
    issued_by: Annotated[str, reference("organisation", "group", role="issued by it")] | None = Field(
        None, description="Group that issues it."
    )
    endorsed_on: PartialDate | None = Field(None, description="When the group endorsed it.")
    supersedes: Annotated[str, reference("guidance", role="replaces it")] | None = Field(
        None, description="The note it replaces."
    )

    def thing(self) -> Thing | None:
        made = super().thing()
        steps = self.body.get("steps", "")
        return replace(made, type="HowTo", steps=steps) if made and steps else made

    def dates(self) -> tuple[str, ...]:
        return (self.endorsed_on,) if self.endorsed_on else ()

    def steps(self) -> Iterator[tuple[str, str]]:
        for basis in self.rests_on:
            yield self.id, basis.entry
