"""Rows of a workbook that somebody sorts: each is put under a table of the entry, or stays out.

`minutes_workbook` writes them, `filled` reads them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.giving.form import Form, Question, Table
from macros.giving.layout import ROW
from macros.giving.sheets import Cell, Sheet

SORTING, NOTES = "sorting", "notes"
"""What the first cell says of a sheet with such rows, and of one that is only to be read."""
CHOICE, KIND, TEXT, OWNER, DUE, DUE_NOTE, LEVEL, VIEWS, PLACE, LINE = range(2, 12)
"""Columns of these rows."""
LABELS = {
    CHOICE: "Put it under",
    KIND: "It looks like",
    TEXT: "Text",
    OWNER: "Who (actions)",
    DUE: "Day (actions)",
    DUE_NOTE: "Time in words (actions)",
    LEVEL: "How firmly (agreements)",
    VIEWS: "Views (divergent views), one to a line",
    PLACE: "Where it stands",
    LINE: "The line it came from",
}
TABLES = ("actions", "agreements", "recommendations", "divergent_views", "participants")
"""Tables of a workshop that rows can be put under."""
_TEXTS = {"divergent_views": "issue"}
_STATUS = "open"


@dataclass(frozen=True)
class Sorted:
    """A row that somebody has put under a table."""

    table: Table
    answers: list[tuple[Question, str, Cell]]
    views: list[Cell]
    """For a divergent view, the cell with its positions."""


def choices(form: Form) -> dict[str, Table]:
    """What a row can be put under, by its label."""
    return {table.label: table for table in form.tables if table.key in TABLES}


def sorted_rows(sheet: Sheet, form: Form) -> Iterator[Sorted | Cell]:
    """Rows that are put under a table, and the cell of each choice that is none."""
    known = choices(form)
    for number in sorted(sheet.rows):
        choice = sheet.rows[number].get(CHOICE)
        if not sheet.text(number, 1).startswith(ROW) or choice is None:
            continue
        if choice.text not in known:
            yield choice
            continue
        table = known[choice.text]
        cells = sheet.rows[number]
        columns = {column.key: column for column in table.columns}
        answers = [(columns[key], cell.text, cell) for key, cell in _answers(table, cells, choice) if key in columns]
        yield Sorted(table, answers, [cells[VIEWS]] if VIEWS in cells and table.key == "divergent_views" else [])


def unsorted_rows(sheet: Sheet) -> list[Cell]:
    """Rows that nothing was chosen for."""
    rows = (number for number in sorted(sheet.rows) if sheet.text(number, 1).startswith(ROW))
    return [
        sheet.rows[number][TEXT] for number in rows if CHOICE not in sheet.rows[number] and TEXT in sheet.rows[number]
    ]


def _answers(table: Table, cells: dict[int, Cell], choice: Cell) -> Iterator[tuple[str, Cell]]:
    if TEXT in cells:
        of_library = table.key == "participants" and cells[TEXT].text.endswith("]")
        text = "organisation" if of_library else "name" if table.key == "participants" else "text"
        yield _TEXTS.get(table.key, text), cells[TEXT]
    if table.key == "actions":
        if OWNER in cells:
            yield "owners" if cells[OWNER].text.endswith("]") else "owner", cells[OWNER]
        for column, key in ((DUE, "due"), (DUE_NOTE, "due_note")):
            if column in cells:
                yield key, cells[column]
        yield "status", Cell(choice.sheet, choice.row, choice.column, _STATUS)
    if table.key == "agreements" and LEVEL in cells:
        yield "level", cells[LEVEL]
    if PLACE in cells:
        yield "locator", cells[PLACE]
