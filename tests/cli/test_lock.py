"""One build at a time for each folder: the second is told who is at work, and a killed build keeps nobody out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from macros.cli.lock import LOCK, sole_build
from tests.conftest import ROOT

HOLDER = """
import multiprocessing, sys, time
from pathlib import Path
from macros.cli.lock import sole_build
with sole_build(Path(sys.argv[1])):
    worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(600,))
    worker.start()
    print(worker.pid, flush=True)
    sys.stdin.read()
    worker.kill()
"""


@contextmanager
def _holder(target: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock, and has forked a worker."""
    command = [sys.executable, "-c", HOLDER, str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        worker = int(holder.stdout.readline())
        try:
            yield holder
        finally:
            holder.kill()
            os.kill(worker, 9)


def test_a_second_build_is_told_who_is_at_work(tmp_path: Path) -> None:
    """By its process; another folder is free meanwhile."""
    with _holder(tmp_path / "site") as holder:
        words = rf"a build of this project is under way \(process {holder.pid}\), into .*site; wait until it is done"
        with pytest.raises(click.ClickException, match=words), sole_build(tmp_path / "dist", tmp_path / "site"):
            pass
        with sole_build(tmp_path / "dist"):
            assert (tmp_path / LOCK.format(name="dist")).exists()


def test_a_killed_build_keeps_nobody_out(tmp_path: Path) -> None:
    """Though the file is still there, and a worker of the killed build still lives."""
    with _holder(tmp_path / "site") as holder:
        holder.kill()
        holder.wait()
        assert (tmp_path / LOCK.format(name="site")).read_text("utf-8") == str(holder.pid)
        with sole_build(tmp_path / "site") as alone:
            assert alone


def test_a_build_that_ended_leaves_nothing(tmp_path: Path) -> None:
    """Also one that failed."""
    with pytest.raises(ZeroDivisionError), sole_build(tmp_path / "site", tmp_path / "dist"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_place_of_the_lock_is_not_written_through(tmp_path: Path) -> None:
    """A lock is emptied when it is taken; what it might lead to is not."""
    (tmp_path / "thesis").write_text("years", "utf-8")
    (tmp_path / LOCK.format(name="site")).symlink_to("thesis")
    with pytest.raises(OSError, match="site-lock"), sole_build(tmp_path / "site"):
        pass
    assert (tmp_path / "thesis").read_text("utf-8") == "years"
