"""A group: who coordinates what, with whom, towards what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.load.document import Location
from macros.model.fields import Count, Id, Line, Markdown, PartialDate, Sentence, WebAddress, reference, term
from macros.model.position import FIRMNESS, CommonPosition
from macros.model.record import Citation, Doing, KnownAs, Moves, Part, Record
from macros.model.rules import Rule
from macros.model.thing import Thing
from macros.words import N_

FUNCTIONS = "coordination-functions"
"""Controlled list of what coordination groups are for; a library need not have it."""


class Member(Part):
    """A member organisation, and as what."""

    organisation: Annotated[str, reference("organisation", "group", role="counts it among its members")] | None = Field(
        None, description="Organisation, by id."
    )
    name: Line | None = Field(None, description="Kind of member without an entry of its own.")
    role: Annotated[str, term("group-roles")] = Field("member", description="Convener, secretariat, member, …")
    note: Line | None = Field(None, description="Anything the role doesn't say.")
    sources: tuple[Citation, ...] = Field((), description="Where the membership is documented.")


class RoleDescription(Part):
    """What a role in the group is for."""

    role: Annotated[str, term("group-roles")] = Field(description="The role.")
    duties: tuple[Sentence, ...] = Field(description="One duty per item.", min_length=1)
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class FunctionWork(Part):
    """What the group does for a function of coordination."""

    function: Annotated[str, term(FUNCTIONS)] = Field(description="The function.")
    text: Sentence | None = Field(None, description="What it does for it.")
    shown_by: tuple[Annotated[str, reference(role="counts it for a function of coordination")], ...] = Field(
        (), description="What shows it: an entry, or `entry#item` for one agreement, action or item of a work plan."
    )
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class FocusArea(Part):
    """A field of work of the group."""

    id: Id = Field(description="Id inside this entry.")
    title: Line = Field(description="The field of work.")
    text: Markdown | None = Field(None, description="What it covers.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class WorkItem(Part):
    """An item of the work plan."""

    id: Id = Field(description="Id inside this entry.")
    title: Line = Field(description="What is to be done.")
    progress: Annotated[str, term("action-status")] = Field(description="How far it is.")
    owners: tuple[Annotated[str, reference("organisation", "group", role="gives it a task in its work plan")], ...] = (
        Field((), description="Who does it, by id; those of the action it comes from when left out.")
    )
    due: PartialDate | None = Field(None, description="By when; the day of the action it comes from when left out.")
    note: Sentence | None = Field(None, description="What is known about it.")
    origin: Annotated[str, reference(role="follows from it")] | None = Field(
        None, description="Where it was decided: `workshop#item`."
    )


class Phase(Part):
    """A phase of the group's roadmap."""

    id: Id = Field(description="Id inside this entry, e.g. `phase-1`.")
    title: Line = Field(description="Name of the phase.")
    period: Line | None = Field(None, description="When, in the words of the source.")
    text: Markdown = Field(description="What the phase consists of.")
    outputs: tuple[Sentence, ...] = Field((), description="What it should produce.")
    status: Annotated[str, term("action-status")] | None = Field(None, description="Where a source says so.")
    produced: tuple[Annotated[str, reference(role="produced it in a phase of its roadmap")], ...] = Field(
        (), description="What it has produced: an entry, or `entry#item`."
    )
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class Group(Record):
    """A working group, cluster, coalition or community of practice."""

    type_name = "group"
    plural = "groups"
    label = "Group"
    label_plural = "Groups"
    purpose = "Who coordinates what, with whom, towards what."
    folder = "data/groups"
    uses_title = "In this library"
    order = 60
    above = "parent"

    first = ("acronym", "countries", "mandate")
    checks = (
        *Record.checks,
        Rule(
            ".",
            ("all", ("empty", "name"), ("empty", "organisation")),
            N_("needs 'organisation' or 'name': fill in one"),
            "missing-field",
            each="members",
        ),
        Rule(
            "cluster_kind",
            ("all", ("is", "kind", "cluster"), ("empty", "cluster_kind")),
            N_("a cluster says which kind it is"),
            "missing-field",
        ),
        Rule(
            ".",
            ("all", ("empty", "text"), ("empty", "shown_by")),
            N_("needs 'text' (what the group does for it) or 'shown_by' (the ids of what shows it)"),
            "missing-field",
            each="functions",
        ),
    )

    kind: Annotated[str, term("group-kinds")] = Field(description="Working group, cluster, coalition, …")
    cluster_kind: Annotated[str, term("cluster-kinds")] | None = Field(None, description="For clusters: which kind.")
    level: Annotated[str, term("scope-levels")] = Field(description="Local to global.")
    acronym: Line | None = Field(None, description="Short name.")
    url: WebAddress | None = Field(None, description="Public page.")
    countries: tuple[Annotated[str, reference("country", role="works here")], ...] = Field((), description="Where.")
    formed: PartialDate | None = Field(None, description="When it was formed, where a source says so.")
    mandate: Markdown | None = Field(None, description="What it is for.")
    methods: Markdown | None = Field(None, description="How it works.")
    principles: tuple[Sentence, ...] = Field((), description="Principles of work.")
    members: tuple[Member, ...] = Field((), description="Members, by organisation.")
    members_count: Count | None = Field(None, description="How many, where a source says so.")
    roles: tuple[RoleDescription, ...] = Field((), description="What each role is for.")
    focus: tuple[FocusArea, ...] = Field((), description="Fields of work.")
    focus_areas: tuple[Annotated[str, term("focus-areas")], ...] = Field(
        (), description="Focus areas that it belongs to."
    )
    sectors: tuple[Annotated[str, term("sectors")], ...] = Field((), description="Sectors that it belongs to.")
    functions: tuple[FunctionWork, ...] = Field(
        (), description="What it does for the functions of coordination, where a source says so."
    )
    work_plan: tuple[WorkItem, ...] = Field((), description="What it has set out to do.")
    gaps: tuple[Sentence, ...] = Field((), description="Gaps that the group or a source names.")
    partnerships: Markdown | None = Field(None, description="With whom it works.")
    roadmap: tuple[Phase, ...] = Field((), description="Phases, in order.")
    parent: Annotated[str, reference("group", "organisation", role="part of it")] | None = Field(
        None, description="The group it belongs to."
    )
    siblings: tuple[Annotated[str, reference("group", role="stands beside it")], ...] = Field(
        (), description="Groups beside it."
    )
    common_positions: tuple[CommonPosition, ...] = Field((), description="Positions and advocacy messages.")
    outputs: tuple[Sentence, ...] = Field((), description="What it has set out to produce.")

    def dates(self) -> tuple[str, ...]:
        return (self.formed,) if self.formed else ()

    def steps(self) -> Iterator[tuple[str, str]]:
        for work in self.work_plan:
            if work.origin:
                yield f"{self.id}#{work.id}", work.origin

        for position in self.common_positions:
            for step in position.history:
                if step.where:
                    yield f"{self.id}#{position.id}", step.where

    def status_moves(self) -> Iterator[Moves]:
        """Of each position whose history says how firmly it was held, to how it is held today."""
        for index, position in enumerate(self.common_positions):
            place: Location = ("common_positions", index)
            told: list[tuple[Location, str]] = [
                ((*place, "history", number, "status"), step.status)
                for number, step in enumerate(position.history)
                if step.status
            ]
            if position.status:
                yield Moves(FIRMNESS, (*told, ((*place, "status"), position.status)))

    def thing(self) -> Thing:
        return Thing("Organization")

    def known_as(self) -> Iterator[KnownAs]:
        if self.acronym:
            yield KnownAs(self.acronym, "mul")

    def doings(self) -> Iterator[Doing]:
        """Its members, each in a role."""
        for member in self.members:
            if member.organisation:
                yield Doing(member.organisation, "", "group-roles", member.role)

    def items(self) -> Iterator[tuple[Location, str, str]]:
        for i, focus in enumerate(self.focus):
            yield ("focus", i, "id"), focus.id, focus.title
        for i, item in enumerate(self.work_plan):
            yield ("work_plan", i, "id"), item.id, item.title
        for i, phase in enumerate(self.roadmap):
            yield ("roadmap", i, "id"), phase.id, phase.title
        for i, position in enumerate(self.common_positions):
            yield ("common_positions", i, "id"), position.id, position.text
