"""Lists of entries: nothing is lost between pages, and no page grows with the library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from macros.knowledge.graph import Graph
from macros.render.listings import (
    BACKLINKS_SHOWN,
    LARGEST_PAGE,
    SMALLEST_PAGE,
    all_jobs,
    browse_jobs,
    browse_lists,
    used_by_jobs,
)
from macros.render.page import PageJob, RenderedPage, address
from macros.render.record_page import compose_record
from macros.render.site_pages import list_jobs, unique
from tests.community import environment_of, graph_of, record

LESSONS = [record("lesson", f"l-{n:03}", sectors=["albine"], see_also=["p"]) for n in range(25)]
GRAPH = graph_of(record("practice", "p", countries=["r"]), record("country", "r"), *LESSONS, page_size="10")
ENV = environment_of(GRAPH)


def _made(jobs: Iterable[PageJob]) -> Iterator[RenderedPage]:
    return (page for job in jobs for page in job.make())


def _of_sectors(graph: Graph) -> list[RenderedPage]:
    pages = _made(browse_jobs(graph, environment_of(graph)))
    return [page for page in pages if page.path.startswith("browse/sectors/")]


def _listed(page: RenderedPage) -> list[str]:
    return re.findall(r'class="ct-rows__title" href="[^"]*?([^"/]+)\.html"', page.html)


def _by_stem(pages: list[RenderedPage]) -> dict[str, list[RenderedPage]]:
    """Pages of one list together."""
    found: dict[str, list[RenderedPage]] = {}
    for page in pages:
        found.setdefault(re.sub(r"(?<=[a-z])-\d+(?=\.html$)", "", page.path), []).append(page)
    return found


def test_every_entry_stands_on_exactly_one_page_of_a_list() -> None:
    """A to Z, browsing and used-by alike, in the order of titles."""
    pages = _by_stem(list(_made([*all_jobs(GRAPH, ENV), *browse_jobs(GRAPH, ENV), *used_by_jobs(GRAPH, ENV)])))
    ids = [lesson.id for lesson in LESSONS]
    for path in ("lessons/all.html", "browse/sectors/albine.html", "practices/p-used-by.html"):
        assert [page.path for page in pages[path]] == [path, *(path.replace(".html", f"-{n}.html") for n in (2, 3))]
        assert [id for page in pages[path] for id in _listed(page)] == ids
        assert [len(_listed(page)) for page in pages[path]] == [10, 10, 5]


@pytest.mark.parametrize("count", [1, 9, 10, 11, 20, 21])
def test_nothing_is_lost_where_a_page_is_just_full(count: int) -> None:
    """One less, just as many, one more than fit."""
    graph = graph_of(*LESSONS[:count], page_size="10")
    pages = [page for page in _made(all_jobs(graph, environment_of(graph))) if page.path.startswith("lessons/")]
    assert [id for page in pages for id in _listed(page)] == [lesson.id for lesson in LESSONS[:count]]
    assert len(pages) == -(-count // 10)


def test_the_pages_of_a_list_lead_to_each_other_and_say_which_they_are() -> None:
    """Numbers, the whole count, a title of their own."""
    first, second, third = (page for page in _made(all_jobs(GRAPH, ENV)) if page.path.startswith("lessons/"))
    assert [page.title[-13:] for page in (first, second, third)] == [f"(page {n} of 3)" for n in (1, 2, 3)]
    assert 'href="all-2.html"' in first.html and 'href="all.html"' in second.html and 'href="all-3.html"' in second.html
    assert '<span aria-current="page">2</span>' in second.html
    assert "25 entries, page 1 of 3" in first.html and "Page 3 of 3" in third.html


@pytest.mark.parametrize(("asked", "given"), [("1", SMALLEST_PAGE), ("100000", LARGEST_PAGE), ("60", 60)])
def test_no_page_is_smaller_or_larger_than_makes_sense(asked: str, given: int) -> None:
    """Whatever the settings say."""
    many = graph_of(*(record("lesson", f"l-{n}") for n in range(LARGEST_PAGE + 10)), page_size=asked)
    first = next(_made(all_jobs(many, environment_of(many))))
    assert len(_listed(first)) == given


def test_what_nobody_carries_is_named_but_has_no_page() -> None:
    """Gaps of a list are part of what readers browse."""
    sectors = next(known for known in browse_lists(GRAPH) if known.facet.id == "sectors")
    assert [(choice.value.id, choice.count) for choice in sectors.choices] == [("albine", 25)]
    assert [value.label for value in sectors.empty] == ["Legume", "Compostare", "Udare"]
    pages = {page.path: page for page in _made(browse_jobs(GRAPH, ENV))}
    assert "browse/sectors/albine.html" in pages and "browse/sectors/udare.html" not in pages
    assert "Legume, Compostare, Udare" in pages["browse/sectors.html"].html


def test_a_list_of_nearly_everything_leaves_the_directory_to_its_own_lists() -> None:
    """It says how many there are and where; a list of nothing else stays whole."""
    sources = [record("source", f"s-{n:03}", sectors=["albine"]) for n in range(45)]
    mixed = graph_of(*LESSONS, *sources, page_size="10")
    pages = [
        page for page in _made(browse_jobs(mixed, environment_of(mixed))) if page.path.startswith("browse/sectors/")
    ]
    assert [id for page in pages for id in _listed(page)] == [lesson.id for lesson in LESSONS]
    assert 'href="../../sources/all.html"' in pages[0].html and '<span class="ct-count">45</span>' in pages[0].html
    alone = graph_of(*sources, page_size="10")
    pages = [
        page for page in _made(browse_jobs(alone, environment_of(alone))) if page.path.startswith("browse/sectors/")
    ]
    assert [id for page in pages for id in _listed(page)] == [source.id for source in sources]


def test_only_lists_marked_for_browsing_have_pages() -> None:
    """And countries, in the words of the community."""
    graph = graph_of(types={"country": {"label": "Ținut", "label_plural": "Ținuturi"}})
    titles = {known.facet.id: known.facet.title for known in browse_lists(graph)}
    assert titles["countries"] == "Ținuturi"
    assert "sectors" in titles and "regions" not in titles


def test_a_record_with_few_backlinks_has_no_used_by_page() -> None:
    """One more than its page shows makes the difference."""
    few = graph_of(record("practice", "p"), *LESSONS[:BACKLINKS_SHOWN])
    assert list(_made(used_by_jobs(few, environment_of(few)))) == []


def _all_pages(graph: Graph) -> list[RenderedPage]:
    env = environment_of(graph)
    return [
        *(page for entry in graph.records.values() for page in compose_record(graph, env, entry)),
        *_made(list_jobs(graph, env)),
    ]


def test_no_two_pages_have_one_address() -> None:
    """Every page of a library at once; a clash would be refused."""
    pages = _all_pages(GRAPH)
    assert unique(pages) == pages
    with pytest.raises(ValueError, match=r"'Entry p' and 'Entry p' both stand at practices/p.html"):
        unique([*pages, *compose_record(GRAPH, ENV, GRAPH.records["p"])])


def test_a_redirect_leads_to_the_entry_from_where_the_old_page_was() -> None:
    """Relative, across folders, and it says so in words too."""
    graph = graph_of(record("practice", "p", title="New <b>"), redirects={"lessons/old": "p"})
    page = next(page for page in _made(list_jobs(graph, environment_of(graph))) if page.path == "lessons/old.html")
    assert page.redirect == f"../{address(graph.records['p'])}"
    assert '<a href="../practices/p.html">New &lt;b&gt;</a>' in page.html
