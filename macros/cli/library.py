"""The library of a project, for commands that can do nothing without it."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cache_place import cache_folder
from macros.kept_entries import KeptEntries
from macros.knowledge.graph import Graph
from macros.model.library import Library, read_library
from macros.problems import nearest


def need_library(root: Path) -> Library:
    """A project's library.

    Raises:
        ClickException: when it can't be read.
    """
    library, _ = read_library(root, KeptEntries(cache_folder(root)))
    if library is None:
        raise click.ClickException("the library can't be read; `commonthread check` says why")
    return library


def need_entry(graph: Graph, id: str, types: tuple[str, ...], option: str) -> None:
    """See that an id is one of an entry of some types.

    Raises:
        BadParameter: when there is none, with the nearest.
    """
    known = [record.id for name in types for record in graph.by_type.get(name, ())]
    if id not in known:
        raise click.BadParameter(f"no {' or '.join(types)} has the id {id!r}{nearest(id, known)}", param_hint=option)
