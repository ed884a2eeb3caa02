"""`commonthread gaps`: what is missing, waits or stands twice, for the next meeting."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from macros.cli.in_place import change_file
from macros.cli.library import need_entry, need_library
from macros.cli.project import asked_day, given_day, today_option
from macros.giving.acceptance import with_acceptance
from macros.knowledge.findings.finding import KINDS, Finding, FindingKind
from macros.knowledge.findings.library_findings import find_all
from macros.knowledge.graph import Graph
from macros.model.accepted import ACCEPTED_PATH
from macros.model.library import Library
from macros.problems import nearest
from macros.render.templates import item_text


@click.command()
@click.option(
    "--kind", metavar="KIND", type=click.Choice([kind.id for kind in KINDS]), help="Only one kind of finding."
)
@click.option("--group", metavar="ID", help="Only what a group or organisation owns.")
@click.option("--accept", metavar="AT", help="Accept a finding for a time: what it is about, as it is listed.")
@click.option("--beside", metavar="ID", multiple=True, help="With --accept: the other entry, where a finding has two.")
@click.option("--reason", metavar="WORDS", help="With --accept: why it may stay.")
@click.option("--by", metavar="ID", help="With --accept: the group or organisation that decided so.")
@click.option(
    "--look-again", metavar="YYYY-MM-DD", callback=given_day, help="With --accept: when it is a finding again."
)
@click.option("--on", metavar="YYYY-MM-DD", callback=given_day, help="With --accept: when it was; today unless given.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or machines.")
@today_option
@click.pass_obj
def gaps(
    root: Path,
    kind: str | None,
    group: str | None,
    accept: str | None,
    beside: tuple[str, ...],
    reason: str | None,
    by: str | None,
    look_again: str | None,
    on: str | None,
    style: str,
    today: str | None,
) -> None:
    """Find what is missing, waits or stands twice in the library.

    Everything is found from the entries as they are. With --accept a finding that may stay for a time is written into
    data/accepted.yml: with the reason, who decided so, and when to look again. The file is checked first; when
    something would be wrong, it is said and nothing is changed.
    """
    graph = Graph(need_library(root), asked_day(root, today))
    if accept is not None:
        if not (reason and by and look_again):
            raise click.UsageError("--accept needs --reason, --by and --look-again")
        said = {"reason": " ".join(reason.split()), "accepted_by": by, "accepted_on": on or graph.today.isoformat()}
        _accept(root, today, _Asked(accept, kind, beside), said | {"look_again": look_again})
        return
    if beside or reason or by or look_again or on:
        raise click.UsageError("--beside, --reason, --by, --look-again and --on go with --accept")
    if group is not None:
        need_entry(graph, group, ("group", "organisation"), "--group")
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


@dataclass(frozen=True)
class _Asked:
    """Which finding somebody means."""

    at: str
    kind: str | None
    beside: tuple[str, ...]


def _accept(root: Path, today: str | None, asked: _Asked, said: dict[str, str]) -> None:
    one = None

    def change(library: Library, text: str) -> str:
        nonlocal one
        one = _need(Graph(library, asked_day(root, today)), asked)
        return with_acceptance(text, one, library.accepted, said)

    path, changed = change_file(root, ACCEPTED_PATH, change)
    if changed and one:
        click.echo(f"{path}: {one.kind} at {one.at} may stay until {said['look_again']}")


def _need(graph: Graph, asked: _Asked) -> Finding:
    """The one finding that is meant.

    Raises:
        BadParameter: when there is none, or more than one; names the nearest, or what tells them apart.
    """
    found = find_all(graph)
    known = [one for _, ones in found.kinds for one in ones] + [one for one, _ in found.accepted]
    at_it = [one for one in known if asked.at == one.at and asked.kind in (None, one.kind)]
    meant = [one for one in at_it if not asked.beside or set(asked.beside) == set(one.beside)]
    if len(meant) == 1:
        return meant[0]
    if at_it:
        each = "\n".join(f"  --kind {one.kind}{''.join(f' --beside {id}' for id in one.beside)}" for one in at_it)
        raise click.BadParameter(f"say which of the findings at {asked.at!r} is meant:\n{each}", param_hint="--accept")
    places = sorted({one.at for one in known if asked.kind in (None, one.kind)})
    message = f"there is no such finding at {asked.at!r}{nearest(asked.at, places)}"
    raise click.BadParameter(message, param_hint="--accept")


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
