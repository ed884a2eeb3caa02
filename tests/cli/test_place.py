"""Where folders go: nothing but an earlier one of their kind gives way to them."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from macros.cli.place import place_for


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with content, and folders of other people beside it."""
    for name in ("project/.git", "project/docs/about", "project/data", "usb", "project/dist", "empty"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "usb/thesis.doc").write_text("years", "utf-8")
    (tmp_path / "project/dist/SUMS").write_text("sums", "utf-8")
    (tmp_path / "project/notes.txt").write_text("notes", "utf-8")
    return tmp_path / "project"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (".", "would replace"),
        ("..", "would replace"),
        ("docs", "would replace"),
        ("data", "would replace"),
        (".git", "would replace"),
        ("docs/about/site", "lies in"),
        ("other", "would replace"),
        ("other/dist", "lies in"),
        ("../usb", "holds something else"),
        ("notes.txt", "is a file"),
    ],
)
def test_what_is_not_ours_never_gives_way(project: Path, given: str, words: str) -> None:
    """The project, what holds it, its sources, another folder of the same run, and anybody's files."""
    with pytest.raises(click.UsageError, match=words):
        place_for(project, Path(given), "SUMS", [project / "other"])


def test_a_new_an_empty_and_an_earlier_folder_do(project: Path) -> None:
    """Inside the project and outside; a link is followed."""
    assert place_for(project, Path("dist"), "SUMS") == project / "dist"
    assert place_for(project, Path("new/dist"), "SUMS") == project / "new/dist"
    assert place_for(project, Path("../empty"), "SUMS") == project.parent / "empty"
    (project / "link").symlink_to(project / "dist")
    assert place_for(project, Path("link"), "SUMS") == project / "dist"
