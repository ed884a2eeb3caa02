"""`docs/` is closed: pages, pictures and attachments of pages are known, everything else is named."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from macros.load.docs import read_docs
from tests.casebook import Case, assert_told, cases, write_files


@pytest.mark.parametrize("case", cases("docs_files"))
def test_what_may_lie_in_docs(case: Case, tmp_path: Path) -> None:
    """Each case makes some files and says which are published, and what is said about the rest."""
    write_files(tmp_path, case["files"])
    found = read_docs(tmp_path, {"docs/things"})
    assert_told(found.problems, case.get("problems"))
    assert list(found.pages) == case.get("pages", [])
    assert list(found.attachments) == case.get("attachments", [])


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    """Names are bytes on Linux; the report is UTF-8."""
    write_files(tmp_path, {"docs/about/a.png": "x"})
    (tmp_path / "docs/about/a.png").rename(tmp_path / "docs/about" / os.fsdecode(b"a\xff.png"))
    (problem,) = read_docs(tmp_path, ()).problems
    assert (
        str(problem).encode() == b"docs/about/a\\udcff.png:1: -: the name is not UTF-8; give it another [bad-file-name]"
    )


def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a pipe is."""
    write_files(tmp_path, {"docs/about/index.md": "x"})
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("docs/about/s.png")
    assert_told(read_docs(tmp_path, ()).problems, ["docs/about/s.png:1: -: a pipe, a socket or a device [unread-file]"])


def test_folders_without_end_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifteen hundred in one another: one problem, at the tenth."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    for _ in range(1500):
        Path("a").mkdir()
        os.chdir("a")
    try:
        (problem,) = read_docs(tmp_path, ()).problems
    finally:
        subprocess.run(["rm", "-r", tmp_path / "docs"], check=True)
    assert problem.path == "docs" + 10 * "/a"
