"""The cells of a workbook to fill in: how they look, what can be chosen in them, and a word about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.borders import Border
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from macros.giving.form import Question
from macros.giving.layout import LISTS
from macros.giving.names import Names

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


def add_looks(book: Workbook) -> None:
    """Give a workbook the looks of its cells."""
    for name, look in _LOOKS.items():
        book.add_named_style(NamedStyle(name, alignment=Alignment(wrap_text=True, vertical="top"), **look))


@dataclass
class Lists:
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
                put(self.sheet, number, column, choice)
            letter = get_column_letter(column)
            end = f"${letter}$1:${letter}${len(choices)}"
            self.places[key] = f"{quote_sheetname(LISTS)}!{end}" if choices else ""
        return self.places[key]


def choose(sheet: Worksheet, cells: Sequence[str], question: Question, lists: Lists) -> None:
    """Offer what can be chosen, and a word about it; other words are allowed where entries may be new."""
    place = lists.place(question)
    if place:
        known = question.vocabulary is not None or question.shape == "true or false"
        rule = DataValidation("list", formula1=place, allow_blank=True, errorStyle="stop" if known else "information")
        rule.showErrorMessage = known and not question.many
        rule.error = "Please choose from the list." if known else ""
        for one in cells:
            rule.add(one)
        sheet.add_data_validation(rule)
    corner = sheet[cells[0].partition(":")[0]]
    if question.help or question.types:
        corner.comment = Comment(_hint(question), "Form", height=90, width=260)


def meaning(question: Question) -> str:
    """What a question means, and that entries may be called by their titles, new ones too."""
    words = question.help.replace("`", "")
    return f"{words} Choose one, or write its title.".strip() if question.types else words


def _hint(question: Question) -> str:
    shapes = {
        "term": "Choose from the list.",
        "id": "Choose from the list. What isn't there: write its title, and fill in a row on the sheet for new ones.",
        "date": "A day, for example 2026-03-31.",
        "number": "A whole number.",
        "language": "Its name, in English or in the language of this form.",
        "Markdown": "Text; paragraphs, lists and links may stand in it.",
    }
    several = "Several: one to a line or to a cell." if question.many else ""
    return " ".join(part for part in (question.help.replace("`", ""), shapes.get(question.shape, ""), several) if part)


def answer(sheet: Worksheet, row: int, column: int, required: bool) -> None:
    """Make a cell one for an answer."""
    sheet.cell(row, column).style = "Needed answer" if required else "Answer"


def need_when_begun(sheet: Worksheet, first: int, last: int, columns: Sequence[int], needed: Sequence[int]) -> None:
    """Mark what must be filled in of a row as soon as something stands in the row, and not before.

    Args:
        sheet: with the rows.
        first: row, from 1.
        last: row.
        columns: of the table.
        needed: columns of it that must be filled in.
    """
    yellow = PatternFill("solid", start_color=_NEEDED, end_color=_NEEDED)
    left, right = get_column_letter(min(columns)), get_column_letter(max(columns))
    for number in needed:
        letter = get_column_letter(number)
        begun = f"AND(COUNTA(${left}{first}:${right}{first})>0,LEN(TRIM(${letter}{first}))=0)"
        rule = Rule("expression", formula=[begun], dxf=DifferentialStyle(fill=yellow))
        sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def fill(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write an answer into a cell that has its looks."""
    if text:
        cell = sheet.cell(row, column, text)
        cell.data_type = "s"


def title(sheet: Worksheet, row: int, column: int, words: str) -> None:
    """Write what a column or a part is called."""
    put(sheet, row, column, words, "Title of a column")


def put(sheet: Worksheet, row: int, column: int, text: str, look: str = "Text of the form") -> None:
    """Write a text; one that begins like a formula stays a text."""
    cell = sheet.cell(row, column, text)
    if cell.data_type == "f":
        cell.data_type = "s"
    cell.style = look


def print_across(sheet: Worksheet) -> None:
    """Print a sheet on pages that lie on their side, all columns on one."""
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def sheet_name(words: str) -> str:
    """A name that a sheet may have: 31 characters, none of those that spreadsheets keep for themselves."""
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in words)[:31].strip()
