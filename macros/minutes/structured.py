"""What minutes mark as a finding themselves: by a label, a section, a table, or a sentence that a list follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from macros.minutes.details import Details, DetailsReader
from macros.minutes.finding import ACTION, AGREEMENT, MESSAGE, OPEN, RECOMMENDATION, Finding
from macros.minutes.layout import Piece, is_finding_row
from macros.minutes.persons import LEFT_OUT, Persons
from macros.minutes.wording import Wording, fold

_OF_SECTION = {
    "actions": ACTION,
    "agreements": AGREEMENT,
    "recommendations": RECOMMENDATION,
    "open": OPEN,
    "messages": MESSAGE,
}
_LINE_LENGTH = 400
"""Characters of a line that a finding quotes."""
_TASKS = 2
"""Items of a list that must look like tasks, and two thirds of them all, for it to be one of tasks."""
_SHORTEST = 8
"""Characters of a finding."""


class StructuredFinder:
    """Finds what is marked."""

    def __init__(self, words: Wording, reader: DetailsReader, persons: Persons) -> None:
        self._words, self._reader, self._persons = words, reader, persons

    def find(self, pieces: Sequence[Piece]) -> list[tuple[Piece, Finding]]:
        """Findings with the pieces that they come from, in order."""
        return list(self._find(pieces))

    def _find(self, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Finding]]:
        for section, group in groupby(self._announced(pieces), key=lambda one: one[1]):
            inside = [piece for piece, _ in group]
            tasks = set() if section else self._tasks(inside)
            has_items = any(piece.kind == "item" and piece.label is None for piece in inside)
            for piece in inside:
                kind = ACTION if id(piece) in tasks else self._kind(piece, section, has_items)
                if kind:
                    details = self._details(piece, kind)
                    found = made(kind, details, piece, self._persons)
                    if len(found.text.replace(LEFT_OUT, "").strip(" –—-.,;:")) >= _SHORTEST:
                        yield piece, found

    def _tasks(self, pieces: Sequence[Piece]) -> set[int]:
        """Items (by `id()`) of lists of which most begin with who does something and name a time; not of any other
        business, where lists tell of all kinds of things.
        """
        found: set[int] = set()
        other = self._words.signs["other_business"]
        for item, group in groupby(pieces, key=lambda piece: piece.kind == "item" and piece.label is None):
            inside = [piece for piece in group if not other.search(fold(piece.under))] if item else []
            inside = [piece for piece in inside if "." not in piece.mark]
            tasks = [piece for piece in inside if self._reader.is_task(piece.text)]
            if len(tasks) >= _TASKS and len(tasks) * 3 >= len(inside) * 2:
                found |= {id(piece) for piece in inside}
        return found

    def _announced(self, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
        """Pieces with what their section is about, or what the sentence says that their list follows."""
        announced = ""
        for piece in pieces:
            if piece.kind in ("heading", "row", "field"):
                announced = ""
            if piece.kind == "item" and announced and not self._introduces(piece):
                yield piece, announced
                continue
            if self._introduces(piece):
                announced = self._what_follows(piece) or (announced if piece.kind == "item" else "")
            elif piece.kind == "text":
                announced = ""
            yield piece, piece.section

    def _introduces(self, piece: Piece) -> bool:
        return piece.kind in ("text", "item") and bool(
            piece.line.text.rstrip().endswith(":") or self._words.signs["list_follows"].search(fold(piece.text[-200:]))
        )

    def _what_follows(self, piece: Piece) -> str:
        """What the list after a sentence holds, where the sentence says so."""
        signs, last = self._words.signs, re.split(r"(?<=[.;])\s", fold(piece.text))[-1]
        commits = signs["agreed"].search(last)
        listed = signs["list_follows"].search(last.rstrip(" :."))
        if signs["left_open"].search(last):
            return "open"
        if (listed or commits) and re.search(rf"\b(?:{signs['actions_follow'].pattern})\b", last):
            return "actions"
        if listed and re.search(rf"\b(?:{self._words.headings['messages'].pattern})\b", last):
            return "messages"
        if commits or (listed and re.search(r"\b(?:agree|decid|resol|conven|hotara|decis)", last)):
            return "agreements"
        return "recommendations" if re.search(r"\brec+om+and", last) else ""

    def _kind(self, piece: Piece, section: str, has_items: bool) -> str:
        if piece.label is not None and piece.label.kind in _OF_SECTION.values():
            return piece.label.kind
        row = is_finding_row(piece)
        if row:
            return row
        if section not in _OF_SECTION or piece.text.rstrip().endswith(":"):
            return ""
        told = piece.kind == "text" and not (has_items or self._words.signs["not_action"].search(fold(piece.text)))
        if piece.kind == "item" or told:
            return _OF_SECTION[section]
        return ""

    def _details(self, piece: Piece, kind: str) -> Details:
        row = is_finding_row(piece)
        if not row:
            return self._reader.of(piece.text) if kind == ACTION else Details(piece.text)
        found = Details(piece.fields[row])
        if kind == ACTION:
            owner = piece.fields.get("owner") or piece.fields.get("organisation", "")
            due = piece.fields.get("due") or piece.fields.get("when", "")
            if owner or due:
                self._reader.take_owner(found, owner)
                if due:
                    self._reader.take_time(found, due, cell=True)
            else:
                found = self._reader.of(found.text)
            found.status = piece.fields.get("status", "")
        return found


def made(kind: str, details: Details, piece: Piece, persons: Persons) -> Finding:
    """A finding of which nothing names a person."""
    without = persons.without
    text = without(details.text).strip(" ;,")
    return Finding(
        kind, text, piece.line.place, without(piece.line.text)[:_LINE_LENGTH], tuple(details.owners),
        without(details.owner), details.due, without(details.due_note), without(details.status),
        details.person_dropped, without(piece.under) if kind == MESSAGE else "",
    )  # fmt: skip
