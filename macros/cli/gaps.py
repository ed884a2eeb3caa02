"""`commonthread gaps`: what is missing, waits or stands twice, for the next meeting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from macros.cli.library import need_library
from macros.cli.project import asked_day, today_option
from macros.knowledge.findings.finding import KINDS, Finding, FindingKind
from macros.knowledge.findings.library_findings import find_all
from macros.knowledge.graph import Graph
from macros.model.accepted import ACCEPTED_PATH
from macros.problems import nearest
from macros.render.templates import item_text


@click.command()
@click.option(
    "--kind", metavar="KIND", type=click.Choice([kind.id for kind in KINDS]), help="Only one kind of finding."
)
@click.option("--group", metavar="ID", help="Only what a group or organisation owns.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or machines.")
@today_option
@click.pass_obj
def gaps(root: Path, kind: str | None, group: str | None, style: str, today: str | None) -> None:
    """Find what is missing, waits or stands twice in the library.

    Everything is found from the entries as they are. A finding that may stay for a time is accepted in
    data/accepted.yml; docs/contribute/accept.md says how.
    """
    graph = Graph(need_library(root), asked_day(root, today))
    if group is not None and group not in graph.records:
        known = [record.id for name in ("group", "organisation") for record in graph.by_type.get(name, ())]
        raise click.BadParameter(f"no entry has the id {group!r}{nearest(group, known)}", param_hint="--group")
    found = find_all(graph)
    shown: list[tuple[FindingKind, list[Finding]]] = [
        (kind_of, [one for one in ones if group in (None, one.owner)])
        for kind_of, ones in found.kinds
        if kind in (None, kind_of.id)
    ]
    if style == "json":
        click.echo(
            json.dumps([_as_dict(graph, one) for _, ones in shown for one in ones], ensure_ascii=False, indent=1)
        )
        return
    for kind_of, ones in shown:
        if ones:
            click.echo(f"{kind_of.title} [{kind_of.id}]: {len(ones)}\n  {kind_of.why} {kind_of.todo}")
            for one in ones:
                click.echo(f"  - {_line(graph, one)}")
    for past in found.stale:
        click.echo(f"{ACCEPTED_PATH}: {past.kind} at {past.at} is no finding any more; take it out")
    total = sum(len(ones) for _, ones in shown)
    click.echo(f"{total} found, {len(found.accepted)} accepted for a time", err=True)


def _line(graph: Graph, one: Finding) -> str:
    words = [one.at]
    if one.at.partition("#")[0] in graph.records:
        words.append(f"({item_text(graph, one.at)[:90]})")
    if one.beside:
        words.append(f"beside {', '.join(one.beside)}")
    facts = [fact for fact in one.facts if fact]
    if facts:
        words.append(f"[{', '.join(facts)}]")
    return " ".join([*words, f"– {one.owner}" if one.owner else ""]).strip()


def _as_dict(graph: Graph, one: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": one.kind, "at": one.at, "owner": one.owner}
    found |= {"beside": list(one.beside), "facts": list(one.facts)}
    if one.at.partition("#")[0] in graph.records:
        found["text"] = item_text(graph, one.at)
    return found
