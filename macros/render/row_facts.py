"""What a list says of an entry beside its title, so that readers can choose: where, when, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from macros.knowledge.facets import places
from macros.knowledge.graph import Graph, fold
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.settings import COUNTRIES
from macros.render.in_words import day_words

COUNTRIES_SHOWN = 3
"""Countries that a row names; the others are counted."""


@dataclass(frozen=True)
class RowFacts:
    """Facts of one entry."""

    countries: tuple[str, ...]
    """Titles of the first countries of its own field `countries`."""
    more_countries: int
    years: str
    """The first and the last year that it is about: `2012–2022`; empty where no date is known."""
    where: str
    """The countries in words: `Portugal, Spain, Sweden and 4 more`; empty for none."""
    when: str
    """Its date in words where its type shows one, else the years, else what is said of the date; empty for nothing."""
    counts: tuple[tuple[str, int], ...]
    """For an entry of the directory: types of entries that belong to it or lead to it, and how many of each."""


def row_facts(graph: Graph, record: Record) -> RowFacts:
    """What lists say of an entry."""
    named = (slot for slot in places(type(record), COUNTRIES) if slot.path[0] == COUNTRIES)
    titles = [graph.records[id].title for slot in named for _, id in slot.values(record)]
    counts = tuple(
        (name, number) for name, number in zip(record_types(), entry_counts(graph, record), strict=True) if number
    )
    countries, more, years = tuple(titles[:COUNTRIES_SHOWN]), max(len(titles) - COUNTRIES_SHOWN, 0), _years(record)
    where, shown = ", ".join(countries), record.shown_date()
    if more:
        where += " " + graph.words.gettext("and %(number)s more") % {"number": more}
    when = day_words(shown.date, graph.language) or years or shown.note or ""
    return RowFacts(countries, more, years, where, when, counts)


def entry_counts(graph: Graph, record: Record) -> tuple[int, ...]:
    """How many entries of each type, in the order of types, belong to an entry of the directory or else lead to it."""
    if not record.directory:
        return (0,) * len(record_types())
    belonging = graph.belonging(record.id)
    found = belonging or graph.backlinks(record.id)
    return tuple(
        0 if kind.directory and belonging else len(found.get(name, ())) for name, kind in record_types().items()
    )


def listed_key(record: Record) -> tuple[str, str]:
    """Sorts records by what lists call them, without regard to case and accents, then by id."""
    return fold(record.listed_as()), record.id


def _years(record: Record) -> str:
    years = sorted({date[:4] for date in record.dates()})
    return "–".join(years[:1] + years[1:][-1:])
