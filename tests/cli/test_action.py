"""`commonthread action`: an action of a meeting is shown and updated, wholly or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from macros.load.files import parse
from tests.community import copy_second, run
from tests.conftest import ROOT

MEETING = "data/workshops/sezatoarea-de-primavara.yml"
FIRST, SECOND = "sezatoarea-de-primavara#fapta-1", "sezatoarea-de-primavara#fapta-2"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_second(tmp_path / "project")


def _action(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "action", *arguments, "--today", "2026-06-01"])


def _actions(project: Path) -> list[dict[str, object]]:
    document, problems = parse(MEETING, (project / MEETING).read_bytes())
    assert document is not None and problems == []
    found: list[dict[str, object]] = document.data["actions"]
    return found


def test_what_became_of_an_action_is_written_and_what_was_true_goes_to_its_history(project: Path) -> None:
    given = ("--status", "done", "--evidence", "Lăzile stau la fiecare bloc.", "--source", "minuta-sezatoarei@p. 2")
    result = _action(project, FIRST, *given, "--on", "2026-05")
    assert result.exit_code == 0 and result.output == f"{MEETING}: fapta-1 is done on 2026-05\n"
    assert _actions(project)[0] == {
        "id": "fapta-1",
        "text": "O ladă de `compost` la fiecare bloc.",
        "owners": ["asociatia-radacini"],
        "due": "2026-05-01",
        "status": "done",
        "status_on": "2026-05",
        "evidence": "Lăzile stau la fiecare bloc.",
        "evidence_sources": [{"source": "minuta-sezatoarei", "locator": "p. 2"}],
        "earlier": [{"status": "de_facut", "due": "2026-05-01"}],
        "follows_from": ["sezatoarea-de-primavara#indemn-1"],
        "led_to": ["primul-compost"],
    }
    assert "updated: 2026-06-01\n" in (project / MEETING).read_text("utf-8")
    again = (project / MEETING).read_bytes()
    repeated = _action(project, FIRST, *given, "--on", "2026-05")
    assert "says so already" in repeated.output and (project / MEETING).read_bytes() == again


def test_an_action_that_is_put_off_keeps_its_first_day(project: Path) -> None:
    assert _action(project, FIRST, "--due", "2026-07-01", "--on", "2026-05-02").exit_code == 0
    assert _action(project, FIRST, "--due", "2026-09-01", "--on", "2026-05-20").exit_code == 0
    first = _actions(project)[0]
    assert (first["due"], first["status"]) == ("2026-09-01", "de_facut")
    assert first["earlier"] == [
        {"status": "de_facut", "due": "2026-05-01"},
        {"on": "2026-05-02", "status": "de_facut", "due": "2026-07-01"},
    ]
    assert "put off 2 times" in _action(project, FIRST).output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("sezatoarea-de-primavar#fapta-1",), "no action is called"),
        (("sezatoarea-de-primavara",), f"name one of its actions: {FIRST}, {SECOND}"),
        ((FIRST, "--status", "don"), "unknown status 'don'; did you mean \"done\"?"),
        ((FIRST, "--status", "blocked"), "unknown status 'blocked'"),
        ((FIRST, "--due", "1 July"), "'1 July' is no day; write YYYY-MM-DD"),
        ((FIRST, "--on", "July"), "write the year first: 2024, 2024-05 or 2024-05-31"),
        ((FIRST, "--on", "2026-13"), "earlier"),
        ((FIRST, "--status", "gata", "--source", "nowhere"), '"nowhere" leads nowhere'),
        ((FIRST, "--status", "gata", "--led-to", "sezatoare"), '"sezatoare" leads nowhere'),
    ],
)
def test_what_would_be_wrong_is_said_and_changes_nothing(project: Path, arguments: tuple[str, ...], told: str) -> None:
    before = (project / MEETING).read_bytes()
    result = _action(project, *arguments)
    assert result.exit_code != 0 and (told in result.output or told == "earlier")
    assert "Traceback" not in result.output and (project / MEETING).read_bytes() == before


def test_a_done_action_without_evidence_is_refused(project: Path) -> None:
    (project / MEETING).write_text((project / MEETING).read_text("utf-8").replace("    led_to: [primul-compost]\n", ""))
    before = (project / MEETING).read_bytes()
    result = _action(project, FIRST, "--status", "done")
    assert result.exit_code == 1 and "'done' needs evidence" in result.output and "nothing was changed" in result.output
    assert (project / MEETING).read_bytes() == before


def test_without_an_action_all_that_wait_are_listed(project: Path) -> None:
    result = _action(project)
    assert result.exit_code == 0
    assert FIRST in result.output and SECOND not in result.output


def test_two_updates_at_once_are_both_there(project: Path) -> None:
    command = [sys.executable, "-m", "macros", "--root", str(project), "action"]
    when = ("--on", "2026-05-30", "--today", "2026-06-01")
    both = [
        subprocess.Popen([*command, id, "--evidence", words, *when], cwd=ROOT, stdout=subprocess.DEVNULL)
        for id, words in ((FIRST, "One."), (SECOND, "Two."))
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    assert [one["evidence"] for one in _actions(project)] == ["One.", "Two."]
    assert run(project, "check", "--today", "2026-06-01").returncode == 0
