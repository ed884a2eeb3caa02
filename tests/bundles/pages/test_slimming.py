"""Pages as parts of a single file: what is kept, what goes, and where links lead."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from macros.bundles.pages.slimming import slim_page
from macros.render.class_names import SITE_ONLY
from macros.render.page import finished
from macros.shell import open_site
from tests.conftest import DAY

PAGE = """<header class="ct-head"><p class="ct-head__kind"><a href="index.html">Practices</a></p><h1>Title</h1></header>
{}
<footer class="ct-foot"><p>Status</p></footer>"""
HELD = {
    ("definitions/trust.html", ""): "trust",
    ("definitions/trust.html", "own"): "p4.own",
    ("practices/a.html", ""): "a",
}


def put(html: str, *, brief: bool = False, ids: bool = True) -> str:
    """A page with some content, as a file holds it that has one definition besides.

    Args:
        html: the content.
        brief: for an entry of the directory.
        ids: with all of its ids, whether anything leads to them or not.
    """
    page = slim_page(finished("practices/a.html", "Title", "", PAGE.format(html)), "a", "p1", brief=brief)
    held = {**HELD, **page.places}
    return page.put(held, {*page.places.values()} if ids else page.leads_to(held))


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
        (
            '<p><a href="../definitions/trust.html" id="ref">a</a> <a id="x" href="other.html">b</a></p>',
            '<p><a href="#trust" id="p1.ref">a</a> <a id="p1.x">b</a></p>',
        ),
        ("<pre>a\n  <b>b</b>\n  c</pre>", "<pre>a\n  <b>b</b>\n  c</pre>"),
        (
            "<p>a <span hidden> b</span> &#39;c&#39; &amp; d<br>e<hr></p>",
            "<p>a <span hidden> b</span> 'c' &amp; d<br>e<hr></p>",
        ),
        ("<p>a <span> b</span></p><dl><div><dt>x</dt> <dd>y</dd></div></dl>", "<p>a b</p><dl><dt>x<dd>y</dl>"),
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
    """They take room on a phone; words that look like one stay."""
    html = '<h2 id="b">B</h2><h2 id="c">C</h2><p><a href="#b">x</a> say id="p1.c"</p>'
    assert put(html, ids=False) == (
        '<h2 id="p1.b">B</h2><h2>C</h2><p><a href="#p1.b">x</a> say id="p1.c"</p>'
    )  # fmt: skip


class _Everything(dict[tuple[str, str], str]):
    """A file that holds whatever a link leads to."""

    def get(self, goal: tuple[str, str], other: object = None) -> str:  # type: ignore[override]
        return "place"


def _letters(root: HtmlElement) -> str:
    return "".join("".join(root.itertext()).split())


def test_every_page_of_the_shipped_library_keeps_its_words(built_site: Path) -> None:
    """Another parser, which repairs what isn't well-formed, finds the same text in both, but for what is left out."""
    site, _ = open_site(built_site.parent, built_site.parent / "overrides", datetime.date.fromisoformat(DAY))
    left_out = "//script|//button|//form|//h1|//*[@role='tooltip']" + "".join(
        f"|//*[contains(concat(' ',@class,' '),' {name} ')]" for name in SITE_ONLY
    )
    pages = [page for page in site.render() if page.source]
    assert len(pages) > 400
    for page in pages:
        whole = fragment_fromstring(page.html, create_parent="div")
        for element in whole.xpath(left_out):
            element.drop_tree()
        slim = slim_page(page, "e", "p1", brief=False).put(_Everything(), set())
        assert _letters(fragment_fromstring(slim, create_parent="div")) == _letters(whole), page.path
