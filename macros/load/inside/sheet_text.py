"""What a workbook of Excel says: every cell, hidden sheets and rows too, each after the head of its column.

A number says little by itself; after *Phone* it is a telephone number.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO
from typing import Any

from macros.load.inside.told import Told, UnreadableError
from macros.load.office import why_refused

MOST_CELLS = 500_000
_MOST_PARTS = 3_000
_LONGEST_HEAD = 40
_HEADS = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]{1,500})<")
_DRAWN = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>([^<]{1,2000})</(?:\w+:)?t>")
_DRAWINGS = re.compile(r"xl/(?:drawings|comments|threadedComments|charts)[^.]*\.xml")


def read_sheets(content: bytes) -> Told:
    """What it says, row by row.

    Raises:
        UnreadableError: when it is no workbook, locked, damaged, or unpacks to too much.
    """
    from openpyxl import load_workbook

    why = why_refused(content, "workbook", ".xlsx", parts=_MOST_PARTS, embedded=True)
    if why:
        raise UnreadableError(why)
    told, cells = Told(), 0
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for number, sheet in enumerate(book.worksheets, start=1):
            sheet.reset_dimensions()
            told.add(f"the name of sheet {number}", sheet.title)
            heads: dict[int, str] | None = None
            for row in sheet.iter_rows():
                filled = [cell for cell in row if cell.value is not None]
                cells += len(filled)
                if cells > MOST_CELLS:
                    told.ended = True
                    return told
                if filled and heads is None:
                    heads = _heads(filled)
                for cell in filled:
                    head = (heads or {}).get(cell.column, "")
                    value = _written(cell.value)
                    words = f"{head}: {value}" if head and head != value else value
                    told.add(f"sheet {number}, cell {cell.coordinate}", words, "; " if cell is not filled[-1] else "\n")
        book.close()
        _read_around(told, content)
    except Exception as error:  # whatever a damaged or forged file makes the library raise
        raise UnreadableError(f"is no workbook that can be read ({type(error).__name__})") from None
    return told


def _heads(row: list[Any]) -> dict[int, str]:
    """The heads of columns, where a first row holds nothing but short words."""
    words = {cell.column: " ".join(str(cell.value).split()) for cell in row if isinstance(cell.value, str)}
    fit = len(words) == len(row) and all(len(one) <= _LONGEST_HEAD for one in words.values())
    return words if fit else {}


def _written(value: Any) -> str:
    """A value as people write it."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_around(told: Told, content: bytes) -> None:
    """Headers and footers for paper, and words in drawings and comments."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for match in _HEADS.finditer(parts.read(name)):
                    told.add("a header or a footer", match[1].decode("utf-8", "replace"))
            elif _DRAWINGS.fullmatch(name):
                for match in _DRAWN.finditer(parts.read(name)):
                    told.add("a drawing or a comment", match[1].decode("utf-8", "replace"))
