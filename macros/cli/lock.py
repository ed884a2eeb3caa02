"""One build at a time for each folder that is built: a lock beside the folder, which ends with its process.

A POSIX record lock, since it belongs to the process that took it: the system lets it go when that process ends, however
it ends, and processes forked from it neither hold nor keep it. Where there are no such locks (Windows) nobody is kept
out; builds have folders of their own, so the one that ends last stands.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

LOCK = ".{name}-lock"
"""The file that is locked while a folder of this name is built, beside it."""


@contextmanager
def sole_build(*targets: Path) -> Iterator[bool]:
    """Hold the locks of folders that are built; gives whether there are locks at all.

    Raises:
        ClickException: when another process builds one of them; names the process.
        OSError: when a lock can't be made, on a full or read-only disk for instance.
    """
    with ExitStack() as held:
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
            if fcntl is not None:
                held.enter_context(_locked(target))
        yield fcntl is not None


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    place = target.with_name(LOCK.format(name=target.name))
    handle = _take(place, target)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        place.unlink(missing_ok=True)
        os.close(handle)


def _take(place: Path, target: Path) -> int:
    """The open lock file, locked; the one that has the name, should its last holder have removed it meanwhile."""
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if place.exists() and os.path.samestat(os.fstat(handle), place.stat()):
                return handle
        except (BlockingIOError, PermissionError):
            holder = os.read(handle, 20).decode("ascii", "replace")
            os.close(handle)
            process = f" (process {holder})" if holder.isdigit() else ""
            raise click.ClickException(
                f"a build of this project is under way{process}, into {target}; wait until it is done"
            ) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
