"""What is given is what people see: in a cell with a format, struck out, invisible, from elsewhere, through a pipe."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from macros.cli.main import main
from macros.giving.shown import UnclearCellError, shown
from tests.community import copy_second

DAY = datetime.datetime(2024, 5, 1)
MINUTE = datetime.datetime(2024, 5, 1, 14, 30)
ACCOUNTS = '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), *arguments])


def _received(project: Path, **answers: object) -> str:
    """What is said of a workbook for a source with these answers, each a value or one with its format."""
    path = project.parent / "form.xlsx"
    _run(project, "template", "source", "--out", str(path))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
    given = {"title": "Raport mic", "summary": "Ce spune un raport mic despre grădini.", "kind": "anuar",
             "verification": "citit", **answers}  # fmt: skip
    for key, value in given.items():
        cell = sheet.cell(rows[f"question:{key}"], 4)
        if isinstance(value, Font):
            cell.value, cell.font = "Grădinarii", value
        elif isinstance(value, tuple):
            cell.value, cell.number_format = value
        else:
            cell.value = value
    book.save(path)
    return _run(project, "receive", str(path), "--today", "2026-04-01").output


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "mmm yyyy", "2024-05"),
        (DAY, "mmm\\-yy;@", "2024-05"),
        (DAY, "[$-409]mmmm yyyy", "2024-05"),
        (DAY, "dddd mmm yyyy", "2024-05"),
        (DAY, "yyyy", "2024"),
        (DAY, "mm-dd-yy", "2024-05-01"),
        (DAY, "[$-F800]dddd, mmmm dd, yyyy", "2024-05-01"),
        (MINUTE, "dd/mm/yyyy", "2024-05-01"),
        (MINUTE, "yyyy-mm-dd h:mm", "2024-05-01 14:30"),
        (MINUTE, "General", "2024-05-01 14:30"),
        (MINUTE, "h:mm", "14:30"),
        (123, "00000", "00123"),
        (5551234, "000\\-0000", "555-1234"),
        (49301234567, "(###) ###-####", "(4930) 123-4567"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (0.1 + 0.2, "General", "0.3"),
        (12.0, "General", "12"),
        (12.6, "0", "13"),
        (2.5, "0.00", "2.50"),
        (2.5, "0.##", "2.5"),
        (1234567, "#,##0", "1234567"),
        (-5, "0", "-5"),
        (-5, "0;[Red]-0", "-5"),
        (7, '0" kg"', "7 kg"),
        (9, "[$€-407] 0.00", "€ 9.00"),
        (1234.5, ACCOUNTS, "1234.50 €"),
        (0, "0;-0;\\n\\o\\n\\e", "none"),
        (45, "@", "45"),
        (True, "General", "true"),
    ],
)
def test_a_cell_gives_what_it_shows(value: object, code: str, text: str) -> None:
    """No day that nobody gave, no zero that was lost, no share that became a number."""
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "why"),
    [
        (DAY, "d mmm", "only a part of a day"),
        (DAY, "mmmm", "only a part of a day"),
        (0.5, "# ?/?", "in a way that isn't read"),
        (1234567, "0.0,,", "in a way that isn't read"),
        (12000, "0.00E+00", "in a way that isn't read"),
        (12, "[>10]0;[<5]0.0", "in a way that isn't read"),
        (12, ";;;", "shows nothing, and holds 12"),
        (4999999999999999, "General", "more than 15 digits"),
    ],
)
def test_what_a_cell_shows_in_another_way_is_named(value: object, code: str, why: str) -> None:
    """Never something else in silence."""
    with pytest.raises(UnclearCellError, match=why):
        shown(value, code)


def test_months_numbers_and_shares_come_in_as_they_are_shown(project: Path) -> None:
    """In the entry that a workbook becomes."""
    given = {"published": (DAY, "mmm yyyy"), "identifier": (123, "00000"), "authors": (0.5, "0%")}
    told = _received(project, **given, date_note=(DAY, "d mmm"))
    assert "only a part of a day" in told and "nothing was changed" in told
    _received(project, **given)
    _run(project, "receive", str(project.parent / "form.xlsx"), "--write", "--today", "2026-04-01")
    entry = (project / "data/sources/raport-mic.yml").read_text("utf-8")
    assert "published: 2024-05\n" in entry and "50%" in entry and "00123" in entry


def test_words_struck_out_in_a_workbook_are_named_and_not_taken(project: Path) -> None:
    """Some words of a cell, and a cell as a whole."""
    words = CellRichText("Ce spune un ", TextBlock(InlineFont(strike=True), "fals "), "raport despre grădini.")
    told = _received(project, summary=words, authors=Font(strike=True))
    assert 'D6: warning: Summary: struck-out words aren\'t taken: "fals"' in told, told
    assert 'struck-out words aren\'t taken: "Grădinarii"' in told and "would write" in told


def test_words_struck_out_in_a_word_form_are_named_and_not_taken(project: Path) -> None:
    """In an answer of plain text; a longer text keeps them, struck out."""
    path = project.parent / "form.docx"
    _run(project, "template", "source", "--out", str(path))
    form = Document(str(path))
    for table in form.tables:
        for row in table.rows:
            label = row.cells[0].text
            if label.startswith("Title"):
                paragraph = row.cells[-1].paragraphs[0]
                paragraph.add_run("Raport ")
                paragraph.add_run("fals ").font.strike = True
                paragraph.add_run("mic")
    form.save(str(path))
    told = _run(project, "receive", str(path), "--today", "2026-04-01").output
    assert 'struck-out words aren\'t taken: "fals"' in told, told


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2066"])
def test_a_character_that_nobody_sees_is_named_at_its_answer(project: Path, sign: str) -> None:
    """At its cell, not at the first of the form."""
    told = _received(project, authors=f"Gră{sign}dinarii")
    assert f"Authors: forbidden character U+{ord(sign):04X}" in told
    assert told.count("forbidden character") == 1 and "B1: forbidden" not in told


def test_what_was_made_for_another_library_is_told(project: Path) -> None:
    """A parcel at the line that says so; a workbook as a whole. It may belong here all the same."""
    fields = {"title": "Raport mic", "summary": "Ce spune un raport mic despre grădini.", "kind": "anuar",
              "verification": "citit"}  # fmt: skip
    path = project.parent / "x.parcel.json"
    parcel = {"parcel": "1", "library": "Other", "entries": [{"type": "source", "fields": fields}]}
    path.write_text(json.dumps(parcel, indent=1), encoding="utf-8")
    told = _run(project, "receive", str(path), "--today", "2026-04-01").output
    assert 'x.parcel.json:3: library: warning: was made for the library "Other"' in told and "would write" in told
    _received(project)
    settings = project / "data" / "site.yml"
    settings.write_text(
        "\n".join(
            "name: Alta" if line.startswith("name:") else line for line in settings.read_text("utf-8").split("\n")
        ),
        encoding="utf-8",
    )
    told = _run(project, "receive", str(project.parent / "form.xlsx"), "--today", "2026-04-01").output
    assert 'and this is "Alta"; look whether it belongs here' in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
@pytest.mark.parametrize("command", [("receive",), ("import",), ("verify",), ("apply",), ("delta", ".")])
def test_a_pipe_is_refused_in_a_sentence(project: Path, command: tuple[str, ...]) -> None:
    """A command that reads it would wait for ever."""
    pipe = project.parent / "x.xlsx"
    os.mkfifo(pipe)
    last = [str(project / "data" / "site.yml")] if "." in command else []
    result = _run(project, command[0], *last, str(pipe))
    assert result.exit_code == 2 and "is a pipe, a socket or a device, and no file" in result.output
