"""Addresses and anchors."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.page import PageContext, address, anchor
from tests.community import graph_of, record

GRAPH = graph_of(record("practice", "p"), record("workshop", "w"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("What was done", "what-was-done"),
        ("Țări & <b>", "tari-b"),
        ("سماد", "سماد"),
        ("Перші результати!", "перші-результати"),
        ("विश्वास", "विश्वास"),
        ("", "section"),
        ("C++", "c"),
    ],
)
def test_anchors_are_made_of_words(words: str, expected: str) -> None:
    """ASCII of Latin letters, the letters and marks of other scripts."""
    assert anchor(words) == expected


@given(st.lists(st.text(max_size=6), max_size=12))
def test_no_anchor_is_given_twice(titles: list[str]) -> None:
    """However alike the headings of a page are."""
    page = PageContext(GRAPH, "x/y.html")
    names = [page.open(title) for title in titles]
    assert len(set(names)) == len(names)
    assert [heading.id for heading in page.headings] == names


@pytest.mark.parametrize("path", ["index.html", "practices/p.html", "workshops/x.html", "browse/sectors/albine.html"])
def test_links_are_relative_to_the_page(path: str) -> None:
    """From any depth, to an entry, to an item of it, to any page."""
    page = PageContext(GRAPH, path)
    for target in (page.href("w"), page.link("workshops/w.html")):
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) == "workshops/w.html"
    assert page.href("w#x") == page.href("w") + "#x"


def test_a_link_to_an_item_of_the_page_itself_is_its_anchor() -> None:
    """On the entry's own page only; its second page leads back to the first."""
    entry = GRAPH.records["w"]
    assert PageContext(GRAPH, address(entry), record=entry).href("w#x") == "#x"
    assert PageContext(GRAPH, "workshops/w-answers.html", record=entry).href("w#x") == "w.html#x"


class _Counting(set[str]):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, name: object) -> bool:
        self.asked += 1
        return super().__contains__(name)


def test_thousands_of_equal_headings_cost_no_more_than_as_many_different_ones() -> None:
    """Each is asked for once or twice, however many have had its words before."""
    page = PageContext(GRAPH, "x/y.html")
    page._taken = _Counting()
    names = [page.open("Same") for _ in range(2000)]
    assert names[:3] == ["same", "same-2", "same-3"] and names[-1] == "same-2000" and len(set(names)) == 2000
    assert page._taken.asked <= 2 * len(names)
