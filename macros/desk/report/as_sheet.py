"""Open actions as a workbook to send out: how each stands, and yellow cells for what has become of it.

`macros.giving.action_sheet` has its layout, and reads what comes back.
"""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.desk.report.follow_up_sections import ACTION_HEADS, action_row, waiting
from macros.desk.report.scope import Scope
from macros.giving.action_sheet import ASKED, FIRST, HEADS, KEYS, MARK, row_mark
from macros.giving.office_file import settled

_WIDTHS = (4, 48, 30, 24, 26, 36, 18, 14, 14, 40, 32)
_PAPER, _ANSWER = "FFE7F0EC", "FFFFF4CC"
_MOST_CHOICES = 250
"""Characters of a list to choose from that a cell can hold itself."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def as_sheet(scope: Scope, title: str, day: datetime.date) -> bytes:
    """The workbook; the same actions give the same bytes."""
    graph, say = scope.graph, scope.graph.words.gettext
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = say("Actions")[:31]
    sheet["A1"], sheet["B1"] = MARK, title
    sheet["B1"].font = Font(bold=True, size=14)
    sheet["B2"] = say("Please fill in the yellow cells and send this file back. Leave empty what you don't know.")
    answers = range(len(ACTION_HEADS) + 2, len(ACTION_HEADS) + 2 + len(ASKED))
    for column, key in zip(answers, ASKED, strict=True):
        sheet.cell(KEYS, column, key)
    for column, head in enumerate((*ACTION_HEADS, *ASKED.values()), start=2):
        cell = sheet.cell(HEADS, column, say(head))
        cell.font, cell.fill, cell.alignment = Font(bold=True), PatternFill("solid", fgColor=_PAPER), _WRAPPED
    actions = waiting(scope.actions)
    for number, one in enumerate(actions, start=FIRST):
        sheet.cell(number, 1, row_mark(one))
        for column, known in enumerate(action_row(scope, one), start=2):
            _write_words(sheet.cell(number, column), known.text)
        for column in answers:
            answer = sheet.cell(number, column)
            answer.fill, answer.number_format, answer.alignment = PatternFill("solid", fgColor=_ANSWER), "@", _WRAPPED
    labels = ",".join(graph.label("action-status", term.id) for term in graph.vocabularies["action-status"].terms)
    if actions and len(labels) < _MOST_CHOICES:
        choice = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
        column_of = get_column_letter(answers[0])
        choice.add(f"{column_of}{FIRST}:{column_of}{FIRST + len(actions) - 1}")
        sheet.add_data_validation(choice)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[KEYS].hidden = True
    sheet.freeze_panes = f"C{FIRST}"
    book.properties.title, book.properties.creator = title, graph.settings.name
    saved = BytesIO()
    book.save(saved)
    return settled(saved.getvalue(), day)


def _write_words(cell: Any, text: str) -> None:
    """Words as words, whatever they begin with: never a formula."""
    cell.value = text
    cell.data_type = "s"
    cell.alignment = _WRAPPED
