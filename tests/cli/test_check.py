"""`commonthread check`: every problem on a line, and an exit status to rely on."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from tests.community import OVERRIDES, copy_second

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


@pytest.fixture
def repository(project: Path) -> Path:
    """The copy with its state committed."""
    _git(project, "init", "--quiet")
    _git(project, "add", ".")
    _git(project, "commit", "--quiet", "--message", "first")
    return project


def _git(project: Path, *arguments: str) -> None:
    known = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(project), *known, *arguments], check=True, capture_output=True)


OVERDUE = "data/definitions/gradina-comunitara.yml"


def _shown(project: Path, *arguments: str) -> list[str]:
    return [line.partition(":")[0] for line in _check(project, *arguments).stdout.splitlines()]


def test_warnings_of_what_has_not_changed_can_be_left_out(repository: Path) -> None:
    """In commits, in the folder, and in files that Git doesn't know yet."""
    assert _shown(repository) == [OVERDUE]
    assert _shown(repository, "--changed-since", "HEAD") == []
    entry = repository / OVERDUE
    entry.write_text(entry.read_text("utf-8") + "# \n", "utf-8")
    assert _shown(repository, "--changed-since", "HEAD") == [OVERDUE]
    _git(repository, "commit", "--quiet", "--all", "--message", "second")
    assert _shown(repository, "--changed-since", "HEAD") == []
    assert _shown(repository, "--changed-since", "HEAD~1") == [OVERDUE]
    new = entry.with_name("gradina-noua.yml")
    new.write_text(entry.read_text("utf-8").replace("comunitar", "nou"), "utf-8")
    assert set(_shown(repository, "--changed-since", "HEAD")) <= {f"data/definitions/{new.name}"}
    assert _shown(repository, "--changed-since", "HEAD") != []


def test_errors_are_shown_wherever_a_change_has_caused_them(repository: Path) -> None:
    """A deleted entry breaks what leads to it."""
    (repository / "data/sources/anuar-gradini.yml").unlink()
    result = _check(repository, "--changed-since", "HEAD")
    assert result.exit_code == 1
    assert "[dangling-reference]" in result.stdout and "data/sources/anuar-gradini.yml" not in result.stdout
    assert _check(repository, "--changed-since", "HEAD", "docs/guidance/index.md").exit_code == 0, "with paths, of them"


def test_pages_and_templates_that_have_changed_are_not_run(repository: Path) -> None:
    """They are code, which nobody may have read when a proposal is checked."""
    page = repository / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n{{ nothing() }}\n", "utf-8")
    assert _shown(repository) == [OVERDUE, "docs/index.md"]
    result = _check(repository, "--changed-since", "HEAD")
    assert result.exit_code == 0
    assert "docs/index.md:1: macro: warning: this page is code, and has changed: its macros are not" in result.stdout


def test_with_a_template_that_has_changed_no_page_is_made(repository: Path) -> None:
    """Neither a page with macros, nor that of an entry which would be tried."""
    settings = repository / "mkdocs.yml"
    settings.write_text(re.sub(r"custom_dir: .*", "custom_dir: looks", settings.read_text("utf-8")), "utf-8")
    shutil.copytree(OVERRIDES, repository / "looks")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "--message", "second")
    for template in ("author/recent.html", "records/practice.html"):
        (repository / "looks" / template).write_text("{{ 1 / 0 }}", "utf-8")
    result = _check(repository, "--changed-since", "HEAD")
    assert result.exit_code == 0
    assert "looks/author/recent.html:1: -: warning: templates are code, and this one has changed" in result.stdout


def test_a_project_may_be_a_part_of_a_repository(project: Path) -> None:
    """Paths are told from the project's folder, as problems are."""
    _git(project.parent, "init", "--quiet")
    assert OVERDUE in _shown_since(project.parent, project)


def _shown_since(repository: Path, project: Path) -> list[str]:
    (repository / "before.txt").write_text("x", "utf-8")
    _git(repository, "add", "before.txt")
    _git(repository, "commit", "--quiet", "--message", "first")
    return _shown(project, "--changed-since", "HEAD")


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "", "HEAD:data"])
def test_a_commit_that_is_not_there_is_a_mistake(repository: Path, revision: str) -> None:
    """And no option of Git."""
    result = _check(repository, "--changed-since", revision)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: --changed-since: " in result.stderr and not (repository / "x").exists()
    assert f"no commit {revision!r} here; name a branch" in result.stderr or f"{revision}^{{commit}}" in result.stderr


def test_without_a_repository_nothing_can_have_changed(project: Path) -> None:
    """It is said, rather than nothing shown."""
    result = _check(project, "--changed-since", "HEAD")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "not a git repository" in result.stderr


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
