"""The navigation leaves out the index of a type that a library doesn't have, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.knowledge.graph import Graph
from macros.nav import above, left_out, without
from tests.community import TODAY, library_of, record

NAV = [
    "index.md",
    {"Practices": ["practices/index.md", {"Lessons": "lessons/index.md"}]},
    {"Guidance": "guidance/index.md"},
]


@pytest.mark.parametrize(
    ("missing", "kept"),
    [
        (set(), NAV),
        ({"lessons/index.md"}, ["index.md", {"Practices": ["practices/index.md"]}, {"Guidance": "guidance/index.md"}]),
        ({"guidance/index.md"}, NAV[:2]),
        ({"practices/index.md", "lessons/index.md"}, [NAV[0], NAV[2]]),
    ],
)
def test_a_page_goes_with_the_section_that_it_leaves_empty(missing: set[str], kept: list[object]) -> None:
    """In their order."""
    assert without(NAV, missing) == kept


def test_no_navigation_stays_none() -> None:
    """MkDocs makes its own then."""
    assert without(None, {"guidance/index.md"}) is None


def test_only_an_index_of_nothing_is_left_out() -> None:
    """One that entries wait for is a mistake that the build names."""
    library = replace(library_of(record("lesson", "l")), indexes=frozenset({"practice"}))
    found = left_out(Graph(library, TODAY))
    assert "guidance/index.md" in found
    assert not found & {"lessons/index.md", "practices/index.md"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("about/decisions/0001-x.md", "about/decisions/index.md"),
        ("contribute/fields/practice.md", "contribute/fields.md"),
        ("contribute/extra/deep/page.md", "contribute/index.md"),
        ("contribute/index.md", None),
        ("somewhere/page.md", None),
        ("page.md", None),
    ],
)
def test_a_page_outside_the_navigation_belongs_to_the_index_above_it(path: str, found: str | None) -> None:
    """That of its folder, or the page that is called like the folder, or one further up."""
    known = {"index.md", "about/decisions/index.md", "contribute/fields.md", "contribute/index.md"}
    assert above(path, known) == found


@pytest.mark.parametrize(
    ("page", "way", "tab"),
    [
        ("about/decisions/0001-core-without-mkdocs.html", '<a href="index.html">Decisions</a>', "About"),
        ("contribute/fields/practice.html", '<a href="../fields.html">Fields</a>', "Contribute"),
        ("contribute/vocabularies/browse.html", '<a href="../vocabularies.html">Controlled lists</a>', "Contribute"),
        ("browse/sectors.html", '<a href="index.html">Browse</a>', "Explore"),
        ("explore.html", "", "Explore"),
    ],
)
def test_every_page_says_where_it_lies(page: str, way: str, tab: str, built_site: Path) -> None:
    """By its tab, and by a way up where it stands in no navigation."""
    html = (built_site / page).read_text("utf-8")
    marked = html.partition("md-tabs__item--active")[2].partition("</a>")[0]
    assert marked.endswith(f">{tab}")
    assert way in html.partition("<article")[2].partition("<h1")[0]


def test_a_page_without_headings_shows_no_empty_contents(built_site: Path) -> None:
    """And one with headings does."""
    assert "ct-contents" not in (built_site / "about/decisions/index.html").read_text("utf-8")
    assert "ct-contents" in (built_site / "about/adopt.html").read_text("utf-8")


def test_the_page_for_lost_readers_helps(built_site: Path) -> None:
    """It says what may have happened, and leads to the search and to every section."""
    html = (built_site / "404.html").read_text("utf-8").partition("<article")[2].partition("</article")[0]
    assert "may be mistyped" in html and 'class="ct-ask"' in html
    assert all(f">{name}</a>" in html for name in ("Practices", "Definitions", "Guidance", "Agreements", "Explore"))
