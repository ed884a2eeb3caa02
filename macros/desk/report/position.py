"""What a meeting needs to bring a position together: where it stands, who holds what, and room to write.

Nothing is proposed by the program: it puts side by side what the entry of the group holds.
"""

from __future__ import annotations

from macros.desk.report.value import Cell, Report, Section, Table
from macros.desk.report.wording import path_of, to_write, wording_report
from macros.knowledge.graph import Graph
from macros.knowledge.positions import PositionStanding
from macros.model.position import FIRMNESS, Stance
from macros.render.in_words import day_words
from macros.render.templates import plain


def make_position(graph: Graph, one: PositionStanding) -> Report:
    """What is recorded of a position of a group, member by member."""
    title = f"{one.group.listed_as()}, {one.position.id}"
    return wording_report(graph, title, (_standing(graph, one), to_write(graph), _held(graph, one)))


def _standing(graph: Graph, one: PositionStanding) -> Section:
    """Its wording, how firmly it is held, what is open, and the way that it came."""
    say, position = graph.words.gettext, one.position
    rows = [
        (Cell(say("Status")), Cell(graph.label(FIRMNESS, position.status) if position.status else say("not recorded"))),
        (
            Cell(say("Agreed or endorsed by")),
            Cell(
                ", ".join(graph.records[uses.group].listed_as() for uses in position.endorsed_by)
                or say("nobody, as recorded")
            ),
        ),
    ]
    if position.open_question:
        rows.append((Cell(say("Still open")), Cell(plain(graph, position.open_question))))
    tables = (Table((say("What"), say("As recorded")), tuple(rows)), *path_of(graph, position.history, FIRMNESS))
    return Section("standing", say("Where it stands"), plain(graph, position.text), tables)


def _held(graph: Graph, one: PositionStanding) -> Section:
    """What each holds of it, and the members of whom nothing is recorded."""
    say = graph.words.gettext
    rows = [_row(graph, stance) for stance in one.position.stances]
    rows += [
        (Cell(graph.records[id].listed_as(), id), Cell(say("nothing is recorded")), Cell(""), Cell(""))
        for id in one.silent
    ]
    lead = say("That nothing is recorded of a member says neither that it agrees nor that it disagrees.")
    heads = (say("Whose"), say("In our words"), say("How far it agrees"), say("When"))
    return Section("held", say("Who holds what"), lead, (Table(heads, tuple(rows)),) if rows else ())


def _row(graph: Graph, stance: Stance) -> tuple[Cell, ...]:
    agrees = graph.label("agreement-levels", stance.agreement) if stance.agreement else ""
    return (
        Cell(graph.records[stance.by].listed_as(), stance.by),
        Cell(plain(graph, stance.text)),
        Cell(agrees or graph.words.gettext("not recorded")),
        Cell(day_words(stance.on, graph.language) if stance.on else graph.words.gettext("not recorded")),
    )
