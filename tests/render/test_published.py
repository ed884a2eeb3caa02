"""Addresses that were published lead somewhere for ever, or it is said which doesn't."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli.main import main
from macros.model.settings import PUBLISHED_PATH
from tests.community import copy_second

MEETING = "workshops/sezatoarea-de-primavara.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The second community, with a list of its addresses."""
    project = copy_second(tmp_path / "project")
    assert _run(project, "addresses", "--write").exit_code == 0
    return project


def _run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), *arguments, "--today", "2026-04-01"])


def _listed(project: Path) -> list[str]:
    return [line for line in (project / PUBLISHED_PATH).read_text("utf-8").splitlines() if not line.startswith("#")]


def test_pages_items_and_written_pages_are_listed_and_nothing_is_added_twice(project: Path) -> None:
    listed = _listed(project)
    assert {MEETING, f"{MEETING}#fapta-1", f"{MEETING}#intelegere-1", "practices/index.html", "index.html"} <= set(
        listed
    )
    assert listed == sorted(set(listed))
    assert "0 added" in _run(project, "addresses", "--write").output
    assert _run(project, "check").exit_code == 0


def test_an_item_that_vanishes_is_named_with_the_nearest(project: Path) -> None:
    entry = project / "data" / MEETING.replace(".html", ".yml")
    entry.write_text(entry.read_text("utf-8").replace("id: vedere-1", "id: vedere-11"), "utf-8")
    result = _run(project, "check")
    assert result.exit_code == 1
    line = (project / PUBLISHED_PATH).read_text("utf-8").splitlines().index(f"{MEETING}#vedere-1") + 1
    told = (
        f'{PUBLISHED_PATH}:{line}: -: "{MEETING}#vedere-1" was published, and its page has nothing of the id "vedere-1"'
    )
    assert told in result.output and 'did you mean "vedere-11"?' in result.output
    assert "[vanished-address]" in result.output


def test_an_entry_that_vanishes_needs_a_redirect_or_a_word(project: Path) -> None:
    gone = "organisations/vechea.html"
    shutil.copy(project / "data/organisations/asociatia-radacini.yml", project / "data/organisations/vechea.yml")
    assert "1 added" in _run(project, "addresses", "--write").output
    (project / "data/organisations/vechea.yml").unlink()
    told = [line for line in _run(project, "check").output.splitlines() if "vanished-address" in line]
    assert len(told) == 1 and f'"{gone}" was published and is gone; lead it on under "redirects"' in told[0]
    listed = project / PUBLISHED_PATH
    before = listed.read_text("utf-8")
    listed.write_text(before.replace(f"{gone}\n", ""), "utf-8")
    assert "vanished-address" not in _run(project, "check").output, "taken out on purpose"
    listed.write_text(before, "utf-8")
    redirects = project / "data/redirects.yml"
    redirects.write_text("withdrawn:\n  organisations/vechea: 2026-03-30\n", "utf-8")
    assert "vanished-address" not in _run(project, "check").output, "withdrawn"
    redirects.write_text("redirects:\n  organisations/vechea: asociatia-radacini\n", "utf-8")
    assert "vanished-address" not in _run(project, "check").output, "led on"


def test_a_written_page_that_vanishes_is_named(project: Path) -> None:
    listed = project / PUBLISHED_PATH
    listed.write_text(f"{listed.read_text('utf-8')}about/gone.html\n", "utf-8")
    assert '"about/gone.html" was published and is gone' in _run(project, "check").output


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"practices\n", '"practices" is no address of this site'),
        (b"../x.html\n", '"../x.html" is no address'),
        (b"\xff\n", "is not encoded as UTF-8"),
        (b"# only a comment\n\n", ""),
    ],
)
def test_a_list_that_can_not_be_read_is_said(project: Path, content: bytes, told: str) -> None:
    (project / PUBLISHED_PATH).write_bytes(content)
    result = _run(project, "check")
    assert result.exit_code == bool(told) and told in result.output
    written = _run(project, "addresses", "--write")
    assert written.exit_code == bool(told) and ((project / PUBLISHED_PATH).read_bytes() == content) == bool(told)


def test_a_library_without_the_list_promises_nothing(tmp_path: Path) -> None:
    project = copy_second(tmp_path / "project")
    assert _run(project, "check").exit_code == 0 and not (project / PUBLISHED_PATH).exists()
