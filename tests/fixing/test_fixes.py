"""What is only spelling is mended where it stands; everything else in the file stays, and nothing gets worse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.bundles.container import atomic
from macros.cli.main import main
from macros.fixing.fixes import find_fixes
from macros.knowledge.checks import check_connected
from tests.casebook import FOLDER, Case, cases, write_files
from tests.community import contents, copy_second
from tests.hostile import family
from tests.repositories import commit_all

LESSON = {
    "title": "O lecție nouă", "summary": "O lecție despre nimic anume.", "language": "ro", "added": "2026-03-04",
    "outcome": "n-a-mers", "sources": "[{source: anuar-gradini}]",
}  # fmt: skip
PATH = "docs/lessons/noua.md"


def _lesson(fields: str, prose: str) -> str:
    named = set(re.findall(r"^(\w+):", fields, re.MULTILINE))
    rest = "".join(f"{name}: {value}\n" for name, value in LESSON.items() if name not in named)
    return f"---\n{rest}{fields}\n---\n\n## What happened\n\n{prose}\n\n## What to do differently\n\nNimic.\n"


def _before_and_after(case: Case) -> tuple[str, str, str]:
    if "file" in case:
        return case["file"], case["before"], case["after"]
    before = _lesson(case.get("before", "# x"), case.get("prose", "Nimic."))
    after = _lesson(case.get("after", case.get("before", "# x")), case.get("becomes", case.get("prose", "Nimic.")))
    return PATH, before, after


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community; each test puts its own file in and takes it away."""
    return copy_second(tmp_path_factory.mktemp("fixing") / "project")


Known = set[tuple[str, str, str, str]]


def _problems(project: Path) -> Known:
    _, _, problems = check_connected(project)
    return {(one.path, one.field, one.code, one.message) for one in problems if one.severity == "error"}


@pytest.mark.parametrize("case", cases("fixing"))
def test_a_file_is_mended_as_expected(case: Case, project: Path) -> None:
    """Byte for byte; what is mended is no problem any more."""
    path, before, after = _before_and_after(case)
    (project / path).write_bytes(before.encode())
    try:
        told = _problems(project)
        fixes = {fix.path: fix for fix in find_fixes(project, {})}
        expected = before if case.get("leaves") else after
        given = fixes[path].after.decode() if path in fixes else before
        assert given == expected
        assert {one for one in fixes if one != path} == set(), "nobody else's file"
        (project / path).write_bytes(given.encode())
        left = _problems(project)
        assert given == before or "hidden" in case["name"] or left <= told
        assert find_fixes(project, {}) == [], "once is enough"
    finally:
        (project / path).unlink()


@pytest.mark.parametrize("name", ["addresses", "characters", "fields", "markup", "places", "takeovers", "yaml", "days"])
def test_no_mend_brings_a_problem(name: str, tmp_path: Path) -> None:
    """Over all that strangers are known to write; and a second time there is nothing to mend."""
    project = copy_second(tmp_path / "project")
    for number, case in enumerate(family.cases(name), start=1):
        for path, content in family.files_of(case, number).items():
            if not (project / path).exists() and not (project / path).is_symlink():
                write_files(project, {path: content})
    before = _problems(project)
    unread = {path for path, *_ in before}
    fixes = find_fixes(project, {})
    for fix in fixes:
        (project / fix.path).write_bytes(fix.after)
    new = {one for one in _problems(project) - before if one[0] not in unread}
    assert new == set()
    assert find_fixes(project, {}) == []


def test_cases_of_the_model_keep_what_they_are_told_but_for_spelling(tmp_path: Path) -> None:
    """None of what only people can mend is gone."""
    project = copy_second(tmp_path / "project")
    entry = (FOLDER / "model/entries/lesson.md").read_text("utf-8")
    (project / "docs/lessons/strain.md").write_text(entry, "utf-8")
    before = _problems(project)
    assert any(code == "unknown-term" for _, _, code, _ in before)
    assert find_fixes(project, {}) == [] and _problems(project) == before


def _check(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "check", "--today", "2026-04-01", *arguments])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A project with two files to mend, committed."""
    project = copy_second(tmp_path / "project")
    commit_all(project)
    (project / PATH).write_text(_lesson("sectors: [Compostare]", "Nimic."), "utf-8")
    (project / "docs/lessons/alta.md").write_text(_lesson("title: Alta\nperiod: 2025/8", "Altceva."), "utf-8")
    return project


def test_a_mend_is_shown_as_a_diff_and_nothing_is_written(wrong: Path) -> None:
    """With how to do it; and the status says that there is something to do."""
    before = contents(wrong)
    done = _check(wrong, "--fix", PATH)
    assert done.exit_code == 1
    assert "--- a/docs/lessons/noua.md\n+++ b/docs/lessons/noua.md\n" in done.stdout
    assert "\n-sectors: [Compostare]\n+sectors: [compostare]\n" in done.stdout and "alta.md" not in done.stdout
    assert "1 file to mend; to do it: the same with --write" in done.stderr
    assert contents(wrong) == before


def test_mends_are_written_and_the_rest_is_reported(wrong: Path) -> None:
    """In one go; the mode of the file stays."""
    (wrong / PATH).chmod(0o640)
    done = _check(wrong, "--fix", "--write")
    assert done.exit_code == 0, done.output
    assert "mended docs/lessons/alta.md\nmended docs/lessons/noua.md\n" in done.stderr
    assert "sectors: [compostare]" in (wrong / PATH).read_text("utf-8")
    assert (wrong / PATH).stat().st_mode & 0o777 == 0o640
    assert _check(wrong, "--fix").exit_code == 0


def test_only_what_has_changed_is_mended(wrong: Path) -> None:
    """With --changed-since."""
    commit_all(wrong)
    with (wrong / PATH).open("a", encoding="utf-8") as file:
        file.write("\nMai mult.\n")
    done = _check(wrong, "--fix", "--changed-since", "HEAD")
    assert "noua.md" in done.stdout and "alta.md" not in done.stdout


def test_a_kill_leaves_the_old_file_or_the_new_one(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is never opened to be written."""
    before = (wrong / PATH).read_bytes()

    def killed(path: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "fsync", killed)
    assert _check(wrong, "--fix", "--write", PATH).exit_code != 0
    assert (wrong / PATH).read_bytes() == before
    assert [path.name for path in (wrong / PATH).parent.glob(".common-thread-*")] == []


def test_a_file_that_changes_meanwhile_is_left_alone(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's words would be lost."""
    from macros.cli import fix

    found = find_fixes(wrong, {})
    monkeypatch.setattr(fix, "find_fixes", lambda *_: found)
    (wrong / PATH).write_text("mine\n", "utf-8")
    done = _check(wrong, "--fix", "--write", PATH)
    assert done.exit_code == 1 and "has changed meanwhile" in done.stderr
    assert (wrong / PATH).read_text("utf-8") == "mine\n"


@pytest.mark.parametrize("arguments", [["--write"], ["--fix", "--format", "json"]])
def test_a_mistake_in_the_command_is_said(wrong: Path, arguments: list[str]) -> None:
    """Nothing is mended then."""
    assert _check(wrong, *arguments).exit_code == 2


def test_a_diff_steers_no_terminal(tmp_path: Path) -> None:
    """What the file holds is shown by its number."""
    project = copy_second(tmp_path / "project")
    (project / PATH).write_bytes(_lesson("sectors: [Compostare]", "Nimic.").replace("\n", "\r\n").encode())
    done = _check(project, "--fix")
    assert "\\r" in done.stdout and "\r" not in done.stdout and "\x1b" not in done.stdout


def test_shipped_entries_need_no_mending() -> None:
    """The library is written as its house writes."""
    from macros.cache_place import cache_folder
    from macros.kept_entries import KeptEntries
    from tests.conftest import ROOT

    assert find_fixes(ROOT, KeptEntries(cache_folder(ROOT))) == []
