"""What a meeting needs to agree on the wording of a term: where it stands, who says what, and room to write.

Nothing is proposed by the program: it puts side by side what the entry holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.desk.report.value import Cell, Report, Section, Table
from macros.knowledge.graph import Graph
from macros.knowledge.harmonising import STATUSES, standing
from macros.model.definition import Definition, SourceDefinition
from macros.render.in_words import day_words
from macros.render.templates import plain

_DIMENSIONS = "dimensions"
_ROOM = 3
"""Empty rows for wordings."""


def make_wording(graph: Graph, entry: Definition) -> Report:
    """Versions of a definition side by side, for a meeting that harmonises them."""
    say = graph.words.gettext
    day = day_words(graph.today, graph.language)
    as_of = say("As of %(day)s.") % {"day": day}
    sections = (_standing(graph, entry), _versions(graph, entry), *_ground(graph, entry), _to_write(graph, entry))
    return Report(
        say("Wording: %(what)s") % {"what": entry.title}, graph.settings.name, (), sections, day,
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
    path = [
        (
            Cell(day_words(event.date, graph.language) if event.date else say("Date not recorded")),
            Cell(plain(graph, event.text), event.where or ""),
            Cell(graph.label(STATUSES, event.status) if event.status else ""),
        )
        for event in entry.history
    ]
    tables = [Table((say("What"), say("As recorded")), tuple(rows))]
    if path:
        tables.append(Table((say("Day"), say("Step"), say("Status")), tuple(path), say("How it came about")))
    return Section("standing", say("Where it stands"), plain(graph, entry.harmonised.text), tuple(tables))


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
            yield Section(id, title, plain(graph, text))


def _to_write(graph: Graph, entry: Definition) -> Section:
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
