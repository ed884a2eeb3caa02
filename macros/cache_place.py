"""Where a project's cache lies: with the user's other caches, never in the checkout.

What lies in a checkout may come from strangers, and a cache is believed: compiled templates run, remembered words
steer the search. So the cache stands where only this user writes, or there is none. Losing it costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
from pathlib import Path

from platformdirs import user_cache_path

PROGRAM = "common-thread"
"""The folder of all our caches among the user's."""
OWNER = "project.txt"
"""File in each cache that says which project it belongs to."""
_LENGTH = 16
"""Hexadecimal digits that name a project."""


def cache_folder(root: Path) -> Path | None:
    """The folder for what a project may keep between its builds; made if need be.

    Args:
        root: the project's folder.

    Returns:
        The folder; None where nothing can be written, where others can write too, and rather than one in the checkout.
    """
    try:
        project = root.resolve()
        folder = _place(project)
        if folder is None or not (_own(folder.parent) and _own(folder)):
            return None
        if not (folder / OWNER).exists():
            _drop_abandoned(folder.parent)
            _name_owner(folder, project)
        return folder if (folder / OWNER).read_text(encoding="utf-8") == str(project) else None
    except (OSError, ValueError):
        return None


def forget(root: Path) -> None:
    """Remove a project's cache."""
    folder = cache_folder(root)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _place(project: Path) -> Path | None:
    """Where the folder should be; None when the user has no place for caches outside the checkout."""
    caches = user_cache_path(PROGRAM, appauthor=False)
    if not caches.is_absolute():
        return None
    caches = caches.resolve()
    checkout = next((place for place in (project, *project.parents) if (place / ".git").exists()), project)
    if caches == checkout or checkout in caches.parents:
        return None
    return caches / hashlib.sha256(os.fsencode(project)).hexdigest()[:_LENGTH]


def _own(folder: Path) -> bool:
    """Whether a folder, made if need be, is this user's and nobody else can put anything there.

    Raises:
        OSError: when it can't be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or not os.access(folder, os.W_OK | os.X_OK):
        return False
    if sys.platform == "win32":  # a user's folder for caches is closed to others there, and modes say nothing
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _name_owner(folder: Path, project: Path) -> None:
    """Say in a folder whose it is.

    Raises:
        OSError: when it can't be written.
    """
    beside = folder / f"{OWNER}.{os.getpid()}"
    beside.write_text(str(project), encoding="utf-8")
    beside.replace(folder / OWNER)


def _drop_abandoned(caches: Path) -> None:
    """Remove the caches of projects that are no more, whenever a new one is made, so that they don't pile up."""
    for owner in caches.glob(f"*/{OWNER}"):
        if not Path(owner.read_text(encoding="utf-8")).exists():
            shutil.rmtree(owner.parent, ignore_errors=True)


if __name__ == "__main__":
    forget(Path.cwd())
