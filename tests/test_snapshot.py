"""Recorded texts: a change shows its lines and the command that renews the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import snapshot
from tests.snapshot import assert_as_recorded


def test_a_change_shows_its_lines_and_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it is renewed; a text that was never recorded differs in every line."""
    monkeypatch.setattr(snapshot, "FOLDER", tmp_path)
    monkeypatch.delenv("SNAPSHOTS", raising=False)
    with pytest.raises(AssertionError, match=r"\n\+one\n"):
        assert_as_recorded("one\n", "folder/text.txt")
    monkeypatch.setenv("SNAPSHOTS", "renew")
    assert_as_recorded("one\ntwo\n", "folder/text.txt")
    monkeypatch.delenv("SNAPSHOTS")
    assert_as_recorded("one\ntwo\n", "folder/text.txt")
    with pytest.raises(AssertionError, match="\n-two\n\\+three\n") as failure:
        assert_as_recorded("one\nthree\n", "folder/text.txt")
    name = "tests/test_snapshot.py::test_a_change_shows_its_lines_and_the_command"
    assert f"SNAPSHOTS=renew .venv/bin/python -m pytest '{name}'" in str(failure.value)
