"""Which entries belong to a value: asked in one place, and the same answer wherever readers meet it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from macros.bundles.pages.packs import packs_of
from macros.knowledge.facets import MOST_YEARS, Facet, years_of
from macros.knowledge.graph import Graph
from macros.model.library import read_library
from macros.model.registry import record_types
from macros.model.settings import COUNTRIES
from macros.render.author import AuthorMacros
from macros.render.listings import browse_jobs, browse_lists, entry_count, value_path
from macros.render.page import RenderedPage
from macros.render.record_page import compose_record
from macros.render.selection import choose, group
from macros.search.facets import explore
from tests.community import TODAY, environment_of, graph_of, record
from tests.conftest import ROOT


def _ids(graph: Graph, facet: str, value: str) -> list[str]:
    return [entry.id for entry in graph.facets[facet].entries[value]]


def test_an_entry_belongs_where_it_took_place_or_what_it_is_about() -> None:
    """Also where it was repeated; each once, in the order of types and titles."""
    context = {"place": "x", "country": "r", "sources": [{"source": "izvor"}]}
    entries = [
        record("practice", "p", countries=["r"], contexts=[context]),
        record("practice", "elsewhere", countries=["f"], contexts=[context]),
        record("workshop", "w", countries=["r"], sources=[{"source": "izvor"}]),
        record("group", "g", countries=["r"]),
    ]
    graph = graph_of(record("country", "r"), record("country", "f"), *entries)
    assert _ids(graph, COUNTRIES, "r") == ["elsewhere", "p", "w", "g"]


def test_a_seat_a_mention_and_the_country_s_own_page_are_no_entries_of_a_country() -> None:
    """They lead there and are shown as that, and nobody counts them."""
    mention = record("lesson", "l", body={"what_happened": "As in [[r]].", "what_to_do": "t"})
    graph = graph_of(record("country", "r"), record("organisation", "o", countries=["r"]), mention)
    assert _ids(graph, COUNTRIES, "r") == []
    assert [link.record.id for links in graph.mentions("r").values() for link in links] == ["l", "o"]


def test_a_status_that_a_definition_once_had_is_not_its_status() -> None:
    """Only the one it has now."""
    history = [{"text": "First draft.", "status": "schita"}]
    graph = graph_of(
        record("definition", "d", status="agreed", history=history, harmonised={"text": "W.", "agreed_by": ["g"]})
    )
    assert _ids(graph, "definition-status", "agreed") == ["d"]
    assert _ids(graph, "definition-status", "schita") == []


def test_what_stands_inside_an_entry_counts_like_what_stands_at_its_top() -> None:
    """Results, actions, quoted definitions."""
    results = [{"text": "t", "kind": "measured", "sources": [{"source": "izvor"}]}]
    own = {"id": "o", "body": "B", "source": "izvor", "paraphrase": "P.", "dimensions": ["racoare"]}
    graph = graph_of(record("practice", "p", results=results), record("definition", "d", source_definitions=[own]))
    assert _ids(graph, "result-kinds", "measured") == ["p"]
    assert _ids(graph, "dimensions", "racoare") == ["d"]
    assert graph.facets["dimensions"].values_of(graph.records["d"]) == ("racoare",)


def test_values_of_lists_know_their_entries() -> None:
    """In the order of types, each record once; a value without entries has an empty list."""
    graph = graph_of(
        record("practice", "p", sectors=["albine", "legume"]),
        record("workshop", "w", sectors=["albine"], sources=[{"source": "izvor"}]),
    )
    assert _ids(graph, "sectors", "albine") == ["p", "w"]
    assert _ids(graph, "sectors", "udare") == []


def test_years_between_two_dates_count_unless_they_are_ages() -> None:
    """From the first date to the last; a single date is a single year."""
    assert years_of(record("practice", "p", started="2019")) == ("2019",)
    assert years_of(record("practice", "p", started="2018", ended="2020")) == ("2018", "2019", "2020")
    far = str(1901 + MOST_YEARS)
    assert years_of(record("practice", "p", started="1900", ended=far)) == ("1900", far)
    assert years_of(record("group", "g")) == ()


def test_lists_to_browse_by_come_in_the_order_of_the_settings() -> None:
    """Then the others, as the lists come."""
    graph = graph_of(browse=["target-groups", "countries"])
    assert list(graph.facets)[:2] == ["target-groups", "countries"]
    browse = [facet.browse for facet in graph.facets.values()]
    assert browse == sorted(browse, reverse=True)


@cache
def _shipped() -> Graph:
    library, problems = read_library(ROOT)
    assert library is not None and problems == []
    every = library.settings.bundles.model_copy(
        update={"smallest": 1, "by": (COUNTRIES, *library.vocabularies), "packs": ()}
    )
    settings = library.settings.model_copy(update={"bundles": every})
    return Graph(type(library)(**{**vars(library), "settings": settings}), TODAY)


@cache
def _browse_pages() -> dict[str, RenderedPage]:
    graph = _shipped()
    return {page.path: page for job in browse_jobs(graph, environment_of(graph)) for page in job.make()}


def _listed(path: str) -> tuple[set[str], str]:
    """Ids that stand on the pages of a list, and how many the first page says there are."""
    pages = [
        page for name, page in _browse_pages().items() if re.fullmatch(re.escape(path[:-5]) + r"(?:-\d+)?\.html", name)
    ]
    ids = {id for page in pages for id in re.findall(r'class="ct-rows__title" href="[^"]*?([^"/]+)\.html"', page.html)}
    first = re.search(r'<p class="ct-quiet">(\d+) entr', _browse_pages()[path].html)
    assert first is not None
    return ids, first[1]


def _explored(facet: Facet, value: str) -> set[str]:
    explored = explore(_shipped())
    place = next(number for number, known in enumerate(explored.filters) if known.id == facet.address)
    at = [id for id, _ in explored.filters[place].values].index(value)
    return {row.record.id for row in explored.rows if at in row.values[place]}


def _by_macros(facet: Facet, value: str) -> tuple[set[str], int]:
    """What indexes of every type choose and group for a value, and what `count` says without the directory."""
    graph, found, total = _shipped(), set[str](), 0
    macros = AuthorMacros(graph, environment_of(graph), "index.html").functions()
    for name, kind in record_types().items():
        if not any(facet.values_of(entry) for entry in graph.by_type[name]):
            continue
        chosen = {entry.id for entry in choose(graph, name, "title", {facet.id: value})}
        grouped = {under.id: {entry.id for entry in under.records} for under in group(graph.by_type[name], facet)}
        assert grouped.get(value, set()) == chosen
        found |= chosen
        if not kind.directory:
            total += int(macros["count"](name, **{facet.id: value}))
    return found, total


BROWSE = [facet.id for facet in _shipped().facets.values() if facet.browse]


@pytest.mark.parametrize("id", _shipped().facets)
def test_every_value_of_the_library_has_the_same_entries_everywhere(id: str) -> None:
    """Browse page, explorer, pack and macros; and the same number of them.

    The whole library is no pack of a value, entries of the directory are listed and not counted, and a country's
    pack takes the country's page along.
    """
    graph = _shipped()
    facet = graph.facets[id]
    packs = {pack.id: pack for pack in packs_of(graph)}
    compared = 0
    for value in facet.values:
        entries = facet.entries[value.id]
        ids, number = {entry.id for entry in entries}, entry_count(entries)
        if not ids or id not in (COUNTRIES, *graph.vocabularies):
            continue
        compared += 1
        assert _by_macros(facet, value.id) == (ids, number)
        pack = packs.get(f"country-{value.id}" if id == COUNTRIES else value_path(id, value.id)[7:-5].replace("/", "-"))
        if pack:
            assert set(pack.entries) - ({value.id} if id == COUNTRIES else set()) == ids
            assert len(pack.entries) - pack.directory == number
        else:
            assert number == 0 or number == sum(not entry.directory for entry in graph.records.values())
        if not facet.browse:
            continue
        choice = next(
            choice
            for known in browse_lists(graph)
            if known.facet is facet
            for choice in known.choices
            if choice.value is value
        )
        assert (choice.count, choice.directory) == (number, len(ids) - number)
        alike = [other for other in graph.facets.values() if other.browse and other.address == facet.address]
        assert _explored(facet, value.id) == {entry.id for other in alike for entry in other.entries.get(value.id, ())}
        if id != COUNTRIES:
            listed, said = _listed(choice.path)
            assert said == str(number)
            assert listed == ids or listed == {entry.id for entry in entries if not entry.directory}
    assert compared or id not in BROWSE


def test_no_value_of_the_shipped_library_means_two_things_in_the_explorer() -> None:
    """Lists that share an address share no value that entries have."""
    graph = _shipped()
    seen: dict[tuple[str, str], str] = {}
    for facet in graph.facets.values():
        for value in facet.values if facet.browse else ():
            if facet.entries[value.id]:
                assert seen.setdefault((facet.address, value.id), facet.id) == facet.id


def test_a_country_s_page_lists_the_entries_that_belong_to_it() -> None:
    """All of them, with the number that browse pages give; what only leads there stands apart."""
    graph = _shipped()
    env = environment_of(graph)
    for value in graph.facets[COUNTRIES].values:
        (page,) = compose_record(graph, env, graph.records[value.id])
        entries = graph.facets[COUNTRIES].entries[value.id]
        own, _, others = page.html.partition('id="used-by"')
        listed = own.partition('id="entries"')[2].partition('id="who-is-here"')[0]
        assert {entry.id for entry in entries} == set(_linked(listed)), value.id
        assert (f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}." in listed) == bool(entries)
        assert not {entry.id for entry in entries} & set(_linked(others.partition("<footer")[0]))


def _linked(html: str) -> list[str]:
    return re.findall(r'<li><a href="\.\./[^"]*?([^"/]+)\.html"', html)


def test_the_explorer_s_old_addresses_still_work() -> None:
    """Links that readers have sent each other."""
    filters = {known.id for known in explore(_shipped()).filters}
    old = "type country sector target dimension focus level validation status year language"
    assert set(old.split()) <= filters


def test_a_country_with_many_entries_has_a_list_of_its_own() -> None:
    """Its page names the first of each type and leads there."""
    lessons = [record("lesson", f"l-{n:02}", countries=["r"]) for n in range(9)]
    graph = graph_of(record("country", "r"), *lessons, page_size="10")
    env = environment_of(graph)
    (page,) = compose_record(graph, env, graph.records["r"])
    assert '<a href="../browse/countries/r.html">All 9 entries</a>' in page.html
    listing = next(
        page for job in browse_jobs(graph, env) for page in job.make() if page.path == "browse/countries/r.html"
    )
    assert set(re.findall(r'/(l-\d+)\.html"', listing.html)) == {lesson.id for lesson in lessons}
