"""The cells of a workbook that somebody sent, as the texts that they show, and nothing that could do harm or take long.

Formulas, macros, links to other files and embedded objects are refused, not cleaned: who sent them shall know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from macros.giving.found import NOTE, Found, whole
from macros.giving.shown import UnclearCellError, shown
from macros.giving.struck import Struck, struck_in, struck_out
from macros.load.office import why_refused
from macros.problems import Problem, Severity

MAX_BYTES = 5_000_000
"""Of the file."""
_PARTS, _SHEETS, _ROWS, _COLUMNS = 300, 30, 5_000, 200
_ERRORS = re.compile(r"#(?:REF|N/A|VALUE|DIV/0|NAME|NULL|NUM)[!?]?|#N/A")


@dataclass(frozen=True)
class Cell:
    """A cell with something in it."""

    sheet: str
    row: int
    column: int
    text: str

    @property
    def place(self) -> str:
        """As people name it: `Good practice!D5`."""
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


@dataclass
class Sheet:
    """A sheet's cells, row by row."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """What a cell says; empty for nothing."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text if cell else ""


def read_sheets(
    content: bytes, name: str, *, rows: int = _ROWS, columns: int = _COLUMNS
) -> tuple[list[Sheet], list[Found]]:
    """Read a workbook.

    Args:
        content: of the file, `MAX_BYTES` at most.
        name: of the file, for the problems.
        rows: most rows of a sheet; what stands below is named.
        columns: most columns of a sheet.

    Returns:
        Its sheets, and what is wrong with the file. With a problem of the whole file there are no sheets.
    """
    why = why_refused(content, "workbook", ".xlsx", parts=_PARTS)
    if why:
        return [], [whole(name, why, "unread-file")]
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # whatever a damaged or forged file makes the library raise
        why = f"is no workbook that can be read ({type(error).__name__}); save it anew"
        return [], [whole(name, why, "unread-file")]
    problems: list[Found] = []
    sheets = []
    if len(book.sheetnames) > _SHEETS:
        return [], [whole(name, f"has {len(book.sheetnames)} sheets; {_SHEETS} are taken", "too-large")]
    try:
        for found in book.worksheets:
            sheet = Sheet(found.title)
            sheets.append(sheet)
            path = vars(found)["_worksheet_path"]  # openpyxl has no other word for it
            struck = struck_in(content, path)
            for cell in _cells(found, sheet.name, name, problems, (rows, columns), struck):
                sheet.rows.setdefault(cell.row, {})[cell.column] = cell
    except Exception as error:  # as above, in a part that is read late
        return [], [whole(name, f"is damaged ({type(error).__name__}); save it anew", "unread-file")]
    return sheets, problems


def _cells(
    found: Any,
    sheet: str,
    file: str,
    problems: list[Found],
    most: tuple[int, int],
    struck: Mapping[str, Struck],
) -> Iterator[Cell]:
    rows, columns = most
    beyond = False
    for row in found.iter_rows(max_row=rows + 1, max_col=columns + 1):
        for cell in row:
            if cell.value is None:
                continue
            given = Cell(sheet, cell.row, cell.column, "")
            if cell.row > rows:
                problems.append(_at(file, given, f"lies below row {rows:,}, where nothing is read", "too-large"))
                return
            if cell.column > columns:
                if not beyond:
                    message = f"lies beyond column {columns:,}, where nothing is read"
                    problems.append(_at(file, given, message, "too-large"))
                beyond = True
                continue
            if cell.data_type == "f":
                message = "holds a formula; only values are taken. Copy it and paste it as a value"
                problems.append(_at(file, given, message, "bad-value"))
                continue
            try:
                text = shown(cell.value, cell.number_format or "")
            except UnclearCellError as error:
                problems.append(_at(file, given, str(error), "bad-value"))
                continue
            if text.startswith(NOTE):
                continue
            kept, out = struck.get(cell.coordinate, ("", text) if cell.font.strike else (text, ""))
            if out.strip():
                problems.append(_at(file, given, struck_out(out), "unread-file", "warning"))
                text = kept.strip()
            if cell.data_type == "e" or _ERRORS.fullmatch(text):
                problems.append(_at(file, given, f"holds the error {text}; write the value", "bad-value"))
            elif text:
                yield Cell(sheet, cell.row, cell.column, text)


def _at(file: str, cell: Cell, message: str, code: str, severity: Severity = "error") -> Found:
    return Found(Problem(file, cell.row, "-", message, code, severity), cell)
