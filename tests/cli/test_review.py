"""`commonthread review`: a review is recorded in an entry, wholly or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from macros.load.files import parse
from tests.community import copy_second
from tests.conftest import ROOT

ENTRY = "data/definitions/gradina-comunitara.yml"
ID = "gradina-comunitara"
GIVEN = ("--role", "editor", "--outcome", "confirmed")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = copy_second(tmp_path / "project")
    for name in ("review-roles", "review-outcomes"):
        shutil.copy(ROOT / "data" / "vocabularies" / f"{name}.yml", made / "data" / "vocabularies")
    return made


def _review(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "review", *arguments, "--today", "2026-06-01"])


def test_a_review_is_written_once_and_the_day_before_it_is_kept(project: Path) -> None:
    words = ("--evidence", "Citită din nou\n cu minuta.", "--source", "minuta-sezatoarei@p. 2")
    result = _review(project, ID, *GIVEN, *words, "--by", "reteaua-gradinilor")
    assert result.exit_code == 0 and result.output == f"{ENTRY}: reviewed on 2026-06-01, confirmed\n"
    document, _ = parse(ENTRY, (project / ENTRY).read_bytes())
    assert document is not None and "last_reviewed" not in document.data
    assert document.data["reviews"] == [
        {"on": "2025-06-01"},
        {
            "on": "2026-06-01", "role": "editor", "by": "reteaua-gradinilor", "outcome": "confirmed",
            "evidence": "Citită din nou cu minuta.",
            "sources": [{"source": "minuta-sezatoarei", "locator": "p. 2"}],
        },
    ]  # fmt: skip
    before = (project / ENTRY).read_bytes()
    again = _review(project, ID, *GIVEN, *words, "--by", "reteaua-gradinilor")
    assert "says so already" in again.output and (project / ENTRY).read_bytes() == before
    shown = _review(project, ID).output
    assert "2025-06-01: only the day is known" in shown and "2026-06-01: editor, for reteaua-gradinilor" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("gradina",), "no entry is called 'gradina'"),
        ((ID, "--role", "editor"), "a review needs --role and --outcome"),
        ((ID, "--role", "editr", "--outcome", "confirmed"), "unknown value 'editr'; did you mean \"editor\"?"),
        ((ID, "--role", "editor", "--outcome", "fine"), "unknown value 'fine'"),
        ((ID, *GIVEN, "--on", "1 June"), "'1 June' is no day; write YYYY-MM-DD"),
        ((ID, *GIVEN, "--on", "2025-05-01"), "2025-05-01 lies before 2025-06-01, the review above it"),
        ((ID, *GIVEN, "--on", "2099-01-01"), "2099-01-01 has not come yet"),
        ((ID, *GIVEN, "--by", "nobody"), '"nobody" leads nowhere'),
        ((ID, *GIVEN, "--source", "nowhere"), '"nowhere" leads nowhere'),
        (("--for", "nobody"), "no entry is called 'nobody'"),
    ],
)
def test_what_would_be_wrong_is_said_and_changes_nothing(project: Path, arguments: tuple[str, ...], told: str) -> None:
    before = (project / ENTRY).read_bytes()
    result = _review(project, *arguments)
    assert result.exit_code != 0 and told in result.output, result.output
    assert "Traceback" not in result.output and (project / ENTRY).read_bytes() == before


def test_a_library_without_the_lists_is_told_to_write_them(project: Path) -> None:
    (project / "data/vocabularies/review-roles.yml").unlink()
    assert "write data/vocabularies/review-roles.yml first" in _review(project, ID, *GIVEN).output


def test_what_asks_for_a_review_is_listed_the_most_pressing_first(project: Path) -> None:
    assert (
        _review(project, ID, "--role", "field", "--outcome", "to_correct", "--evidence", "Nu mai e așa.").exit_code == 0
    )
    late = CliRunner().invoke(main, ["--root", str(project), "review", "--today", "2028-06-01"]).output
    now = _review(project).output
    assert f"{ID}: change asked for by the last review: " in now and f"{ID}: review past due, due " in late
    assert late.count(f"{ID}: ") == 1, "each entry once"
    assert f"{ID}: " not in _review(project, "--for", "asociatia-radacini").output


def test_two_at_once_both_stand_in_the_file(project: Path) -> None:
    commands = [
        [sys.executable, "-m", "macros", "--root", str(project), "review", ID, "--role", role, "--outcome", "confirmed",
         "--today", "2026-06-01"]
        for role in ("editor", "field")
    ]  # fmt: skip
    for running in [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for command in commands]:
        assert running.wait(timeout=120) == 0
    document, problems = parse(ENTRY, (project / ENTRY).read_bytes())
    assert document is not None and problems == []
    assert sorted(one.get("role", "") for one in document.data["reviews"]) == ["", "editor", "field"]
