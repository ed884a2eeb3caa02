"""Workbook, Word file and phone say the same of the same answers: the same entry, or the same field and code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.giving.form import form_of
from macros.giving.proposal import check_proposals
from macros.giving.received import Sent, read_received
from macros.giving.workbook import make_workbook
from macros.model.registry import record_types
from tests.community import copy_second, second_library
from tests.giving.phone.exports import Export
from tests.giving.word.forms import cell, opened, saved, write_below

FORM = form_of(record_types()["practice"])
LABELS = {question.key: question.label for question in FORM.questions}
HEADINGS = {section.key: section.heading for section in FORM.sections}
RIGHT = {
    "title": "Semințe la schimb în piață",
    "summary": "Vecinii au adus semințe de acasă și au plecat cu altele.",
    "countries": "romania",
    "validation_level": "samanta",
    "body.problem": "Semințele bune se pierdeau.",
    "body.what_was_done": "1. S-a pus o masă.\n2. S-a făcut schimb.",
    "sources.source": "minuta-sezatoarei",
}


def _in_excel(answers: Mapping[str, str]) -> Sent:
    book = make_workbook(second_library(), "practice")
    sheet = book.worksheets[0]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}
    for key, text in answers.items():
        if key.startswith("sources."):
            sheet.cell(rows["columns:sources"] + 3, 2, text)
        else:
            mark = key.replace("body.", "section:") if key.startswith("body.") else f"question:{key}"
            sheet.cell(rows[mark], 4, text)
    made = BytesIO()
    book.save(made)
    assert load_workbook(made)
    return Sent("form.xlsx", made.getvalue())


def _in_word(answers: Mapping[str, str]) -> Sent:
    document = opened()
    for key, text in answers.items():
        if key.startswith("body."):
            write_below(document, HEADINGS[key.removeprefix("body.")], text.split("\n"))
        elif key.startswith("sources."):
            table = next(one for one in document.tables if one.cell(0, 0).text.startswith("Source *"))
            table.cell(1, 0).text = text
        else:
            cell(document, LABELS[key]).text = text
    return Sent("form.docx", saved(document))


def _on_a_phone(answers: Mapping[str, str]) -> Sent:
    export = Export("practice")
    said = {key.replace(".", "__"): text for key, text in answers.items() if not key.startswith("sources.")}
    sources = [{"sources__source": answers["sources.source"]}] if "sources.source" in answers else []
    export.submit(said, {"sources": sources}, "uuid-1")
    return Sent("export.xlsx", export.content())


FORMS: dict[str, Callable[[Mapping[str, str]], Sent]] = {
    "excel": _in_excel,
    "word": _in_word,
    "phone": _on_a_phone,
}
CASES: dict[str, tuple[dict[str, str], set[tuple[str, str]]]] = {
    "all is right": ({}, set()),
    "values are wrong": (
        {"title": "x", "started": "2026-13"},
        {("title", "bad-value"), ("started", "bad-date")},
    ),
    "a value is of no list": ({"validation_level": "samantza"}, {("validation_level", "unknown-term")}),
    "values are missing": (
        {"summary": "", "body.problem": ""},
        {("summary", "missing-field"), ("text", "missing-section")},
    ),
    "nothing shows it": ({"sources.source": ""}, {("sources", "evidence-missing")}),
    "an entry is nobody's": ({"countries": "Atlantida"}, {("countries.0", "dangling-reference")}),
    "a text does what no text may": (
        {"body.problem": "Vezi [[nimic-de-felul]] și [@fara-izvor]."},
        {("text", "dangling-reference")},
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second community, which nothing here changes."""
    return copy_second(tmp_path_factory.mktemp("agree") / "project")


@pytest.mark.parametrize("name", CASES)
def test_all_forms_say_the_same(project: Path, name: str) -> None:
    """Field and code, whatever somebody wrote it in."""
    changes, expected = CASES[name]
    answers = {key: text for key, text in {**RIGHT, **changes}.items() if text}
    judged: dict[str, set[tuple[str, str]]] = {}
    for make in FORMS.values():
        sent = make(answers)
        received = read_received(sent, second_library(), "2026-04-01")
        found = [one for one in received.found if one.problem.severity == "error"]
        text = received.proposals[-1].text
        if not found and text not in judged:
            found = check_proposals(project, sent.name, received.proposals, None)
        if found or text not in judged:
            judged[text] = {(one.problem.field, one.problem.code) for one in found}
        assert judged[text] == expected
    assert len(judged) == 1
