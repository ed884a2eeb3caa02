"""Minutes as the data of a workshop, with the line behind each value; what can't be known stays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from macros.giving.form import Form, form_of
from macros.giving.names import id_from
from macros.giving.standing import standing
from macros.load.document import Location
from macros.minutes.finding import ACTION, AGREEMENT, MESSAGE, OPEN, RECOMMENDATION, Finding
from macros.minutes.line import Line
from macros.minutes.minutes import Minutes
from macros.model.library import Library
from macros.model.registry import record_types

TYPE = "workshop"
_GIVEN = "open"
"""Status of an action of which no more is known."""
_QUOTED = 300
"""Characters of a line that are quoted beside a value."""


@dataclass
class Filled:
    """A workshop as far as its minutes fill it in."""

    data: dict[str, Any]
    lines: dict[Location, str] = field(default_factory=dict)
    """Where each value comes from, and the line."""

    def put(self, where: Location, line: Line) -> None:
        """Keep the line behind a value."""
        self.lines[where] = f"{line.place}: {line.text[:_QUOTED]}"


def fill(minutes: Minutes, library: Library) -> Filled:
    """The fields of a workshop that its minutes answer.

    Args:
        minutes: what was found in them.
        library: its lists say what kind of meeting a title names.
    """
    filled = Filled({"language": minutes.language})
    data = filled.data
    data |= standing(record_types()[TYPE], library.vocabularies)
    if minutes.title:
        data["title"] = minutes.title.text
        filled.put(("title",), minutes.title.line)
        kind = _kind_in(minutes.title.text, library, minutes.language)
        if kind:
            data["kind"] = kind
            filled.put(("kind",), minutes.title.line)
    if minutes.dated:
        days = {"started": minutes.started, "ended": minutes.ended, "dates_note": minutes.dates_note}
        for key, value in days.items():
            if value:
                data[key] = str(value)
                filled.put((key,), minutes.dated.line)
    if minutes.place:
        data["place"] = minutes.place.text
        filled.put(("place",), minutes.place.line)
    for key, found in (("conveners", minutes.conveners), ("participants", minutes.participants)):
        if found:
            data[key] = [id if key == "conveners" else {"organisation": id} for id in found]
            for number, line in enumerate(found.values()):
                filled.put((key, number), line)
    if minutes.agenda:
        data["agenda"] = [{"text": one.text} for one in minutes.agenda]
        for number, one in enumerate(minutes.agenda):
            filled.put(("agenda", number), one.line)
    _leads(minutes, filled)
    _findings(minutes, filled, _GIVEN if _has(library, "action-status", _GIVEN) else "")
    return filled


def _has(library: Library, vocabulary: str, value: str) -> bool:
    known = library.vocabularies.get(vocabulary)
    return known is not None and any(term.id == value for term in known.terms)


def _kind_in(title: str, library: Library, language: str) -> str:
    """The kind of meeting whose name stands in a title, where one does."""
    known = library.vocabularies.get("meeting-kinds")
    words = f" {title.casefold()} "
    named = [term.id for term in known.terms if f" {term.label_in(language).casefold()} " in words] if known else []
    return named[0] if len(named) == 1 else ""


def _leads(minutes: Minutes, filled: Filled) -> None:
    leads = []
    for number, lead in enumerate(minutes.leads, start=1):
        questions = []
        for place, asked in enumerate(lead.questions, start=1):
            question = {"id": f"q-{number}-{place}", "text": asked.question.text}
            if asked.answers:
                question["answer"] = _prose([answer.text for answer in asked.answers])
            questions.append(question)
            filled.put(("thematic_leads", number - 1, "questions", place - 1), asked.question.line)
        leads.append(
            {"id": f"lead-{number}", "title": lead.title.text, **({"questions": questions} if questions else {})}
        )
        filled.put(("thematic_leads", number - 1), lead.title.line)
    if leads:
        filled.data["thematic_leads"] = leads


def _prose(parts: list[str]) -> str:
    """Paragraphs and items of lists as Markdown."""
    text = ""
    for part in parts:
        together = part.startswith("- ") and text.rpartition("\n")[2].startswith("- ")
        text += f"{'' if not text else chr(10) if together else chr(10) * 2}{part}"
    return text


def _findings(minutes: Minutes, filled: Filled, status: str) -> None:
    for key, name, kind, text in (
        ("agreements", "agreement", AGREEMENT, "text"),
        ("divergent_views", "view", OPEN, "issue"),
        ("recommendations", "recommendation", RECOMMENDATION, "text"),
        ("actions", "action", ACTION, "text"),
    ):
        items = []
        for number, one in enumerate(minutes.of(kind), start=1):
            more = _action(one, minutes, status) if kind == ACTION else {}
            items.append({"id": f"{name}-{number}", text: one.text, **more, "locator": one.place})
            filled.lines[key, number - 1] = f"{one.place}: {one.line[:_QUOTED]}"
        if items:
            filled.data[key] = items
    messages = []
    for number, (theme, group) in enumerate(groupby(minutes.of(MESSAGE), key=lambda one: one.theme), start=1):
        inside = list(group)
        said = {"theme": theme.rstrip(": "), "messages": [one.text for one in inside], "locator": inside[0].place}
        messages.append({"id": f"message-{number}", **said})
        filled.lines["core_messages", number - 1] = f"{inside[0].place}: {inside[0].line[:_QUOTED]}"
    if messages:
        filled.data["core_messages"] = messages


def _action(one: Finding, minutes: Minutes, status: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if one.owner:
        fields["owner"] = one.owner
    if one.owners:
        fields["owners"] = list(one.owners)
    if one.due:
        fields["due"] = one.due.isoformat()
    if one.due_note:
        fields["due_note"] = one.due_note
    if status:
        fields["status"] = status
    if status and minutes.ended:
        fields["status_on"] = minutes.ended.isoformat()
    return fields


def missing(data: Mapping[str, Any]) -> list[str]:
    """What the editors still have to fill in, in words: `Summary`, `level of 4 agreements`."""
    form = form_of(record_types()[TYPE])
    found = [question.label for question in form.questions if question.required and not data.get(question.key)]
    if not data.get("status"):
        found.append("Status (this library's lists have no draft)")
    if not data.get("sources"):
        found.append("Sources (the minutes themselves)")
    return [*found, *_missing_in_rows(form, data)]


def _missing_in_rows(form: Form, data: Mapping[str, Any]) -> Iterator[str]:
    for table in form.tables:
        rows = data.get(table.key, [])
        for column in table.columns:
            empty = sum(not row.get(column.key) for row in rows) if column.required and not table.parent else 0
            if empty:
                yield f"{column.label} of {empty} {table.label.lower()}"
    views = sum(not view.get("positions") for view in data.get("divergent_views", []))
    if views:
        yield f"Positions of {views} divergent views"


def id_of(data: Mapping[str, Any]) -> str:
    """The id that the draft would have; empty without a title."""
    return id_from(str(data.get("title", "")))
