"""`commonthread serve`: the site as it is written, through MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from macros.checking import Content, check_content
from macros.cli.project import asked_day, templates_of, today_option
from macros.cli.run_shell import run_shell
from macros.problems import errors


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@today_option
@click.pass_obj
def serve(root: Path, address: str, today: str | None) -> None:
    """Check the content and serve the site, built anew whenever content or templates change."""
    _, found = check_content(root, templates_of(root), asked_day(root, today), Content)
    for problem in found:
        click.echo(str(problem))
    if errors(found):
        raise SystemExit(1)
    raise SystemExit(run_shell(root, today, "serve", "--dev-addr", address))
