"""Sections of a report about what waits: the agenda, actions, findings, reviews."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from macros.desk.report.scope import Scope, link, named
from macros.desk.report.value import Cell, Chart, Section, Table
from macros.knowledge.actions import Tracked, overdue, shown_by, silent
from macros.knowledge.findings.library_findings import Findings
from macros.knowledge.health import ASKS_FOR_REVIEW, CHECKS, health_of
from macros.knowledge.positions import open_views, positions_of_groups
from macros.model.definition import Definition
from macros.model.follow_up import ENDED
from macros.render.action_lists import count
from macros.render.in_words import day_words
from macros.render.templates import plain
from macros.words import N_

AHEAD = datetime.timedelta(days=90)
"""How far ahead reviews are named."""
ACTION_HEADS = (N_("Action"), N_("Who"), N_("By when"), N_("Status"), N_("Where from"))
_SHOWN = N_("What shows it, or why")
"""Heads of what `action_row` gives."""
_AT_ONCE = 8
"""Entries named behind one point of an agenda."""


def agenda(scope: Scope, found: Findings) -> Section:
    """What the next meeting could take up: what is late, contested, unanswered or due."""
    graph, say = scope.graph, scope.graph.words.gettext
    late = [one for one in scope.actions if overdue(graph, one)]
    quiet = [one for one in scope.actions if silent(graph, one) and one not in late]
    contested = [
        one
        for one in scope.entries
        if isinstance(one, Definition) and one.status in ("contested", "under_review") and scope.works_on(one)
    ]
    left_open = [link(scope, f"{meeting.id}#{view.id}") for meeting, view in open_views(graph) if scope.held(meeting)]
    left_open += [Cell(plain(graph, one.position.open_question), one.node) for one in positions_of_groups(graph)
                  if one.position.open_question and scope.group in ("", one.group.id)]  # fmt: skip
    unanswered = [one.at for one in found.open["unanswered-recommendations"] if scope.concerns(one)]
    due = [record.id for record in scope.entries if graph.overdue(record)]
    overlaps = [one.at for kind, ones in found.kinds if not kind.gap for one in ones if scope.concerns(one)]
    asked: tuple[tuple[str, Sequence[str | Cell]], ...] = (
        (say("Ask for each action that is past due: done, put off or given up?"), [one.node for one in late]),
        (say("Answer the recommendations: accepted, in part or not, why, and by when?"), unanswered),
        (say("Take up what meetings and positions left open"), left_open),
        (say("Settle definitions that are contested or under review"), [record.id for record in contested]),
        (say("Hear what became of actions of which nothing was heard"), [one.node for one in quiet]),
        (say("Look at what may stand twice"), overlaps),
        (say("Say who reviews the entries that are due"), due),
    )
    points = tuple(
        (words, tuple(one if isinstance(one, Cell) else link(scope, one) for one in ones[:_AT_ONCE]))
        for words, ones in asked
        if ones
    )
    lead = say("Suggested from what is late, unanswered, contested or due; the pages behind each point stand below it.")
    return Section("agenda", say("For the next meeting"), lead if points else say("Nothing is due."), points=points)


def actions(scope: Scope, editors: bool = True) -> Section:
    """Every action, what falls due first first.

    Args:
        scope: of the report.
        editors: whether it is also counted what editors should look at: actions without an owner or without news.
    """
    graph, words = scope.graph, scope.graph.words
    counts = count(graph, scope.actions)
    heads = tuple(words.gettext(head) for head in (*ACTION_HEADS, _SHOWN))
    rows = tuple((*action_row(scope, one), _shown(scope, one)) for one in scope.actions)
    bars = tuple((graph.label("action-status", status), number) for status, number in counts.by_status)
    chart = Chart(words.gettext("Actions by status"), bars, (words.gettext("Status"), words.gettext("Actions")))
    said = [words.counted("%(num)s action", "%(num)s actions", counts.total)]
    if counts.overdue:
        said.append(words.counted("%(num)s past due", "%(num)s past due", counts.overdue))
    if counts.silent and editors:
        said.append(words.counted("%(num)s not heard of for long", "%(num)s not heard of for long", counts.silent))
    if counts.moved:
        said.append(words.counted("%(num)s put off", "%(num)s put off", counts.moved))
    if counts.unowned and editors:
        said.append(words.counted("%(num)s without an owner", "%(num)s without an owner", counts.unowned))
    tables = (Table(heads, rows),) if rows else ()
    return Section("actions", words.gettext("Actions"), ", ".join(said) + ".", tables, (chart,) if rows else ())


def _shown(scope: Scope, one: Tracked) -> Cell:
    """What shows that an action is done, or why it is not; the entry that came of it where no words say so."""
    action = one.action
    words = plain(scope.graph, action.evidence or action.reason or "")
    sources = shown_by(scope.graph, action)
    if sources:
        words = f"{words} ({'; '.join(sources)})".strip()
    return Cell(words) if words or not action.led_to else link(scope, action.led_to[0])


def action_row(scope: Scope, one: Tracked) -> tuple[Cell, ...]:
    """An action: what, who, by when, how it stands, and the meeting it comes from."""
    graph, words = scope.graph, scope.graph.words
    action = one.action
    owners = [graph.records[id].listed_as() for id in action.owners] or [action.owner or words.gettext("not recorded")]
    when = day_words(one.due, graph.language) if one.due else action.due_note or words.gettext("not recorded")
    if one.by_rule:
        when = f"{action.due_note} ({words.gettext('by rule: %(day)s') % {'day': when}})"
    stands = [graph.label("action-status", action.status)]
    if action.status_on:
        stands.append(day_words(action.status_on, graph.language))
    if overdue(graph, one):
        stands.append(words.gettext("past due"))
    if one.moved:
        stands.append(words.counted("put off once", "put off %(num)s times", one.moved))
    return (
        link(scope, one.node),
        Cell(", ".join(owners), action.owners[0] if len(action.owners) == 1 else ""),
        Cell(when),
        Cell(", ".join(stands)),
        named(scope, one.meeting),
    )


def waiting(actions: Sequence[Tracked]) -> list[Tracked]:
    """Those that are neither done nor given up."""
    return [one for one in actions if one.action.status not in ENDED]


def gaps(scope: Scope, found: Findings) -> Section:
    """What is missing or stands twice; actions and recommendations have tables of their own."""
    say = scope.graph.words.gettext
    tables = []
    for kind, ones in found.kinds:
        own = [one for one in ones if scope.concerns(one)]
        if own and kind.id not in ("overdue-actions", "silent-actions"):
            told = ["; ".join((*(link(scope, id).text for id in one.beside), *filter(None, one.facts))) for one in own]
            middle = (say("In particular"),) if any(told) else ()
            rows = tuple(
                (link(scope, one.at), *(Cell(words) for _ in middle), _owner(scope, one.owner))
                for one, words in zip(own, told, strict=True)
            )
            tables.append(Table((say("What"), *middle, say("Whose")), rows, f"{say(kind.title)}: {len(own)}"))
    lead = say("What no entry records; it doesn't say that nothing was done.") if tables else say("Nothing was found.")
    return Section("gaps", say("Gaps and overlaps"), lead, tuple(tables))


def _owner(scope: Scope, owner: str | None) -> Cell:
    return Cell(scope.graph.records[owner].listed_as(), owner) if owner else Cell("")


def reviews(scope: Scope) -> Section:
    """Entries whose review is past due or near."""
    graph, say = scope.graph, scope.graph.words.gettext
    due = [
        (day, record) for record in scope.entries if (day := graph.review_due(record)) and day <= graph.today + AHEAD
    ]
    rows = tuple(
        (Cell(record.title, record.id), Cell(_keeper(scope, record.owner)), Cell(day_words(day, graph.language)))
        for day, record in sorted(due, key=lambda one: (one[0], one[1].id))
    )
    never = sum(record.reviewed_on is None for record in scope.entries)
    words = graph.words
    lead = words.counted("%(num)s review due within 90 days", "%(num)s reviews due within 90 days", len(rows))
    if never:
        lead += ", " + words.counted("%(num)s entry never reviewed", "%(num)s entries never reviewed", never)
    heads = (say("Entry"), say("Kept by"), say("Due"))
    return Section("reviews", say("Reviews due"), f"{lead}.", (Table(heads, rows),) if rows else ())


def upkeep(scope: Scope) -> Section:
    """How many entries lack what, by owner, and what was added, changed and reviewed in each quarter."""
    graph, say = scope.graph, scope.graph.words.gettext
    health = health_of(graph, scope.entries)
    some = [id for id in CHECKS if health.lacking[id]]
    lacking = tuple((Cell(say(CHECKS[id][0])), Cell(str(len(health.lacking[id])))) for id in some)
    owners = tuple(
        (
            Cell(graph.records[one.owner].listed_as(), one.owner) if one.owner else Cell(say("nobody")),
            Cell(str(one.entries)),
            *(Cell(str(one.counts[id]) if one.counts[id] else "–") for id in ASKS_FOR_REVIEW),
        )
        for one in health.owners
    )
    quarters = tuple(
        (Cell(one.name), *(Cell(str(number) if number else "–") for number in (one.added, one.changed, one.reviewed)))
        for one in health.quarters
    )
    tables = []
    if lacking:
        tables.append(Table((say("What is missing"), say("Entries")), lacking, say("What entries lack")))
        heads = (say("Owner"), say("Entries"), *(say(CHECKS[id][0]) for id in ASKS_FOR_REVIEW))
        tables.append(Table(heads, owners, say("By owner")))
    heads = (say("Quarter"), say("Added"), say("Last changed"), say("Reviews"))
    tables.append(Table(heads, quarters, say("By quarter")))
    lead = graph.words.counted("%(num)s entry is kept", "%(num)s entries are kept", health.entries)
    return Section("upkeep", say("How the library is kept"), f"{lead}.", tuple(tables))


def _keeper(scope: Scope, owner: str | None) -> str:
    return scope.graph.records[owner].listed_as() if owner else scope.graph.words.gettext("not recorded")
