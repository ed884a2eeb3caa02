"""What a filled workbook says: a draft for each entry, with the cell behind each of its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.giving.draft import Draft, put
from macros.giving.filling import LINES, Answer, Filling, group_of, name_all
from macros.giving.form import GROUPS, Form, Question, Table, form_of
from macros.giving.found import Found
from macros.giving.layout import COLUMNS, FORM, HEADING, LABELS, LISTS, PARENT, QUESTION, ROW, SECTION, flat_columns
from macros.giving.names import Names
from macros.giving.sheets import Cell, Sheet
from macros.giving.sorting import NOTES, SORTING, choices, sorted_rows, unsorted_rows
from macros.model.registry import record_types
from macros.problems import Problem

_FIRST_ANSWER = 4
"""Column in which answers of an entry's sheet begin."""


def read_drafts(sheets: Sequence[Sheet], file: str, names: Names) -> tuple[list[Draft], list[Found]]:
    """The drafts of a workbook: what an entry newly needs comes first.

    Args:
        sheets: of the workbook.
        file: its name, for the problems.
        names: what values and entries may be called.
    """
    filling = Filling(file)
    reader = _Reader(filling)
    known = [sheet for sheet in sheets if sheet.name not in (LISTS, FORM)]
    read = [reader.sheet(sheet) for sheet in known]
    if not any(found is not None for found in read):
        message = "was not made by this program: get a form with `commonthread template`"
        return [], [Found(Problem(file, 1, "-", message, "unread-file"), None)]
    drafts = [draft for found in read for draft in found or ()]
    made = made_for(sheets)
    for draft in drafts:
        draft.before = made.get("file", "") if draft.id == made.get("entry") else ""
    return name_all(drafts, names, filling), filling.found


def made_for(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What a workbook says of itself: its type, the version of its form, the entry that it was filled with."""
    about = next((sheet for sheet in sheets if sheet.name == FORM), None)
    return {about.text(row, 1): about.text(row, 2) for row in about.rows} if about else {}


@dataclass
class _Rows:
    """A table while its rows are read."""

    key: str
    columns: dict[int, Question]


class _Reader:
    def __init__(self, filling: Filling) -> None:
        self._filling = filling
        self._last: tuple[Draft, Form] | None = None
        """The entry whose sheet was read last: rows to be sorted belong to it."""

    def sheet(self, sheet: Sheet) -> list[Draft] | None:
        """The drafts of a sheet; None for one that is none of ours."""
        layout, _, type_name = sheet.text(1, 1).partition(":")
        if layout in (SORTING, NOTES):
            if layout == SORTING:
                self._sorted(sheet)
            return []
        if layout not in ("entry", "rows") or type_name not in record_types():
            if sheet.rows:
                begin = next(iter(sheet.rows[min(sheet.rows)].values()))
                self._filling.tell(begin, "this sheet is none of the form's and isn't read", "unread-file", "warning")
            return None
        form = form_of(record_types()[type_name], _groups(sheet))
        return list(self._rows(sheet, form)) if layout == "rows" else self._entry(sheet, form)

    def _rows(self, sheet: Sheet, form: Form) -> Iterator[Draft]:
        questions = {question.key: question for question in flat_columns(form)}
        rows = None
        for number in sorted(sheet.rows):
            mark = sheet.text(number, 1)
            if mark.startswith(COLUMNS):
                rows = self._table(sheet, number, questions, "")
            elif rows and not mark.startswith(LABELS):
                answers = self._row(sheet, number, rows)
                if answers:
                    draft = Draft(form.type_name, answers[0][2])
                    for column, question in rows.columns.items():
                        draft.asked[tuple(question.key.split("."))] = Cell(sheet.name, number, column, "")
                    self._filling.row(draft, answers)
                    yield draft

    def _entry(self, sheet: Sheet, form: Form) -> list[Draft]:
        questions = {question.key: question for question in (*form.questions, *form.editors)}
        tables = {table.key: table for table in form.tables}
        draft = Draft(form.type_name, Cell(sheet.name, 1, 2, form.label))
        self._last = draft, form
        rows: _Rows | None = None
        for number in sorted(sheet.rows)[1:]:
            kind, _, key = sheet.text(number, 1).partition(":")
            if kind == QUESTION and key in questions:
                rows = None
                draft.asked[tuple(key.split("."))] = Cell(sheet.name, number, _FIRST_ANSWER, "")
                self._question(draft, questions[key], self._answers(sheet, number))
            elif kind == SECTION:
                rows = None
                draft.asked["body", key] = Cell(sheet.name, number, _FIRST_ANSWER, "")
                for cell in self._answers(sheet, number)[:1]:
                    draft.sections[key] = cell.text
                    draft.cells["body", key] = cell
            elif kind == COLUMNS and key in tables:
                table = tables[key]
                columns = {column.key: column for column in table.columns}
                columns[PARENT] = Question(PARENT, "", "", True, "text")
                rows = self._table(sheet, number, columns, key)
            elif kind == HEADING:
                rows = None
            elif kind == ROW or (not kind and rows):
                self._item(draft, tables, sheet, number, rows)
            elif kind in (QUESTION, COLUMNS):
                begin = Cell(sheet.name, number, 2, sheet.text(number, 2))
                self._filling.tell(begin, f'nothing is asked under "{key}"; get a new form', "unknown-field")
        return [draft] if draft.cells else []

    def _question(self, draft: Draft, question: Question, cells: list[Cell]) -> None:
        if len(cells) > 1 and not question.many:
            self._filling.tell(cells[1], f'only one value is taken for "{question.label}"', "wrong-type")
        for cell in cells if question.many else cells[:1]:
            self._filling.answer(draft, (), (question, cell.text, cell))

    def _answers(self, sheet: Sheet, number: int) -> list[Cell]:
        return [cell for column, cell in sorted(sheet.rows[number].items()) if column >= _FIRST_ANSWER]

    def _table(self, sheet: Sheet, number: int, questions: Mapping[str, Question], key: str) -> _Rows:
        found = {}
        for column, cell in sheet.rows[number].items():
            if column > 1 and cell.text in questions:
                found[column] = questions[cell.text]
            elif column > 1:
                self._filling.tell(cell, f'nothing is asked under "{cell.text}"; get a new form', "unknown-field")
        return _Rows(key, found)

    def _row(self, sheet: Sheet, number: int, rows: _Rows) -> list[Answer]:
        found: list[Answer] = []
        for column, cell in sorted(sheet.rows[number].items()):
            if column > 1 and column in rows.columns:
                found.append((rows.columns[column], cell.text, cell))
            elif column > 1:
                self._filling.tell(cell, "stands beside the table and isn't read", "unread-file", "warning")
        return found

    def _item(self, draft: Draft, tables: Mapping[str, Table], sheet: Sheet, number: int, rows: _Rows | None) -> None:
        """A row of a table as an item of its list, in the entry or in the item that it names."""
        answers = self._row(sheet, number, rows) if rows else []
        if not answers or rows is None:
            return
        self._filling.item(draft, tables[rows.key], answers)

    def _sorted(self, sheet: Sheet) -> None:
        """Rows that were put under a table of the entry; says how many were not."""
        if self._last is None:
            return
        draft, form = self._last
        for one in sorted_rows(sheet, form):
            if isinstance(one, Cell):
                names = ", ".join(choices(form))
                message = f'nothing can be put under "{one.text[:60]}"; choose one of {names}'
                self._filling.tell(one, message, "bad-value")
            elif one.answers:
                place = self._filling.item(draft, one.table, one.answers) or ()
                for cell in one.views:
                    for number, view in enumerate(filter(None, LINES.split(cell.text))):
                        put(draft.data, (*place, "positions", number, "text"), view)
                        draft.cells[(*place, "positions", number, "text")] = cell
        left = unsorted_rows(sheet)
        if left:
            message = f"{len(left)} rows on this sheet are put under nothing, and stay out"
            self._filling.tell(left[0], message, "unread-file", "warning")


def _groups(sheet: Sheet) -> int:
    """How often the rows of a sheet ask for parts of which they may have several."""
    keys = [
        cell.text
        for row in sheet.rows.values()
        if row.get(1) and row[1].text.startswith(COLUMNS)
        for cell in row.values()
    ]
    return max([GROUPS, *(group_of(key)[1] for key in keys)])
