"""`commonthread action`: see how follow-up actions stand, and say what has become of one."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.in_place import change_in_place
from macros.cli.library import need_entry, need_library
from macros.cli.project import asked_day, given_day, today_option
from macros.giving.action_update import Update, updated
from macros.knowledge.actions import Tracked, all_actions, by_day, overdue, shown_by, silent
from macros.knowledge.graph import Graph
from macros.model.fields import PARTIAL_DATE
from macros.model.follow_up import ENDED
from macros.model.library import Library
from macros.model.workshop import Workshop
from macros.problems import nearest
from macros.render.templates import plain


@click.command()
@click.argument("id", required=False)
@click.option("--status", help="How it stands now: open, in_progress, done, dropped or blocked.")
@click.option("--evidence", metavar="WORDS", default="", help="What shows it.")
@click.option(
    "--source", "sources", metavar="ID[@PLACE]", multiple=True, help="Source of the evidence, with the place in it."
)
@click.option("--led-to", "led_to", metavar="ID", multiple=True, help="An entry that came of it.")
@click.option("--reason", metavar="WORDS", default="", help="Why it was dropped or is blocked.")
@click.option("--due", metavar="YYYY-MM-DD", callback=given_day, help="The new day by which it is to be done.")
@click.option(
    "--on", "known_on", metavar="DATE", help="When it stood so, whole or partial; the day of today unless given."
)
@click.option("--for", "party", metavar="ID", help="Without an action: only what a group or organisation does or gave.")
@today_option
@click.pass_obj
def action(
    root: Path,
    id: str | None,
    status: str | None,
    evidence: str,
    sources: tuple[str, ...],
    led_to: tuple[str, ...],
    reason: str,
    due: str | None,
    known_on: str | None,
    party: str | None,
    today: str | None,
) -> None:
    """Say what has become of an action, MEETING#ACTION; the entry's file is changed in place.

    How it stood before goes to its history, `earlier`. Comments, order and everything else in the file stay. The file
    is checked first; when something would be wrong, it is said and nothing is changed. Without options it is shown;
    without ID all that wait, with who does them, what is late first.
    """
    library = need_library(root)
    day = asked_day(root, today)
    graph = Graph(library, day)
    if id is None:
        _list(graph, party)
        return
    one = _need(graph, id)
    if not any((status, evidence, sources, led_to, reason, due, known_on)):
        _show(graph, one)
        return
    if known_on and not PARTIAL_DATE.fullmatch(known_on):
        raise click.BadParameter("write the year first: 2024, 2024-05 or 2024-05-31", param_hint="--on")
    if status:
        _need_status(library, status)
    cited = tuple((source, place) for source, _, place in (given.partition("@") for given in sources))
    said = Update(known_on or day.isoformat(), status or "", due or "", evidence, reason, cited, led_to)
    _write(root, id, said, today)


def _write(root: Path, id: str, said: Update, today: str | None) -> None:
    status = ""

    def change(library: Library, text: str) -> str:
        nonlocal status
        day = asked_day(root, today)
        one = _need(Graph(library, day), id)
        status = said.status or one.action.status
        return updated(text, one, said, day.isoformat())

    path, changed = change_in_place(root, id.partition("#")[0], change)
    if changed:
        click.echo(f"{path}: {id.partition('#')[2]} is {status} on {said.on}")


def _need(graph: Graph, id: str) -> Tracked:
    """The action of this id.

    Raises:
        BadParameter: when there is none; names the nearest.
    """
    known = {one.node: one for one in all_actions(graph)}
    if id in known:
        return known[id]
    meeting = graph.records.get(id.partition("#")[0])
    if isinstance(meeting, Workshop) and meeting.actions:
        own = ", ".join(f"{meeting.id}#{one.id}" for one in meeting.actions)
        raise click.BadParameter(f"name one of its actions: {own}", param_hint="ID")
    raise click.BadParameter(f"no action is called {id!r}{nearest(id, known)}", param_hint="ID")


def _need_status(library: Library, status: str) -> None:
    known = library.vocabularies["action-status"]
    if known.get(status) is None:
        ids = [term.id for term in known.terms]
        hint = nearest(status, ids) or f"; known are {', '.join(ids)}"
        raise click.BadParameter(f"unknown status {status!r}{hint}", param_hint="--status")


def _list(graph: Graph, party: str | None) -> None:
    """All that wait, or those of a party: the late ones first, then by day."""
    if party is not None:
        need_entry(graph, party, ("group", "organisation"), "--for")
    waiting = [
        one
        for one in by_day(all_actions(graph))
        if one.action.status not in ENDED and party in (None, *one.action.owners, *one.meeting.conveners)
    ]
    waiting.sort(key=lambda one: not overdue(graph, one))
    for one in waiting:
        click.echo(f"{one.node}: {_owners(graph, one)}: {_standing(graph, one)}: {plain(graph, one.action.text)}")
    late = sum(overdue(graph, one) for one in waiting)
    click.echo(f"{len(waiting)} wait, {late} past due", err=True)


def _show(graph: Graph, one: Tracked) -> None:
    known = one.action
    click.echo(f"{one.node}, from {one.meeting.title}")
    click.echo(plain(graph, known.text))
    due = str(known.due or known.due_note or "no day")
    if one.by_rule:
        due = f"{one.due} (by rule, from {known.due_note!r})"
    for name, value in (
        ("who", _owners(graph, one)),
        ("by when", due),
        ("stands", _standing(graph, one)),
        ("since", str(known.status_on or "")),
        ("evidence", known.evidence),
        ("shown by", "; ".join(shown_by(graph, known))),
        ("reason", known.reason),
    ):
        if value:
            click.echo(f"  {name}: {value}")
    for state in known.earlier:
        parts = (state.on or "before", state.status, state.due and f"due {state.due}", state.note)
        click.echo(f"  earlier: {', '.join(str(part) for part in parts if part)}")


def _owners(graph: Graph, one: Tracked) -> str:
    titles = [graph.records[id].title for id in one.action.owners]
    return ", ".join(titles) or one.action.owner or "not in what we read"


def _standing(graph: Graph, one: Tracked) -> str:
    words = [one.action.status]
    if overdue(graph, one):
        words.append(f"past due since {one.due}")
    elif one.due:
        words.append(f"due {one.due}")
    if silent(graph, one):
        words.append(f"no word since {one.last_word}")
    if one.moved:
        words.append(f"put off {one.moved} times" if one.moved > 1 else "put off once")
    return ", ".join(words)
