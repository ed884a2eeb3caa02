"""`commonthread wording`: what a meeting needs to agree on the wording of a term."""

from __future__ import annotations

from pathlib import Path

import click

from macros.bundles.container.errors import BundleError
from macros.bundles.editions.extras import ExtraMissingError
from macros.cli.library import need_library
from macros.cli.project import asked_day, today_option
from macros.cli.report import format_of, need_entry, written_as
from macros.cli.written import written
from macros.desk.report.wording import make_wording
from macros.knowledge.graph import Graph
from macros.model.definition import Definition

FORMATS = ("docx", "html", "md", "pdf")


@click.command()
@click.argument("id", metavar="DEFINITION")
@click.option("--format", "style", type=click.Choice(FORMATS), help="As the ending of --out says unless given.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File; DEFINITION-wording.docx unless given."
)
@today_option
@click.pass_obj
def wording(root: Path, id: str, style: str | None, out: Path | None, today: str | None) -> None:
    """Put everybody's version of a definition side by side, by dimension, with room to write a common one.

    With where the working definition stands, how it came there, what its status may become, and where the versions
    agree and part. The program proposes nothing.
    """
    style, target = format_of(style, out, f"{id}-wording", FORMATS)
    graph = Graph(need_library(root), asked_day(root, today))
    need_entry(graph, id, ("definition",), "DEFINITION")
    entry = graph.records[id]
    assert isinstance(entry, Definition)
    try:
        content = written_as(root, style, graph, make_wording(graph, entry))
    except (ExtraMissingError, BundleError) as error:
        raise click.ClickException(str(error)) from None
    with written(target) as file:
        file.write(content)
    click.echo(f"{target}: {len(entry.source_definitions)} versions")
