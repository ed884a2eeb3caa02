"""`commonthread addresses`: keep the list of addresses that have been published."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.library import need_library
from macros.cli.project import asked_day, today_option
from macros.cli.written import written
from macros.knowledge.graph import Graph
from macros.model.settings import PUBLISHED_PATH as PATH
from macros.render.published import addresses_now, read_published

_HEAD = """\
# Addresses that have been published: `commonthread check` says when one vanishes.
# `commonthread addresses --write` adds new ones when the site is published; take a line out only on purpose.
"""


@click.command()
@click.option("--write", is_flag=True, help="Add what is new to the list; nothing is taken out.")
@today_option
@click.pass_obj
def addresses(root: Path, write: bool, today: str | None) -> None:
    """Say which addresses are not yet in the list of published ones, data/published.txt.

    What stands there once must lead somewhere for ever: the check fails when a page or an item vanishes without a
    redirect, and says which.
    """
    known, problems = read_published(root)
    if problems:
        raise click.ClickException("\n".join(map(str, problems)))
    listed = {one for _, one in known}
    new = [one for one in addresses_now(Graph(need_library(root), asked_day(root, today)), root) if one not in listed]
    if not write:
        for one in new:
            click.echo(one)
        click.echo(f"{len(new)} new, {len(listed)} listed; add them with --write when the site is published", err=True)
        return
    if new:
        with written(root / PATH) as file:
            file.write((_HEAD + "".join(f"{one}\n" for one in sorted({*listed, *new}))).encode())
    click.echo(f"{PATH}: {len(new)} added, {len(listed) + len(new)} listed")
