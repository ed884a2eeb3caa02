"""Who is where by focus area: every number leads to those it counts, and no page grows with the library."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

import pytest

from macros.knowledge.graph import Graph
from macros.knowledge.presence import AREAS
from macros.model.record import Record
from macros.model.vocabulary import Vocabulary
from macros.render import desk_macros
from macros.render.author import AuthorMacros
from macros.render.page import RenderedPage
from macros.render.presence_pages import MOST_LINES, cut_area, places_in, presence_jobs
from tests.community import TODAY, environment_of, library_of, record

AREA_LIST = Vocabulary.model_validate(
    {
        "id": AREAS,
        "title": {"en": "Focus areas"},
        "definition": "Fields of work.",
        "terms": [{"id": "water", "label": {"en": "Water"}}, {"id": "peace", "label": {"en": "Peace"}}],
    }
)
COUNTRIES = [
    record("country", "chad", title="Chad", iso2="TD", iso3="TCD"),
    record("country", "mali", title="Mali", iso2="ML", iso3="MLI"),
]


def _graph(*more: Record) -> Graph:
    library = library_of(*COUNTRIES, *more)
    return Graph(replace(library, vocabularies={**library.vocabularies, AREAS: AREA_LIST}), TODAY)


def _practice(id: str, implementers: list[str], **fields: object) -> Record:
    return record(
        "practice", id, implementers=implementers, **{"countries": ["chad"], "focus_areas": ["water"], **fields}
    )


def _pages(graph: Graph) -> dict[str, RenderedPage]:
    return {page.path: page for job in presence_jobs(graph, environment_of(graph)) for page in job.make()}


@pytest.fixture(scope="module")
def small() -> Graph:
    """Two organisations, two countries, one area."""
    return _graph(
        *(record("organisation", id, title=f"Org {id.upper()}") for id in ("a", "b")),
        _practice("pump", ["a", "b"]),
        _practice("well", ["a"], countries=["mali"]),
        _practice("talk", ["b"], countries=[]),
    )


def test_a_number_leads_to_the_organisations_and_entries_that_it_counts(small: Graph) -> None:
    """The page of all areas, and the place on the area's page."""
    html = str(AuthorMacros(small, environment_of(small), "organisations/who-is-where.html").who_is_where())
    cells = re.findall(r'<td><a href="([^"]+)">(\d+)</a></td>', html)
    pages = _pages(small)
    assert [number for _, number in cells] == ["2", "1"]
    for href, number in cells:
        path, _, anchor = posixpath.normpath(posixpath.join("organisations", href)).partition("#")
        country = re.split("<h2 ", pages[path].html.partition(f'id="{anchor}"')[2])[0]
        assert len(re.findall(r'<li><a href="[^"]*organisations/', country)) == int(number)
    assert 'href="../../practices/pump.html"' in pages["browse/who-is-where/water.html"].html
    assert list(pages) == ["browse/who-is-where/water.html"], "nobody is named in the other area"


def test_what_names_no_country_comes_last(small: Graph) -> None:
    """It is a heading of its own."""
    (only,) = cut_area(small, "water")
    assert [(here.anchor, [one.organisation.id for one in here.actors]) for here in only] == [
        ("chad", ["a", "b"]),
        ("mali", ["a"]),
        ("no-country", ["b"]),
    ]


def test_a_large_table_leads_by_its_heads(small: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in each number would make the page too long."""
    monkeypatch.setattr(desk_macros, "LINKED_CELLS", 1)
    html = str(AuthorMacros(small, environment_of(small), "organisations/who-is-where.html").who_is_where())
    assert "<td>2</td>" in html and 'href="../browse/who-is-where/water.html"' in html


def test_pages_are_cut_between_organisations_and_lose_nobody() -> None:
    """Each organisation stands once in its country, on whichever page; a country begins once."""
    orgs = [record("organisation", f"o{number:03}") for number in range(260)]
    graph = _graph(*orgs, _practice("all", [one.id for one in orgs]), _practice("far", ["o000"], countries=["mali"]))
    cuts = cut_area(graph, "water")
    assert len(cuts) == 3
    found = [(here.anchor, one.organisation.id) for page in cuts for here in page for one in here.actors]
    assert found == [*(("chad", one.id) for one in orgs), ("mali", "o000")]
    assert all(sum(2 * len(here.actors) for here in page) <= MOST_LINES for page in cuts)
    assert [here.goes_on for page in cuts for here in page if here.anchor == "chad"] == [False, True, True]
    assert places_in(graph, "water") == {
        "chad": "browse/who-is-where/water.html#chad",
        "mali": "browse/who-is-where/water-3.html#mali",
    }
    pages = _pages(graph)
    assert list(pages) == [f"browse/who-is-where/water{ending}.html" for ending in ("", "-2", "-3")]
    assert max(len(page.html) for page in pages.values()) < 50_000


def test_another_record_changes_its_area_only(small: Graph) -> None:
    """And the number that leads there."""
    changed = _graph(
        *(one for one in small.records.values() if one.type_name == "organisation"),
        _practice("pump", ["a", "b"], focus_areas=["peace"]),
        _practice("well", ["a"], countries=["mali"]),
        _practice("talk", ["b"], countries=[]),
    )
    pages = _pages(changed)
    assert 'id="chad"' in pages["browse/who-is-where/peace.html"].html
    assert 'id="chad"' not in pages["browse/who-is-where/water.html"].html
