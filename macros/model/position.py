"""Positions that a group shares or works on: the wording, who holds what of it, what is open, and how it came about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.citation import Citation
from macros.model.endorsement import Endorsement
from macros.model.fields import Id, Line, Markdown, PartialDate, Sentence, reference, term
from macros.model.part import Part

FIRMNESS = "agreement-kinds"
"""Controlled list of how firmly a position is held."""


class Stance(Part):
    """What a member, or somebody else, holds of the position."""

    by: Annotated[str, reference("organisation", "group", role="says what it holds of a position")] = Field(
        description="Organisation or group, by id."
    )
    text: Sentence = Field(description="What it holds, in our words.")
    agreement: Annotated[str, term("agreement-levels")] | None = Field(
        None, description="How far that agrees with the position, where a source says so."
    )
    on: PartialDate | None = Field(None, description="When it said so.")
    sources: tuple[Citation, ...] = Field((), description="Where it says so.")


class PositionStep(Part):
    """A step on the way of a position."""

    date: PartialDate | None = Field(None, description="As much of the date as is known.")
    text: Sentence = Field(description="What happened.")
    status: Annotated[str, term(FIRMNESS, aside=True)] | None = Field(
        None, description="How firmly it was held from then on."
    )
    where: Annotated[str, reference("workshop", "group", role="names it on the way of a position")] | None = Field(
        None, description="Meeting or group, by id; `workshop#item` for one agreement or open question."
    )
    sources: tuple[Citation, ...] = Field((), description="Where it is documented.")


class CommonPosition(Part):
    """A position or message that the group shares, or works on."""

    id: Id = Field(description="Id inside this entry.")
    text: Markdown = Field(description="The position.")
    status: Annotated[str, term(FIRMNESS)] | None = Field(None, description="How firmly it is held.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")
    stances: tuple[Stance, ...] = Field((), description="Who holds what of it, where a source says so.")
    endorsed_by: tuple[Endorsement, ...] = Field((), description="Groups and organisations that use this wording.")
    open_question: Sentence | None = Field(None, description="What remains to be settled.")
    history: tuple[PositionStep, ...] = Field((), description="How it came about, the oldest step first.")
