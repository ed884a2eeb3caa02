"""`commonthread import`: minutes or a report as the draft of a workshop."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from shlex import quote

import click

from macros.cli.library import need_library
from macros.cli.named_file import NamedFile
from macros.cli.project import asked_day, today_option
from macros.desk.report.as_sheet import as_sheet
from macros.desk.report.scope import Scope
from macros.giving.minutes_entry import TYPE, fill, id_of, missing
from macros.giving.minutes_text import draft_text
from macros.giving.minutes_workbook import MOST_ROWS, minutes_workbook
from macros.knowledge.actions import all_actions
from macros.knowledge.graph import Graph
from macros.minutes.file import read_minutes
from macros.minutes.follow_up import FollowUp
from macros.minutes.line import UnreadableMinutesError
from macros.minutes.minutes import Minutes, find_in
from macros.minutes.wording import languages
from macros.model.follow_up import ENDED
from macros.model.library import Library
from macros.model.registry import record_types
from macros.render.templates import plain

_ENDINGS = {"xlsx": ".xlsx", "yaml": ".yml"}
_PLURALS = {"name of a person": "names of persons", "mail address": "mail addresses"}
_NAMES = {"message": "core message", "open": "open point", "date": "unclear day"}


@click.command("import")
@click.argument("file", type=NamedFile())
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; FILE-draft beside the minutes unless given. Nothing is ever overwritten.",
)  # fmt: skip
@click.option(
    "--format", "kind", type=click.Choice(list(_ENDINGS)), default="xlsx", show_default=True,
    help="A workbook to go on with, or the entry's file with the line behind each value.",
)  # fmt: skip
@click.option(
    "--language", type=click.Choice(languages()), help="Language of the minutes; seen from their words unless given."
)
@today_option
@click.pass_obj
def import_(root: Path, file: Path, out: Path | None, kind: str, language: str | None, today: str | None) -> None:
    """Draft a workshop from minutes or a report (docx, pdf, txt, md).

    What the minutes mark as an action, a decision or a recommendation is filled in, each with the line it came from.
    What only sentences seem to say is proposed, to be sorted. Names, mail addresses and telephone numbers of persons
    are left out.
    """
    target = out or file.with_name(f"{file.stem}-draft{_ENDINGS[kind]}")
    if target.suffix.lower() != _ENDINGS[kind]:
        raise click.BadParameter(f"{target} must end in {_ENDINGS[kind]}", param_hint="--out")
    if os.path.lexists(target):
        raise click.ClickException(f"{target} is there already; name another file with --out")
    library = need_library(root)
    try:
        minutes = find_in(read_minutes(file), library, language or "")
    except UnreadableMinutesError as error:
        raise click.ClickException(f"{file}: {error}") from None
    filled = fill(minutes, library)
    if kind == "xlsx":
        saved = BytesIO()
        minutes_workbook(filled, minutes, library).save(saved)
        content = saved.getvalue()
    else:
        content = draft_text(filled, minutes, asked_day(root, today).isoformat()).encode()
    _write(target, content)
    for line in _followed_up(minutes, library, file, asked_day(root, today)):
        click.echo(line)
    for line in _summary(minutes, missing(filled.data), kind):
        click.echo(line)
    click.echo(f"wrote {target}: {_next(target, kind, id_of(filled.data))}")


def _followed_up(minutes: Minutes, library: Library, file: Path, day: datetime.date) -> Iterator[str]:
    """Write the sheet of what became of earlier actions, where the minutes name any; say what is in it."""
    graph = Graph(library, day)
    tracked = {one.node: one for one in all_actions(graph)}
    answers: dict[str, dict[str, str]] = {}
    for one in minutes.followed_up:
        if not one.known:
            yield f'{one.place}: no action is called "{one.node}"; the minutes say: {one.said[:120]}'
            continue
        if one.day_unread:
            yield f"{one.place}: {one.node} was put off, and the day can't be read: {one.said[:120]}"
        elif not one.says:
            yield f"{one.place}: {one.node} is named, and no status is told: {one.said[:120]}"
        if one.node in answers:
            yield f"{one.place}: {one.node} stands twice; the first is taken. This one says: {one.said[:120]}"
        elif one.says:
            before = tracked[one.node].action.status
            if before in ENDED and one.status != before:
                yield f"{one.place}: {one.node} is {before} already; look whether this is meant: {one.said[:120]}"
            answers[one.node] = _answer(one, graph, minutes.started)
    meetings = {node.partition("#")[0] for node in answers}
    for node, action in tracked.items():
        if action.meeting.id in meetings and action.action.status not in ENDED and node not in answers:
            yield f"{node} waits, and the minutes don't name it: {plain(graph, action.action.text)[:120]}"
    if answers:
        target = file.with_name(f"{file.stem}-actions.xlsx")
        if os.path.lexists(target):
            yield f"{target} is there already and stays; move it to get the sheet of {len(answers)} actions"
            return
        title = graph.words.gettext("Actions in the minutes")
        _write(target, as_sheet(Scope(graph), title, day, answers))
        count = _counted(Counter({"earlier action": len(answers)}))
        yield f"wrote {target}: {count}; compare it with the minutes, then: commonthread receive {quote(str(target))}"


def _answer(one: FollowUp, graph: Graph, day: datetime.date | None) -> dict[str, str]:
    """What the minutes say of an action, as its row of the sheet has it; the day is the meeting's."""
    why = "evidence" if one.status == "done" else "reason"
    return {
        "status": graph.label("action-status", one.status) if one.status else "",
        "on": day.isoformat() if day else "",
        "due": one.due,
        why: one.more if one.due or one.status in (*ENDED, "blocked") else "",
    }


def _write(target: Path, content: bytes) -> None:
    """Write a file that isn't there yet."""
    try:
        with target.open("xb") as made:
            try:
                made.write(content)
            except OSError:
                with suppress(OSError):
                    target.unlink()
                raise
    except OSError as error:
        raise click.ClickException(f"{target}: {error.strerror or error}") from None


def _summary(minutes: Minutes, empty: list[str], kind: str) -> Iterator[str]:
    known = [*(one.kind for one in minutes.structured), *["agenda item"] * len(minutes.agenda)]
    known += ["organisation"] * len(minutes.participants) + ["theme"] * len(minutes.leads)
    yield f"filled in: {_counted(Counter(known)) or 'nothing but what stands below'}"
    if minutes.proposed:
        yield f"to be sorted: {_counted(Counter(one.kind for one in minutes.proposed))}"
    if kind == "xlsx" and len(minutes.proposed) > MOST_ROWS:
        yield f"only the first {MOST_ROWS:,} of them are in the workbook; split the minutes by meeting"
    if minutes.candidates:
        yield f"candidates for other entries: {_counted(Counter(one.kind for one in minutes.candidates))}"
    left = _counted(minutes.left_out)
    yield f"left out: {left or 'no name, address or number of a person was seen'}"
    dropped = sum(one.person_dropped for one in minutes.structured)
    if dropped:
        yield f"without an owner here: {_counted(Counter(action=dropped))} given to a person and no organisation"
    unread = {"title": minutes.title, "day": minutes.started, "place": minutes.place}
    for name in (name for name, value in unread.items() if not value):
        note = f' (the minutes say "{minutes.dates_note}")' if name == "day" and minutes.dates_note else ""
        yield f"not found: the {name} of the meeting{note}"
    yield f"to be filled in: {'; '.join(empty)}"


def _counted(found: Counter[str]) -> str:
    named = ((count, _NAMES.get(kind, kind)) for kind, count in found.items())
    return ", ".join(
        f"{count} {name if count == 1 else _PLURALS.get(name, f'{name}s')}" for count, name in named if count
    )


def _next(target: Path, kind: str, id: str) -> str:
    if kind == "xlsx":
        steps = "compare it with the minutes, fill in what is yellow, sort what is to be sorted"
        return f"{steps}; then: commonthread receive {quote(str(target))}"
    place = f"{record_types()[TYPE].folder}/{id or 'ID'}.yml"
    return f"compare it with the minutes and put it at {place}; then: commonthread check {place}"
