"""A project's content in another folder, to be tried with changes that nobody has agreed to yet."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from macros.load.walk import Kind, walk_names

CONTENT = ("data", "docs")
"""Folders of a project that hold its content."""


def copy_content(root: Path, copy: Path) -> None:
    """The content of a project in another folder, as links to the same files where that can be.

    Whoever changes a file there removes it first: it may be the project's own.
    """
    for part in CONTENT:
        for name, kind in walk_names(root / part):
            if kind is Kind.FILE:
                place = copy / part / name
                place.parent.mkdir(parents=True, exist_ok=True)
                try:
                    os.link(root / part / name, place)
                except OSError:
                    shutil.copyfile(root / part / name, place)
