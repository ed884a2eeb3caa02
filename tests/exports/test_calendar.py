"""The calendar is read by icalendar, and says what the entries say."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from icalendar import Calendar

from macros.exports.calendar import calendar
from macros.exports.places import Places
from macros.knowledge.graph import Graph
from tests.community import TODAY, graph_of, record, second_library

SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
WRITTEN = calendar(Places.of(SECOND, SITE))
LONGEST_LINE = 75
"""Octets of a line, by RFC 5545, section 3.1."""


def _read(written: bytes) -> dict[str, Any]:
    """Its parts by UID; whatever RFC 5545 asks for and icalendar doesn't is asserted."""
    assert written.endswith(b"END:VCALENDAR\r\n") and b"\n" not in written.replace(b"\r\n", b"")
    assert max(len(line) for line in written.split(b"\r\n")) <= LONGEST_LINE
    read = Calendar.from_ical(written)
    assert read["VERSION"] == "2.0" and read["PRODID"]
    found = {}
    for part in read.walk():
        assert not part.errors, part.errors
        if part.name in ("VTODO", "VEVENT"):
            assert part["UID"] not in found
            assert part["DTSTAMP"].dt.tzinfo is not None
            if "DUE" in part:
                assert not isinstance(part["DUE"].dt, datetime.datetime)
            if part.name == "VEVENT":
                assert part["DTEND"].dt > part["DTSTART"].dt
            assert not {"ORGANIZER", "ATTENDEE", "CONTACT"} & set(part)
            found[str(part["UID"])] = part
    return found


def test_every_action_is_a_task_and_every_dated_meeting_an_event() -> None:
    """With days as the entry has them."""
    parts = _read(WRITTEN)
    assert sorted(part.name for part in parts.values()) == ["VEVENT", "VTODO", "VTODO"]
    places = Places.of(SECOND, None)
    task = parts[places.uuid("sezatoarea-de-primavara#fapta-1")]
    assert task["DUE"].dt == datetime.date(2026, 5, 1)
    assert task["SUMMARY"] == "O ladă de compost la fiecare bloc."
    assert task["URL"] == f"{SITE}workshops/sezatoarea-de-primavara.html#fapta-1"
    assert "Asociația Rădăcini" in task["DESCRIPTION"] and task["STATUS"] == "NEEDS-ACTION"
    assert parts[places.uuid("sezatoarea-de-primavara#fapta-2")]["STATUS"] == "COMPLETED"
    meeting = parts[places.uuid("sezatoarea-de-primavara")]
    assert (meeting["DTSTART"].dt, meeting["DTEND"].dt) == (datetime.date(2026, 3, 14), datetime.date(2026, 3, 15))
    assert task["RELATED-TO"] == meeting["UID"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"DUE;VALUE=DATE:20260501", b"DUE;VALUE=DATE:20261301"),
        (b"DTSTAMP:20260315T000000Z\r\n", b""),
        (b"END:VTODO\r\n", b""),
        (b"BEGIN:VCALENDAR\r\n", b""),
        (b"LAST-MODIFIED:20260315T000000Z", b"LAST-MODIFIED:yesterday"),
        (b"DTEND;VALUE=DATE:20260315", b"DTEND;VALUE=DATE:20260313"),
        (b"\r\n", b"\n"),
    ],
)
def test_a_calendar_with_a_fault_is_refused(old: bytes, new: bytes) -> None:
    """So the test above can fail."""
    assert old in WRITTEN
    with pytest.raises((AssertionError, ValueError, KeyError, IndexError)):
        _read(WRITTEN.replace(old, new, 1) if len(old) > 2 else WRITTEN.replace(old, new))


def test_a_meeting_of_which_only_the_month_is_known_is_no_event() -> None:
    """Its actions are tasks all the same, and lead to no event that isn't there."""
    action = {"id": "a-1", "text": "Say; so, *again*.", "status": "done", "status_on": "2026-03", "evidence": "It is."}
    meeting = record("workshop", "w", started="2026-03", sources=[{"source": "izvor"}], actions=[action])
    (task,) = _read(calendar(Places.of(graph_of(meeting), None))).values()
    assert task["SUMMARY"] == "Say; so, again."
    assert not {"RELATED-TO", "URL", "COMPLETED", "DUE"} & set(task)


def test_a_due_day_in_words_is_the_day_that_follows_by_rule() -> None:
    """As the tracker has it."""
    action = {"id": "a-1", "text": "Do it.", "status": "open", "due_note": "by autumn 2016"}
    meeting = record("workshop", "w", sources=[{"source": "izvor"}], actions=[action])
    (task,) = _read(calendar(Places.of(graph_of(meeting), None))).values()
    assert task["DUE"].dt == datetime.date(2016, 11, 30)


def test_uids_stay_when_the_site_moves_or_is_built_on_another_day() -> None:
    """And so does everything else but the addresses."""
    moved = calendar(Places.of(Graph(second_library(), TODAY + datetime.timedelta(days=3)), "https://elsewhere.org"))
    assert set(_read(moved)) == set(_read(WRITTEN))
    assert calendar(Places.of(Graph(second_library(), TODAY + datetime.timedelta(days=3)), SITE)) == WRITTEN
