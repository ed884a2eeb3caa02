"""A file that is written wholly or not at all. Needs nothing but the standard library."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from macros.bundles.container.errors import BundleError

_BEGINNING, _END = ".common-thread-", ".part"
"""Of the names of files in the making."""


@contextmanager
def replacing(target: Path, check: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """A file beside the target, put in its place when everything has been written: wholly or not at all.

    Args:
        target: to make or to replace; a symbolic link is followed.
        check: looks at the finished file before it takes the place; when it raises, the target stays as it was.

    Raises:
        BundleError: when there is no such folder, or something that is no file stands there.
    """
    target = Path(os.path.realpath(target))
    if not target.parent.is_dir():
        raise BundleError(f"the folder {target.parent} does not exist")
    if target.exists() and not target.is_file():
        raise BundleError(f"{target} is no file that could be replaced")
    beside = target.with_name(f"{_BEGINNING}{secrets.token_hex(4)}{_END}")
    try:
        with beside.open("xb") as file:
            _lock(file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if check:
            check(beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def clear_unfinished(folder: Path) -> None:
    """Remove what was in the making when a run was killed, and what stands beside it; not what a run is at."""
    for path in folder.glob(f"{_BEGINNING}*{_END}"):
        with suppress(OSError), path.open("rb") as file:
            _lock(file)
            for left in folder.glob(f"{path.name}*"):
                left.unlink()


def _lock(file: IO[bytes]) -> None:
    """Hold a file as long as it is open, so that no other run takes it for left behind.

    Raises:
        OSError: when another run holds it.
    """
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can; the file is in its place in any case."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
