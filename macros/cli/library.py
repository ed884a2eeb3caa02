"""The library of a project, for commands that can do nothing without it."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cache_place import cache_folder
from macros.kept_entries import KeptEntries
from macros.model.library import Library, read_library


def need_library(root: Path) -> Library:
    """A project's library.

    Raises:
        ClickException: when it can't be read.
    """
    library, _ = read_library(root, KeptEntries(cache_folder(root)))
    if library is None:
        raise click.ClickException("the library can't be read; `commonthread check` says why")
    return library
