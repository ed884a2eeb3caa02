"""The workbook that goes back to whoever sent it: theirs, with what is wrong beside each row."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill

from macros.giving.found import NOTE, Found
from macros.giving.sheets import Cell

_INK, _PAPER = "FF8A1C1C", "FFFBE9E7"


def write_answer(sent: bytes, found: Sequence[Found]) -> bytes:
    """A copy of a workbook with problems beside its rows.

    Args:
        sent: the content of a workbook that `read_sheets` takes.
        found: what is wrong.
    """
    book = load_workbook(BytesIO(sent))
    _clear(book)
    by_row: dict[tuple[str, int], list[str]] = {}
    cells = [(one, one.cell if isinstance(one.cell, Cell) else None) for one in found]
    for one, at in cells:
        sheet, row = (at.sheet, at.row) if at else (book.sheetnames[0], 1)
        place = f"{at.place.rpartition('!')[2]}, " if at else ""
        by_row.setdefault((sheet, row), []).append(place + one.said)
    for (name, row), messages in by_row.items():
        sheet_of = book[name]
        column = sheet_of.max_column + 1 if row == 1 else _beside(sheet_of, row)
        cell = sheet_of.cell(row, column, "\n".join(NOTE + message for message in messages))
        cell.data_type = "s"
        cell.font, cell.fill = Font(bold=True, color=_INK), PatternFill("solid", start_color=_PAPER)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        for one_cell in (at for _, at in cells if at and (at.sheet, at.row) == (name, row)):
            sheet_of.cell(one_cell.row, one_cell.column).fill = PatternFill("solid", start_color=_PAPER)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _clear(book: Workbook) -> None:
    """Take out the notes of an earlier round."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(NOTE):
                    cell.value = None


def _beside(sheet: object, row: int) -> int:
    """The first column to the right of everything in a row."""
    cells = [cell for cell in sheet[row] if cell.value is not None]  # type: ignore[index]
    return max((cell.column for cell in cells), default=1) + 1
