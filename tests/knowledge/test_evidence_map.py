"""Maps of the evidence: what stands where, what it found, what is known to be missing."""

from __future__ import annotations

import dataclasses

from macros.knowledge.evidence_map import EvidenceMap, evidence_map
from macros.knowledge.graph import Graph
from macros.model.gap import Gap
from macros.model.record import Record
from macros.model.vocabulary import Vocabulary
from tests.community import TODAY, library_of, record

DIRECTIONS = Vocabulary.model_validate(
    {
        "id": "result-directions",
        "title": {"en": "Found"},
        "definition": "x",
        "browse": "true",
        "terms": [
            {"id": "better", "label": {"en": "Better"}, "mark": "+"},
            {"id": "worse", "label": {"en": "Worse"}, "mark": "-"},
        ],
    }
)


def practice(id: str, *directions: str, **fields: object) -> Record:
    """A practice of bees for children, with a result for each direction."""
    results = [{"text": "x", "kind": "spus", "direction": one} for one in directions]
    given = {"sectors": ["albine"], "target_groups": ["copii"], **fields}
    return record("practice", id, sources=[{"source": "izvor"}], results=results, **given)


def map_of(*records: Record, gaps: tuple[Gap, ...] = (), found: bool = True) -> EvidenceMap:
    """The map of practices by sectors and target groups."""
    library = library_of(*records)
    lists = {**library.vocabularies, DIRECTIONS.id: DIRECTIONS} if found else library.vocabularies
    graph = Graph(dataclasses.replace(library, vocabularies=lists, gaps=gaps), TODAY)
    return evidence_map(graph, "practice", graph.facets["sectors"], graph.facets["target-groups"])


def test_a_cell_counts_entries_and_each_of_their_findings_once() -> None:
    """An entry with two results that help counts once; one with two findings counts with both."""
    known = map_of(practice("a", "better", "better", "worse"), practice("b", "better"), practice("c"))
    cell = next(cell for cell in known.cells if cell.records)
    assert (cell.row.id, cell.column.id) == ("albine", "copii")
    assert [entry.id for entry in cell.records] == ["a", "b", "c"]
    assert [(term.mark, number) for term, number in cell.found] == [("+", 2), ("-", 1)]
    assert cell.unknown == 1


def test_every_crossing_has_a_cell_with_an_anchor_of_its_own() -> None:
    """Also the empty ones."""
    known = map_of(practice("a"))
    assert len(known.cells) == len(known.rows.values) * len(known.columns.values)
    assert len({cell.anchor for cell in known.cells}) == len(known.cells)
    assert sum(cell.shade == 0 for cell in known.cells) == len(known.cells) - 1


def test_shades_begin_where_the_legend_says() -> None:
    """Each number of entries belongs to one range."""
    known = map_of(*(practice(f"p{number}") for number in range(4)))
    assert next(cell.shade for cell in known.cells if cell.records) == 2
    assert known.ranges == ((1, 3), (4, 9), (10, None))


def test_a_library_without_the_list_has_no_findings() -> None:
    """And says of no entry that nothing is known."""
    known = map_of(practice("a"), found=False)
    assert known.findings == () and {cell.unknown for cell in known.cells} == {0}


def test_a_gap_shows_where_no_entry_stands() -> None:
    """Whichever list it names first; where an entry has come since, it shows no more; another type's never."""
    at = {"target-groups": "copii", "sectors": "albine"}
    gap = Gap.model_validate({"type": "practice", "at": at, "looked_for": "2026-01-02"})
    assert [cell.gap for cell in map_of(gaps=(gap,)).cells if cell.gap] == [gap]
    assert not [cell for cell in map_of(practice("a"), gaps=(gap,)).cells if cell.gap]
    other = gap.model_copy(update={"type": "lesson"})
    assert not [cell for cell in map_of(gaps=(other,)).cells if cell.gap]
