"""Folders change all together or not at all, in one step where the system can; a kill at any moment loses nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from macros.cli import swap as swapping
from macros.cli.exchange import exchange
from macros.cli.swap import BESIDE, REPLACED, making, recover, swap
from tests.conftest import ROOT


def _folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "file").write_text(text, "utf-8")
    return path


def _read(folder: Path, *names: str) -> list[str]:
    return [(folder / name / "file").read_text("utf-8") for name in names]


@pytest.fixture(params=["exchanged", "renamed twice"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system's exchange of two names, and without."""
    if request.param == "renamed twice":
        monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_folders_change_together_or_not_at_all(tmp_path: Path) -> None:
    """When the second one can't be put in its place, the first comes back."""
    pairs = [(_folder(tmp_path / f"new-{name}", "new"), _folder(tmp_path / name, "old")) for name in ("dist", "site")]
    (tmp_path / "new-site/file").unlink()
    (tmp_path / "new-site").rmdir()
    with pytest.raises(FileNotFoundError):
        swap(*pairs)
    assert _read(tmp_path, "dist", "site") == ["old", "old"]
    swap(
        (_folder(tmp_path / "new-site", "new"), tmp_path / "site"),
        (_folder(tmp_path / "again", "new"), tmp_path / "dist"),
        (_folder(tmp_path / "first", "new"), tmp_path / "third"),
    )
    assert _read(tmp_path, "dist", "site", "third") == ["new", "new", "new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dist", "site", "third"]


@pytest.mark.usefixtures("way")
def test_a_place_that_was_empty_is_empty_again(tmp_path: Path) -> None:
    """The first release of all, whose site can't be put in its place."""
    with pytest.raises(FileNotFoundError):
        swap((_folder(tmp_path / "new-dist", "new"), tmp_path / "dist"), (tmp_path / "gone", tmp_path / "site"))
    assert not (tmp_path / "dist").exists() and not (tmp_path / "site").exists()


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="other systems can't exchange two names")
def test_two_folders_exchange_their_names(tmp_path: Path) -> None:
    """In one step; what can't be exchanged is an error with the path in it."""
    one, other = _folder(tmp_path / "one", "1"), _folder(tmp_path / "ș other", "2")
    assert exchange(one, other)
    assert _read(tmp_path, "one", "ș other") == ["2", "1"]
    with pytest.raises(FileNotFoundError, match="gone"):
        exchange(one, tmp_path / "gone")


KILLED = """
import os, signal, sys
from pathlib import Path
from macros.cli import swap
moment, able, root = int(sys.argv[1]), sys.argv[2] == "exchanged", Path(sys.argv[3])
steps = 0
def counted(step):
    def run(*given):
        global steps
        done = step(*given)
        steps += 1
        if steps == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return run
Path.rename = counted(Path.rename)
swap.exchange = counted(swap.exchange if able else lambda one, other: False)
with swap.making(root / "site") as beside:
    beside.mkdir()
    (beside / "file").write_text("new")
    swap.swap((beside, root / "site"))
print("whole")
"""


@pytest.mark.parametrize(("way", "moments"), [("exchanged", 2), ("renamed twice", 5)])
def test_a_kill_between_any_two_steps_loses_nothing(tmp_path: Path, way: str, moments: int) -> None:
    """With an exchange the place is never empty; without, the next build puts the last folder back before it begins.

    Nothing of the killed build is left when that one has begun.
    """
    for moment in range(1, moments + 2):
        root = tmp_path / str(moment)
        _folder(root / "site", "old")
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(moment), way, str(root)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if moment > moments:
            assert ended.stdout == "whole\n" and _read(root, "site") == ["new"], ended.stderr
            continue
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        if way == "exchanged":
            assert _read(root, "site") in (["old"], ["new"])
        with making(root / "site"):
            assert _read(root, "site") in (["old"], ["new"])
            assert len(list(root.glob(f"{BESIDE.format(name='site')}*"))) == 1
        assert {path.name for path in root.iterdir()} <= {"site", REPLACED.format(name="site")}


def test_a_run_that_was_stopped_between_two_renames_is_made_good(tmp_path: Path) -> None:
    """The last folder waits under its other name."""
    _folder(tmp_path / ".dist-replaced", "old")
    recover(tmp_path / "dist")
    assert _read(tmp_path, "dist") == ["old"]


def test_only_the_remains_of_builds_of_this_folder_are_cleared(tmp_path: Path) -> None:
    """Not what another folder's build has begun, not what somebody else calls alike; nothing unless it is alone."""
    kept = {".site-building-notes.txt", ".site-building-of mine", ".other-building-abcd1234", "site-building-abcd1234"}
    for name in (*kept, ".site-building-abcd1234"):
        _folder(tmp_path / name, "x")
    with making(tmp_path / "site", alone=False) as first:
        assert first.parent.parent == tmp_path and (tmp_path / ".site-building-abcd1234").exists()
    with making(tmp_path / "site"):
        assert not (tmp_path / ".site-building-abcd1234").exists()
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_new_folder_has_the_rights_of_any_other(tmp_path: Path) -> None:
    """A folder for this user alone could not be read by a web server."""
    (tmp_path / "other").mkdir()
    with making(tmp_path / "site") as beside:
        beside.mkdir()
        swap((beside, tmp_path / "site"))
    assert (tmp_path / "site").stat().st_mode == (tmp_path / "other").stat().st_mode
