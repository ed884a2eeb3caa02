"""What a meeting leaves to do: recommendations with their answers, and actions with their history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from macros.load.document import Location
from macros.model.fields import Day, Id, Line, Markdown, PartialDate, reference, term
from macros.model.record import Broken, Citation, Part
from macros.model.rules import Rule
from macros.words import N_

ENDED = ("done", "dropped")
"""Statuses of actions that nobody waits for any more."""


class Answer(Part):
    """What those say to whom a recommendation is addressed."""

    kind: Annotated[str, term("answers")] = Field(description="Accepted, in part, or not.")
    by: Annotated[str, reference("organisation", "group", role="answered a recommendation")] | None = Field(
        None, description="Who answered, by id."
    )
    on: PartialDate | None = Field(None, description="When, as far as the source says.")
    reason: Line | None = Field(None, description="Why; required when it was accepted in part or not at all.")
    due: Day | None = Field(None, description="By when what was accepted is to be done.")
    sources: tuple[Citation, ...] = Field((), description="Where the answer stands.")


class Recommendation(Part):
    """What the meeting asks of somebody."""

    id: Id = Field(description="Id inside this entry, e.g. `recommendation-1`.")
    text: Markdown = Field(description="What is recommended.")
    addressee: Line | None = Field(None, description="To whom; leave out when not recorded.")
    addressees: tuple[
        Annotated[str, reference("organisation", "group", role="addresses recommendations to it")], ...
    ] = Field((), description="The same by id, where they have entries.")
    priority: Annotated[str, term("priorities")] | None = Field(None, description="Where the source gives one.")
    accepted: Line | None = Field(None, description="Whether and by whom the meeting itself accepted it.")
    answer: Answer | None = Field(None, description="What those answered to whom it is addressed.")
    follows_from: tuple[Annotated[str, reference(role="follows from it")], ...] = Field(
        (), description="Agreements or views it follows from: `workshop#item`."
    )
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")


class EarlierState(Part):
    """How an action stood before something about it changed."""

    on: PartialDate | None = Field(None, description="When it was known to stand so.")
    status: Annotated[str, term("action-status", aside=True)] = Field(description="Its status then.")
    due: Day | None = Field(None, description="Its due date then.")
    note: Line | None = Field(None, description="What was known then: evidence or reason.")


class Action(Part):
    """A follow-up action."""

    id: Id = Field(description="Id inside this entry, stable: `action-1`.")
    text: Markdown = Field(description="What is to be done.")
    owner: Line | None = Field(None, description="Role or office that does it; leave out when not recorded.")
    owners: tuple[Annotated[str, reference("organisation", "group", role="gives it an action")], ...] = Field(
        (), description="The same by id, where they have entries."
    )
    due: Day | None = Field(None, description="Due date, where the source gives one.")
    due_note: Line | None = Field(None, description="What the source says about timing.")
    status: Annotated[str, term("action-status")] = Field(description="open, in_progress, done, dropped or blocked.")
    status_on: PartialDate | None = Field(None, description="When the status was last known.")
    evidence: Line | None = Field(None, description="What shows that it is done; required for `done`.")
    evidence_sources: tuple[Citation, ...] = Field((), description="Sources of that evidence.")
    reason: Line | None = Field(None, description="Why it was dropped or is blocked; required for both.")
    earlier: tuple[EarlierState, ...] = Field(
        (), description="How it stood before, the oldest first; the other fields say how it stands now."
    )
    follows_from: tuple[Annotated[str, reference(role="follows from it")], ...] = Field(
        (), description="Agreements or recommendations it carries out: `workshop#item`."
    )
    led_to: tuple[Annotated[str, reference(role="led to it")], ...] = Field((), description="Entries that came of it.")
    locator: Line | None = Field(None, description="Page, paragraph or section, for example: p. 12.")

    def waiting(self) -> bool:
        """Whether somebody took it on and it is not done: nobody is late with what was announced to all."""
        return bool(self.owners or self.owner) and self.status in ("open", "in_progress")


FOLLOW_UP = (
    Rule(
        "status",
        ("all", ("is", "status", "done"), ("empty", "evidence"), ("empty", "evidence_sources"), ("empty", "led_to")),
        N_("'done' needs evidence: what shows it?"),
        "status-unexplained",
        each="actions",
    ),
    Rule(
        "status",
        ("all", ("is", "status", "dropped", "blocked"), ("empty", "reason")),
        N_("'%(status)s' needs a reason"),
        "status-unexplained",
        each="actions",
    ),
    Rule(
        "answer.kind",
        (
            "all",
            ("not", ("empty", "answer")),
            ("not", ("is", "answer.kind", "accepted")),
            ("empty", "answer.reason"),
        ),
        N_("'%(status)s' needs a reason"),
        "status-unexplained",
        each="recommendations",
        shows={"status": "answer.kind"},
    ),
)
"""Statuses and answers that nothing explains."""


def histories(actions: Sequence[Action]) -> Iterator[Broken]:
    """Histories out of order; no rule says it as data, since each state is compared with the last that has a day."""
    for index, action in enumerate(actions):
        yield from _history(action, ("actions", index))


def _history(action: Action, where: Location) -> Iterator[Broken]:
    """Earlier states that don't stand in the order of their days; days are compared as far as both are known."""
    before = ""
    for number, state in enumerate((*action.earlier, None)):
        day = (state.on if state else action.status_on) or ""
        known = min(len(before), len(day))
        if day[:known] < before[:known]:
            place: Location = (*where, "earlier", number, "on") if state else (*where, "status_on")
            yield Broken(
                place, f"{day} lies before {before}, an earlier state; the oldest stands first", "dates-reversed"
            )
        before = day or before
