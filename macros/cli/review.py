"""`commonthread review`: see what is due for review, and record that an entry was reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from macros.cli.in_place import change_in_place
from macros.cli.library import need_library
from macros.cli.project import asked_day, given_day, today_option
from macros.giving.review_update import with_review
from macros.knowledge.graph import Graph
from macros.knowledge.health import ASKS_FOR_REVIEW, CHECKS, health_of
from macros.model.library import Library
from macros.model.record import Record
from macros.model.reviews import OUTCOMES, ROLES
from macros.problems import nearest


@click.command()
@click.argument("id", required=False)
@click.option("--role", help="As what somebody reviewed it, from data/vocabularies/review-roles.yml.")
@click.option("--outcome", help="What came of it, from data/vocabularies/review-outcomes.yml.")
@click.option("--by", metavar="ID", help="Organisation or group that the reviewer spoke for.")
@click.option("--evidence", metavar="WORDS", help="What it was compared with, what was corrected, or what has to be.")
@click.option("--source", "sources", metavar="ID[@PLACE]", multiple=True, help="Source that it was compared with.")
@click.option("--on", "day", metavar="YYYY-MM-DD", callback=given_day, help="When; the day of today unless given.")
@click.option("--for", "owner", metavar="ID", help="Without an entry: only what this organisation or group keeps.")
@today_option
@click.pass_obj
def review(
    root: Path,
    id: str | None,
    role: str | None,
    outcome: str | None,
    by: str | None,
    evidence: str | None,
    sources: tuple[str, ...],
    day: str | None,
    owner: str | None,
    today: str | None,
) -> None:
    """Record that an entry was reviewed: as what, with what outcome, and what shows it.

    The review is added to the entry's file; comments, order and everything else in it stay. The file is checked first;
    when something would be wrong, it is said and nothing is changed. With an ID alone its reviews are shown; without
    ID what is due is listed.
    """
    library = need_library(root)
    if id is None:
        _list(Graph(library, asked_day(root, today)), owner)
        return
    record = _need(library, id)
    if not any((role, outcome, by, evidence, sources, day)):
        _show(Graph(library, asked_day(root, today)), record)
        return
    if not (role and outcome):
        raise click.UsageError("a review needs --role and --outcome")
    now = asked_day(root, today).isoformat()
    if day and day > now:
        raise click.BadParameter(f"{day} has not come yet; write the day on which it was reviewed", param_hint="--on")
    _need_value(library, ROLES, role, "--role")
    _need_value(library, OUTCOMES, outcome, "--outcome")
    cited = [{"source": source} | ({"locator": place} if place else {})
             for source, _, place in (given.partition("@") for given in sources)]  # fmt: skip
    said = {"on": day or now, "role": role, "by": by, "outcome": outcome,
            "evidence": evidence and " ".join(evidence.split()), "sources": cited}  # fmt: skip
    _write(root, id, {name: value for name, value in said.items() if value})


def _write(root: Path, id: str, said: dict[str, Any]) -> None:
    def change(library: Library, text: str) -> str:
        known = _need(library, id).reviews
        same = known and known[-1].model_dump(mode="json", exclude_defaults=True) == said
        return text if same else with_review(text, said)

    path, changed = change_in_place(root, id, change)
    if changed:
        click.echo(f"{path}: reviewed on {said['on']}, {said['outcome']}")


def _need(library: Library, id: str) -> Record:
    """The entry of this id.

    Raises:
        BadParameter: when there is none; names the nearest.
    """
    if id not in library.records:
        raise click.BadParameter(f"no entry is called {id!r}{nearest(id, library.records)}", param_hint="ID")
    return library.records[id]


def _need_value(library: Library, list_id: str, value: str, option: str) -> None:
    known = library.vocabularies.get(list_id)
    if known is None:
        raise click.ClickException(f"this library has no list {list_id!r}: write data/vocabularies/{list_id}.yml first")
    if value not in known:
        ids = [term.id for term in known.terms]
        hint = nearest(value, ids) or f"; known are {', '.join(ids)}"
        raise click.BadParameter(f"unknown value {value!r}{hint}", param_hint=option)


def _list(graph: Graph, owner: str | None) -> None:
    """What asks for a review, the most pressing first, each entry once."""
    if owner is not None:
        _need(graph.library, owner)
    found, counts = health_of(graph), []
    seen: set[str] = set()
    for check in ASKS_FOR_REVIEW:
        wanted = [one for one in found.lacking[check] if one.id not in seen and owner in (None, one.owner)]
        seen.update(one.id for one in wanted)
        title = CHECKS[check][0]
        for one in wanted:
            due = graph.review_due(one)
            click.echo(f"{one.id}: {title.lower()}{f', due {due}' if check == 'overdue' else ''}: {one.title}")
        counts.append(f"{len(wanted)} {title.lower()}")
    click.echo(", ".join(counts), err=True)


def _show(graph: Graph, record: Record) -> None:
    click.echo(f"{record.id}: {record.title}")
    for one in record.reviews:
        parts = (one.role, one.by and f"for {one.by}", one.outcome, one.evidence)
        click.echo(f"  {one.on}: {', '.join(part for part in parts if part) or 'only the day is known'}")
    if record.last_reviewed and not record.reviews:
        click.echo(f"  {record.last_reviewed}: only the day is known")
    due = graph.review_due(record)
    late = ", past due" if graph.overdue(record) else ""
    click.echo(f"  next by {due}{late}" if due else "  never reviewed")
