"""Where folders go: nothing but an earlier one of their kind gives way to them, and all of them change or none."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from macros.cli.place import place_for, recover, swap


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


def _folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "file").write_text(text, "utf-8")
    return path


def test_folders_change_together_or_not_at_all(tmp_path: Path) -> None:
    """When the second one can't be put in its place, the first comes back."""
    pairs = [(_folder(tmp_path / f"new-{name}", "new"), _folder(tmp_path / name, "old")) for name in ("dist", "site")]
    (tmp_path / "new-site/file").unlink()
    (tmp_path / "new-site").rmdir()
    with pytest.raises(FileNotFoundError):
        swap(*pairs)
    assert [(tmp_path / name / "file").read_text("utf-8") for name in ("dist", "site")] == ["old", "old"]
    swap(
        (_folder(tmp_path / "new-site", "new"), tmp_path / "site"),
        (_folder(tmp_path / "again", "new"), tmp_path / "dist"),
    )
    assert [(tmp_path / name / "file").read_text("utf-8") for name in ("dist", "site")] == ["new", "new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dist", "site"]


def test_a_run_that_was_stopped_between_two_renames_is_made_good(tmp_path: Path) -> None:
    """The last folder waits under its other name."""
    _folder(tmp_path / ".dist-replaced", "old")
    recover(tmp_path / "dist")
    assert (tmp_path / "dist/file").read_text("utf-8") == "old"
