"""The command group and what its commands share."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from macros.cli.build import build, serve
from macros.cli.bundle import bundle
from macros.cli.check import check
from macros.cli.delta import apply, delta
from macros.cli.search import search
from macros.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Project folder; the current one unless given.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Keep a community's library: check its content, build its site, search it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    context.obj = root.resolve()


for command in (check, build, serve, search, bundle, verify, delta, apply):
    main.add_command(command)
