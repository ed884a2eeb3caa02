"""Which packs a library gives, and what each holds."""

from __future__ import annotations

from typing import Any

from macros.bundles.pages.packs import WHOLE, Pack, packs_of
from macros.knowledge.graph import Graph
from tests.community import TODAY, library_of, record

CERC = record("group", "cerc")


def _packs(*records: Any, **bundles: Any) -> dict[str, Pack]:
    library = library_of(CERC, *records, bundles={"smallest": 2, "by": [], **bundles})
    return {pack.id: pack for pack in packs_of(Graph(library, TODAY))}


def _practices(count: int, **fields: Any) -> list[Any]:
    return [record("practice", f"p-{number}", **fields) for number in range(count)]


def test_the_whole_library_comes_first_and_holds_everything() -> None:
    """Under its own name."""
    packs = _packs(*_practices(2))
    assert next(iter(packs)) == WHOLE
    assert set(packs[WHOLE].entries) == {"cerc", "izvor", "p-0", "p-1"}


def test_a_value_with_enough_entries_gets_a_pack() -> None:
    """Directory entries don't count; a value of everything is the library itself."""
    practices = [*_practices(2, sectors=["legume"]), record("practice", "q", sectors=["albine"])]
    assert [id for id in _packs(*practices, by=["sectors"]) if id != WHOLE] == ["sectors-legume"]
    assert list(_packs(*practices, by=["sectors"], smallest=1)) == [WHOLE, "sectors-legume", "sectors-albine"]


def test_a_pack_holds_what_its_entries_rest_on() -> None:
    """The definitions they use and the sources they cite, and nothing else of these."""
    used = record("definition", "compost", title="compost heap")
    unused = record("definition", "other", title="other word")
    practice = record(
        "practice", "p", sectors=["legume"], summary="We built a compost heap.", body={"problem": "A compost heap."}
    )
    pack = _packs(
        used, unused, practice, record("lesson", "l", sectors=["legume"]), record("lesson", "m"), by=["sectors"]
    )["sectors-legume"]
    assert set(pack.entries) == {"p", "l"}
    assert set(pack.added) == {"compost", "izvor"}
    assert set(pack.ids) == {"p", "l", "compost", "izvor"}


def test_a_country_and_a_group_come_with_what_refers_to_them() -> None:
    """And with their own entries."""
    romania = record("country", "romania", title="România")
    group = record("group", "reteaua", countries=["romania"])
    records = [romania, group, *_practices(2, countries=["romania"], implementers=["reteaua"]), record("lesson", "l")]
    packs = _packs(*records, by=["countries", "groups"])
    assert set(packs["country-romania"].entries) == {"romania", "reteaua", "p-0", "p-1"}
    assert set(packs["group-reteaua"].entries) == {"reteaua", "p-0", "p-1"}


def test_a_pack_can_be_of_types() -> None:
    """All definitions, or the practices and lessons of a sector."""
    lessons = [record("lesson", "l", sectors=["legume"]), record("lesson", "m")]
    records = [record("definition", "compost", title="compost"), *lessons, *_practices(1, sectors=["legume"])]
    terms = {"id": "terms", "title": "Terms", "types": ["definition"]}
    field = {"id": "field", "title": "Field", "types": ["practice", "lesson"], "terms": {"sectors": ["legume"]}}
    packs = _packs(*records, packs=[terms, field])
    assert set(packs["terms"].entries) == {"compost"}
    assert set(packs["field"].entries) == {"p-0", "l"}


def test_a_community_makes_packs_of_its_own() -> None:
    """Every condition has to fit, any value of it is enough; named entries are in it in any case."""
    romania = record("country", "romania", title="România")
    records = [
        romania,
        record("practice", "a", countries=["romania"], sectors=["legume"]),
        record("practice", "b", countries=["romania"], sectors=["albine"]),
        record("practice", "c", sectors=["legume"]),
        record("lesson", "d"),
    ]
    rule = {
        "id": "own",
        "title": "Own",
        "terms": {"sectors": ["legume", "udare"]},
        "countries": ["romania"],
        "entries": ["d"],
    }
    pack = _packs(*records, packs=[{**rule, "most_bytes": "1000"}])["own"]
    assert set(pack.entries) == {"a", "d"} and (pack.title, pack.most_bytes) == ("Own", 1000)
