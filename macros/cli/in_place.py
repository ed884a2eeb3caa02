"""Changing a file of the content where it lies: by one who asks at a time, checked first, wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from macros.bundles.container.atomic import replacing
from macros.cache_place import cache_folder
from macros.cli.library import need_library
from macros.giving.edit_item import EditError
from macros.giving.proposal import held, new_problems
from macros.kept_entries import KeptEntries
from macros.model.library import Library
from macros.problems import errors

Change = Callable[[Library, str], str]
"""The text of the file after a change, from the library as it is then and the text before."""


def change_in_place(root: Path, id: str, change: Change) -> tuple[str, bool]:
    """Change the file of an entry while nobody else does who asks the same way: it is read again once that is sure.

    Args:
        root: the project's folder.
        id: of an entry that is there.
        change: may raise `EditError`, where the file can't be changed without touching more.

    Returns:
        The file's path from the project's folder, and whether there was anything to change; if not, it is said.

    Raises:
        ClickException: when it can't be changed, or something would be wrong; nothing has been then.
    """
    return change_file(root, need_library(root).documents[id].path, change)


def change_file(root: Path, path: str, change: Change) -> tuple[str, bool]:
    """Change a file of the content as `change_in_place` does an entry's; one that isn't there is begun.

    Args:
        root: the project's folder.
        path: of the file, from there; its folder exists.
        change: may raise `EditError`; the text before of a file that isn't there is empty.

    Returns:
        The path, and whether there was anything to change; if not, it is said.

    Raises:
        ClickException: when it can't be changed, or something would be wrong; nothing has been then.
    """
    with held((root / path).parent):
        library = need_library(root)
        try:
            before = (root / path).read_bytes().decode() if (root / path).exists() else ""
            after = change(library, before)
        except EditError as error:
            raise click.ClickException(f"{path}: {error}") from None
        if after == before:
            click.echo(f"{path}: says so already; nothing was changed")
            return path, False
        found = new_problems(root, {path: after}, KeptEntries(cache_folder(root)))
        for problem in found:
            click.echo(str(problem), err=True)
        if errors(found):
            raise click.ClickException("nothing was changed")
        try:
            with replacing(root / path) as file:
                file.write(after.encode())
        except OSError as error:
            raise click.ClickException(f"nothing was changed: {path}: {error.strerror or error}") from None
    return path, True
