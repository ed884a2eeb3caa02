"""A definition: one concept, the words for it, what the community agreed, and what others say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.load.document import Location
from macros.model.endorsement import Endorsement
from macros.model.fields import Id, LanguageTag, Line, Markdown, PartialDate, Quote, Sentence, YesNo, reference, term
from macros.model.record import Citation, KnownAs, Moves, Part, Record, SecondPage, Way
from macros.model.rules import Rule
from macros.model.thing import Thing
from macros.words import N_

DEFINITIONS_SHOWN = 10
"""Organisations' definitions in full on a definition's own page; more get a second page."""


MAX_NAMES = 100
"""Most names of one definition, in all languages."""
NAMES_SAID = 10
"""Names that search engines are told."""
MAX_NAME_WORDS = 10
"""Most words of a name that is looked for in texts."""


_PREFERRED = ("all", ("is", "status", "preferred"), ("not", ("is", "kind", "acronym")))
"""A test: a name is the preferred one of its language."""


class Name(Part):
    """A word or phrase for the concept, in one language."""

    text: Line = Field(description="The word or phrase.")
    language: LanguageTag = Field("en", description="Language of the name, for example: French (`fr`).")
    kind: Annotated[str, term("name-kinds")] = Field("full_form", description="Full form, acronym, variant, …")
    status: Annotated[str, term("name-statuses")] = Field(
        "preferred", description="One preferred name per language; others admitted, deprecated or superseded."
    )
    note: Line | None = Field(None, description="Where or by whom it is used.")
    linked: YesNo = Field(
        True, description="false: texts are not linked where only this name stands; readers still find it by search."
    )
    as_written: YesNo = Field(
        False, description="true: found only as it is written here, capitals and number included."
    )
    near: tuple[Line, ...] = Field(
        (), description="Words of which one must stand in the same sentence or paragraph for the name to be meant."
    )
    sources: tuple[Citation, ...] = Field((), description="Where the name is found.")


class Harmonised(Part):
    """The one working definition that this community uses."""

    text: Markdown = Field(description="The definition, in a form that can be quoted.")
    rationale: Markdown | None = Field(None, description="Why these words, and what they leave open.")
    agreed_by: tuple[Annotated[str, reference("group", role="agreed by it")], ...] = Field(
        (), description="Groups that agreed it; required for the status `agreed`."
    )
    agreed_on: PartialDate | None = Field(None, description="When.")
    sources: tuple[Citation, ...] = Field((), description="What it is built from.")


class HistoryEvent(Part):
    """A step in the life of the definition."""

    date: PartialDate | None = Field(None, description="2024, 2024-05 or 2024-05-31: as much as is known.")
    text: Sentence = Field(description="What happened.")
    status: Annotated[str, term("definition-status", aside=True)] | None = Field(
        None, description="Status from then on."
    )
    where: Annotated[str, reference("workshop", "group", role="names it in its history")] | None = Field(
        None, description="Meeting or group, by id; `workshop#item` for one agreement or action."
    )
    sources: tuple[Citation, ...] = Field((), description="Where it is documented.")


class SourceDefinition(Part):
    """How one organisation or author defines the concept."""

    id: Id = Field(description="Short id inside this entry, e.g. `author-2012`.")
    body: Line = Field(description="Whose definition it is, as readers know it.")
    organisation: Annotated[str, reference("organisation", "group", role="quotes its definition")] | None = Field(
        None, description="The organisation's entry, where there is one."
    )
    source: Annotated[str, reference("source", role="cites it")] = Field(description="The document, by id.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")
    year: Line | None = Field(None, description="Year of the document; leave out when it isn't stated.")
    paraphrase: Markdown = Field(description="The definition in our words.")
    quote: Quote | None = Field(None, description="Up to 15 words, exactly as in the source.")
    scope: Line | None = Field(None, description="Whom or what the definition covers.")
    dimensions: tuple[Annotated[str, term("dimensions")], ...] = Field(
        (), description="Dimensions that the text names (an editor's coding)."
    )
    agreement: Annotated[str, term("agreement-levels")] | None = Field(
        None, description="How far it agrees with the working definition."
    )
    agreement_reason: Line | None = Field(None, description="Why.")
    verification: Annotated[str, term("verification")] | None = Field(
        None, description="How the passage was verified, where it differs from the source's level."
    )


class Distinction(Part):
    """A concept that is often taken for this one."""

    definition: Annotated[str, reference("definition", role="set apart from it")] = Field(
        description="The other concept, by id."
    )
    difference: Sentence = Field(description="What sets them apart.")


class Definition(Record):
    """A concept of the field, with the community's working definition and everybody else's."""

    type_name = "definition"
    plural = "definitions"
    label = "Definition"
    label_plural = "Definitions"
    purpose = "A concept, the words for it, what the community agreed it means, and what others say."
    folder = "data/definitions"
    order = 30
    badge = "status"
    way = Way("Quote a definition", "The working definition, and everybody else's beside it")
    above = "broader"

    first = ("source_definitions",)
    checks = (
        *Record.checks,
        Rule(
            "names",
            ("more items", "names", MAX_NAMES),
            N_("has %(found)s names; %(most)s at most"),
            "too-long",
            said={"most": str(MAX_NAMES)},
        ),
        Rule(
            "text",
            ("more words", "text", MAX_NAME_WORDS),
            N_("has %(found)s words; %(most)s at most. Say the longer form in the note"),
            "too-long",
            said={"most": str(MAX_NAME_WORDS)},
            each="names",
        ),
        Rule(
            ".",
            ("all", _PREFERRED, ("again", "language", _PREFERRED)),
            N_("'%(text)s' is a second preferred name in '%(language)s'; make one of them admitted"),
            "two-preferred-terms",
            each="names",
        ),
        Rule(
            "names",
            ("not", ("some", "names", ("all", _PREFERRED, ("same", "language", "^language")))),
            N_(
                "no preferred name in '%(language)s'; give one of them the status 'preferred' (an acronym doesn't "
                "count: add the whole name)"
            ),
            "no-preferred-term",
        ),
        Rule(
            "quote",
            ("all", ("not", ("empty", "quote")), ("empty", "locator")),
            N_("a quotation needs its place: fill in 'locator' (page, paragraph or section)"),
            "quotation-unsourced",
            each="source_definitions",
        ),
        Rule(
            "status",
            ("all", ("is", "status", "agreed"), ("empty", "harmonised.agreed_by")),
            N_("'agreed' needs the group that agreed it under 'harmonised.agreed_by'"),
            "status-unexplained",
        ),
        Rule(
            "status",
            ("all", ("is", "status", "superseded"), ("empty", "superseded_by")),
            N_("'superseded' needs what takes its place under 'superseded_by'"),
            "status-unexplained",
        ),
    )

    status: Annotated[str, term("definition-status")] = Field(
        description="Status of the working definition: proposed, under_review, agreed, contested, superseded."
    )
    names: tuple[Name, ...] = Field(description="The words for the concept.", min_length=1)
    harmonised: Harmonised = Field(description="The working definition.")
    history: tuple[HistoryEvent, ...] = Field((), description="How it came about, oldest first.")
    source_definitions: tuple[SourceDefinition, ...] = Field((), description="Each organisation's own definition.")
    common_ground: Markdown | None = Field(None, description="Where the definitions agree.")
    divergence: Markdown | None = Field(None, description="Where they part, and why it matters.")
    in_practice: Markdown | None = Field(None, description="How to use the term in a plan, a survey or a meeting.")
    broader: tuple[Annotated[str, reference("definition", role="narrower term")], ...] = Field(
        (), description="More general concepts."
    )
    related: tuple[Annotated[str, reference("definition", role="related term")], ...] = Field(
        (), description="Neighbouring concepts."
    )
    not_to_confuse_with: tuple[Distinction, ...] = Field((), description="Concepts often taken for this one.")
    endorsed_by: tuple[Endorsement, ...] = Field((), description="Groups that use it.")
    focus_areas: tuple[Annotated[str, term("focus-areas")], ...] = Field(
        (), description="Focus areas that it belongs to."
    )
    dimensions: tuple[Annotated[str, term("dimensions")], ...] = Field(
        (), description="Dimensions that the concept belongs to."
    )
    superseded_by: Annotated[str, reference("definition", role="replaced by it")] | None = Field(
        None, description="The definition that replaced it."
    )

    def steps(self) -> Iterator[tuple[str, str]]:
        for event in self.history:
            if event.where:
                yield self.id, event.where

    def status_moves(self) -> Iterator[Moves]:
        """From its history, to its status of today."""
        told: list[tuple[Location, str]] = [
            (("history", index, "status"), event.status) for index, event in enumerate(self.history) if event.status
        ]
        yield Moves("definition-status", (*told, (("status",), self.status)))

    def evidence(self) -> int:
        """One that a group has agreed counts like the highest level of a practice; between equals, its sources."""
        agreed = 4000 if self.harmonised.agreed_by else 0
        return agreed + min(len(self.source_definitions), 99)

    def second_page(self) -> SecondPage | None:
        many = len(self.source_definitions) > DEFINITIONS_SHOWN
        return SecondPage("definitions", N_("all definitions")) if many else None

    def on_second_page(self, item: str) -> bool:
        return self.second_page() is not None

    def thing(self) -> Thing:
        names = [name.text for name in self.names if name.text != self.title]
        return Thing("DefinedTerm", {"name": self.title}, names=tuple(names[:NAMES_SAID]), in_set=True)

    def known_as(self) -> Iterator[KnownAs]:
        for name in self.names:
            yield KnownAs(name.text, "mul" if name.kind == "acronym" else name.language)

    def items(self) -> Iterator[tuple[Location, str, str]]:
        for index, own in enumerate(self.source_definitions):
            yield ("source_definitions", index, "id"), own.id, own.body
