"""Pages as parts of a single file: what is kept, what goes, and where links lead."""

from __future__ import annotations

import pytest

from macros.bundles.pages.single_part import prepared, used_places, without_unused

PAGE = """<html><body><article class="md-content__inner md-typeset" id="__main">
<header class="ct-head"><p class="ct-head__kind"><a href="index.html">Practices</a></p><h1>Title</h1></header>
{}
<footer class="ct-foot"><p>Status</p></footer></article></body></html>"""
HELD = {
    ("definitions/trust.html", ""): "trust",
    ("definitions/trust.html", "own"): "p4.own",
    ("practices/a.html", ""): "a",
}


def put(html: str, *, brief: bool = False) -> str:
    """A page with some content, as a file holds it that has one definition besides."""
    page = prepared("practices/a.html", "a", "p1", PAGE.format(html), brief=brief)
    return page.put({**HELD, **page.places})


@pytest.mark.parametrize(
    ("html", "given"),
    [
        ('<p><a href="../definitions/trust.html">trust</a></p>', '<p><a href="#trust">trust</a></p>'),
        ('<p><a href="../definitions/trust.html#own">x</a></p>', '<p><a href="#p4.own">x</a></p>'),
        ('<p><a href="../definitions/trust.html#gone">x</a></p>', '<p><a href="#trust">x</a></p>'),
        ('<p><a href="../definitions/other.html">x</a> y</p>', "<p>x y</p>"),
        ('<p><a href="a.html">x</a></p>', '<p><a href="#a">x</a></p>'),
        ('<h2 id="b">B</h2><p><a href="#b">x</a></p>', '<h2 id="p1.b">B</h2><p><a href="#p1.b">x</a></p>'),
        (
            '<p><a href="https://x.example/?a=1&amp;b=2">Report</a>.</p>',
            "<p>Report (https://x.example/?a=1&amp;b=2).</p>",
        ),
        ('<p><a href="https://x.example/">https://x.example/</a></p>', "<p>https://x.example/</p>"),
        ('<p><a href="mailto:a@x.example">Write</a></p>', "<p>Write (a@x.example)</p>"),
        (
            '<p><a href="https://x.example/"><cite>A <b>B</b></cite></a></p>',
            "<p><cite>A <b>B</b></cite> (https://x.example/)</p>",
        ),
        ('<a class="ct-tag" href="../browse/x.html">Health</a>', '<a class="ct-tag">Health</a>'),
        (
            '<p><span class="ct-term"><a href="../definitions/trust.html" aria-describedby="t_1">trust</a>'
            '<span role="tooltip" id="t_1">Belief.</span></span></p>',
            '<p><a href="#trust">trust</a></p>',
        ),
        ("<pre>a\n   b</pre><p>a\n   b</p>", "<pre>a\n   b</pre><p>a b</p>"),
        ("<ul>\n  <li>a</li>\n  <li>b <b>c</b> d</li>\n</ul>", "<ul><li>a<li>b <b>c</b> d</ul>"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt; @0@</p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt; @0@</p>"),
        ("<script>x</script><form><input></form><button>x</button><p>y</p>", "<p>y</p>"),
    ],
)
def test_what_becomes_of_a_page(html: str, given: str) -> None:
    """Inner links lead inside, others become text with the address they don't say; only a site's things go."""
    assert put(html) == given


def test_an_entry_of_the_directory_leaves_out_what_only_leads_elsewhere() -> None:
    """Who uses it and what is related; the section after them stays."""
    html = '<h2 id="about">A</h2><p>a</p><h2 id="used-by">U</h2><ul><li>y</li></ul><h2 id="sources">S</h2><p>s</p>'
    assert "U" not in put(html, brief=True) and "<p>s</p>" in put(html, brief=True)
    assert "U" in put(html)


def test_ids_that_nothing_leads_to_go() -> None:
    """They take room on a phone."""
    text = put('<h2 id="b">B</h2><h2 id="c">C</h2><p><a href="#b">x</a></p>')
    assert without_unused(text, used_places(text)) == '<h2 id="p1.b">B</h2><h2>C</h2><p><a href="#p1.b">x</a></p>'
