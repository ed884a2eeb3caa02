"""Folders that are made beside the last ones and take their place when they are complete, all of them or none."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.cli.exchange import exchange

BESIDE = ".{name}-building-"
"""How folders begin in which a new one is made, beside the last one of that name."""
REPLACED = ".{name}-replaced"
"""Where the last folder waits while the new one takes its place, on a system that can't exchange the two."""


@contextmanager
def making(target: Path, *, alone: bool = True) -> Iterator[Path]:
    """A place for a new folder beside its target, on the same file system, that no other build has.

    The folder is made by whoever fills it, so that it has the rights that folders of this user have. What is left of it
    afterwards is removed; so are the remains of builds that were killed.

    Args:
        target: where the new folder will go.
        alone: whether no other build can be at work.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if alone:
        recover(target)
        for remains in target.parent.iterdir():
            if re.fullmatch(rf"{re.escape(BESIDE.format(name=target.name))}[a-z0-9_]{{8}}", remains.name):
                shutil.rmtree(remains, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=BESIDE.format(name=target.name), dir=target.parent))
    try:
        yield folder / target.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def recover(target: Path) -> None:
    """Put the last folder back, if a run was stopped between the two renames of `swap`."""
    replaced = _replaced(target)
    if replaced.exists() and not target.exists():
        replaced.rename(target)


def swap(*pairs: tuple[Path, Path]) -> None:
    """Put finished folders in the places of the last ones: each pair is the finished folder and its place.

    Where the system can exchange two names, a place is never empty, even if the process is killed.

    Raises:
        OSError: when one can't be replaced; all the last ones are back in their places then.
    """
    done: list[Path] = []
    try:
        for beside, target in pairs:
            shutil.rmtree(_replaced(target), ignore_errors=True)
            if target.exists():
                _replace(beside, target)
            else:
                beside.rename(target)
            done.append(target)
    except OSError:
        for target in reversed(done):
            _put_back(target)
        raise
    for target in done:
        shutil.rmtree(_replaced(target), ignore_errors=True)


def _replace(beside: Path, target: Path) -> None:
    """The new folder takes the place of the last one, which waits under its other name."""
    beside.rename(_replaced(target))
    if exchange(_replaced(target), target):
        return
    _replaced(target).rename(beside)
    target.rename(_replaced(target))
    try:
        beside.rename(target)
    except OSError:
        recover(target)
        raise


def _put_back(target: Path) -> None:
    """The last folder takes its place again, where there was one."""
    if not (_replaced(target).exists() and exchange(_replaced(target), target)):
        shutil.rmtree(target)
        recover(target)


def _replaced(target: Path) -> Path:
    return target.with_name(REPLACED.format(name=target.name))
