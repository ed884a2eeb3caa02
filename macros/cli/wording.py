"""`commonthread wording`: what a meeting needs to agree on the wording of a term or a position."""

from __future__ import annotations

from pathlib import Path

import click

from macros.bundles.container.errors import BundleError
from macros.bundles.editions.extras import ExtraMissingError
from macros.cli.library import need_entry, need_library
from macros.cli.project import asked_day, today_option
from macros.cli.report import format_of, need_room, written_as
from macros.cli.written import written
from macros.desk.report.position import make_position
from macros.desk.report.value import Report
from macros.desk.report.wording import make_wording
from macros.knowledge.graph import Graph
from macros.knowledge.positions import positions_of_groups
from macros.model.definition import Definition
from macros.model.group import Group
from macros.problems import nearest

FORMATS = ("docx", "html", "md", "pdf")


@click.command()
@click.argument("id", metavar="DEFINITION|GROUP#POSITION")
@click.option("--group", metavar="ID", default="", help="Say of each member of a group what is recorded of it.")
@click.option("--format", "style", type=click.Choice(FORMATS), help="As the ending of --out says unless given.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File; ID-wording.docx unless given.")
@today_option
@click.pass_obj
def wording(root: Path, id: str, group: str, style: str | None, out: Path | None, today: str | None) -> None:
    """Put everybody's version of a definition or a position side by side, with room to write a common one.

    With where the wording stands, how it came there, what its status may become, and where the versions agree and part.
    The program proposes nothing.
    """
    style, target = format_of(style, out, f"{id.replace('#', '-')}-wording", FORMATS)
    need_room(style, target)
    graph = Graph(need_library(root), asked_day(root, today))
    made, told = _position(graph, id, group) if "#" in id else _definition(graph, id, group)
    try:
        content = written_as(root, style, graph, made)
    except (ExtraMissingError, BundleError) as error:
        raise click.ClickException(str(error)) from None
    with written(target) as file:
        file.write(content)
    click.echo(f"{target}: {told}")


def _definition(graph: Graph, id: str, group: str) -> tuple[Report, str]:
    need_entry(graph, id, ("definition",), "DEFINITION")
    if group:
        need_entry(graph, group, ("group",), "--group")
    entry, members = graph.records[id], graph.records.get(group)
    assert isinstance(entry, Definition) and (members is None or isinstance(members, Group))
    return make_wording(graph, entry, members), f"{len(entry.source_definitions)} versions"


def _position(graph: Graph, id: str, group: str) -> tuple[Report, str]:
    if group:
        raise click.UsageError("a position belongs to a group already; leave --group out")
    known = {one.node: one for one in positions_of_groups(graph)}
    if id not in known:
        message = f"no group has a position {id!r}{nearest(id, known)}"
        raise click.BadParameter(message, param_hint="GROUP#POSITION")
    one = known[id]
    return make_position(graph, one), f"{len(one.heard)} heard, nothing recorded of {len(one.silent)} members"
