"""A good practice: what somebody did, where, with what evidence, and what it takes to repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.model.fields import Line, Markdown, PartialDate, reference, term
from macros.model.record import (
    Citation,
    Doing,
    Part,
    Record,
    Section,
    Way,
    end_before_start,
    known_sections,
    needs_source,
)
from macros.model.rules import Rule, Test
from macros.model.situation import Situation
from macros.words import N_

SECTIONS = (
    Section("context", "Context", "Where and when; who lives there; what else was going on."),
    Section("problem", "Problem", "What was wrong before, for whom.", required=True),
    Section("what_was_done", "What was done", "The steps, in order, as a numbered list.", required=True),
    Section(
        "results_notes",
        "Notes on the results",
        "How the results were measured, and what they do not show.",
        asked=False,
    ),
    Section("enabling_factors", "Enabling factors", "What made it possible."),
    Section("constraints", "Constraints", "What held it back."),
    Section("lessons", "Lessons", "What to take from it."),
    Section("replication", "Conditions for replication", "What must be true elsewhere for it to work there."),
    Section("do_no_harm", "Do no harm", "Risks for relations and people, and how they were handled."),
)

LEVELS = ("innovation", "promising", "good", "institutionalised")
"""The validation levels; each demands more evidence than the one before."""

DIRECTIONS = "result-directions"
"""The controlled list of what a result says: better, worse, or neither."""


def _from_level(level: str) -> Test:
    """A test: the practice claims a level, or one that demands more."""
    return ("is", "validation_level", *LEVELS[LEVELS.index(level) :])


class Partner(Part):
    """An organisation that took part, and as what."""

    organisation: Annotated[str, reference("organisation", "group", role="has it as a partner")] = Field(
        description="Organisation or group, by id."
    )
    role: Annotated[str, term("partner-roles")] = Field(description="What it contributed.")
    note: Line | None = Field(None, description="Anything the role doesn't say.")


class Result(Part):
    """One result, and how it is known."""

    text: Markdown = Field(description="What changed, with figures where the source gives them.")
    kind: Annotated[str, term("result-kinds")] = Field(
        description="Measured against a comparison or a baseline, counted output, reported, or only a target."
    )
    direction: Annotated[str, term(DIRECTIONS)] | None = Field(
        None, description="Whether it became better or worse; left out where the source doesn't say, and for outputs."
    )
    sources: tuple[Citation, ...] = Field((), description="Where the result is given.")


class Context(Part):
    """A second place where the practice was repeated."""

    place: Line = Field(description="Where.")
    country: Annotated[str, reference("country", role="took place here")] | None = Field(
        None, description="Country, by id."
    )
    sources: tuple[Citation, ...] = Field(description="Where the repetition is documented.", min_length=1)


class Policy(Part):
    """The law, plan or policy that made the practice permanent."""

    text: Line = Field(description="What the policy says about it.")
    source: Citation = Field(description="The policy, or a document that quotes it.")


class Practice(Situation, Record):
    """A practice from the field, with its evidence and how far that evidence carries."""

    type_name = "practice"
    plural = "practices"
    label = "Good practice"
    label_plural = "Good practices"
    purpose = "What somebody did, where, with what evidence, and what it takes to repeat it."
    folder = "docs/practices"
    ending = ".md"
    order = 10
    sections = SECTIONS
    badge = "validation_level"
    finding = DIRECTIONS
    way = Way("Find a practice", "What worked elsewhere, and what the evidence carries", ("lesson",))
    first = ("countries", "area", "started", "ended", "implementers", "results", "sources")
    checks = (
        *Record.checks,
        end_before_start(),
        known_sections(SECTIONS),
        Rule(
            "validation_level",
            ("all", _from_level("promising"), ("not", ("some", "results", ("is", "kind", "measured")))),
            N_(
                "'%(validation_level)s' needs at least one result of kind 'measured'; without one the level is "
                "'innovation'"
            ),
            "evidence-missing",
        ),
        Rule(
            ".",
            ("all", ("is", "kind", "measured"), ("empty", "sources"), ("empty", "^sources")),
            N_("a measured result needs a source"),
            "evidence-missing",
            each="results",
        ),
        Rule(
            "validation_level",
            ("all", _from_level("good"), ("empty", "contexts")),
            N_("'%(validation_level)s' needs a second place under 'contexts'; without one the level is 'promising'"),
            "evidence-missing",
        ),
        Rule(
            "validation_level",
            ("all", _from_level("institutionalised"), ("empty", "policy")),
            N_("'institutionalised' needs the law or policy under 'policy'; without it the level is 'good'"),
            "evidence-missing",
        ),
        needs_source(N_("a practice needs at least one source")),
    )

    area: Line | None = Field(None, description="Region, towns or settlements; no coordinates.")
    scope_level: Annotated[str, term("scope-levels")] | None = Field(None, description="How large an area it covers.")
    started: PartialDate | None = Field(None, description="2024, 2024-05 or 2024-05-31: as much as the source gives.")
    ended: PartialDate | None = Field(None, description="2024, 2024-05 or 2024-05-31: as much as the source gives.")
    dates_note: Line | None = Field(None, description="What the two dates can't say.")
    implementers: tuple[Annotated[str, reference("organisation", "group", role="carried out by it")], ...] = Field(
        (), description="Who led it."
    )
    partners: tuple[Partner, ...] = Field((), description="Who else took part, with their role.")
    others_involved: Line | None = Field(None, description="Actors without an entry of their own.")
    cost: Line | None = Field(None, description="Budget or cost, as the source gives it.")
    validation_level: Annotated[str, term("validation-levels")] = Field(
        description="How well it is known to work; each level demands more evidence."
    )
    validation_reason: Line | None = Field(None, description="Why this level and not the next.")
    validated_by: Annotated[str, reference("organisation", "group", role="confirmed by it")] | None = Field(
        None, description="Group that confirmed the level."
    )
    validated_on: PartialDate | None = Field(None, description="When the group confirmed it.")
    results: tuple[Result, ...] = Field((), description="One item per result.")
    contexts: tuple[Context, ...] = Field((), description="Other places where it was repeated; `good` needs one.")
    policy: Policy | None = Field(None, description="The policy behind an institutionalised practice.")
    collector_reading: tuple[Line, ...] = Field(
        (), description="Keys of sections that are the collector's reading, to be confirmed by the owner."
    )

    def dates(self) -> tuple[str, ...]:
        return tuple(date for date in (self.started, self.ended) if date)

    def evidence(self) -> int:
        """By its validation level, then by its measured results, then by its sources."""
        level = LEVELS.index(self.validation_level) + 1 if self.validation_level in LEVELS else 1
        measured = min(sum(result.kind == "measured" for result in self.results), 9)
        return level * 1000 + measured * 100 + super().evidence()

    def doings(self) -> Iterator[Doing]:
        """Who carried it out, and who took part as what."""
        for organisation in self.implementers:
            yield Doing(organisation, N_("carried it out"))
        for partner in self.partners:
            yield Doing(partner.organisation, "", "partner-roles", partner.role)

    def main_result(self) -> Result | None:
        """Its strongest result, measured before counted before reported; None where there are only targets."""
        order = ("measured", "counted", "reported")
        known = [result for result in self.results if result.kind in order]
        return min(known, key=lambda result: order.index(result.kind), default=None)
