"""A text shows pictures of its own entry where it names them; whatever else looks like one stays text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from macros.knowledge.graph import Graph
from macros.knowledge.markup import plain_words, spoken
from macros.knowledge.placed import words_of
from macros.model.beside import AttachedFile
from macros.render.page import PageContext, address
from macros.render.placed_pictures import PlacedPicture
from macros.render.prose import ProseRenderer
from tests.community import TODAY, library_of, record

FILES = [
    {"file": "map.png", "title": "Map & key", "alt": "Two rooms."},
    {"file": "plan.csv", "title": "Plan"},
]
HERE = record("practice", "here", files=FILES)
ATTACHED = tuple(
    AttachedFile(said, f"docs/practices/here/{said.file}", f"practices/here/{said.file}", 9, 4, 2)
    for said in HERE.files
)
GRAPH = Graph(replace(library_of(HERE, record("lesson", "other")), files={"here": ATTACHED}), TODAY)


def _draw(page: PageContext, placed: PlacedPicture) -> Markup:
    return Markup("<i>{}|{}|{}|{}</i>").format(placed.file.said.file, placed.alt, placed.caption, placed.anchor)


def _shown(text: str, id: str = "here") -> str:
    entry = GRAPH.records[id]
    return re.sub(r"\s+", " ", ProseRenderer(_draw).block(PageContext(GRAPH, address(entry), record=entry), text))


ONE = "<i>map.png|Two rooms.|Map &amp; key|file-map-png</i>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![](here/map.png)", ONE),
        ("![](../practices/here/map.png)", ONE),
        (
            '![a \\* & <b> "c"](here/map.png)',
            "<i>map.png|a * &amp; &lt;b&gt; &#34;c&#34;|Map &amp; key|file-map-png</i>",
        ),
        ('![a](here/map.png "Its &lt; caption")', "<i>map.png|a|Its &lt; caption|file-map-png</i>"),
        ("1. One\n\n    ![](here/map.png)\n\n2. Two", f"<ol> <li> <p>One</p> {ONE} </li> <li> <p>Two</p> </li> </ol>"),
        ("    ![](here/map.png)", ONE),
        ("A\n\n![](here/map.png)\n\nB", f"<p>A</p> {ONE} <p>B</p>"),
    ],
)  # fmt: skip
def test_a_picture_of_the_entry_is_shown(text: str, html: str) -> None:
    """With its own words and caption, or those under files."""
    assert _shown(text) == html


def test_a_picture_that_stands_twice_has_one_place() -> None:
    """Two elements of a page can't have the same anchor."""
    assert _shown("![](here/map.png)\n\n![b](here/map.png)") == f"{ONE} <i>map.png|b|Map &amp; key|</i>"


@pytest.mark.parametrize(
    "text",
    [
        "A ![a](here/map.png) b",
        "![a](https://example.org/map.png)",
        "![a](other/map.png)",
        "![a](here/plan.csv)",
        "![a](here/gone.png)",
        "![a](map.png)",
        '<figure id="placed-0"></figure>',
        "&lt;figure id=\"placed-0\"&gt;&lt;/figure&gt;",
        "| ![a](here/map.png) |\n| --- |\n| ![a](here/map.png) |",
        "`![a](here/map.png)`",
    ],
)  # fmt: skip
def test_whatever_else_looks_like_one_is_not(text: str) -> None:
    """The check has refused it; the page shows text, and nobody can write the mark that stands for a figure."""
    shown = _shown(text)
    assert "<i>" not in shown and "<img" not in shown and "<figure" not in shown


def test_another_entry_shows_none_of_it() -> None:
    """Nor does a renderer that nobody gave a figure: it says what the picture shows."""
    assert "<i>" not in _shown("![a](here/map.png)", "other")
    page = PageContext(GRAPH, address(HERE), record=HERE)
    assert ProseRenderer().block(page, "![a <](here/map.png)") == "a &lt;"


def test_a_picture_is_not_read_aloud() -> None:
    """Neither its words nor its address belong to a sentence."""
    text = 'A.\n\n![Two rooms](here/map.png "Rooms")\n\nB.'
    assert plain_words(text).split() == spoken(text, str).split() == ["A.", "B."]


def test_words_are_as_they_are_meant() -> None:
    """Signs that were kept from Markdown, and references to characters."""
    assert words_of(r" a \* b \c &amp; ") == r"a * b \c &" and words_of(None) == ""
