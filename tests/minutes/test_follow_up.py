"""Minutes that name actions of earlier meetings by id: a filled sheet of them, which `receive` takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from tests.community import contents, copy_second

FIRST = "sezatoarea-de-primavara#fapta-1"
HEAD = "Minutes of the garden meeting\nDate: 3 May 2026\nPlace: Valea Verde\n\nFollow-up\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second community; its list of statuses has its own values, called in Romanian."""
    return copy_second(tmp_path / "project")


def _import(project: Path, *lines: str, name: str = "minutes.txt") -> Result:
    file = project.parent / name
    file.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return CliRunner().invoke(main, ["--root", str(project), "import", str(file), "--language", "en"])


def _label(project: Path, number: int) -> str:
    """What a status is called."""
    found = [line for line in (project / "data/vocabularies/action-status.yml").read_text("utf-8").splitlines()
             if "label" in line]  # fmt: skip
    return found[number].partition("ro:")[2].strip(" }\"'")


def test_what_became_of_an_action_comes_into_the_library(project: Path) -> None:
    """By the label of its status; the day is the meeting's, and how it stood before is kept."""
    told = _import(project, f"- {FIRST}: {_label(project, -1)}, seven of nine boxes stand, says Maria Popescu.")
    assert told.exit_code == 0, told.output
    assert "minutes-actions.xlsx: 1 earlier action; compare it" in told.output
    before = contents(project)
    sheet = str(project.parent / "minutes-actions.xlsx")
    shown = CliRunner().invoke(main, ["--root", str(project), "receive", sheet])
    assert shown.exit_code == 0 and contents(project) == before, shown.output
    assert "+    status_on: 2026-05-03" in shown.output and "earlier:" in shown.output
    assert (
        f"{FIRST}: {_label(project, 0)} → {_label(project, -1)}, on 2026-05-03, shown by: seven of nine" in shown.output
    )
    assert "Popescu" not in shown.output
    written = CliRunner().invoke(main, ["--root", str(project), "receive", sheet, "--write"])
    assert written.exit_code == 0, written.output
    changed = {path for path, content in contents(project).items() if before.get(path) != content}
    assert changed == {"data/workshops/sezatoarea-de-primavara.yml"}


def test_an_action_is_put_off_to_the_day_that_is_told(project: Path) -> None:
    """And to none where the day can be read in two ways."""
    _import(project, f"{FIRST} was postponed to 30 June 2026")
    shown = CliRunner().invoke(main, ["--root", str(project), "receive", str(project.parent / "minutes-actions.xlsx")])
    assert "+    due: 2026-06-30" in shown.output, shown.output
    told = _import(project, f"{FIRST} was postponed to 03/04/2026", name="other.txt")
    assert f"{FIRST} was put off, and the day can't be read: was postponed to 03/04/2026" in told.output


def test_why_an_action_was_put_off_is_kept_and_what_the_minutes_do_not_name_is_told(project: Path) -> None:
    meeting = project / "data/workshops/sezatoarea-de-primavara.yml"
    words = meeting.read_text("utf-8").replace("status: done\n    evidence: Curge.", "status: open")
    meeting.write_text(words, "utf-8")
    told = _import(project, f"{FIRST}: moved to 30 June 2026. The rain has not stopped.", name="my minutes.txt")
    sheet = project.parent / "my minutes-actions.xlsx"
    assert f"then: commonthread receive '{sheet}'" in told.output, told.output
    shown = CliRunner().invoke(main, ["--root", str(project), "receive", str(sheet)])
    assert "new day 2026-06-30, why: The rain has not stopped" in shown.output, shown.output
    other = FIRST.replace("fapta-1", "fapta-2")
    assert f"{other} waits, and the minutes don't name it: Un robinet în curte." in told.output
    assert f"{FIRST} waits" not in told.output


def test_a_status_behind_which_an_action_is_already_is_told_and_left_to_a_person(project: Path) -> None:
    """The sheet has it; whoever compares it with the minutes decides."""
    done = "sezatoarea-de-primavara#fapta-2"
    told = _import(project, f"{done}: {_label(project, 0)}")
    assert f"{done} is done already; look whether this is meant: " in told.output, told.output
    assert "minutes-actions.xlsx: 1 earlier action" in told.output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sezatoarea-de-primavara#fapta-99: done", 'no action is called "sezatoarea-de-primavara#fapta-99"'),
        (f"{FIRST} was discussed", f"{FIRST} is named, and no status is told: was discussed"),
        (f"{FIRST} is not LABEL", f"{FIRST} is named, and no status is told"),
        (f"{FIRST}: LABEL\n{FIRST}: LABEL again", f"{FIRST} stands twice; the first is taken"),
        ("see-also#part of another text", ""),
    ],
)
def test_what_can_t_be_taken_is_named_with_its_line(project: Path, line: str, said: str) -> None:
    """And nothing is filled in for it; a sign that is no id of this library is no business of ours."""
    told = _import(project, line.replace("LABEL", _label(project, -1)))
    assert told.exit_code == 0 and said in told.output, told.output
    assert (project.parent / "minutes-actions.xlsx").exists() == ("twice" in said)


def test_a_sheet_that_is_there_stays(project: Path) -> None:
    """Somebody may have corrected it."""
    sheet = project.parent / "minutes-actions.xlsx"
    sheet.write_text("mine", "utf-8")
    told = _import(project, f"{FIRST}: {_label(project, -1)}")
    assert "is there already and stays" in told.output and sheet.read_text("utf-8") == "mine"
