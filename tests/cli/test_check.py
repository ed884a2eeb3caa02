"""`commonthread check`: every problem on a line, and an exit status to rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from tests.community import copy_second

LINE = re.compile(r"[^:\n]+:\d+: \S+: .+ \[[a-z0-9-]+\]")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community."""
    return copy_second(tmp_path / "project")


def _break(project: Path) -> None:
    """An unknown field in one entry, an impossible date in another."""
    entry = project / "docs/lessons/lada-in-soare.md"
    entry.write_text(entry.read_text("utf-8").replace("outcome: n-a-mers", "outcome: n-a-mers\nmood: bad"), "utf-8")
    source = project / "data/sources/anuar-gradini.yml"
    source.write_text(source.read_text("utf-8").replace("published: 2024-05", "published: 2024-13"), "utf-8")


def _check(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "check", "--today", "2026-04-01", *arguments])


def test_sound_content_passes_with_its_warnings(project: Path) -> None:
    """Warnings are shown and stop nothing; what was read is counted on the other channel."""
    result = _check(project)
    assert result.exit_code == 0
    assert result.stdout == (
        "data/definitions/gradina-comunitara.yml:7: last_reviewed: warning: the review was due on 2025-12-01; "
        "compare the entry with its sources again [review-overdue]\n"
    )
    assert result.stderr == "15 entries read, 0 errors, 1 warning\n"


def test_problems_stand_on_lines_of_their_own_and_make_it_fail(project: Path) -> None:
    """`path:line: field: message [code]`, sorted by path and line."""
    _break(project)
    result = _check(project)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines and all(LINE.fullmatch(line) for line in lines)
    assert lines == sorted(lines)
    assert 'docs/lessons/lada-in-soare.md:7: mood: unknown field "mood"' in result.stdout
    assert result.stderr.endswith("2 errors, 0 warnings\n")


def test_machines_get_the_same_as_json(project: Path) -> None:
    """A list of objects on standard output, nothing else."""
    _break(project)
    text, machine = _check(project), _check(project, "--format", "json")
    assert machine.exit_code == 1
    found = json.loads(machine.stdout)
    assert all(set(problem) == {"path", "line", "field", "message", "code", "severity"} for problem in found)
    shown = [f"{p['path']}:{p['line']}: {p['field']}: {p['message']} [{p['code']}]" for p in found]
    assert shown == text.stdout.splitlines()
    assert (
        json.loads(_check(copy_second(project.parent / "sound"), "--format", "json").stdout)[0]["severity"] == "warning"
    )


@pytest.mark.parametrize(
    ("paths", "shown", "status"),
    [
        (["docs"], {"docs/lessons/lada-in-soare.md"}, 1),
        (
            ["docs/lessons/lada-in-soare.md", "data/sources"],
            {"docs/lessons/lada-in-soare.md", "data/sources/anuar-gradini.yml"},
            1,
        ),
        (["data/sources/anuar-gradini.yml"], {"data/sources/anuar-gradini.yml"}, 1),
        (["docs/practices"], set(), 0),
        (["docs/lessons/../practices"], set(), 0),
    ],
)
def test_paths_narrow_what_is_reported(project: Path, paths: list[str], shown: set[str], status: int) -> None:
    """Files and folders, as problems print them or from where the caller stands; the status speaks of them only."""
    _break(project)
    for given in (paths, [str(project / path) for path in paths]):
        result = _check(project, *given)
        assert {line.partition(":")[0] for line in result.stdout.splitlines()} == shown
        assert result.exit_code == status


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["docs/practices/typo.md"], "docs/practices/typo.md does not exist"),
        (["--today", "2026-02-30"], "'2026-02-30' is no day; write YYYY-MM-DD"),
        (["--format", "xml"], "'xml' is not one of 'text', 'json'"),
    ],
)
def test_a_mistake_in_the_command_is_no_success(project: Path, arguments: list[str], words: str) -> None:
    """A path that isn't there must not look like a path without problems."""
    result = _check(project, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (None, "mkdocs.yml is missing"),
        ("site_name: x\ntheme: material\n", "theme.custom_dir must name"),
        ("", "theme.custom_dir"),
    ],
)
def test_a_folder_that_is_no_project_is_named(project: Path, settings: str | None, words: str) -> None:
    """With what is missing."""
    (project / "mkdocs.yml").unlink()
    if settings is not None:
        (project / "mkdocs.yml").write_text(settings, "utf-8")
    result = _check(project)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_authored_pages_are_checked_once_entries_are_sound(project: Path) -> None:
    """A macro that can't work is a problem with page and line."""
    page = project / "docs/browse/index.md"
    page.write_text("# x\n\n{{ brwse() }}\n", "utf-8")
    result = _check(project, "docs/browse")
    assert result.exit_code == 1
    assert (
        result.stdout == "docs/browse/index.md:3: macro: 'brwse' is undefined; did you mean \"browse\"? [bad-macro]\n"
    )
