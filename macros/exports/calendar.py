"""`actions.ics`: actions as tasks (VTODO) and meetings as events (VEVENT), by RFC 5545.

A calendar that subscribes finds each again by its UID, which never changes. Dates are whole days, since minutes give
no hours: a meeting of which only the month is known has no event, and an action without a due day stands here without
one. There are no organisers, attendees or other contacts.
"""

from __future__ import annotations

import datetime
from typing import Any

from icalendar import Calendar, Event, Todo

from macros.exports.places import Places, last_change, midnight
from macros.knowledge.actions import Tracked
from macros.model.follow_up import Action
from macros.model.workshop import Workshop
from macros.render.templates import plain
from macros.words import N_

_STATUS = {"open": "NEEDS-ACTION", "in_progress": "IN-PROCESS", "done": "COMPLETED", "dropped": "CANCELLED"}
"""Statuses of actions in the words of RFC 5545; others need action still."""
_SAID = (N_("Meeting"), N_("Status"), N_("Who"), N_("By when"), N_("What shows it"), N_("Why"))
"""Heads of the lines of a task's description."""
_WHOLE_DAY = len("2026-01-01")


def calendar(places: Places) -> bytes:
    """The whole file, with CRLF line ends as the format asks.

    Args:
        places: the library and where it is published.
    """
    graph = places.graph
    made = Calendar()
    made.add("prodid", "-//Common Thread//Actions and meetings//EN")
    made.add("version", "2.0")
    made.add("uid", places.uuid("/actions.ics"))
    made.add("name", graph.settings.name)
    made.add("x-wr-calname", graph.settings.name)
    made.add("description", graph.settings.description)
    made.add("refresh-interval", datetime.timedelta(days=1), {"VALUE": "DURATION"})
    meetings = sorted(graph.by_type["workshop"], key=lambda record: record.id)
    for meeting in meetings:
        if isinstance(meeting, Workshop):
            event = _event(meeting, places)
            if event is not None:
                made.add_component(event)
            for action in meeting.actions:
                made.add_component(_task(meeting, action, places, related=event is not None))
    return bytes(made.to_ical())


def _event(meeting: Workshop, places: Places) -> Event | None:
    if len(meeting.started or "") != _WHOLE_DAY:
        return None
    start = datetime.date.fromisoformat(meeting.started or "")
    ended = meeting.ended if len(meeting.ended or "") == _WHOLE_DAY else meeting.started
    event = Event()
    _begin(event, places, meeting, meeting.id, meeting.title)
    event.add("dtstart", start)
    event.add("dtend", datetime.date.fromisoformat(ended or "") + datetime.timedelta(days=1))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", meeting.summary)
    event.add("transp", "TRANSPARENT")
    return event


def _task(meeting: Workshop, action: Action, places: Places, *, related: bool) -> Todo:
    graph = places.graph
    task = Todo()
    id = f"{meeting.id}#{action.id}"
    _begin(task, places, meeting, id, plain(graph, action.text), action.id)
    if day := Tracked(meeting, action).due:
        task.add("due", day)
    status = _STATUS.get(action.status, "NEEDS-ACTION")
    task.add("status", status)
    if status == "COMPLETED" and len(action.status_on or "") == _WHOLE_DAY:
        task.add("completed", midnight(datetime.date.fromisoformat(action.status_on or "")))
    owners = [*(graph.records[id].title for id in action.owners), *([action.owner] if action.owner else [])]
    label = graph.label("action-status", action.status)
    texts = (meeting.title, label, ", ".join(owners), action.due_note, action.evidence, action.reason)
    lines = (f"{graph.words.gettext(head)}: {text}" for head, text in zip(_SAID, texts, strict=True) if text)
    task.add("description", "\n".join(lines))
    if related:
        task.add("related-to", places.uuid(meeting.id))
    return task


def _begin(part: Any, places: Places, meeting: Workshop, id: str, title: str, item: str = "") -> None:
    """What tasks and events share."""
    part.add("uid", places.uuid(id))
    part.add("dtstamp", last_change(meeting))
    part.add("last-modified", last_change(meeting))
    part.add("created", midnight(meeting.added))
    part.add("summary", title)
    if places.base:
        part.add("url", places.page(meeting, item))
