"""What helps a reader begin: the field, the editors' choice, counts, the map."""

from __future__ import annotations

import re

from macros.model.record import Record
from macros.render.author import AuthorMacros
from macros.render.world.outlines import world_map
from tests.community import environment_of, graph_of, record

ROMANIA = record("country", "romania", title="România")
FRANCE = record("country", "france", title="Franța", iso2="FR", iso3="FRA")
RESULT = {"text": "More trust, [measured](https://example.org).", "kind": "masurat"}


def _call(call: str, *records: Record, **settings: object) -> str:
    graph = graph_of(*records, **settings)
    env = environment_of(graph)
    return str(env.from_string("{{ " + call + " }}").render(**AuthorMacros(graph, env, "index.html").functions()))


def test_what_the_editors_chose_stands_in_their_order() -> None:
    """With where and when; by itself nothing stands there."""
    some = [record("practice", "a", countries=["romania"], started="2012"), record("practice", "b"), ROMANIA]
    html = _call('featured(heading="Begin here")', *some, featured=["b", "a"])
    assert html.index("b.html") < html.index("a.html")
    assert "<span>România</span><span>2012</span>" in html and "Begin here</h2>" in html
    assert _call('featured(heading="Begin here")', *some).strip() == ""


def test_values_are_counted_the_largest_first_and_empty_ones_left_out() -> None:
    """What is left over is one link to the whole list."""
    some = [record("practice", f"p{n}", countries=["france"]) for n in range(2)]
    html = _call('values("countries")', *some, ROMANIA, FRANCE, record("lesson", "l", countries=["romania"]))
    assert re.findall(r'">([^<]+)</a> <span class="ct-count">(\d)', html) == [("Franța", "2"), ("România", "1")]
    html = _call('values("countries", limit=1)', *some, ROMANIA, FRANCE, record("lesson", "l", countries=["romania"]))
    assert "România" not in html and 'href="browse/countries.html">1 more' in html


def test_ways_into_the_explorer_count_one_type() -> None:
    """Each leads to the type and the value."""
    some = [record("practice", "p", countries=["france"]), record("lesson", "l", countries=["france"]), FRANCE]
    html = _call('explorer_links("practice", by=["countries"])', *some)
    assert 'href="explore.html#type=practice&amp;country=france">Franța <span class="ct-count">1<' in html


def test_the_map_shades_countries_with_entries_and_links_them() -> None:
    """For the mouse: the list beside it is for everybody else, so that nothing is said twice."""
    html = _call("country_map()", ROMANIA, FRANCE, record("practice", "p", countries=["romania"]))
    assert 'href="countries/romania.html" tabindex="-1"' in html and "<title>România: 1</title>" in html
    assert "france" not in html and 'aria-hidden="true"' in html
    assert _call("country_map()", ROMANIA).strip() == ""


def test_the_map_is_small_and_shows_where_the_countries_lie() -> None:
    """Small countries get a dot; those that the outlines lack stand only in the list."""
    drawn = world_map(("RO", "LB", "CO", "BD", "XK", "FR"))
    assert len(drawn.land) < 9000 and drawn.countries["LB"].dot and not drawn.countries["LB"].path
    assert set(drawn.countries) == {"RO", "LB", "CO", "BD", "FR"}
    assert all(re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)*", shape.path) for shape in drawn.countries.values())


def test_a_map_of_one_small_country_shows_its_part_of_the_world() -> None:
    """And not the country alone, which nobody would know."""
    drawn = world_map(("LB",))
    across = re.findall(r"M(\d+) ", drawn.countries["LB"].path)
    assert 340 < int(across[0]) < 420 and len(drawn.land) > 1000


def test_no_shape_crosses_the_map() -> None:
    """Lands on both sides of the 180th meridian keep to theirs."""
    for path in (world_map(("NZ", "FJ")).land, world_map(("RU", "US")).land):
        for ring in path.split("z")[:-1]:
            steps = [int(n) for n in re.findall(r"-?\d+", ring.partition("l")[2])]
            assert max((abs(step) for step in steps[::2]), default=0) < 300, ring[:80]
