"""Files that are written wholly or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.bundles.container.atomic import clear_unfinished, replacing
from macros.bundles.container.errors import BundleError
from tests.conftest import ROOT

KILLED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from macros.bundles.container.atomic import replacing
with replacing(Path(sys.argv[2])) as file:
    file.write(b"half")
    file.flush()
    os._exit(9)
"""


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    """With the signature beside it; no file of anybody else's."""
    command = [sys.executable, "-c", KILLED, str(ROOT), str(tmp_path / "new.zip")]
    assert subprocess.run(command, check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    left.with_name(f"{left.name}.minisig").write_bytes(b"signature")
    others = {tmp_path / name for name in (".0123abcd.part", "film.part", "new.zip")}
    for path in others:
        path.write_bytes(b"mine")
    clear_unfinished(tmp_path)
    assert set(tmp_path.iterdir()) == others


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file from being removed")
def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    """Two updates at once in one folder."""
    with replacing(tmp_path / "new.zip") as file:
        clear_unfinished(tmp_path)
        file.write(b"whole")
    assert (tmp_path / "new.zip").read_bytes() == b"whole" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(("name", "words"), [("gone/new.zip", "does not exist"), ("folder", "is no file that could")])
def test_a_place_that_is_none_is_said(tmp_path: Path, name: str, words: str) -> None:
    """Before anything is written."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(BundleError, match=words), replacing(tmp_path / name):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
