"""A workshop or meeting: what was asked, agreed, left open, recommended, and who does what by when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from macros.load.document import Location
from macros.model.fields import Count, Id, Line, Markdown, PartialDate, Sentence, reference, term
from macros.model.follow_up import FOLLOW_UP, Action, Recommendation, histories
from macros.model.record import Broken, Part, Record, SecondPage, Shown, Way, end_before_start, needs_source
from macros.model.rules import Rule
from macros.model.situation import Situation
from macros.model.thing import Thing
from macros.words import N_

ANSWERS_SHOWN = 6000
"""Characters of answers to guiding questions on a workshop's own page; more get a second page."""


class Participants(Part):
    """An organisation or office that took part; counts, never names."""

    name: Line | None = Field(None, description="Office or kind of participant without an entry of its own.")
    organisation: Annotated[str, reference("organisation", "group", role="had it among its participants")] | None = (
        Field(None, description="Organisation, by id.")
    )
    count: Count | None = Field(None, description="How many people, where the source says so.")
    role: Line | None = Field(None, description="Role in the meeting: co-facilitator, observer.")


class AgendaItem(Part):
    """One item of the agenda."""

    when: Line | None = Field(None, description="Day or hour.")
    text: Line = Field(description="What was on.")


class Question(Part):
    """A guiding question and what the group answered."""

    id: Id = Field(description="Id inside this entry, e.g. `q-1-1`.")
    text: Line = Field(description="The question.")
    answer: Markdown | None = Field(None, description="What the group said; leave out when not recorded.")


class ThematicLead(Part):
    """A theme that a working group followed."""

    id: Id = Field(description="Id inside this entry, e.g. `lead-1`.")
    title: Line = Field(description="The theme.")
    summary: Markdown | None = Field(None, description="What came out, in two or three sentences.")
    questions: tuple[Question, ...] = Field((), description="Every guiding question.")


class Agreement(Part):
    """Something the meeting agreed, and how firmly."""

    id: Id = Field(description="Id inside this entry, e.g. `agreement-1`.")
    text: Markdown = Field(description="What was agreed.")
    level: Annotated[str, term("agreement-kinds")] = Field(description="Consensus, majority or working assumption.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class Position(Part):
    """One side of an open question."""

    held_by: Line | None = Field(None, description="Constituency; leave out when the source doesn't say.")
    text: Sentence = Field(description="The view.")


class DivergentView(Part):
    """A question on which the meeting did not agree."""

    id: Id = Field(description="Id inside this entry, e.g. `view-1`.")
    issue: Line = Field(description="What it is about.")
    positions: tuple[Position, ...] = Field(description="The views.", min_length=1)
    open_question: Sentence | None = Field(None, description="What remains to be settled.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class CoreMessages(Part):
    """Messages that came out of the meeting, under one heading."""

    id: Id = Field(description="Id inside this entry, e.g. `message-1`.")
    theme: Line = Field(description="Heading.")
    messages: tuple[Sentence, ...] = Field(description="One message per item.", min_length=1)
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class Workshop(Situation, Record):
    """The outputs of a workshop or meeting."""

    type_name = "workshop"
    plural = "workshops"
    label = "Workshop or meeting"
    label_plural = "Workshops and meetings"
    purpose = "What was asked, agreed, left open and recommended, and who does what by when."
    folder = "data/workshops"
    order = 50
    way = Way("See what was agreed", "Agreements, open questions, and who does what by when")
    counted = (("actions", "action", "actions"),)
    first = ("started", "place", "countries", "conveners", "sources", "agreements", "actions")
    checks = (
        *Record.checks,
        end_before_start(),
        needs_source(N_("a workshop needs the minutes or report it comes from")),
        *FOLLOW_UP,
        Rule(
            ".",
            ("all", ("empty", "name"), ("empty", "organisation")),
            N_("needs 'organisation' or 'name': fill in one"),
            "missing-field",
            each="participants",
        ),
    )

    kind: Annotated[str, term("meeting-kinds")] = Field(description="Workshop, meeting, working session, …")
    started: PartialDate | None = Field(None, description="First day, as far as the source gives it.")
    ended: PartialDate | None = Field(None, description="Last day.")
    dates_note: Line | None = Field(None, description="The dates as stated, when they are incomplete.")
    place: Line | None = Field(None, description="Town.")
    countries_represented: tuple[Annotated[str, reference("country", role="had participants from it")], ...] = Field(
        (), description="Countries that participants came from or spoke of; `countries` is where it took place."
    )
    conveners: tuple[Annotated[str, reference("organisation", "group", role="convened by it")], ...] = Field(
        (), description="Who called it."
    )
    participants: tuple[Participants, ...] = Field((), description="Organisations with counts, never names.")
    participants_total: Count | None = Field(None, description="How many people in all.")
    participants_note: Line | None = Field(None, description="What the counts can't say.")
    objectives: Markdown | None = Field(None, description="What the meeting was for.")
    background: Markdown | None = Field(None, description="What led to it.")
    method: Markdown | None = Field(None, description="How it worked.")
    agenda: tuple[AgendaItem, ...] = Field((), description="What was on the agenda.")
    discussion: Markdown | None = Field(None, description="What was said that is no agreement.")
    thematic_leads: tuple[ThematicLead, ...] = Field((), description="Themes with their guiding questions.")
    agreements: tuple[Agreement, ...] = Field((), description="What was agreed.")
    divergent_views: tuple[DivergentView, ...] = Field((), description="What was not.")
    core_messages: tuple[CoreMessages, ...] = Field((), description="Messages, under headings.")
    recommendations: tuple[Recommendation, ...] = Field((), description="What is asked of whom.")
    actions: tuple[Action, ...] = Field((), description="Follow-up actions.")
    outputs: tuple[Annotated[str, reference(role="brought it about")], ...] = Field(
        (), description="Entries of this library that came of the meeting as a whole."
    )

    def dates(self) -> tuple[str, ...]:
        return tuple(date for date in (self.started, self.ended) if date)

    def shown_date(self) -> Shown:
        return Shown(self.started, self.dates_note)

    def steps(self) -> Iterator[tuple[str, str]]:
        for citation in self.sources:
            yield self.id, citation.source
        questions = {question.id for lead in self.thematic_leads for question in lead.questions}
        for _, item, _ in self.items():
            if item not in questions:
                yield f"{self.id}#{item}", self.id
        for recommendation in self.recommendations:
            for origin in recommendation.follows_from:
                yield f"{self.id}#{recommendation.id}", origin
        for action in self.actions:
            for origin in action.follows_from:
                yield f"{self.id}#{action.id}", origin
            for outcome in action.led_to:
                yield outcome, f"{self.id}#{action.id}"
        for output in self.outputs:
            yield output, self.id

    def second_page(self) -> SecondPage | None:
        answers = sum(len(question.answer or "") for lead in self.thematic_leads for question in lead.questions)
        return SecondPage("answers", N_("questions and answers")) if answers > ANSWERS_SHOWN else None

    def on_second_page(self, item: str) -> bool:
        questions = (question.id for lead in self.thematic_leads for question in lead.questions)
        return self.second_page() is not None and item in questions

    def thing(self) -> Thing:
        when = {"startDate": self.started, "endDate": self.ended}
        return Thing("Event", when, {"organizer": self.conveners}, place=self.place, countries=self.countries)

    def rules(self) -> Iterator[Broken]:
        yield from super().rules()
        yield from histories(self.actions)

    def items(self) -> Iterator[tuple[Location, str, str]]:
        for i, lead in enumerate(self.thematic_leads):
            yield ("thematic_leads", i, "id"), lead.id, lead.title
            for j, question in enumerate(lead.questions):
                yield ("thematic_leads", i, "questions", j, "id"), question.id, question.text
        for i, agreement in enumerate(self.agreements):
            yield ("agreements", i, "id"), agreement.id, agreement.text
        for i, view in enumerate(self.divergent_views):
            yield ("divergent_views", i, "id"), view.id, view.issue
        for i, messages in enumerate(self.core_messages):
            yield ("core_messages", i, "id"), messages.id, messages.theme
        for i, recommendation in enumerate(self.recommendations):
            yield ("recommendations", i, "id"), recommendation.id, recommendation.text
        for i, action in enumerate(self.actions):
            yield ("actions", i, "id"), action.id, action.text
