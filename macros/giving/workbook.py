"""A workbook to fill in: one sheet for an entry, or a row for each of many, and rows for what it newly needs.

A hidden first column says what each row is, so that people may sort their windows, add rows and write elsewhere.
`macros.giving.filled` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from macros.giving.cells import (
    Lists,
    add_looks,
    answer,
    choose,
    fill,
    meaning,
    need_when_begun,
    print_across,
    put,
    sheet_name,
    title,
)
from macros.giving.form import Form, Question, Table, for_editors, form_of
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
    first_and_more,
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
_LINE, _SIGNS = 15, 24
"""Height of a line, in points, and signs of the narrowest column that a table may have in one."""
_TALL = 90
"""Height of a row for prose, in points."""


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
    add_looks(book)
    first = book.active
    assert isinstance(first, Worksheet)
    given = given_by(library, entry) if entry else given or Given()
    form = form_for(library, type_name, given)
    lists = Lists(book.create_sheet(LISTS), Names(library), {})
    first.title = sheet_name(form.label)
    if many:
        _rows_sheet(first, form, lists, _MANY_ROWS)
    else:
        _entry_sheet(first, form, lists, given)
    for name in needed_types(form):
        other = form_of(record_types()[name])
        _rows_sheet(book.create_sheet(sheet_name(f"New {other.label}"), -1), other, lists, _NEW_ROWS)
    about = book.create_sheet(FORM)
    facts = {"type": type_name, "version": form_of(record_types()[type_name]).version, "library": library.settings.name}
    if entry:
        path = library.documents[entry].path
        facts |= {"entry": entry, "file": checksum((library.root / path).read_bytes())}
    for number, (key, value) in enumerate(facts.items(), start=1):
        put(about, number, 1, key)
        put(about, number, 2, value)
    for sheet in (lists.sheet, about):
        sheet.sheet_state = "hidden"
        book.move_sheet(sheet, len(book.sheetnames))
    return book


def _entry_sheet(sheet: Worksheet, form: Form, lists: Lists, given: Given) -> None:
    put(sheet, 1, 1, f"entry:{form.type_name}")
    _head(
        sheet,
        form,
        "Yellow must be filled in; what may stay empty has no star. In tables, empty rows are fine. Alt+Enter begins a "
        "paragraph.",
    )
    row = 4
    for words, number in (("What is asked", 2), ("What it means", 3), ("Your answer", 4)):
        title(sheet, row, number, words)
    first, more = first_and_more(form)
    row = _asked(sheet, row + 1, first, lists, given)
    row = _asked(sheet, _heading(sheet, row + 1, "More, if you know it"), more, lists, given)
    row = _questions(sheet, _heading(sheet, row + 1, "For the editors"), form.editors, lists, given)
    for table in form.tables:
        if for_editors(table.key):
            row = _table(sheet, row + 1, table, lists, given)
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number in range(len(_WIDTHS) + 1, 24):
        sheet.column_dimensions[get_column_letter(number)].width = 24
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "D5"
    print_across(sheet)


def _heading(sheet: Worksheet, row: int, words: str) -> int:
    put(sheet, row, 1, f"{HEADING}:")
    title(sheet, row, 2, words)
    put(sheet, row, 3, "Leave empty what you don't know.")
    return row + 1


def _asked(sheet: Worksheet, row: int, form: Form, lists: Lists, given: Given) -> int:
    """Questions, sections and tables; gives the row below."""
    row = _questions(sheet, row, sorted(form.questions, key=lambda one: not one.required), lists, given)
    for section in form.sections:
        row = _section(sheet, row, section, given)
    for table in form.tables:
        row = _table(sheet, row + 1, table, lists, given)
    return row


def _rows_sheet(sheet: Worksheet, form: Form, lists: Lists, rows: int) -> None:
    put(sheet, 1, 1, f"rows:{form.type_name}")
    _head(
        sheet,
        form,
        "Empty rows are fine. In a row that you begin, what has a star must be filled in; it turns yellow. Several "
        "values in one cell: one to a line (Alt+Enter).",
    )
    needed_first = sorted(flat_columns(form), key=lambda one: (not one.required, one.key not in form.first))
    _columns(sheet, 4, "", needed_first, lists, rows)
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "C7"


def _head(sheet: Worksheet, form: Form, words: str) -> None:
    put(sheet, 1, 2, form.label, "Name of the form")
    put(sheet, 1, 4, form.purpose, "Note")
    put(sheet, 2, 2, words)
    sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=5)
    sheet.row_dimensions[2].height = 2 * _LINE


def _questions(sheet: Worksheet, row: int, questions: Iterable[Question], lists: Lists, given: Given) -> int:
    for question in questions:
        put(sheet, row, 1, f"{QUESTION}:{question.key}")
        chosen = question.many and question.shape in ("term", "id")
        cells = max(_ANSWERS, len(given.values(question)) + 1) if chosen else 1
        _ask(sheet, row, question.label, meaning(question), question.required, cells)
        choose(sheet, [f"{get_column_letter(4)}{row}:{get_column_letter(3 + cells)}{row}"], question, lists)
        shown = [lists.names.shown(question, value) for value in given.values(question)]
        if question.many and cells == 1:
            shown = ["\n".join(shown)]
        for number, value in enumerate(shown, start=4):
            fill(sheet, row, number, value)
        if question.shape == "Markdown":
            sheet.row_dimensions[row].height = _TALL
        row += 1
    return row


def _section(sheet: Worksheet, row: int, section: Section, given: Given) -> int:
    put(sheet, row, 1, f"{SECTION}:{section.key}")
    _ask(sheet, row, section.heading, section.help, section.required, 1)
    fill(sheet, row, 4, given.sections.get(section.key, ""))
    sheet.row_dimensions[row].height = _TALL
    return row + 1


def _ask(sheet: Worksheet, row: int, label: str, meaning: str, required: bool, cells: int) -> None:
    put(sheet, row, 2, f"{label} *" if required else label, "Question")
    put(sheet, row, 3, meaning, "Meaning")
    for number in range(4, 4 + cells):
        answer(sheet, row, number, required and number == 4)


def _table(sheet: Worksheet, row: int, table: Table, lists: Lists, given: Given) -> int:
    put(sheet, row, 1, f"{HEADING}:{table.key}")
    title(sheet, row, 2, f"{table.label} *" if table.required else table.label)
    put(sheet, row, 3, f"{table.help} One row for each.".strip())
    columns = list(table.columns)
    if table.parent:
        above = table.parent.rpartition(".")[2].replace("_", " ")
        label, meaning = f"Belongs to (short name in {above})", f"The short name that its row has in {above}."
        columns.insert(0, Question(PARENT, label, meaning, True, "text"))
    rows = given.rows(table)
    below = _columns(sheet, row + 1, table.key, columns, lists, max(_ROWS, len(rows) + 2), table.required)
    for place, (above_id, item) in enumerate(rows, start=row + 4):
        for number, column in enumerate(columns, start=2):
            said = above_id if column.key == PARENT else cell_of(item, column)
            shown = [lists.names.shown(column, value) for value in said.split("\n")] if column.many else [said]
            fill(sheet, place, number, "\n".join(shown) if column.many else lists.names.shown(column, said))
    return below


def _columns(
    sheet: Worksheet,
    row: int,
    key: str,
    columns: Sequence[Question],
    lists: Lists,
    rows: int,
    needed: bool = False,
) -> int:
    """A table's keys (hidden), its labels, what they mean, and its empty rows; gives the row below.

    A row may stay empty, so what must stand in it is yellow once it is begun; in the first of a table that is `needed`
    it is from the start.
    """
    put(sheet, row, 1, f"{COLUMNS}:{key}")
    sheet.row_dimensions[row].hidden = True
    put(sheet, row + 1, 1, f"{LABELS}:{key}")
    put(sheet, row + 2, 1, f"{LABELS}:{key}")
    for number, column in enumerate(columns, start=2):
        put(sheet, row, number, column.key)
        title(sheet, row + 1, number, f"{column.label} *" if column.required else column.label)
        put(sheet, row + 2, number, meaning(column), "Meaning")
        letter = get_column_letter(number)
        if sheet.column_dimensions[letter].width < 24:
            sheet.column_dimensions[letter].width = 24
        choose(sheet, [f"{letter}{row + 3}:{letter}{row + 2 + rows}"], column, lists)
    for below in range(row + 3, row + 3 + rows):
        put(sheet, below, 1, f"{ROW}:{key}")
        for number, column in enumerate(columns, start=2):
            answer(sheet, below, number, column.required and needed and below == row + 3)
    longest = max(len(meaning(column)) for column in columns)
    sheet.row_dimensions[row + 2].height = _LINE * -(-longest // _SIGNS)
    begin, numbers = row + 3 + needed, range(2, 2 + len(columns))
    must = [number for number, column in zip(numbers, columns, strict=True) if column.required]
    need_when_begun(sheet, begin, row + 2 + rows, numbers, must)
    return row + 3 + rows
