"""Finished pages read: their parts, where they lead, what can be led to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.reading import PagePart, read, read_any


def test_parts_begin_at_headings_and_hold_blocks_as_lines() -> None:
    """Of the second level always, of the third where they can be led to."""
    html = '<p>Before\n all.</p><h2 id="a">A <b>1</b></h2><p>x<br>y</p><h3>No anchor</h3>z<h3 id="c">C</h3>'
    assert read(html).parts == (
        PagePart("", "", 1, ("Before all.",), (("", "Before\n all."),)),
        PagePart("a", "A 1", 2, ("x", "y", "z"), (("", "x"), ("", "y"), ("", "z"))),
        PagePart("c", "C", 3, (), ()),
    )


def test_pieces_know_their_language() -> None:
    """The nearest `lang` counts; neighbours of one language are one piece."""
    html = '<p>See <b>the</b> <span lang="ro">fără <i>el</i></span>.</p><p lang="ar">نص</p>'
    assert read(html).parts[0].runs == (("", "See the "), ("ro", "fără el"), ("", "."), ("ar", "نص"))


def test_links_and_anchors_are_found_wherever_they_stand() -> None:
    """In what no search hears, too; a link's address is what the browser makes of it."""
    html = (
        '<nav><a href="a.html?x=1&amp;y=2" id="n">A</a></nav><sup><a href="#s">1</a></sup><img src="p.png" alt="">'
        '<h2 id="h&amp;1">H <a class="headerlink" href="#h">¶</a></h2>'
        '<a name="old">x</a><a href="a.html?x=1&amp;y=2">B</a>'
        '<link rel="canonical" href="https://example.org/">'
    )
    found = read(html)
    assert found.links == ("a.html?x=1&y=2", "#s", "p.png", "#h")
    assert found.anchors == {"n", "h&1", "old"}
    assert found.parts[1].heading == "H"


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ('<span class="ct-missing">Not recorded</span>', ()),
        (' <span class="ct-missing">Not recorded</span>', ()),
        ('2 USD <span class="ct-missing">Not recorded</span>', ("Cost:", "2 USD")),
        ("<b>2 USD</b>", ("Cost:", "2 USD")),
    ],
)
def test_a_fact_that_was_not_recorded_says_nothing(value: str, lines: tuple[str, ...]) -> None:
    """Its name goes with it."""
    facts = f"<dl><div><dt>Cost</dt><dd>{value}</dd></div><div><dt>Area</dt><dd>Town</dd></div></dl>"
    assert read(facts).parts[0].lines == (*lines, "Area:", "Town")


def test_an_attribute_may_hold_what_ends_a_tag() -> None:
    """The sanitiser writes it so."""
    assert read('<a title="a > b" href="x.html">words</a> <!-- <h2 id="no">no</h2> --> more').parts[0].lines == (
        "words more",
    )


@given(st.lists(st.sampled_from(
    ['<h2 id="a">', "</h2>", "<h3>", "</h3>", "<p>", "</p>", "<dl><dt>", "</dt><dd>", "</dd></dl>", "words", "<sup>",
     "</sup>", '<span class="ct-missing">', "</span>", "<", ">", '"', "&", "&lt;", "<!--", "-->", "<br>", "\x00"]),
    max_size=25).map("".join))  # fmt: skip
def test_any_text_can_be_read(html: str) -> None:
    """Ours is well-formed, others' is made so."""
    assert read(html).parts and read_any(html).parts


def test_what_is_no_text_of_the_entry_stands_beside_it() -> None:
    """Facts and notes of the templates are lines of their own kind; a badge in a sentence is parted from it."""
    part = read(
        '<section class="ct-glance"><dl><dt>Where</dt><dd>Here</dd></dl></section><p class="ct-note">Ours.</p>'
        '<p><span class="ct-badge">Measured</span> It fell by <span class="ct-quiet">(about)</span> half.</p>'
    ).parts[0]
    assert part.lines == ("Where:", "Here", "Ours.", "It fell by half.", "Measured (about)")
    assert part.beside == {0, 1, 2, 4}
    assert [text for _, text in part.runs][-1] == "Measured It fell by (about) half."
