"""The sheet of open actions goes out, is filled in, and comes back as changes to the meetings' entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from macros.cli.main import main
from macros.giving.action_sheet import ASKED, FIRST, KEYS
from macros.load.files import parse
from tests.community import contents, copy_second

MEETING = "data/workshops/sezatoarea-de-primavara.yml"
SOURCE = "data/sources/anuar-gradini.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second community, with two actions that wait."""
    project = copy_second(tmp_path / "project")
    path = project / MEETING
    waits = "    text: Un robinet în curte.\n    status: open\n"
    path.write_text(
        path.read_text("utf-8").replace("    text: Un robinet în curte.\n    status: done\n", waits), "utf-8"
    )
    return project


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), *arguments, "--today", "2026-06-01"])


def _filled(project: Path, *rows: dict[str, Any]) -> Path:
    """A sheet with answers in its first rows."""
    sheet = project.parent / "actions.xlsx"
    assert _run(project, "report", "--out", str(sheet)).exit_code == 0
    book = load_workbook(sheet)
    columns = {cell.value: cell.column for cell in book.worksheets[0][KEYS] if cell.value in ASKED}
    for number, answers in enumerate(rows):
        for key, value in answers.items():
            book.worksheets[0].cell(FIRST + number, columns.get(key, 1), value)
    book.save(sheet)
    return sheet


def _actions(project: Path) -> list[dict[str, Any]]:
    document, _ = parse(MEETING, (project / MEETING).read_bytes())
    assert document is not None
    found: list[dict[str, Any]] = document.data["actions"]
    return found


def test_what_was_filled_in_comes_in_after_a_look(project: Path) -> None:
    sheet = _filled(
        project, {"status": "Terminată", "on": "2026-05-20", "evidence": "Lăzile stau."}, {"due": "2026-08-01"}
    )
    before = contents(project)
    looked = _run(project, "receive", str(sheet))
    assert looked.exit_code == 0 and "+    status: done" in looked.output and contents(project) == before
    assert _run(project, "receive", str(sheet), "--write").exit_code == 0
    first, second = _actions(project)
    assert (first["status"], first["status_on"], first["evidence"]) == ("done", "2026-05-20", "Lăzile stau.")
    assert first["earlier"] == [{"status": "de_facut", "due": "2026-05-01"}]
    assert (second["due"], second["status"], second["status_on"]) == ("2026-08-01", "open", "2026-06-01")
    assert [path for path, content in contents(project).items() if before.get(path) != content] == [MEETING]
    again = _run(project, "receive", str(sheet))
    assert again.exit_code == 1 and "nothing is filled in that the library doesn't say already" in again.output


def test_the_document_that_shows_it_is_named_by_title_or_address(project: Path) -> None:
    known = parse(SOURCE, (project / SOURCE).read_bytes())[0]
    assert known is not None
    for named in (known.data["title"], f"{known.data['url']}/"):
        sheet = _filled(project, {"status": "Terminată", "source": named, "place": "p. 3"})
        looked = _run(project, "receive", str(sheet))
        assert looked.exit_code == 0, looked.output
        assert f"source: {known.data['title']}, p. 3" in looked.output
        sheet.unlink()
    assert _run(project, "receive", str(_filled(project, {"source": named, "place": "p. 3"})), "--write").exit_code == 0
    assert _actions(project)[0]["evidence_sources"][-1] == {"source": Path(SOURCE).stem, "locator": "p. 3"}


def test_a_document_that_the_library_does_not_have_is_kept_in_words(project: Path) -> None:
    answers = {"status": "Terminată", "evidence": "Lăzile stau.", "source": "Ghidul de compost", "place": "p. 3"}
    written = _run(project, "receive", str(_filled(project, answers)), "--write")
    assert written.exit_code == 0, written.output
    assert '"Ghidul de compost" is no source of this library; it is kept in words' in written.output
    first = _actions(project)[0]
    assert first["evidence"] == "Lăzile stau (Ghidul de compost, p. 3)." and "evidence_sources" not in first


def test_an_action_that_changed_in_between_is_told(project: Path) -> None:
    """The sheet went out, and somebody else said what has become of the action."""
    sheet = _filled(project, {"status": "Terminată", "on": "2026-05-20", "evidence": "Lăzile stau."})
    first = next(iter(_actions(project)))
    done = _run(project, "action", f"{Path(MEETING).stem}#{first['id']}", "--status", "in_lucru", "--on", "2026-05-02")
    assert done.exit_code == 0, done.output
    told = _run(project, "receive", str(sheet))
    assert (
        told.exit_code == 1
        and "the action has changed since this sheet was made: it is in_lucru on 2026-05-02" in told.output
    )


def test_a_sheet_that_nobody_filled_in_changes_nothing(project: Path) -> None:
    result = _run(project, "receive", str(_filled(project)))
    assert result.exit_code == 1 and "nothing is filled in" in result.output


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"status": "Gata și încă"}, '"Gata și încă" isn\'t in the list'),
        ({"status": "gata", "on": "May"}, 'write the year first: 2024, 2024-05 or 2024-05-31, not "May"'),
        ({"due": "1 July"}, "write year, month and day, such as 2024-05-31"),
        ({"due": "2026-02-31"}, "this day does not exist"),
        ({"status": "gata", "place": "p. 3"}, '"p. 3" is a place in no document'),
        ({"evidence": "=1+1"}, "holds a formula"),
        ({"status": "gata", "mark": "nowhere#a-1 open - -"}, 'belongs to no action of this library: "nowhere#a-1'),
    ],
)
def test_what_is_wrong_is_said_at_its_cell_and_changes_nothing(
    project: Path, answers: dict[str, Any], told: str
) -> None:
    sheet = _filled(project, answers)
    before = contents(project)
    result = _run(project, "receive", str(sheet), "--write")
    assert result.exit_code == 1 and told in result.output and "Traceback" not in result.output
    assert f"!{'A' if 'mark' in answers else ''}" in result.output
    assert {path: content for path, content in contents(project).items() if path in before} == before
    checked = load_workbook(sheet.with_name("actions-checked.xlsx")).worksheets[0]
    assert any(told[:20] in str(cell.value) for row in checked.iter_rows(min_row=FIRST) for cell in row)
