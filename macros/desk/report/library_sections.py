"""Sections of a report about what there is: who contributed what, focus areas, new entries, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from macros.desk.report.scope import Scope, link, named
from macros.desk.report.value import Cell, Chart, Section, Table
from macros.knowledge.actions import all_actions
from macros.knowledge.chain import counts_as_agreed
from macros.knowledge.graph import changed, fold
from macros.knowledge.group_work import due_of, owners_of
from macros.knowledge.presence import AREAS
from macros.model.definition import Definition
from macros.model.group import Group
from macros.model.guidance import Guidance
from macros.model.position import FIRMNESS
from macros.model.record import Record
from macros.model.workshop import Workshop
from macros.render.in_words import day_words
from macros.render.templates import item_text

_CONTRIBUTED = ("practice", "lesson", "guidance", "definition", "workshop")
_SHOWN = 60
"""Entries of a table; the rest is counted."""


def overview(scope: Scope) -> Section:
    """How much there is of each type, and how much of it is new."""
    graph, say = scope.graph, scope.graph.words.gettext
    new = Counter(record.type_name for record in scope.new())
    newer = Counter(record.type_name for record in scope.changed())
    known = Counter(record.type_name for record in scope.entries)
    columns = 4 if scope.timed else 2
    rows = tuple(
        (Cell(graph.kinds.plural(name)), Cell(str(number)), Cell(str(new[name])), Cell(str(newer[name])))[:columns]
        for name, number in known.items()
    )
    heads = (say("Kind"), say("Entries"), say("New"), say("Changed"))[:columns]
    lead = graph.words.counted("%(num)s entry", "%(num)s entries", len(scope.entries))
    return Section("overview", say("In short"), f"{lead}.", (Table(heads, rows),) if rows else ())


def contributions(scope: Scope) -> Section:
    """What each member of the group, or each organisation, has to do with."""
    graph, say = scope.graph, scope.graph.words.gettext
    covered = {record.id for record in scope.entries}
    acting = [id for one in scope.actions for id in one.action.owners if id != scope.group]
    parties = (
        tuple(dict.fromkeys((*scope.members, *acting)))
        if scope.group
        else tuple(record.id for record in graph.by_type.get("organisation", ()))
    )
    rows = []
    for id in sorted(parties, key=lambda id: fold(graph.records[id].listed_as())):
        uses = graph.backlinks(id)
        own = {name: [link for link in uses.get(name, ()) if link.record.id in covered] for name in _CONTRIBUTED}
        if any(own.values()) or scope.group:
            numbers = tuple(Cell(str(len(own[name])) if own[name] else "–") for name in _CONTRIBUTED)
            tasks = [one for one in scope.actions if id in one.action.owners]
            rows.append((Cell(graph.records[id].listed_as(), id), *numbers, Cell(str(len(tasks)) if tasks else "–")))
    heads = (say("Organisation"), *(graph.kinds.plural(name) for name in _CONTRIBUTED), say("Actions"))
    title = (
        say("Contributions of members and others who took actions on")
        if scope.group
        else say("Who contributes to what")
    )
    lead = say("Entries that name the organisation: as who did it, took part, is quoted or is asked.")
    return _with_rows("contributions", title, lead, heads, rows, scope)


def focus_areas(scope: Scope) -> Section:
    """Each focus area with its entries, work plans and open actions."""
    graph, say = scope.graph, scope.graph.words.gettext
    facet = graph.facets.get(AREAS)
    rows, bars = [], []
    for value in facet.values if facet else ():
        entries = [one for one in facet.entries[value.id] if one in scope.entries] if facet else []
        by_type = Counter(record.type_name for record in entries)
        groups = [one for one in entries if isinstance(one, Group) and scope.group in ("", one.id)]
        plans = [item for group in groups for item in group.work_plan]
        progress = Counter(graph.label("action-status", item.progress).lower() for item in plans)
        said = ", ".join(f"{number} {status}" for status, number in progress.items()) or "–"
        practices = by_type["practice"] + by_type["lesson"]
        counted = (practices, by_type["guidance"], by_type["workshop"])
        if any(counted) or plans:
            plan = () if scope.group else (Cell(said),)
            rows.append((Cell(value.label), *(Cell(str(number) if number else "–") for number in counted), *plan))
        bars.append((value.label, practices))
    heads = (
        say("Focus area"), say("Practices and lessons"), graph.kinds.plural("guidance"), graph.kinds.plural("workshop"),
        *(() if scope.group else (say("Items of work plans"),)),
    )  # fmt: skip
    chart = Chart(say("Practices and lessons by focus area"), tuple(bars), (heads[0], heads[1]), told=True)
    section = _with_rows("focus-areas", say("Progress by focus area"), "", heads, rows, scope)
    tables = (*section.tables, *_work_plan(scope))
    return Section(section.id, section.title, section.lead, tables, (chart,) if chart.most else ())


def _work_plan(scope: Scope) -> Iterator[Table]:
    """The items of the group's work plan, each once: they are of no focus area of their own."""
    graph, say = scope.graph, scope.graph.words.gettext
    group = graph.records.get(scope.group)
    if isinstance(group, Group) and group.work_plan:
        actions = {one.node: one for one in all_actions(graph)}
        rows = tuple(
            (
                Cell(item.title, f"{group.id}#{item.id}"),
                Cell(", ".join(graph.records[id].listed_as() for id in owners_of(item, actions)) or "–"),
                Cell(day_words(due, graph.language) if (due := due_of(item, actions)) else "–"),
                Cell(graph.label("action-status", item.progress)),
            )
            for item in group.work_plan
        )
        yield Table((say("Item"), say("Who"), say("By when"), say("Status")), rows, say("Work plan"))


def what_is_new(scope: Scope) -> Section:
    """New and changed entries."""
    say = scope.graph.words.gettext
    tables = []
    for title, records in ((say("New entries"), scope.new()), (say("Changed entries"), scope.changed())):
        if records:
            heads = (say("Entry"), say("Kind"), say("Day"))
            tables.append(Table(heads, _entry_rows(scope, records[:_SHOWN]), f"{title}: {len(records)}"))
    lead = (
        say("By the day on which an entry came into the library or was changed there, not by what it is about.")
        if tables
        else say("Nothing was added or changed in this time.")
    )
    return Section("new", say("New and changed entries"), lead, tuple(tables))


def meetings(scope: Scope) -> Section:
    """Meetings that were held, those of the time where one is given, with what they agreed and left open."""
    graph, say = scope.graph, scope.graph.words.gettext
    held = [one for one in scope.entries if isinstance(one, Workshop) and scope.held(one)]
    if scope.timed:
        held = [one for one in held if scope.within(one.started)]
    held.sort(key=lambda one: (one.started or "", one.id), reverse=True)
    agreed, left, rows = [], [], []
    for one in held:
        day = Cell(day_words(one.started, graph.language) if one.started else one.dates_note or "–")
        firm = [item for item in one.agreements if counts_as_agreed(graph, item.level)]
        agreed += [
            (link(scope, f"{one.id}#{item.id}"), Cell(graph.label("agreement-kinds", item.level)), day) for item in firm
        ]
        left += [(link(scope, f"{one.id}#{item.id}"), day) for item in one.divergent_views]
        numbers = (len(firm), len(one.divergent_views), len(one.recommendations), len(one.actions))
        rows.append((named(scope, one), day, *(Cell(str(number) if number else "–") for number in numbers)))
    heads = (say("Meeting"), say("Day"), say("Agreed"), say("Left open"), say("Recommendations"),
             say("Actions"))  # fmt: skip
    section = _with_rows("meetings", say("Meetings and what they agreed"), "", heads, rows, scope)
    more = []
    if agreed:
        more.append(Table((say("Agreed"), say("How firmly"), say("Day")), tuple(agreed), say("Agreed")))
    if left:
        more.append(Table((say("Left open"), say("Day")), tuple(left), say("Left open")))
    return Section(section.id, section.title, section.lead, (*section.tables, *more))


def endorsements(scope: Scope) -> Section:
    """Definitions, guidance and positions with those who endorsed, agreed or issued them."""
    graph, say = scope.graph, scope.graph.words.gettext
    rows = []
    for record in scope.entries:
        if isinstance(record, Group):
            rows += [
                (
                    Cell(item_text(graph, f"{record.id}#{one.id}"), f"{record.id}#{one.id}"),
                    Cell(graph.label(FIRMNESS, one.status) if one.status else ""),
                    Cell(", ".join(graph.records[uses.group].listed_as() for uses in one.endorsed_by)),
                )
                for one in record.common_positions
                if one.endorsed_by and scope.group in ("", record.id, *(uses.group for uses in one.endorsed_by))
            ]
            continue
        if isinstance(record, Definition):
            parties = [*record.harmonised.agreed_by, *(one.group for one in record.endorsed_by)]
            status = graph.label("definition-status", record.status)
        elif isinstance(record, Guidance):
            parties, status = [record.issued_by] if record.issued_by else [], record.version
        else:
            continue
        if parties and (not scope.group or scope.group in parties):
            names = ", ".join(graph.records[id].listed_as() for id in dict.fromkeys(parties))
            rows.append((Cell(record.title, record.id), Cell(status), Cell(names)))
    heads = (say("Entry"), say("Status or version"), say("By"))
    return _with_rows(
        "endorsements", say("Definitions, guidance and positions: agreed, endorsed and issued"), "", heads, rows, scope
    )


def coverage(scope: Scope) -> Section:
    """Years and countries that practices cover, and those that they don't."""
    graph, say = scope.graph, scope.graph.words.gettext
    practices = [record for record in scope.entries if record.type_name in ("practice", "lesson")]
    years = Counter(int(year) for record in practices for year in _years(record.dates()))
    span = range(min(years), max(years) + 1) if years else range(0)
    title = say("Practices and lessons by year, each in all years in which it ran")
    chart = Chart(title, tuple((str(year), years[year]) for year in span),
                  (say("Year"), say("Practices and lessons")))  # fmt: skip
    countries = []
    for record in graph.by_type.get("country", ()):
        own = [one for one in practices if one in graph.facets["countries"].entries.get(record.id, ())]
        countries.append((record, len(own)))
    with_some = sorted(((record, number) for record, number in countries if number), key=lambda one: -one[1])
    without = [record.title for record, number in countries if not number]
    tables = []
    if with_some and not scope.country:
        rows = tuple((Cell(record.title, record.id), Cell(str(number))) for record, number in with_some)
        tables.append(Table((say("Country"), say("Practices and lessons")), rows, say("Countries covered")))
    gaps = [str(year) for year in span if not years[year]]
    said = []
    if gaps:
        said.append(say("Years without: %(years)s.") % {"years": ", ".join(gaps)})
    if without and not (scope.country or scope.group or scope.organisation):
        said.append(say("Countries of the library without: %(countries)s.") % {"countries": ", ".join(without)})
    undated = sum(not record.dates() for record in practices)
    if undated:
        said.append(graph.words.counted("%(num)s has no date.", "%(num)s have no date.", undated))
    return Section(
        "coverage", say("Years and countries"), " ".join(said), tuple(tables), (chart,) if chart.most else ()
    )


def _years(dates: Sequence[str]) -> range | tuple[()]:
    years = [int(date[:4]) for date in dates]
    return range(min(years), max(years) + 1) if years else ()


def _entry_rows(scope: Scope, records: Sequence[Record]) -> tuple[tuple[Cell, ...], ...]:
    graph = scope.graph
    return tuple(
        (named(scope, record), Cell(graph.kinds.label(record.type_name)),
         Cell(day_words(changed(record), graph.language)))
        for record in records
    )  # fmt: skip


def _with_rows(
    id: str, title: str, lead: str, heads: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], scope: Scope
) -> Section:
    if not rows:
        return Section(id, title, scope.graph.words.gettext("Nothing is recorded."))
    return Section(id, title, lead, (Table(heads, tuple(rows)),))
