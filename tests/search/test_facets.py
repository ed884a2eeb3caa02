"""The filters of the explorer: their order, their words, and every record's values in them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from macros.knowledge.graph import Graph
from macros.model.gap import Gap
from macros.model.record import Record
from macros.search.codec import encode
from macros.search.explore_shards import explorer_shards
from macros.search.facets import Explored, Row, explore, part_of
from macros.search.index import build
from tests.community import TODAY, library_of, record, second_library
from tests.knowledge.test_evidence_map import DIRECTIONS, practice


def _explored(*records: Record, **settings: Any) -> Explored:
    """A library whose status of entries and validation levels can be browsed by too."""
    library = library_of(*records, **settings)
    more = {
        id: library.vocabularies[id].model_copy(update={"browse": True}) for id in ("entry-status", "validation-levels")
    }
    return explore(Graph(replace(library, vocabularies={**library.vocabularies, **more}), TODAY))


def _row(explored: Explored, id: str) -> Row:
    return next(row for row in explored.rows if row.record.id == id)


def _values(explored: Explored, id: str, address: str) -> list[str]:
    place = _addresses(explored).index(address)
    return [explored.filters[place].values[at][0] for at in _row(explored, id).values[place]]


def _addresses(explored: Explored) -> list[str]:
    return [known.id for known in explored.filters]


def test_every_record_has_its_type_status_and_language() -> None:
    """With the words of the community for them."""
    explored = _explored(record("group", "cerc"), record("lesson", "a", language="ro"))
    assert _values(explored, "a", "type") == ["lesson"]
    assert _values(explored, "a", "language") == ["ro"]
    languages = next(known for known in explored.filters if known.id == "language")
    assert dict(languages.values)["ro"] == "Romanian"
    assert _values(explored, "a", "entry-status") == ["published"]


def test_a_facet_without_values_is_left_out() -> None:
    """Nobody can choose from an empty list."""
    found = _addresses(_explored(record("group", "cerc")))
    assert "dimensions" not in found and "country" not in found and "type" in found


def test_filters_stand_in_the_order_of_the_settings() -> None:
    """First those of `explore`, then types, lists in the order of `browse`, years, languages."""
    entries = [
        record("group", "cerc"),
        record("practice", "p", sectors=["albine"], target_groups=["copii"], started="2019"),
    ]
    plain = _addresses(_explored(*entries, browse=["target-groups", "sectors"]))
    assert plain[:3] == ["type", "target-groups", "sectors"] and plain[-2:] == ["year", "language"]
    asked = _addresses(_explored(*entries, browse=["target-groups"], explore=["years", "sectors"]))
    assert asked[:4] == ["year", "sectors", "type", "target-groups"] and asked[-1] == "language"


def test_filters_have_the_words_of_the_community() -> None:
    """Of its lists and types, and of `filters` for what is neither."""
    words = {"years": "An", "types": "Soi"}
    explored = _explored(
        record("group", "cerc"), record("practice", "p", started="2019", sectors=["albine"]), filters=words
    )
    titles = {known.id: known.title for known in explored.filters}
    assert (titles["year"], titles["type"], titles["language"], titles["sectors"]) == ("An", "Soi", "Language", "Fel")


def test_lists_with_one_address_are_one_filter() -> None:
    """Each entry under its own list's values; the name is that of the list that comes first."""
    library = library_of(record("group", "cerc"), record("definition", "d", status="agreed"), record("lesson", "l"))
    lists = dict(library.vocabularies)
    for id in ("entry-status", "definition-status"):
        lists[id] = lists[id].model_copy(update={"browse": True, "address": "status", "singular": {"und": f"Of {id}"}})
    explored = explore(Graph(replace(library, vocabularies=lists), TODAY))
    assert _addresses(explored).count("status") == 1
    assert (_values(explored, "d", "status"), _values(explored, "l", "status")) == (["agreed"], ["published"])
    assert next(known.title for known in explored.filters if known.id == "status") in (
        "Of entry-status",
        "Of definition-status",
    )


def test_lists_keep_their_order_and_years_begin_with_the_latest() -> None:
    """The order of `data/vocabularies`, not of the alphabet."""
    explored = _explored(
        record("group", "cerc"),
        record("practice", "p", sectors=["albine", "legume"], started="2019-05", ended="2021"),
    )
    by_id = {known.id: [id for id, _ in known.values] for known in explored.filters}
    assert by_id["sectors"] == ["legume", "albine"]
    assert by_id["year"] == ["2021", "2020", "2019"]


def test_the_matrix_crosses_the_first_two_lists_at_first() -> None:
    """Those that readers browse by first."""
    assert _explored(record("group", "cerc"), browse=["target-groups", "countries", "sectors"]).matrix == (
        "target-groups",
        "sectors",
    )


def test_the_matrix_knows_what_entries_found_and_what_is_missing() -> None:
    """The filter that says it, with its signs; gaps under the addresses of the filters."""
    gap = Gap.model_validate(
        {"type": "practice", "at": {"sectors": "legume", "target-groups": "copii"}, "not_applicable": "x"}
    )
    library = library_of(record("group", "cerc"), practice("p", "better"))
    found = {**library.vocabularies, DIRECTIONS.id: DIRECTIONS}
    explored = explore(Graph(replace(library, vocabularies=found, gaps=(gap,)), TODAY))
    assert explored.findings == {"practice": DIRECTIONS.id, "lesson": "lesson-outcomes"}
    assert explored.marks == {DIRECTIONS.id: {"better": "+", "worse": "-"}, "lesson-outcomes": {}}
    assert explored.gaps == (("not_applicable", "sectors", "legume", "target-groups", "copii"),)
    assert _values(explored, "p", DIRECTIONS.id) == ["better"]
    assert "practice" not in _explored(record("group", "cerc")).findings


def test_what_tells_an_entry_apart_stands_beside_its_title() -> None:
    """Where and when it was, its status and its badge; not all that it carries."""
    practice = record("practice", "p", countries=["r"], sectors=["albine"], started="2019")
    said = {known.id for known in _explored(record("country", "r"), practice).filters if known.said}
    assert said == {"country", "year", "entry-status", "validation-levels"}


def test_rows_come_last_changed_first() -> None:
    """By the day of the last change of substance, then by title."""
    records = [
        record("group", "cerc", added="2026-01-01"),
        record("lesson", "b", title="Be", added="2026-01-02"),
        record("lesson", "a", title="Ab", added="2026-01-02"),
        record("lesson", "c", title="Ce", added="2025-01-01", updated="2026-02-01"),
    ]
    explored = _explored(*records)
    assert [row.record.id for row in explored.rows if row.record.id in "abc"] == ["c", "a", "b"]
    assert _row(explored, "c").changed == (datetime.date(2026, 2, 1) - datetime.date(2000, 1, 1)).days


def test_the_explorer_is_written_in_pieces_that_name_each_other() -> None:
    """Every record stands in one piece; a record without a page in the index says so."""
    graph = Graph(second_library(), TODAY)
    start, *pieces = explorer_shards(graph, build([], lambda languages: ()), explore(graph))
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
    assert {row.record.id for row in part.rows} == chosen
    said = [
        {row.record.id: _labels(known, row) for row in known.rows if row.record.id in chosen} for known in (whole, part)
    ]
    assert said[0] == said[1] and any(said[0].values())
    for number, known in enumerate(part.filters):
        assert {value for row in part.rows for value in row.values[number]} == set(range(len(known.values))) != set()
    assert part_of(whole, set(graph.records)) == whole


def _labels(explored: Explored, row: Row) -> set[tuple[str, str]]:
    return {
        (known.id, known.values[value][1])
        for known, values in zip(explored.filters, row.values, strict=True)
        for value in values
    }
