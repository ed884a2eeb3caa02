"""Folders that are made beside the last one and take its place when they are complete."""

from __future__ import annotations

import shutil
from pathlib import Path

REPLACED = ".{name}-replaced"
"""Where the last folder waits while the new one takes its place."""


def recover(target: Path) -> None:
    """Put the last folder back, if a run was stopped between the two renames of `swap`."""
    replaced = _replaced(target)
    if replaced.exists() and not target.exists():
        replaced.rename(target)


def swap(beside: Path, target: Path) -> None:
    """Put a finished folder in the place of the last one, in two renames."""
    replaced = _replaced(target)
    shutil.rmtree(replaced, ignore_errors=True)
    if target.exists():
        target.rename(replaced)
    beside.rename(target)
    shutil.rmtree(replaced, ignore_errors=True)


def _replaced(target: Path) -> Path:
    return target.with_name(REPLACED.format(name=target.name))
