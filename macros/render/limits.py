"""Ends what takes too long or needs too much memory, in this process, with an error that can be told in words."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

with suppress(ImportError):  # not on Windows
    import resource


class OutOfTimeError(Exception):
    """The time is over."""


@contextmanager
def limited(seconds: float, megabytes: int) -> Iterator[None]:
    """Allow what is done inside so much processor time, and so much memory beside what is held already.

    Time is watched where the system has a clock for it, in the main thread; memory on Linux.

    Raises:
        OutOfTimeError: when the time is over.
        MemoryError: when there is no more memory.
    """
    with _time(seconds), _memory(megabytes):
        yield


def bytes_with(megabytes: int) -> int:
    """All bytes of this process when it takes so many megabytes beside what it holds now; on Linux."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize() + megabytes * 1024 * 1024


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _over(number: int, frame: FrameType | None) -> None:
    raise OutOfTimeError


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = bytes_with(megabytes)
    if before[0] != resource.RLIM_INFINITY:
        most = min(most, before[0])
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
