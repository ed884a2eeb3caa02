"""Forms for phones: XLSForms that pyxform takes as they are."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from macros.giving.form import form_of
from macros.giving.phone.fields import SHEET_NAME, all_repeats, repeats_of
from macros.giving.phone.limits import limits_of
from macros.giving.phone.survey import survey_of
from macros.giving.phone.xlsform import make_phone_form
from macros.model.registry import record_types
from macros.words import ENGLISH
from tests.community import second_library


@cache
def xform(type_name: str) -> str:
    """The form of a type as phones get it; nothing in it is doubtful."""
    made = BytesIO()
    make_phone_form(second_library(), type_name).save(made)
    made.seek(0)
    warnings: list[str] = []
    result = convert(made, warnings=warnings, validate=False, file_type=".xlsx")
    assert (warnings, result.warnings) == ([], [])
    return result.xform


@pytest.mark.parametrize("type_name", record_types())
def test_a_form_of_every_type_becomes_a_form_on_phones(type_name: str) -> None:
    """Without an error or a warning; with its version, and every question that it asks of people."""
    text, form = xform(type_name), form_of(record_types()[type_name])
    assert f'version="{form.version}"' in text and f"'{type_name} {form.version}'" in text
    for question in form.questions:
        assert f"/{question.key.replace('.', '__')}" in text, question.key
    names = [one.name[:SHEET_NAME] for one in all_repeats(repeats_of(form))]
    assert len(names) == len(set(names))


def test_what_must_be_filled_in_is_required_and_bounded() -> None:
    """By the same model as the check; what else can be said is asked only of whoever chooses it."""
    text = xform("practice")
    title = re.search(r'<bind [^>]*nodeset="/[^"]*/must/title"[^>]*>', text)
    assert title and 'required="true()"' in title[0]
    assert "(string-length(.) &gt;= 2 or (" in title[0] and ")) and string-length(.) &lt;= 100" in title[0]
    started = re.search(r'<bind [^>]*nodeset="/[^"]*/facts/started"[^>]*>', text)
    assert started and "regex(., '^(?:" in started[0] and "2024-05" in text
    assert re.search(r"selected\( */[^ ]*/parts *, 'partners'\)", text)
    limits = limits_of(record_types()["practice"], ENGLISH)
    assert limits["results.sources.locator"][0] == "string-length(.) <= 600"


def test_a_repeat_stands_in_the_one_that_it_belongs_to() -> None:
    """The questions of a theme are asked with the theme."""
    rows = [(row.get("type"), row.get("name")) for row in survey_of(second_library(), "workshop").survey]
    begin, end = rows.index(("begin_repeat", "thematic_leads")), rows.index(("end_repeat", "thematic_leads"))
    assert begin < rows.index(("begin_repeat", "thematic_leads__questions")) < end


def test_words_say_their_language() -> None:
    """That of the site, so that another can be added beside it."""
    book = load_workbook(_saved())
    assert [sheet.title for sheet in book.worksheets] == ["survey", "choices", "settings"]
    heads = [cell.value for cell in book["survey"][1]]
    assert "label::Romanian (ro)" in heads and "constraint_message::Romanian (ro)" in heads
    values = {book["settings"].cell(1, n).value: book["settings"].cell(2, n).value for n in range(1, 7)}
    assert values["default_language"] == "Romanian (ro)" and values["form_id"].endswith("_practice")


def _saved() -> BytesIO:
    made = BytesIO()
    make_phone_form(second_library(), "practice").save(made)
    made.seek(0)
    return made
