"""The facets of the explorer: which values a record has, how values are sorted, what counts as evidence."""

from __future__ import annotations

import datetime

from macros.knowledge.graph import Graph
from macros.search.codec import encode
from macros.search.explore_shards import explorer_shards
from macros.search.facets import MOST_YEARS, Facet, Row, evidence_of, explore, part_of, years_of
from macros.search.index import build
from tests.community import TODAY, library_of, record, second_library


def _explored(*records: object) -> tuple[dict[str, Facet], dict[str, Row], list[Facet]]:
    facets, rows = explore(Graph(library_of(*records), TODAY))  # type: ignore[arg-type]
    return {facet.id: facet for facet in facets}, {row.record.id: row for row in rows}, facets


def _values(rows: dict[str, Row], facets: list[Facet], id: str, facet: str) -> list[str]:
    place = [known.id for known in facets].index(facet)
    return [facets[place].values[at][0] for at in rows[id].values[place]]


def test_every_record_has_its_type_status_and_language() -> None:
    """With the words of the community for them."""
    by_id, rows, facets = _explored(record("group", "cerc"), record("lesson", "a", language="ro"))
    assert _values(rows, facets, "a", "type") == ["lesson"]
    assert _values(rows, facets, "a", "language") == ["ro"]
    assert dict(by_id["language"].values)["ro"] == "Romanian"
    assert _values(rows, facets, "a", "status") == ["published"]


def test_a_facet_without_values_is_left_out() -> None:
    """Nobody can choose from an empty list."""
    by_id, _, _ = _explored(record("group", "cerc"))
    assert "dimension" not in by_id and "country" not in by_id and "type" in by_id


def test_countries_come_from_every_reference_and_each_once() -> None:
    """A country's own entry counts for it too."""
    country = record("country", "romania", title="România")
    context = {"place": "x", "country": "romania", "sources": [{"source": "izvor"}]}
    practice = record("practice", "p", countries=["romania"], contexts=[context])
    _, rows, facets = _explored(record("group", "cerc"), country, practice)
    assert _values(rows, facets, "p", "country") == ["romania"]
    assert _values(rows, facets, "romania", "country") == ["romania"]


def test_lists_keep_their_order_and_years_begin_with_the_latest() -> None:
    """The order of `data/vocabularies`, not of the alphabet."""
    by_id, _, _ = _explored(
        record("group", "cerc"),
        record("practice", "p", sectors=["albine", "legume"], started="2019-05", ended="2021"),
    )
    assert [id for id, _ in by_id["sector"].values] == ["legume", "albine"]
    assert [id for id, _ in by_id["year"].values] == ["2021", "2020", "2019"]


def test_years_between_two_dates_count_unless_they_are_ages() -> None:
    """From the first date to the last; a single date is a single year."""
    assert years_of(record("practice", "p", started="2019")) == [2019]
    assert years_of(record("practice", "p", started="2018", ended="2020")) == [2018, 2019, 2020]
    assert years_of(record("practice", "p", started="1900", ended=str(1901 + MOST_YEARS))) == [1900, 1901 + MOST_YEARS]
    assert years_of(record("group", "g")) == []


def test_rows_come_last_changed_first() -> None:
    """By the day of the last change of substance, then by title."""
    records = [
        record("group", "cerc", added="2026-01-01"),
        record("lesson", "b", title="Be", added="2026-01-02"),
        record("lesson", "a", title="Ab", added="2026-01-02"),
        record("lesson", "c", title="Ce", added="2025-01-01", updated="2026-02-01"),
    ]
    _, rows, _ = _explored(*records)
    assert [id for id in rows if id in "abc"] == ["c", "a", "b"]
    assert rows["c"].changed == (datetime.date(2026, 2, 1) - datetime.date(2000, 1, 1)).days


def test_evidence_grows_with_measured_results_and_sources() -> None:
    """A result that was measured outweighs any number of sources; agreed definitions outweigh proposed ones."""
    base = {"validation_level": "innovation"}
    source = [{"source": "izvor"}]
    reported = record("practice", "p", **base, results=[{"text": "t", "kind": "reported"}], sources=source)
    measured = record("practice", "p", **base, results=[{"text": "t", "kind": "measured"}], sources=source)
    promising = record("practice", "p", **{**base, "validation_level": "promising"}, results=measured.results)
    assert evidence_of(reported) < evidence_of(measured) < evidence_of(promising)
    proposed = record("definition", "d")
    agreed = record("definition", "d", harmonised={"text": "W.", "agreed_by": ["cerc"]})
    assert evidence_of(proposed) < evidence_of(measured) < evidence_of(agreed)


def test_the_explorer_is_written_in_pieces_that_name_each_other() -> None:
    """Every record stands in one piece; a record without a page in the index says so."""
    graph = Graph(second_library(), TODAY)
    start, *pieces = explorer_shards(graph, build([], []), explore(graph))
    assert [[piece.name, piece.checksum, len(piece.content[0])] for piece in pieces] == start.content["records"]
    assert sorted(id for piece in pieces for id in piece.content[0]) == sorted(graph.records)
    assert pieces[0].content[2].startswith(encode([0]))
    assert set(start.content["directory"]) == {"organisation", "source", "country"}
    assert start.content["folders"]["practice"] == "practices"


def test_a_part_of_the_library_has_only_its_own_records() -> None:
    """And their values, each under the label it had: as an offline pack needs it."""
    graph = Graph(second_library(), TODAY)
    chosen = set(list(graph.records)[::3])
    whole, part = explore(graph), part_of(explore(graph), chosen)
    assert {row.record.id for row in part[1]} == chosen
    said = [
        {row.record.id: _said(facets, row) for row in rows if row.record.id in chosen} for facets, rows in (whole, part)
    ]
    assert said[0] == said[1] and any(said[0].values())
    for number, facet in enumerate(part[0]):
        assert {value for row in part[1] for value in row.values[number]} == set(range(len(facet.values))) != set()
    assert part_of(whole, set(graph.records)) == whole


def _said(facets: list[Facet], row: Row) -> set[tuple[str, str]]:
    return {
        (facet.id, facet.values[value][1]) for facet, values in zip(facets, row.values, strict=True) for value in values
    }
