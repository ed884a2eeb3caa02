"""A workshop drafted from minutes as a workbook: the form, filled in, and sheets of what is to be sorted or left out.

Whoever knows the meeting goes on in it; `commonthread receive` takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.giving import sorting
from macros.giving.form import form_of
from macros.giving.given import Given
from macros.giving.layout import COLUMNS, FORM, LABELS, LISTS, QUESTION, ROW
from macros.giving.minutes_entry import TYPE, Filled, missing
from macros.giving.names import Names, shown_entry
from macros.giving.workbook import make_workbook
from macros.load.document import Location
from macros.minutes.finding import ACTION, AGREEMENT, DATE, OPEN, ORGANISATION, RECOMMENDATION, Finding
from macros.minutes.minutes import Minutes
from macros.model.library import Library
from macros.model.registry import record_types

MOST_ROWS = 2_000
"""Rows to be sorted that are written."""
_LOOKS = {
    ACTION: "Actions", AGREEMENT: "Agreements", RECOMMENDATION: "Recommendations", OPEN: "Divergent views",
    ORGANISATION: "Participants", DATE: "A day that can be read in two ways",
}  # fmt: skip
_WIDTHS = {
    sorting.CHOICE: 20, sorting.KIND: 20, sorting.TEXT: 70, sorting.OWNER: 30, sorting.DUE: 14, sorting.DUE_NOTE: 24,
    sorting.LEVEL: 22, sorting.VIEWS: 30, sorting.PLACE: 20, sorting.LINE: 70,
}  # fmt: skip
_INK, _PAPER = "FF1F4F46", "FFE7F0EC"


def minutes_workbook(filled: Filled, minutes: Minutes, library: Library) -> Workbook:
    """The workbook.

    Args:
        filled: what the minutes fill in.
        minutes: their proposals are rows to be sorted.
        library: its lists and entries can be chosen from.
    """
    book = make_workbook(library, TYPE, given=Given(filled.data))
    first = book.worksheets[0]
    _comment(first, filled)
    if minutes.proposed:
        _to_sort(book.create_sheet("To be sorted", 1), minutes.proposed, library)
    if minutes.candidates:
        rows = [(one.kind.capitalize(), one.text, one.place) for one in minutes.candidates]
        words = "Sentences that may belong to a definition or a practice: entries of their own. Nothing here is read."
        _notes(book.create_sheet("Candidates", 2), words, ("It looks like", "Sentence", "Where it stands"), rows)
    left = [(kind.capitalize(), str(count), "") for kind, count in sorted(minutes.left_out.items())]
    left += [("To be filled in", one, "") for one in missing(filled.data)]
    words = "What was left out of this draft, and what it still needs. Nothing here is read."
    _notes(book.create_sheet("Left out", 3), words, ("What", "How many, or which", ""), left)
    for name in (LISTS, FORM):
        book.move_sheet(book[name], len(book.sheetnames))
    book.active = 0
    return book


def _comment(sheet: Worksheet, filled: Filled) -> None:
    """Put the line that each value comes from beside it, as a note."""
    for (row, column), line in _places(sheet, filled.lines):
        note = Comment(line, "Minutes", height=110, width=320)
        sheet.cell(row, column).comment = note


def _places(sheet: Worksheet, lines: dict[Location, str]) -> Iterator[tuple[tuple[int, int], str]]:
    begins: dict[str, int] = {}
    counted: dict[str, int] = {}
    for (mark,) in sheet.iter_rows(max_col=1):
        kind, _, key = str(mark.value or "").partition(":")
        if kind in (QUESTION, COLUMNS):
            begins[key] = int(mark.row or 0)
    for where, line in lines.items():
        names = ".".join(str(part) for part in where if not isinstance(part, int))
        if names not in begins:
            continue
        numbers = [part for part in where if isinstance(part, int)]
        if not numbers or sheet.cell(begins[names], 1).value == f"{QUESTION}:{names}":
            yield (begins[names], 4 + (numbers[0] if numbers else 0)), line
        else:
            counted[names] = counted.get(names, -1) + 1
            yield (begins[names] + 3 + counted[names], 2), line


def _to_sort(sheet: Worksheet, found: Sequence[Finding], library: Library) -> None:
    sheet.cell(1, 1, f"{sorting.SORTING}:{TYPE}")
    sheet.cell(1, 2, "To be sorted").font = Font(bold=True, size=16, color=_INK)
    words = (
        'Sentences that may be something. Choose under "Put it under" what each is, and mend its text; what has no '
        "choice stays out. Nobody's name may come back in."
    )
    sheet.cell(2, 2, words)
    sheet.cell(4, 1, f"{LABELS}:")
    for column, label in sorting.LABELS.items():
        _head(sheet, 4, column, label, _WIDTHS[column])
    for row, one in enumerate(found[:MOST_ROWS], start=5):
        sheet.cell(row, 1, f"{ROW}:")
        for column, text in _row(one, library).items():
            cell = sheet.cell(row, column, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    form = form_of(record_types()[TYPE])
    _choose(sheet, sorting.CHOICE, list(sorting.choices(form)), len(found))
    level = next(c for table in form.tables if table.key == "agreements" for c in table.columns if c.key == "level")
    _choose(sheet, sorting.LEVEL, Names(library).choices(level), len(found))
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "D5"


def _row(one: Finding, library: Library) -> dict[int, str]:
    owners = "\n".join(shown_entry(library.records[id].title, id) for id in one.owners)
    of_library = one.kind == ORGANISATION and one.owners
    cells = {
        sorting.KIND: _LOOKS[one.kind],
        sorting.TEXT: owners if of_library else one.text,
        sorting.OWNER: "" if of_library else owners or one.owner,
        sorting.DUE: one.due.isoformat() if one.due else "",
        sorting.DUE_NOTE: one.due_note,
        sorting.PLACE: one.place,
        sorting.LINE: one.line,
    }
    return {column: text for column, text in cells.items() if text}


def _choose(sheet: Worksheet, column: int, labels: Sequence[str], rows: int) -> None:
    """Let one of some words be chosen in a column; they stand far to the right, hidden."""
    place = column + 20
    for number, label in enumerate(labels, start=1):
        sheet.cell(number, place, label)
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].hidden = True
    cells = f"{quote_sheetname(sheet.title)}!${letter}$1:${letter}${len(labels)}"
    rule = DataValidation("list", formula1=cells, allow_blank=True, showErrorMessage=True)
    rule.error = "Please choose from the list, or leave it empty."
    rule.add(f"{get_column_letter(column)}5:{get_column_letter(column)}{4 + rows}")
    sheet.add_data_validation(rule)


def _notes(sheet: Worksheet, words: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    sheet.cell(1, 1, f"{sorting.NOTES}:")
    sheet.cell(1, 2, sheet.title).font = Font(bold=True, size=16, color=_INK)
    sheet.cell(2, 2, words)
    for number, label in enumerate(heads, start=2):
        _head(sheet, 4, number, label, (30, 80, 24)[number - 2])
    for place, row in enumerate(rows, start=5):
        for number, text in enumerate(row, start=2):
            cell = sheet.cell(place, number, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].hidden = True


def _head(sheet: Worksheet, row: int, column: int, label: str, width: int) -> None:
    cell = sheet.cell(row, column, label)
    cell.font, cell.fill = Font(bold=True, color=_INK), PatternFill("solid", start_color=_PAPER)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(column)].width = width
