"""What minutes say of actions of earlier meetings, which they name by their ids: `meeting-id#action-1: done`.

Only actions that are named by id are found; that some words mean an earlier action is for people to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.minutes.dates import Dates
from macros.minutes.line import Line
from macros.minutes.persons import Persons
from macros.minutes.wording import Wording, fold
from macros.model.library import Library
from macros.model.workshop import Workshop

_NODE = re.compile(r"(?<![\w#-])([a-z0-9]+(?:-[a-z0-9]+)*)#([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])")
STATUSES = "action-status"
_SIGNS = {"done": "now_done", "in_progress": "now_in_progress", "dropped": "now_dropped", "blocked": "now_blocked"}
"""Statuses that `wording` has words for, and what they are called there; others are known by their labels."""
_MOVED = "now_moved"
_LONGEST = 400
_AT_ONCE = 8
"""Letters before a status that begins what is said: `is now`, `was`."""


@dataclass(frozen=True)
class FollowUp:
    """What became of an action, as minutes say."""

    node: str
    """`meeting#action`."""
    status: str
    """Value of the list of statuses; empty where nothing is said of it."""
    due: str
    """A new day, as YYYY-MM-DD; empty for none."""
    said: str
    """What stands behind the id, without names of persons."""
    place: str
    known: bool
    """Whether the library has such an action."""
    day_unread: bool = False
    """Whether it was put off to a day that can't be read."""
    more: str = ""
    """What is said beyond status and new day: what shows it, or why."""

    @property
    def says(self) -> bool:
        """Whether there is anything to change."""
        return self.known and bool(self.status or self.due)


def follow_ups(
    lines: Sequence[Line], library: Library, words: Wording, dates: Dates, persons: Persons
) -> list[FollowUp]:
    """Each action that is named by id, once for each line.

    Args:
        lines: of the minutes.
        library: its actions and statuses are known.
        words: of the language of the minutes.
        dates: finds days in them.
        persons: whose names are left out.
    """
    known = {f"{meeting.id}#{action.id}" for meeting in library.records.values() if isinstance(meeting, Workshop)
             for action in meeting.actions}  # fmt: skip
    labels = _labels(library)
    found: dict[tuple[str, str], FollowUp] = {}
    for line in lines:
        for node, said in _named(line):
            if node not in known and node.partition("#")[0] not in library.records:
                continue
            said = " ".join(persons.without(said).split())[:_LONGEST]
            status, told = _status(said, words, labels)
            due, unread, until = _due(said, words, dates)
            more = said[max(told, until) :].strip(" .,;:–—-")
            one = FollowUp(node, status, due, said, line.place, node in known, unread, more)
            found.setdefault((node, line.place), one)
    return list(found.values())


def _named(line: Line) -> Iterator[tuple[str, str]]:
    """The ids in a line, each with the words from it to the next."""
    matches = list(_NODE.finditer(line.text))
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(line.text)
        yield match[0], line.text[match.end() : end].strip(" \t|:;,.–—-")


def _labels(library: Library) -> Mapping[str, str]:
    """What the values of the list of statuses are called, in any language, folded."""
    known = library.vocabularies.get(STATUSES)
    terms = known.terms if known else ()
    return {fold(label): term.id for term in terms for label in term.label.values()}


def _status(said: str, words: Wording, labels: Mapping[str, str]) -> tuple[str, int]:
    """The status that is said first, none where something is denied; and where its word ends, if it comes first."""
    folded = fold(said)
    first: list[tuple[int, str, int]] = []
    for label, status in labels.items():
        if match := re.search(rf"\b{re.escape(label)}\b", folded):
            first.append((match.start(), status, match.end()))
    for status, sign in _SIGNS.items():
        if status in labels.values() and (match := words.signs[sign].search(folded)):
            first.append((match.start(), status, match.end()))
    begin, status, end = min(first, default=(0, "", 0))
    if words.signs["now_not"].search(folded[: begin + 1]):
        return "", 0
    return status, end if begin <= _AT_ONCE else 0


def _due(said: str, words: Wording, dates: Dates) -> tuple[str, bool, int]:
    """The day to which it was put off, where one is told without doubt; whether it was put off without one; and where
    the words of that end, if they begin what is said.
    """
    moved = words.signs[_MOVED].search(fold(said))
    if not moved:
        return "", False, 0
    named = next((one for one in dates.find(said) if one.start >= moved.start()), None)
    until = named.end if named else moved.end()
    end = until if moved.start() <= _AT_ONCE else 0
    return (named.last.isoformat(), False, end) if named and named.last else ("", True, end)
