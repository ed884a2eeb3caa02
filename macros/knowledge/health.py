"""How well the library is kept: what is stale, unreviewed, without owner or source, by owner; and what was done when.

Everything comes from the entries of today. So the trend knows each review that is recorded, and of changes the last one
of an entry; entries that are gone are not counted.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.definition import Definition
from macros.model.record import Record
from macros.model.reviews import OUTCOMES
from macros.words import N_

QUARTERS = 8
"""Of the trend, the last one being that of the day."""
CHECKS: Mapping[str, tuple[str, Callable[[Graph, Record], bool]]] = {
    "overdue": (N_("Review past due"), lambda graph, record: graph.overdue(record)),
    "to_change": (N_("Change asked for by the last review"), lambda graph, record: _asks_for_change(graph, record)),
    "unreviewed": (N_("Never reviewed"), lambda graph, record: record.reviewed_on is None),
    "day_only": (N_("Of the review only the day is known"), lambda graph, record: _day_only(record)),
    "unowned": (N_("Without an owner"), lambda graph, record: not record.owner),
    "unsourced": (N_("Without a source"), lambda graph, record: _rests_on_nothing(record)),
    "unlinked": (N_("No entry leads there"), lambda graph, record: not any(graph.backlinks(record.id).values())),
    "untranslated": (N_("No name in another language"), lambda graph, record: _speaks_one_language(record)),
}
"""What an entry can lack: its words, and whether one does. The last is for definitions alone."""
ASKS_FOR_REVIEW = ("overdue", "to_change", "unreviewed")
"""Those of `CHECKS` that a review answers, the most pressing first."""


@dataclass(frozen=True)
class OwnerHealth:
    """What an owner keeps, and how much of it lacks what."""

    owner: str
    """Id; empty for nobody."""
    entries: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Quarter:
    """What the entries of today say of three months."""

    name: str
    added: int
    changed: int
    reviewed: int


@dataclass(frozen=True)
class Health:
    """The state of a library."""

    lacking: Mapping[str, tuple[Record, ...]]
    """Entries by what they lack, those that were looked at longest ago first."""
    owners: tuple[OwnerHealth, ...]
    """Those who keep most first."""
    quarters: tuple[Quarter, ...]
    entries: int


def health_of(graph: Graph, among: Collection[Record] | None = None) -> Health:
    """How well the entries are kept, but for those of directories: organisations, sources, countries.

    Args:
        graph: of the whole library, since links come from anywhere.
        among: the entries to look at; all when left out.
    """
    entries = [record for record in (graph.records.values() if among is None else among) if not record.directory]
    lacking = {
        id: tuple(sorted((one for one in entries if lacks(graph, one)), key=_looked_at))
        for id, (_, lacks) in CHECKS.items()
    }
    kept = Counter(record.owner or "" for record in entries)
    by_owner = {id: Counter(record.owner or "" for record in found) for id, found in lacking.items()}
    owners = tuple(
        OwnerHealth(owner, number, {id: counted[owner] for id, counted in by_owner.items()})
        for owner, number in sorted(kept.items(), key=lambda one: (-one[1], one[0]))
    )
    return Health(lacking, owners, _quarters(graph.today, entries), len(entries))


def _quarters(today: datetime.date, entries: list[Record]) -> tuple[Quarter, ...]:
    added, changed = (
        Counter(_quarter(day) for one in entries if (day := getattr(one, field))) for field in ("added", "updated")
    )
    reviewed = Counter(_quarter(day) for one in entries for day in review_days(one))
    last = _quarter(today)
    names = [divmod(last[0] * 4 + last[1] - 1 - back, 4) for back in reversed(range(QUARTERS))]
    made = [(year, number + 1) for year, number in names]
    return tuple(
        Quarter(f"{year} Q{number}", added[year, number], changed[year, number], reviewed[year, number])
        for year, number in made
    )


def review_days(record: Record) -> Iterator[datetime.date]:
    """Days of the reviews of an entry, the oldest first."""
    if record.reviews:
        yield from (one.on for one in record.reviews)
    elif record.last_reviewed:
        yield record.last_reviewed


def _quarter(day: datetime.date) -> tuple[int, int]:
    return day.year, (day.month + 2) // 3


def _looked_at(record: Record) -> tuple[datetime.date, str]:
    return record.reviewed_on or record.updated or record.added, record.id


def _asks_for_change(graph: Graph, record: Record) -> bool:
    known = graph.vocabularies.get(OUTCOMES)
    outcome = record.reviews[-1].outcome if record.reviews else None
    term = known.get(outcome) if known and outcome else None
    return term is not None and not term.counts


def _day_only(record: Record) -> bool:
    return record.reviewed_on is not None and not (record.reviews and record.reviews[-1].outcome)


def _rests_on_nothing(record: Record) -> bool:
    if isinstance(record, Definition):
        return not (record.sources or record.harmonised.sources or record.source_definitions)
    return not record.sources


def _speaks_one_language(record: Record) -> bool:
    return isinstance(record, Definition) and all(name.language == record.language for name in record.names)
