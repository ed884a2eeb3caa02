"""Answers put into drafts, whatever they were written in: a workbook, a Word file, a phone, an issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from macros.giving.draft import Draft, list_at, put
from macros.giving.form import Question, Table
from macros.giving.found import Found, Origin
from macros.giving.layout import PARENT
from macros.giving.named import name_values
from macros.giving.names import Names, id_from, key_of, titles
from macros.load.document import Location
from macros.load.text import FORBIDDEN, suspicious
from macros.problems import Problem, some

Answer = tuple[Question, str, Origin]
"""What was asked, what was written, and where."""
_SEVERAL = re.compile(r"\s*[;\n]\s*")
LINES = re.compile(r"\s*\n\s*")
"""Between values of which each has a line."""


class Filling:
    """Drafts while answers are put into them; gathers what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Found] = []

    def tell(self, origin: Origin, message: str, code: str, severity: Any = "error") -> None:
        """Say what is wrong with what was written somewhere."""
        self.found.append(Found(Problem(self.file, origin.row, "-", message, code, severity), origin))

    def answer(self, draft: Draft, place: Location, answer: Answer) -> None:
        """Put an answer in its place: of the entry, or below the place of the item that it belongs to."""
        question, text, origin = answer
        where = (*place, *place_of(question))
        if where[0] == "body" and len(where) == 2:
            draft.sections[str(where[1])] = text
            draft.cells[where] = origin
            return
        if not question.many:
            put(draft.data, where, text if question.shape == "Markdown" else " ".join(text.split()))
            draft.cells[where] = origin
            return
        split = _SEVERAL if question.shape in ("term", "id") else LINES
        found = list_at(draft.data, where)
        for value in filter(None, split.split(text)):
            draft.cells[(*where, len(found))] = origin
            found.append(" ".join(value.split()))

    def row(self, draft: Draft, answers: Sequence[Answer]) -> None:
        """Put a row in its place that is an entry of its own."""
        for answer in numbered(answers):
            self.answer(draft, (), answer)

    def item(self, draft: Draft, table: Table, answers: Sequence[Answer]) -> Location | None:
        """Put a row of a table at the end of its list, in the entry or in the item that it names.

        Returns:
            Its place; None for one that names no item, which is said.
        """
        where: Location | None = tuple(table.inside.split("."))
        if table.parent:
            where = self._inside(draft, table, answers)
        if where is None:
            return None
        items = list_at(draft.data, where)
        place: Location = (*where, len(items))
        items.append({})
        draft.cells[place] = answers[0][2]
        for answer in numbered([answer for answer in answers if answer[0].key != PARENT]):
            self.answer(draft, place, answer)
        if any(column.key == "id" for column in table.columns):
            stem, number = id_from(str(where[-1])).removesuffix("s"), len(items)
            while any(item.get("id") == f"{stem}-{number}" for item in items):
                number += 1
            items[-1].setdefault("id", f"{stem}-{number}")
        return place

    def _inside(self, draft: Draft, table: Table, answers: Sequence[Answer]) -> Location | None:
        above = list_at(draft.data, tuple(table.parent.split(".")))
        named = next(((text, origin) for question, text, origin in answers if question.key == PARENT), None)
        for number, item in enumerate(above):
            if named and item.get("id") == named[0]:
                return (*table.parent.split("."), number, *table.inside.split("."))
        known = ", ".join(str(item.get("id")) for item in above) or "none"
        message = f"must name the row that it belongs to by its short name; known are {known}"
        self.tell(named[1] if named else answers[0][2], message, "dangling-reference")
        return None


def name_all(drafts: Sequence[Draft], names: Names, filling: Filling) -> list[Draft]:
    """Put ids in the place of titles, and values in that of their labels; says which titles are nobody's.

    Args:
        drafts: that were filled.
        names: what values and entries may be called.
        filling: takes what is wrong.

    Returns:
        The drafts, what an entry newly needs first.
    """
    drafts = sorted(drafts, key=lambda draft: not draft.kind.directory)
    for draft in drafts:
        without_hidden(draft, filling)
        fields, values = draft.kind.said_by_title(names.language)
        known = {key_of(title): given for title, given in values.items()}
        for field, value in zip(fields, known.get(key_of(str(draft.data.get("title", ""))), ()), strict=False):
            draft.data.setdefault(field, value)
    new = titles((str(draft.data["title"]), draft.id) for draft in drafts if draft.data.get("title"))
    for draft in drafts:
        filling.found += name_values(draft, names, new, filling.file)
    return drafts


def without_hidden(draft: Draft, filling: Filling) -> None:
    """Take characters that nobody sees out of a draft's answers, and say each where it was written."""
    for where, origin in draft.cells.items():
        holder: Any = draft.sections if where[0] == "body" else draft.data
        *above, last = where[1:] if where[0] == "body" else where
        for part in above:
            holder = holder[part]
        value = holder[last]
        if isinstance(value, str) and FORBIDDEN.search(value):
            for problem in some(suspicious("", value)):
                filling.tell(origin, problem.message, problem.code)
            holder[last] = FORBIDDEN.sub("", value)


def numbered(answers: Sequence[Answer]) -> Iterator[Answer]:
    """Answers of a row, with numbered parts counted from 0 and without gaps: `sources.2.locator` may be the first."""
    used: dict[str, list[int]] = {}
    for question, _, _ in answers:
        group, number = group_of(question.key)
        if group and number not in used.setdefault(group, []):
            used[group].append(number)
    for question, text, origin in answers:
        group, number = group_of(question.key)
        if group:
            rest = question.key.removeprefix(f"{group}.{number}.")
            key = f"{group}.{sorted(used[group]).index(number)}.{rest}"
            question = replace(question, key=key)
        yield question, text, origin


def place_of(question: Question) -> Location:
    """Where a question's answer goes, below the entry or the row that it belongs to."""
    return tuple(int(part) if part.isdigit() else part for part in question.key.split("."))


def group_of(key: str) -> tuple[str, int]:
    """The part of a row that a key belongs to, and which of several; nothing and 0 for none."""
    parts = key.split(".")
    number = next((index for index, part in enumerate(parts) if part.isdigit()), None)
    return (".".join(parts[:number]), int(parts[number])) if number is not None else ("", 0)
