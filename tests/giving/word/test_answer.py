"""The Word file that goes back: what is wrong, at the top and beside each answer; it can be mended and sent again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from macros.cli.main import main
from tests.community import copy_second
from tests.giving.word.forms import PRACTICE, cell, filled_practice, heading, saved, write_below


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


def _receive(project: Path, path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "receive", str(path), "--today", "2026-04-01", *arguments])


def test_a_form_comes_in_and_back(project: Path) -> None:
    """What is wrong stands in the copy; mended there, it is taken."""
    form, copy = project.parent / "form.docx", project.parent / "form-checked.docx"
    document = filled_practice()
    cell(document, "Title").text, cell(document, "Started").text = "x", "2026-13"
    problem = heading(document, "Problem")._p.getnext().getnext()
    problem.getparent().remove(problem)
    form.write_bytes(saved(document))
    told = _receive(project, form, "--write")
    assert told.exit_code == 1
    assert "form.docx, What must be filled in, Title: " in told.output
    assert "form.docx, What else can be said, Started: " in told.output
    assert "form.docx, Problem: needed and empty. Write a sentence or more" in told.output
    back = Document(str(copy))
    assert [one.text.split(": ")[0] for one in back.paragraphs[:4]] == ["To mend"] * 4
    assert "To mend: " in cell(back, "Started").text and "this day does not exist" in cell(back, "Started").text
    cell(back, "Title").paragraphs[0].text = PRACTICE["Title"]
    cell(back, "Started").paragraphs[0].text = "2025"
    write_below(back, "Problem", ["Semințele bune se pierdeau."])
    again = project.parent / "again.docx"
    back.save(str(again))
    taken = _receive(project, again, "--write")
    assert taken.exit_code == 0, taken.output
    entry = (project / "docs/practices/seminte-la-schimb-in-piata.md").read_text("utf-8")
    assert "To mend" not in entry and entry.endswith("## What was done\n\n1. S-a pus o masă.\n2. S-a făcut schimb.\n")
    assert (project / "data/sources/procesul-verbal-al-schimbului.yml").is_file()


def test_a_form_is_made_for_an_entry_and_changes_it(project: Path) -> None:
    """Once, while the entry is as it was when the form was made."""
    form = project.parent / "form.docx"
    made = CliRunner().invoke(
        main, ["--root", str(project), "template", "practice", "--out", str(form), "--from", "compost-pe-acoperis"]
    )
    assert made.exit_code == 0, made.output
    document = Document(str(form))
    cell(document, "Area").text = "Valea Verde, blocul 7"
    document.save(str(form))
    assert _receive(project, form, "--write").exit_code == 0
    entry = (project / "docs/practices/compost-pe-acoperis.md").read_text("utf-8")
    assert "area: Valea Verde, blocul 7\n" in entry and "| martie | 3 |" in entry
    again = _receive(project, form)
    assert again.exit_code == 1 and "the entry has changed since this form was made of it" in again.output


def test_only_a_workbook_has_rows_for_many(project: Path) -> None:
    """And a form ends in what it is."""
    refused = {"a.docx": (["--many"], "what only .xlsx can hold"), "a.odt": ([], "or .docx")}
    for name, (arguments, words) in refused.items():
        result = CliRunner().invoke(main, ["--root", str(project), "template", "practice", *arguments, "--out", name])
        assert result.exit_code == 2 and words in result.output
