"""Run a command and say how long it took and how much memory it and its children held at once.

Memory is the proportional set size of the whole process tree, sampled: pages that forked workers share
count once. Where the system has no `/proc`, it is the largest single process instead.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

EVERY = 0.2
"""Seconds between two samples of memory."""


@dataclass(frozen=True)
class Run:
    """What a command took."""

    seconds: float
    """On the clock."""
    cpu: float
    """Seconds of processor time of the command and its children."""
    memory: int
    """Peak, in bytes."""
    output: str
    """Standard output."""


class CommandFailedError(Exception):
    """A measured command ended with an error; holds what it said."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end.

    Raises:
        CommandFailedError: when it ends with an error, since half a build is no measurement.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    peak: list[int] = [0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, ended, peak), daemon=True)
    watcher.start()
    output, complaints = process.communicate()
    seconds = perf_counter() - started
    ended.set()
    watcher.join()
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command)} in {folder}:\n{output}{complaints}"[-3000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, cpu, peak[0] or after.ru_maxrss * unit, output)


def least(runs: Sequence[Run]) -> Run:
    """The run that was disturbed least."""
    return min(runs, key=lambda run: run.seconds)


def _watch(pid: int, ended: threading.Event, peak: list[int]) -> None:
    while not ended.wait(EVERY):
        peak[0] = max(peak[0], sum(_held(member) for member in tree(pid)))


def tree(pid: int) -> list[int]:
    """A process and all its descendants; empty without `/proc`."""
    found, waiting = [], [pid]
    while waiting:
        member = waiting.pop()
        try:
            children = Path(f"/proc/{member}/task/{member}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found.append(member)
        waiting.extend(int(child) for child in children.split())
    return found


def _held(pid: int) -> int:
    """Proportional set size of a process in bytes; 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
