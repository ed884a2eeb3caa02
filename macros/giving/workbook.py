"""A workbook to fill in: one sheet for an entry, or a row for each of many, and rows for what it newly needs.

A hidden first column says what each row is, so that people may sort their windows, add rows and write elsewhere.
`macros.giving.filled` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.borders import Border
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from macros.giving.form import Form, Question, Table, form_of
from macros.giving.given import Given, cell_of, checksum, form_for, given_by
from macros.giving.layout import (
    COLUMNS,
    FORM,
    HEADING,
    LABELS,
    LISTS,
    PARENT,
    QUESTION,
    ROW,
    SECTION,
    flat_columns,
    needed_types,
)
from macros.giving.names import Names
from macros.model.library import Library
from macros.model.record import Section
from macros.model.registry import record_types

_ANSWERS = 5
"""Cells for an answer of several values."""
_ROWS, _MANY_ROWS, _NEW_ROWS = 5, 200, 10
"""Empty rows of a table, of a sheet with a row for each entry, and of one for what an entry newly needs."""
_WIDTHS = (2, 30, 46, 52)
_INK, _PAPER, _NEEDED = "FF1F4F46", "FFE7F0EC", "FFFFF4CC"
_EDGE = Border(*(Side(style="thin", color="FFB8C4BF"),) * 4)
_OPEN = {"border": _EDGE, "number_format": "@"}
_LOOKS: dict[str, dict[str, Any]] = {
    "Text of the form": {},
    "Name of the form": {"font": Font(bold=True, size=16, color=_INK)},
    "Question": {"font": Font(bold=True)},
    "Note": {"font": Font(italic=True)},
    "Meaning": {"font": Font(italic=True, color="FF55605C")},
    "Title of a column": {"font": Font(bold=True, color=_INK), "fill": PatternFill("solid", start_color=_PAPER)},
    "Answer": _OPEN,
    "Needed answer": {**_OPEN, "fill": PatternFill("solid", start_color=_NEEDED)},
}
"""The looks of cells, each given once to the workbook: a look of its own for each of thousands of cells is slow."""
_TALL = 90
"""Height of a row for prose, in points."""


@dataclass
class _Lists:
    """The hidden sheet with what can be chosen: a column for each list."""

    sheet: Worksheet
    names: Names
    places: dict[tuple[str, ...], str]

    def place(self, question: Question) -> str:
        """Where the choices of a question stand; empty where anything may be written."""
        key = (question.vocabulary or "", *question.types, question.shape)
        if key not in self.places:
            choices = self.names.choices(question)
            column = len([place for place in self.places.values() if place]) + 1
            for number, choice in enumerate(choices, start=1):
                _put(self.sheet, number, column, choice)
            letter = get_column_letter(column)
            end = f"${letter}$1:${letter}${len(choices)}"
            self.places[key] = f"{quote_sheetname(LISTS)}!{end}" if choices else ""
        return self.places[key]


def make_workbook(
    library: Library, type_name: str, *, many: bool = False, entry: str = "", given: Given | None = None
) -> Workbook:
    """A workbook for one entry of a type, or for many.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
        many: a row for each entry, and no tables with rows of their own.
        entry: id of an entry that it is filled with, to be changed; none for a new one.
        given: what a new one is filled with.
    """
    book = Workbook()
    for name, look in _LOOKS.items():
        book.add_named_style(NamedStyle(name, alignment=Alignment(wrap_text=True, vertical="top"), **look))
    first = book.active
    assert isinstance(first, Worksheet)
    given = given_by(library, entry) if entry else given or Given()
    form = form_for(library, type_name, given)
    lists = _Lists(book.create_sheet(LISTS), Names(library), {})
    first.title = _sheet_name(form.label)
    if many:
        _rows_sheet(first, form, lists, _MANY_ROWS)
    else:
        _entry_sheet(first, form, lists, given)
    for name in needed_types(form):
        other = form_of(record_types()[name])
        _rows_sheet(book.create_sheet(_sheet_name(f"New {other.label}"), -1), other, lists, _NEW_ROWS)
    about = book.create_sheet(FORM)
    facts = {"type": type_name, "version": form_of(record_types()[type_name]).version, "library": library.settings.name}
    if entry:
        path = library.documents[entry].path
        facts |= {"entry": entry, "file": checksum((library.root / path).read_bytes())}
    for number, (key, value) in enumerate(facts.items(), start=1):
        _put(about, number, 1, key)
        _put(about, number, 2, value)
    for sheet in (lists.sheet, about):
        sheet.sheet_state = "hidden"
        book.move_sheet(sheet, len(book.sheetnames))
    return book


def _entry_sheet(sheet: Worksheet, form: Form, lists: _Lists, given: Given) -> None:
    _put(sheet, 1, 1, f"entry:{form.type_name}")
    _head(sheet, form, "Yellow must be filled in. Leave out what isn't known. Alt+Enter begins a paragraph.")
    row = 4
    for words, number in (("What is asked", 2), ("What it means", 3), ("Your answer", 4)):
        _title(sheet, row, number, words)
    row = _questions(sheet, row + 1, form.questions, lists, given)
    for section in form.sections:
        row = _section(sheet, row, section, given)
    for table in form.tables:
        row = _table(sheet, row + 1, table, lists, given)
    _put(sheet, row + 1, 1, f"{HEADING}:")
    _title(sheet, row + 1, 2, "For the editors")
    _put(sheet, row + 1, 3, "Leave empty what you don't know.")
    _questions(sheet, row + 2, form.editors, lists, given)
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number in range(len(_WIDTHS) + 1, 24):
        sheet.column_dimensions[get_column_letter(number)].width = 24
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "D5"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _rows_sheet(sheet: Worksheet, form: Form, lists: _Lists, rows: int) -> None:
    _put(sheet, 1, 1, f"rows:{form.type_name}")
    _head(
        sheet,
        form,
        "One row for each. Yellow must be filled in. Several values in one cell: one to a line (Alt+Enter).",
    )
    _columns(sheet, 4, "", flat_columns(form), lists, rows)
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "C7"


def _head(sheet: Worksheet, form: Form, words: str) -> None:
    _put(sheet, 1, 2, form.label, "Name of the form")
    _put(sheet, 1, 4, form.purpose, "Note")
    _put(sheet, 2, 2, words)


def _questions(sheet: Worksheet, row: int, questions: Iterable[Question], lists: _Lists, given: Given) -> int:
    for question in questions:
        _put(sheet, row, 1, f"{QUESTION}:{question.key}")
        chosen = question.many and question.shape in ("term", "id")
        cells = max(_ANSWERS, len(given.values(question)) + 1) if chosen else 1
        _ask(sheet, row, question.label, question.help, question.required, cells)
        _choose(sheet, [f"{get_column_letter(4)}{row}:{get_column_letter(3 + cells)}{row}"], question, lists)
        shown = [lists.names.shown(question, value) for value in given.values(question)]
        if question.many and cells == 1:
            shown = ["\n".join(shown)]
        for number, value in enumerate(shown, start=4):
            _fill(sheet, row, number, value)
        if question.shape == "Markdown":
            sheet.row_dimensions[row].height = _TALL
        row += 1
    return row


def _section(sheet: Worksheet, row: int, section: Section, given: Given) -> int:
    _put(sheet, row, 1, f"{SECTION}:{section.key}")
    _ask(sheet, row, section.heading, section.help, section.required, 1)
    _fill(sheet, row, 4, given.sections.get(section.key, ""))
    sheet.row_dimensions[row].height = _TALL
    return row + 1


def _ask(sheet: Worksheet, row: int, label: str, meaning: str, required: bool, cells: int) -> None:
    _put(sheet, row, 2, f"{label} *" if required else label, "Question")
    _put(sheet, row, 3, meaning, "Meaning")
    for number in range(4, 4 + cells):
        _answer(sheet, row, number, required and number == 4)


def _table(sheet: Worksheet, row: int, table: Table, lists: _Lists, given: Given) -> int:
    _put(sheet, row, 1, f"{HEADING}:{table.key}")
    _title(sheet, row, 2, f"{table.label} *" if table.required else table.label)
    _put(sheet, row, 3, f"{table.help} One row for each.".strip())
    columns = list(table.columns)
    if table.parent:
        above = table.parent.rpartition(".")[2].replace("_", " ")
        label, meaning = f"Belongs to (id in {above})", f"The id that its row has in {above}."
        columns.insert(0, Question(PARENT, label, meaning, True, "text"))
    rows = given.rows(table)
    below = _columns(sheet, row + 1, table.key, columns, lists, max(_ROWS, len(rows) + 2))
    for place, (above_id, item) in enumerate(rows, start=row + 4):
        for number, column in enumerate(columns, start=2):
            said = above_id if column.key == PARENT else cell_of(item, column)
            shown = [lists.names.shown(column, value) for value in said.split("\n")] if column.many else [said]
            _fill(sheet, place, number, "\n".join(shown) if column.many else lists.names.shown(column, said))
    return below


def _columns(sheet: Worksheet, row: int, key: str, columns: Sequence[Question], lists: _Lists, rows: int) -> int:
    """A table's keys (hidden), its labels, what they mean, and its empty rows; gives the row below."""
    _put(sheet, row, 1, f"{COLUMNS}:{key}")
    sheet.row_dimensions[row].hidden = True
    _put(sheet, row + 1, 1, f"{LABELS}:{key}")
    _put(sheet, row + 2, 1, f"{LABELS}:{key}")
    for number, column in enumerate(columns, start=2):
        _put(sheet, row, number, column.key)
        _title(sheet, row + 1, number, f"{column.label} *" if column.required else column.label)
        _put(sheet, row + 2, number, column.help, "Meaning")
        letter = get_column_letter(number)
        if sheet.column_dimensions[letter].width < 24:
            sheet.column_dimensions[letter].width = 24
        _choose(sheet, [f"{letter}{row + 3}:{letter}{row + 2 + rows}"], column, lists)
    for below in range(row + 3, row + 3 + rows):
        _put(sheet, below, 1, f"{ROW}:{key}")
        for number, column in enumerate(columns, start=2):
            _answer(sheet, below, number, column.required)
    return row + 3 + rows


def _choose(sheet: Worksheet, cells: Sequence[str], question: Question, lists: _Lists) -> None:
    """Offer what can be chosen, and a word about it; other words are allowed where entries may be new."""
    place = lists.place(question)
    if place:
        known = question.vocabulary is not None or not question.types
        rule = DataValidation("list", formula1=place, allow_blank=True, errorStyle="stop" if known else "information")
        rule.showErrorMessage = known and not question.many
        rule.error = "Please choose from the list." if known else ""
        for one in cells:
            rule.add(one)
        sheet.add_data_validation(rule)
    corner = sheet[cells[0].partition(":")[0]]
    if question.help:
        corner.comment = Comment(_hint(question), "Form", height=90, width=260)


def _hint(question: Question) -> str:
    shapes = {
        "term": "Choose from the list.",
        "id": "Choose from the list. What isn't there: write its title, and fill in a row on the sheet for new ones.",
        "date": "A day, for example 2026-03-31.",
        "number": "A whole number.",
        "Markdown": "Text; paragraphs, lists and links may stand in it.",
    }
    several = "Several: one to a line or to a cell." if question.many else ""
    return " ".join(part for part in (question.help, shapes.get(question.shape, ""), several) if part)


def _answer(sheet: Worksheet, row: int, column: int, required: bool) -> None:
    sheet.cell(row, column).style = "Needed answer" if required else "Answer"


def _fill(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write an answer into a cell that has its looks."""
    if text:
        cell = sheet.cell(row, column, text)
        cell.data_type = "s"


def _title(sheet: Worksheet, row: int, column: int, words: str) -> None:
    _put(sheet, row, column, words, "Title of a column")


def _put(sheet: Worksheet, row: int, column: int, text: str, look: str = "Text of the form") -> None:
    """Write a text; one that begins like a formula stays a text."""
    cell = sheet.cell(row, column, text)
    if cell.data_type == "f":
        cell.data_type = "s"
    cell.style = look


def _sheet_name(words: str) -> str:
    """A name that a sheet may have: 31 characters, none of those that spreadsheets keep for themselves."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in words)[:31].strip()
