"""A form for phones as a workbook (XLSForm), which KoboToolbox, ODK and others turn into a form.

<https://xlsform.org/> describes the sheets and columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from macros.giving.phone.survey import Row, in_language, listed, survey_of
from macros.model.languages import locale_of
from macros.model.library import Library

_WIDTH = 28


def make_phone_form(library: Library, type_name: str) -> Workbook:
    """The form of a type for phones, as openpyxl has it.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
    """
    made = survey_of(library, type_name)
    language = _language(library.settings.language)
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "survey"
    _fill(first, [in_language(row, language) for row in made.survey])
    _fill(book.create_sheet("choices"), [in_language(row, language) for row in made.choices])
    _fill(book.create_sheet("settings"), [{**made.settings, "default_language": language}])
    return book


def _language(tag: str) -> str:
    """A language as XLSForms name it: `English (en)`."""
    name = Locale.parse(locale_of(tag) or "en").get_language_name("en") or tag
    return f"{name} ({tag})"


def _fill(sheet: Worksheet, rows: Sequence[Row]) -> None:
    columns = list(listed(rows))
    for number, name in enumerate(columns, start=1):
        sheet.cell(1, number, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    for place, row in enumerate(rows, start=2):
        for number, name in enumerate(columns, start=1):
            if name in row:
                cell = sheet.cell(place, number, row[name])
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
