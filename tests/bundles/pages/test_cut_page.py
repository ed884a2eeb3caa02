"""Links of finished pages, for a part of the site that is read by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.bundles.pages.built import DOWNLOADS, LEFT_OUT, BuiltSite
from macros.bundles.pages.cut_page import cut_at_links, target_of
from macros.bundles.pages.reframe import content_of, reframed

PAGE = (
    '<p><a class="x" href="b.html#part">B</a> <a href="../sources/c.html">C</a> <a href="#here">here</a> '
    '<a href="https://example.org/">out</a> <a href="../assets/pic.svg">pic</a><link href="../style.css"></p>'
)
ONLINE = "https://library.example.org/"


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("b.html", "practices/b.html"),
        ("b.html#part", "practices/b.html"),
        ("b.html?mark=x#part", "practices/b.html"),
        ("../sources/c%20d.html", "sources/c d.html"),
        ("../index.html", "index.html"),
        ("#here", ""),
        ("https://example.org/a.html", ""),
        ("mailto:a@example.org", ""),
        ("//example.org/a", ""),
        ("", ""),
    ],
)
def test_where_a_link_leads(link: str, target: str) -> None:
    """Relative to the site; nothing for its own page and for other hosts."""
    assert target_of("practices", link) == target


def test_what_leads_outside_leads_to_the_online_page_and_is_marked() -> None:
    """What the part holds, and links of other kinds, stay as they are."""
    page = cut_at_links("practices/a.html", PAGE)
    assert page.inside({"practices/b.html", "assets/pic.svg"}, ONLINE) == PAGE.replace(
        'href="../sources/c.html"', f'href="{ONLINE}sources/c.html" data-online=""'
    )
    outside = page.inside(set(), ONLINE)
    assert f'<a class="x" href="{ONLINE}practices/b.html#part" data-online="">B</a>' in outside
    assert '<link href="../style.css">' in outside and 'href="#here"' in outside


def test_with_everything_inside_nothing_changes(built_site: Path) -> None:
    """The whole library is the same bytes as the site."""
    site = BuiltSite(built_site)
    assert not LEFT_OUT & set(site.files)
    for path in ("practices/kalobeyei-settlement.html", "definitions/social-cohesion.html", "index.html"):
        assert site.pages[path].inside({*site.files, DOWNLOADS}, ONLINE).encode() == site.files[path]


def test_a_page_gets_another_content(built_site: Path) -> None:
    """With the site around it, without the contents, the edit link and the address of the page it was taken from."""
    page = (built_site / "practices/all.html").read_text("utf-8")
    new = reframed(page, "A & B", 'say "x"', "<p>New.</p>")
    assert content_of(new) == "<p>New.</p>"
    assert "<title>A &amp; B</title>" in new and "say &#34;x&#34;" in new
    assert "md-sidebar--secondary" not in new and 'rel="edit"' not in new and 'rel="canonical"' not in new
    assert 'class="md-header"' in new and "ct-sitefoot" in new


def test_a_page_without_a_place_for_content_is_refused() -> None:
    """Nothing is lost silently."""
    with pytest.raises(ValueError, match="no article"):
        reframed("<p>x</p>", "t", "d", "c")
