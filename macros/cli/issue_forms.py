"""`commonthread issue-forms`: the forms by which entries are given where the files are kept."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.library import need_library
from macros.cli.written import written
from macros.giving.issue import template


@click.command("issue-forms")
@click.pass_obj
def issue_forms(root: Path) -> None:
    """Write the issue forms of the code host, one for each type, into .github/ISSUE_TEMPLATE/.

    Run it again when a model or a controlled list has changed. What comes in by one is saved as text and taken by
    `commonthread receive`.
    """
    folder = root / template.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in template.issue_forms(need_library(root)).items():
        with written(folder / name) as file:
            file.write(content.encode())
        click.echo(f"{template.FOLDER}/{name}")
