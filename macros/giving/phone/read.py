"""What was collected on phones: a draft for each submission, and for what each newly needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from macros.giving.draft import Draft
from macros.giving.filling import Answer, Filling, name_all
from macros.giving.form import Form, Question, form_of
from macros.giving.found import Found, whole
from macros.giving.layout import PARENT
from macros.giving.names import Names
from macros.giving.phone.export import Submitted, about_persons, rows_of
from macros.giving.phone.fields import FORM, NEW, PARTS, SHEET_NAME, TITLE, Repeat, all_repeats, name_of, repeats_of
from macros.giving.sheets import Cell, Sheet
from macros.load.document import Location
from macros.model.registry import record_types

_AGAIN = 'was exported with labels; in KoboToolbox choose "XML values and headers" under "Value and header format"'
_NAMED = 8
"""Columns that are named where they are left out."""
_EXCERPT = 60


@dataclass(frozen=True)
class _Asked:
    """A question by its name on a phone."""

    question: Question
    title_of: str = ""
    """The question whose new entry's title it asks for; empty for any other."""


def read_export(sheets: Sequence[Sheet], file: str, names: Names) -> tuple[list[Draft], list[Found]]:
    """The drafts of an export.

    Args:
        sheets: of the workbook.
        file: its name, for the problems.
        names: what values and entries may be called.
    """
    main = next((sheet for sheet in sheets if any(_is_form(cell) for cell in sheet.rows.get(1, {}).values())), None)
    if main is None:
        return [], [whole(file, "is no export of a form of this program", "unread-file")]
    made_for = next((row.answers[FORM].text for row in rows_of(main, {}) if FORM in row.answers), "")
    kind = record_types().get(made_for.split(" ")[0])
    if kind is None:
        return [], [whole(file, "doesn't say what its form was made for; nothing is filled in", "unread-file")]
    reader = _Reader(form_of(kind), names, file)
    return reader.read(main, sheets)


def _is_form(cell: Cell) -> bool:
    return cell.text.rpartition("/")[2] == FORM


class _Reader:
    def __init__(self, form: Form, names: Names, file: str) -> None:
        self._form = form
        self._names = names
        self._filling = Filling(file)
        self._repeats = repeats_of(form)
        self._drafts: dict[str, Draft] = {}
        """Entries by the numbers of their submissions."""
        self._ids: dict[tuple[str, str], tuple[Draft, str]] = {}
        """The draft and the id of each row of a repeat, by the name of its sheet and its number."""
        self._new: list[Draft] = []

    def read(self, main: Sheet, sheets: Sequence[Sheet]) -> tuple[list[Draft], list[Found]]:
        """The drafts of all sheets."""
        asked = dict(self._main())
        heads = main.rows.get(1, {}).values()
        if not any(cell.text.rpartition("/")[2] in asked for cell in heads):
            return [], [whole(self._filling.file, _AGAIN, "unread-file")]
        self._about_persons(sheets)
        self._submissions(main, asked)
        by_name = {sheet.name: sheet for sheet in sheets if sheet is not main}
        for repeat in all_repeats(self._repeats):
            sheet = by_name.pop(repeat.name[:SHEET_NAME], None)
            if sheet:
                self._rows(sheet, repeat, main.name)
        for sheet in by_name.values():
            if sheet.rows:
                begin = next(iter(sheet.rows[min(sheet.rows)].values()))
                self._filling.tell(begin, "this sheet is none of the form's and isn't read", "unread-file", "warning")
        drafts = [draft for draft in (*self._new, *self._drafts.values()) if draft.cells]
        return name_all(drafts, self._names, self._filling), self._filling.found

    def _main(self) -> Iterator[tuple[str, _Asked]]:
        for question in self._form.questions:
            yield from _named(question, name_of(question.key))
        for section in self._form.sections:
            shown = Question(f"body.{section.key}", section.heading, section.help, section.required, "Markdown")
            yield name_of(shown.key), _Asked(shown)

    def _submissions(self, main: Sheet, asked: dict[str, _Asked]) -> None:
        seen: dict[str, int] = {}
        for row in rows_of(main, self._known(asked)):
            begin = next(iter(main.rows[row.number].values()))
            if row.uuid and row.uuid in seen:
                message = f"is the same submission as row {seen[row.uuid]}, and is left out"
                self._filling.tell(begin, message, "duplicate-id", "warning")
                continue
            seen[row.uuid] = row.number
            draft = Draft(self._form.type_name, begin)
            self._unknown(row)
            for answer in self._answers(row, asked):
                self._filling.answer(draft, (), answer)
            self._drafts[row.index or str(row.number - 1)] = draft

    def _rows(self, sheet: Sheet, repeat: Repeat, main: str) -> None:
        asked = dict(one for question in repeat.questions for one in _named(question, _inside(repeat, question)))
        for row in rows_of(sheet, self._known(asked)):
            answers = list(self._answers(row, asked))
            self._unknown(row)
            if not answers:
                continue
            above = self._above(row, main, repeat)
            if above is None:
                message = "belongs to no submission of this file; export all of them together"
                self._filling.tell(answers[0][2], message, "dangling-reference")
                continue
            draft, parent = above
            if repeat.new:
                self._new.append(new := Draft(repeat.new, answers[0][2]))
                self._filling.row(new, answers)
            elif repeat.table:
                if parent:
                    answers.append((Question(PARENT, "", "", True, "text"), parent, answers[0][2]))
                place = self._filling.item(draft, repeat.table, answers)
                self._ids[sheet.name, row.index] = draft, _id_at(draft, place)

    def _above(self, row: Submitted, main: str, repeat: Repeat) -> tuple[Draft, str] | None:
        """The draft that a row belongs to, and the id of the row of the repeat around it."""
        table, number = row.parent
        if repeat.table and repeat.table.parent:
            around = self._ids.get((table or name_of(repeat.table.parent)[:SHEET_NAME], number))
            return around or self._ids.get((name_of(repeat.table.parent)[:SHEET_NAME], number))
        draft = self._drafts.get(number)
        return (draft, "") if (draft is not None and table in ("", main, main[:SHEET_NAME])) or draft else None

    def _answers(self, row: Submitted, asked: dict[str, _Asked]) -> Iterator[Answer]:
        written = ((one.title_of, row.answers.get(name)) for name, one in asked.items() if one.title_of)
        titles = {name: cell for name, cell in written if cell}
        for name, one in asked.items():
            cell = row.answers.get(name)
            if cell is None or one.title_of:
                continue
            text = cell.text
            if _is_chosen(one.question) and one.question.many:
                text = "\n".join(row.chosen.get(name) or text.split())
            if NEW in text.split("\n"):
                title = titles.get(name)
                text = "\n".join(filter(None, (title.text if v == NEW and title else v for v in text.split("\n"))))
                cell = title or cell
            yield one.question, text, cell

    def _known(self, asked: dict[str, _Asked]) -> dict[str, bool]:
        known = {name: one.question.many and _is_chosen(one.question, one.title_of) for name, one in asked.items()}
        return {**known, PARTS: True}

    def _unknown(self, row: Submitted) -> None:
        for head, cell in row.unknown:
            message = f'no question of the form is called "{head[:_EXCERPT]}"; so this isn\'t read'
            self._filling.tell(cell, message, "unknown-field")

    def _about_persons(self, sheets: Sequence[Sheet]) -> None:
        heads = [cell for sheet in sheets for cell in sheet.rows.get(1, {}).values() if about_persons(cell.text)]
        if heads:
            some = list(dict.fromkeys(cell.text for cell in heads))
            more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
            message = f"what says who sent a form, when and from where is left out: {', '.join(some[:_NAMED])}{more}"
            self._filling.tell(heads[0], message, "unread-file", "warning")


def _named(question: Question, name: str) -> Iterator[tuple[str, _Asked]]:
    yield name, _Asked(question)
    if question.types:
        yield f"{name}{TITLE}", _Asked(question, name)


def _inside(repeat: Repeat, question: Question) -> str:
    return f"{repeat.name}__{name_of(question.key)}"


def _is_chosen(question: Question, title_of: str = "") -> bool:
    """Whether a question is answered by choosing; its new entry's title is written."""
    return question.shape in ("term", "id") and not title_of


def _id_at(draft: Draft, place: Location | None) -> str:
    """The id of the item in a place."""
    holder: Any = draft.data
    for part in place or ():
        holder = holder[part]
    return str(holder.get("id", "")) if isinstance(holder, dict) and place else ""
