"""A file is judged in a process of its own, which ends when it takes too much."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.load.clean import apart
from macros.load.clean.apart import judge_apart
from macros.load.clean.clean_file import RefusedFileError
from macros.load.clean.cleaning import clean_file
from tests.attached import photo


def test_another_process_finds_what_this_one_would(tmp_path: Path) -> None:
    """Size and points of what is published, or why it isn't."""
    place = tmp_path / "a.jpg"
    place.write_bytes(photo())
    clean = clean_file(photo(), "a.jpg", 1_000_000)
    assert judge_apart(place, 1_000_000) == {
        "size": len(clean.content),
        "width": clean.width,
        "height": clean.height,
        "copies": [],
    }
    with pytest.raises(RefusedFileError, match="more than 9 in all"):
        judge_apart(place, 9)


def test_a_file_that_ends_its_process_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With words, and no traceback."""
    monkeypatch.setattr(apart.sys, "executable", "false")
    with pytest.raises(RefusedFileError, match="or is damaged"):
        judge_apart(tmp_path / "a.jpg", 9)
