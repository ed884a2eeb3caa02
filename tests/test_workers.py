"""Work on several processors: in order, with its first error, and never waiting for a worker that is gone."""

from __future__ import annotations

import operator
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Literal

import pytest

from macros.workers import in_order
from tests.cli.ends import ends

Start = Literal["fork", "spawn"]
STARTS: list[Start] = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


@pytest.mark.parametrize("start", STARTS)
def test_results_come_in_the_order_of_the_jobs(start: Start) -> None:
    """More of them than processes."""
    assert list(in_order(partial(operator.mul, 2), range(20), start, 2)) == list(range(0, 40, 2))


@pytest.mark.parametrize("start", STARTS)
def test_a_worker_that_is_ended_ends_the_work(start: Start) -> None:
    """Instead of being waited for without end."""
    with pytest.raises(BrokenProcessPool):
        list(in_order(ends, range(4), start, 2))


def _mark(folder: Path, number: int) -> None:
    if number == 0:
        raise ValueError("the first one")
    (folder / str(number)).touch()
    time.sleep(0.05)


def test_an_error_ends_the_work(tmp_path: Path) -> None:
    """As it was raised; jobs that no worker has taken yet are not begun."""
    with pytest.raises(ValueError, match="the first one"):
        list(in_order(partial(_mark, tmp_path), range(2000), "spawn", 1))
    assert len(list(tmp_path.iterdir())) < 1000
