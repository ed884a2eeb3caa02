"""Everything below a folder, without following links, running out of stack or waiting for a pipe."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

DEEPEST = 9
"""Folders in one another, below the one that is walked: what an offline copy can hold. More cost whoever walks."""


class Kind(Enum):
    """What something below a folder is."""

    FILE = auto()
    """A regular file."""
    LINK = auto()
    """A symbolic link, to whatever."""
    OTHER = auto()
    """A pipe, a socket or a device."""
    CLOSED = auto()
    """A folder that can't be opened."""
    DEEP = auto()
    """A folder that lies too deep; what is in it is not looked at."""


def walk(folder: Path, deepest: int = DEEPEST) -> Iterator[tuple[Path, Kind]]:
    """All that is no folder below a folder, in the order of the names; and folders that are not looked into.

    Args:
        folder: a missing one gives nothing; one that is a link itself gives the link.
        deepest: folders in one another that are looked into.
    """
    if folder.is_symlink():
        yield folder, Kind.LINK
        return
    waiting = [(folder, 0)] if folder.is_dir() else []
    while waiting:
        path, depth = waiting.pop()
        kind = _kind(path)
        if kind is not None:
            yield path, kind
        elif depth > deepest:
            yield path, Kind.DEEP
        else:
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError:
                yield path, Kind.CLOSED
                continue
            waiting += [(found, depth + 1) for found in inside]


def _kind(path: Path) -> Kind | None:
    """What a path is; nothing for a folder."""
    mode = path.lstat().st_mode
    if stat.S_ISDIR(mode):
        return None
    return Kind.LINK if stat.S_ISLNK(mode) else Kind.FILE if stat.S_ISREG(mode) else Kind.OTHER
