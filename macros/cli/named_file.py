"""A file that a command is to read: never a pipe or a device, which could keep it waiting for ever."""

from __future__ import annotations

import stat
from os import PathLike
from pathlib import Path
from typing import Any

import click


class NamedFile(click.Path):
    """The path of a file that is there; a folder too where `folders` says so."""

    def __init__(self, *, folders: bool = False, allow_dash: bool = False) -> None:
        super().__init__(exists=True, dir_okay=folders, allow_dash=allow_dash, path_type=Path)

    def convert(self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; what is neither a file nor a folder is refused."""
        path = Path(str(super().convert(value, param, ctx)))
        if self.allow_dash and str(path) == "-":
            return path
        kind = path.stat().st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            instead = "; write - for what comes through the input" if self.allow_dash else ""
            self.fail(f"{str(value)!r} is a pipe, a socket or a device, and no file{instead}.", param, ctx)
        return path
