"""Maps of the evidence: which entries stand at each crossing of two lists, what they found, and what is missing.

What an entry found are its values of the list that its type names as `finding`; an entry may have several, or none.
Looks are in `overrides/author/matrix.html`; `overrides/assets/js/search/explore-matrix.js` shows the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from macros.knowledge.facets import Facet, Value
from macros.knowledge.graph import Graph
from macros.model.gap import Gap
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.vocabulary import VocabularyTerm, page_name

SHADES = (1, 4, 10)
"""Entries from which a cell has each of the shades, the lightest first."""


@dataclass(frozen=True)
class Cell:
    """A crossing of two values."""

    row: Value
    column: Value
    anchor: str
    """Of the list of its entries."""
    records: tuple[Record, ...]
    found: tuple[tuple[VocabularyTerm, int], ...]
    """How many entries found what, in the order of the list; an entry counts with each of its findings."""
    unknown: int
    """Entries of which no finding is known; 0 for types that have none."""
    gap: Gap | None
    """What editors know of it, where there is no entry."""

    @property
    def shade(self) -> int:
        """How dark it is: 0 without entries, then 1 to 3."""
        return sum(len(self.records) >= least for least in SHADES)


@dataclass(frozen=True)
class EvidenceMap:
    """All crossings of two lists."""

    type_name: str
    rows: Facet
    columns: Facet
    lines: tuple[tuple[Value, tuple[Cell, ...]], ...]
    """Each row with its cells, in the order of the columns."""
    findings: tuple[VocabularyTerm, ...]
    """What entries of the type can have found, in the order of the list."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, row by row."""
        return tuple(cell for _, cells in self.lines for cell in cells)

    @property
    def ranges(self) -> tuple[tuple[int, int | None], ...]:
        """Fewest and most entries of each shade."""
        return tuple(zip(SHADES, [least - 1 for least in SHADES[1:]] + [None], strict=True))


def evidence_map(graph: Graph, type_name: str, rows: Facet, columns: Facet) -> EvidenceMap:
    """The map of the entries of a type.

    Args:
        graph: the library.
        type_name: the type.
        rows: a facet that the type has.
        columns: another.
    """
    found: dict[tuple[str, str], list[Record]] = {}
    for record in graph.by_type[type_name]:
        for row in rows.values_of(record):
            for column in columns.values_of(record):
                found.setdefault((row, column), []).append(record)
    gaps = {frozenset(gap.at.items()): gap for gap in graph.library.gaps if gap.type == type_name}
    findings = findings_of(graph, type_name)

    def cell(row: Value, column: Value) -> Cell:
        records = tuple(found.get((row.id, column.id), ()))
        known = [finding(graph, record) for record in records]
        counts = Counter(term.id for terms in known for term in terms)
        anchor = f"{rows.address}-{page_name(row.id)}-{columns.address}-{page_name(column.id)}"
        gap = None if records else gaps.get(frozenset([(rows.id, row.id), (columns.id, column.id)]))
        counted = tuple((term, counts[term.id]) for term in findings if counts[term.id])
        unknown = sum(not terms for terms in known) if findings else 0
        return Cell(row, column, anchor, records, counted, unknown, gap)

    lines = tuple((row, tuple(cell(row, column) for column in columns.values)) for row in rows.values)
    return EvidenceMap(type_name, rows, columns, lines, findings)


def findings_of(graph: Graph, type_name: str) -> tuple[VocabularyTerm, ...]:
    """What entries of a type can have found; nothing where the type or the library has no such list."""
    name = record_types()[type_name].finding
    return graph.vocabularies[name].terms if name in graph.vocabularies else ()


def finding(graph: Graph, record: Record) -> tuple[VocabularyTerm, ...]:
    """What an entry found, in the order of the list."""
    terms = findings_of(graph, record.type_name)
    own = graph.facets[type(record).finding].values_of(record) if terms else ()
    return _in_order(terms, own)


def _in_order(terms: Iterable[VocabularyTerm], own: Iterable[str]) -> tuple[VocabularyTerm, ...]:
    wanted = set(own)
    return tuple(term for term in terms if term.id in wanted)
