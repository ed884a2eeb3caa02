"""Everything below a folder, without following links, running out of stack or waiting for a pipe."""

from __future__ import annotations

import os
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
    NO_FOLDER = auto()
    """Something that is no folder where the folder should be."""


def walk(folder: Path, deepest: int = DEEPEST) -> Iterator[tuple[Path, Kind]]:
    """All that is no folder below a folder, in the order of the names; and folders that are not looked into.

    Args:
        folder: a missing one gives nothing; one that is a link itself gives the link.
        deepest: folders in one another that are looked into.
    """
    for name, kind in walk_names(folder, deepest):
        yield folder / name, kind


def walk_names(folder: Path, deepest: int = DEEPEST) -> Iterator[tuple[str, Kind]]:
    """As `walk`, with the path below the folder, forward slashes; empty for the folder itself."""
    if folder.is_symlink():
        yield "", Kind.LINK
        return
    if folder.exists() and not folder.is_dir():
        yield "", Kind.NO_FOLDER
        return
    waiting: list[tuple[str, Kind | None, int]] = [("", None, 0)] if folder.is_dir() else []
    while waiting:
        name, kind, depth = waiting.pop()
        if kind is not None:
            yield name, kind
        elif depth > deepest:
            yield name, Kind.DEEP
        else:
            below = f"{name}/" if name else ""
            try:
                with os.scandir(folder / name) as found:
                    inside = sorted(((entry.name, _kind(entry)) for entry in found), reverse=True)
            except OSError:
                yield name, Kind.CLOSED
                continue
            waiting += [(below + own, kind, depth + 1) for own, kind in inside]


def _kind(entry: os.DirEntry[str]) -> Kind | None:
    """What something is; nothing for a folder."""
    if entry.is_symlink():
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return None
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
