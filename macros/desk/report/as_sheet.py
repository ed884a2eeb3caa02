"""Open actions as a workbook to send out: how each stands, and yellow cells for what has become of it.

`macros.giving.action_sheet` has its layout, and reads what comes back.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from macros.desk.report.follow_up_sections import ACTION_HEADS, action_row, waiting
from macros.desk.report.scope import Scope
from macros.giving.action_sheet import ASKED, FIRST, HEADS, KEYS, MARK, row_mark
from macros.giving.cells import print_across
from macros.giving.office_file import settled
from macros.knowledge.actions import all_actions

_WIDTHS = (4, 48, 30, 24, 26, 36, 18, 14, 14, 40, 30, 16, 32)
_PAPER, _ANSWER = "FFE7F0EC", "FFFFF4CC"
_MOST_CHOICES = 250
"""Characters of a list to choose from that a cell can hold itself."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def as_sheet(
    scope: Scope,
    title: str,
    day: datetime.date,
    answers: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> bytes:
    """The workbook; the same actions give the same bytes.

    Args:
        scope: its open actions are asked for.
        title: above them.
        day: on which the file was made.
        answers: what is filled in already, by node of an action and key of `ASKED`; then these actions alone are asked
            for, also closed ones.
    """
    graph, say = scope.graph, scope.graph.words.gettext
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = say("Actions")[:31]
    sheet["A1"], sheet["B1"] = MARK, title
    sheet["B1"].font = Font(bold=True, size=14)
    sheet["B2"] = say("Please fill in the yellow cells and send this file back. Leave empty what you don't know.")
    asked = range(len(ACTION_HEADS) + 2, len(ACTION_HEADS) + 2 + len(ASKED))
    for column, key in zip(asked, ASKED, strict=True):
        sheet.cell(KEYS, column, key)
    for column, head in enumerate((*ACTION_HEADS, *ASKED.values()), start=2):
        cell = sheet.cell(HEADS, column, say(head))
        cell.font, cell.fill, cell.alignment = Font(bold=True), PatternFill("solid", fgColor=_PAPER), _WRAPPED
    actions = [one for one in all_actions(graph) if one.node in answers] if answers else waiting(scope.actions)
    for number, one in enumerate(actions, start=FIRST):
        sheet.cell(number, 1, row_mark(one))
        for column, known in enumerate(action_row(scope, one), start=2):
            _write_words(sheet.cell(number, column), known.text)
        filled = answers.get(one.node, {})
        for column, key in zip(asked, ASKED, strict=True):
            answer = sheet.cell(number, column)
            _write_words(answer, filled.get(key) or None)
            answer.fill, answer.number_format, answer.alignment = PatternFill("solid", fgColor=_ANSWER), "@", _WRAPPED
    labels = ",".join(graph.label("action-status", term.id) for term in graph.vocabularies["action-status"].terms)
    if actions and len(labels) < _MOST_CHOICES:
        choice = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
        column_of = get_column_letter(asked[0])
        choice.add(f"{column_of}{FIRST}:{column_of}{FIRST + len(actions) - 1}")
        sheet.add_data_validation(choice)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[KEYS].hidden = True
    print_across(sheet)
    sheet.page_setup.paperSize = 9
    sheet.print_title_rows = f"{HEADS}:{HEADS}"
    sheet.freeze_panes = f"C{FIRST}"
    book.properties.title, book.properties.creator = title, graph.settings.name
    saved = BytesIO()
    book.save(saved)
    return settled(saved.getvalue(), day)


def _write_words(cell: Any, text: str | None) -> None:
    """Words as words, whatever they begin with: never a formula."""
    cell.value = text
    if text is not None:
        cell.data_type = "s"
    cell.alignment = _WRAPPED
