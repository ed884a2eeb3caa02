"""Where folders go: nothing gives way to them but an earlier one of their kind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

SOURCES = (".git", ".ci", "data", "docs", "macros", "overrides", "tests")
"""Folders of a project that nothing is ever built into."""


def place_for(root: Path, given: Path, ours: str, others: Iterable[Path] = (), kept: str = "") -> Path:
    """Where a folder goes, once it is sure that nothing but an earlier one of its kind gives way to it.

    Args:
        root: the project's folder.
        given: as the caller wrote it, from the project's folder.
        ours: a file that every folder of this kind holds.
        others: folders that are made in the same run.
        kept: a folder in it that isn't replaced with it.

    Raises:
        UsageError: when something else stands there, or the place is a part of the project or holds it.
    """
    target = (root / given).resolve()
    taken = [root.resolve(), *(root.resolve() / name for name in SOURCES), *others]
    if any(target == place or target in place.parents for place in taken):
        raise click.UsageError(f"{given} would replace {_met(target, taken)}; name a folder of its own")
    if any(place in target.parents for place in taken[1:]):
        raise click.UsageError(f"{given} lies in {_met(target, taken)}; name a folder of its own")
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"{target} is a file; name a folder")
    if target.is_dir() and any(path.name != kept for path in target.iterdir()) and not (target / ours).is_file():
        raise click.UsageError(
            f"{target} holds something else, which would be lost (there is no {ours} in it); name another folder"
        )
    return target


def _met(target: Path, taken: Iterable[Path]) -> Path:
    return next(place for place in taken if target == place or target in place.parents or place in target.parents)
