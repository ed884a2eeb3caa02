"""What a meeting needs to agree on the wording of a term: where it stands, who says what, and room to write.

Nothing is proposed by the program: it puts side by side what the entry holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.desk.report.value import Cell, Report, Section, Table
from macros.knowledge.graph import Graph
from macros.knowledge.harmonising import STATUSES, standing
from macros.knowledge.positions import members_of
from macros.model.definition import Definition, HistoryEvent, SourceDefinition
from macros.model.group import Group
from macros.model.position import PositionStep
from macros.render.in_words import day_words
from macros.render.templates import plain

_DIMENSIONS = "dimensions"
_PARAGRAPHS = re.compile(r"\n\s*\n|\n(?=\s*[-*] )")
"""Between paragraphs, and between the items of a list."""
_ROOM = 3
"""Empty rows for wordings."""


def make_wording(graph: Graph, entry: Definition, group: Group | None = None) -> Report:
    """Versions of a definition side by side, for a meeting that harmonises them.

    Args:
        graph: of the library.
        entry: the definition.
        group: who meets, if it is to be said what is recorded of each of its members.
    """
    members = [_members(graph, entry, group)] if group else []
    sections = (_standing(graph, entry), to_write(graph), *members, *_ground(graph, entry), _versions(graph, entry))
    return wording_report(graph, entry.title, sections)


def wording_report(graph: Graph, title: str, sections: tuple[Section, ...]) -> Report:
    """What a meeting takes along to agree on words."""
    say = graph.words.gettext
    day = day_words(graph.today, graph.language)
    as_of = say("As of %(day)s.") % {"day": day}
    return Report(
        say("Wording: %(what)s") % {"what": title}, graph.settings.name, (), sections, day,
        f"{as_of} {say('Everything is taken from the entries of the library; a link leads to the entry behind it.')}",
        say("Sections"), graph.language,
    )  # fmt: skip


def _standing(graph: Graph, entry: Definition) -> Section:
    """Its wording and status, what may come next, who has endorsed it, and the way that it came."""
    say, stands = graph.words.gettext, standing(graph, entry)
    after = stands.after
    may = ", ".join(graph.label(STATUSES, one) for one in after or ()) if after is not None else say("any status")
    rows = [
        (Cell(say("Status")), Cell(graph.label(STATUSES, entry.status))),
        (Cell(say("May become")), Cell(may or "–")),
        (
            Cell(say("Agreed or endorsed by")),
            Cell(", ".join(graph.records[id].listed_as() for id in stands.groups) or say("nobody, as recorded")),
        ),
    ]
    tables = (Table((say("What"), say("As recorded")), tuple(rows)), *path_of(graph, entry.history, STATUSES))
    return Section("standing", say("Where it stands"), plain(graph, entry.harmonised.text), tables)


def path_of(graph: Graph, steps: Sequence[HistoryEvent | PositionStep], vocabulary: str) -> tuple[Table, ...]:
    """How a wording came about, step by step; no table where no step is recorded."""
    say = graph.words.gettext
    rows = tuple(
        (
            Cell(day_words(step.date, graph.language) if step.date else say("Date not recorded")),
            Cell(plain(graph, step.text), step.where or ""),
            Cell(graph.label(vocabulary, step.status) if step.status else ""),
        )
        for step in steps
    )
    return (Table((say("Day"), say("Step"), say("Status")), rows, say("How it came about")),) if rows else ()


def _members(graph: Graph, entry: Definition, group: Group) -> Section:
    """Of each member of a group, the versions of the definition that are its own, and whether it uses this one."""
    say = graph.words.gettext
    using = standing(graph, entry).groups
    rows = []
    for id in members_of(group):
        own = [one for one in entry.source_definitions if one.organisation == id]
        said = "; ".join(plain(graph, one.paraphrase) for one in own) or say("nothing is recorded")
        node = f"{entry.id}#{own[0].id}" if own else ""
        uses = say("yes") if id in using else say("not recorded")
        rows.append((Cell(graph.records[id].listed_as(), id), Cell(said, node), Cell(uses)))
    title = say("Members of %(group)s") % {"group": group.title}
    heads = (say("Member"), say("Its own version"), say("Uses the working definition"))
    lead = say("That nothing is recorded of a member says neither that it agrees nor that it disagrees.")
    return Section("members", title, lead, (Table(heads, tuple(rows)),) if rows else ())


def _versions(graph: Graph, entry: Definition) -> Section:
    """Which dimensions are named by whom, and what each organisation says."""
    say = graph.words.gettext
    known = [term.id for term in graph.vocabularies[_DIMENSIONS].terms] if _DIMENSIONS in graph.vocabularies else []
    named = [(one, [own for own in entry.source_definitions if one in own.dimensions]) for one in known]
    by_dimension = tuple(
        (
            Cell(graph.label(_DIMENSIONS, one)),
            Cell(say("yes") if one in entry.dimensions else "–"),
            Cell(str(len(ones))),
            Cell("; ".join(_whose(own) for own in ones)),
        )
        for one, ones in named
        if ones or one in entry.dimensions
    )
    versions = tuple(_version(graph, entry, own) for own in entry.source_definitions)
    tables = []
    if by_dimension:
        heads = (say("Dimension"), say("Of the concept"), say("Named by"), say("Whose"))
        tables.append(Table(heads, by_dimension, say("By dimension")))
    if versions:
        heads = (say("Whose"), say("In our words"), say("Dimensions"), say("Source"))
        tables.append(Table(heads, versions, say("Each version")))
    lead = say("Which dimensions a definition names is the editors' reading.") if tables else say("None is recorded.")
    return Section("versions", say("Versions side by side"), lead, tuple(tables))


def _whose(own: SourceDefinition) -> str:
    return f"{own.body}, {own.year}" if own.year else own.body


def _version(graph: Graph, entry: Definition, own: SourceDefinition) -> tuple[Cell, ...]:
    said = plain(graph, own.paraphrase) + (f" “{own.quote}”" if own.quote else "")
    dimensions = ", ".join(graph.label(_DIMENSIONS, one) for one in own.dimensions)
    source = graph.records[own.source].title
    place = f"{source}, {own.locator}" if own.locator else source
    return Cell(_whose(own), f"{entry.id}#{own.id}"), Cell(said), Cell(dimensions or "–"), Cell(place, own.source)


def _ground(graph: Graph, entry: Definition) -> Iterator[Section]:
    say = graph.words.gettext
    for id, title, text in (
        ("agree", say("Where they agree"), entry.common_ground), ("part", say("Where they part"), entry.divergence),
    ):  # fmt: skip
        if text:
            parts = [plain(graph, part) for part in _PARAGRAPHS.split(text)]
            yield Section(id, title, paragraphs=tuple(part for part in parts if part))


def to_write(graph: Graph) -> Section:
    """Empty rows: what a meeting fills in, and what editors need to record it."""
    say = graph.words.gettext
    heads = (say("Proposed wording"), say("Proposed by"), say("Agreed by"), say("Reservations"))
    empty = tuple((Cell(""),) * len(heads) for _ in range(_ROOM))
    outcome = (
        say("Status after the meeting"), say("Agreed by which groups, on which day"), say("Sources of the wording"),
        say("Open until the next meeting, and who prepares it"),
    )  # fmt: skip
    return Section(
        "proposals",
        say("Propose a wording"),
        "",
        (
            Table(heads, empty),
            Table((say("Outcome"), say("In the meeting")), tuple((Cell(one), Cell("")) for one in outcome)),
        ),
    )
