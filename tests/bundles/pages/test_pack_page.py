"""Pages put together for a part of the site that is read by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.bundles.container.errors import BundleError
from macros.bundles.pages.authored_page import article_of, with_packs
from macros.bundles.pages.built import DOWNLOADS, LEFT_OUT
from macros.bundles.pages.contents import A_TO_Z, INSIDE
from macros.bundles.pages.pack_page import (
    FramedPage,
    PartOfSite,
    authored_page,
    framed_page,
    linked_frames,
    target_of,
)
from macros.bundles.pages.packs import WHOLE
from macros.frame import Frame
from macros.surroundings import DESCRIBED, Surrounding, read_surroundings
from tests.bundles.editions.sample_site import pack, shipped_contents, smallest
from tests.conftest import SURROUNDINGS

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
    page = authored_page("practices/a.html", PAGE)
    assert page.inside(PartOfSite({}, {"practices/b.html", "assets/pic.svg"}, ONLINE)) == PAGE.replace(
        'href="../sources/c.html"', f'href="{ONLINE}sources/c.html" data-online=""'
    )
    outside = page.inside(PartOfSite({}, set(), ONLINE))
    assert f'<a class="x" href="{ONLINE}practices/b.html#part" data-online="">B</a>' in outside
    assert '<link href="../style.css">' in outside and 'href="#here"' in outside


def test_signs_and_questions_of_a_link_reach_the_online_page() -> None:
    """A quotation mark ends no attribute, and what a link asks isn't lost."""
    written = '<a href="../c%22%23%20d&amp;e.html?mark=x&amp;y=2#part">c</a>'
    page = authored_page("practices/a.html", written)
    assert page.inside(PartOfSite({}, {'c"# d&e.html'}, ONLINE)) == written
    online = f'<a href="{ONLINE}c%22%23%20d%26e.html?mark=x&amp;y=2#part" data-online="">c</a>'
    assert page.inside(PartOfSite({}, set(), ONLINE)) == online


def test_a_frame_leads_where_its_pages_lead() -> None:
    """Its own links are changed too; an address that is a value of the page is left alone."""
    frame = Frame(
        ('<a href="../b.html">B</a><title>', '</title><a href="', '">edit</a>', "<p>"), ("title", "edit", "content")
    )
    kind = ("practices", DESCRIBED)
    values = {"title": "T", "edit": "../b.html"}
    page = framed_page("practices/a.html", Surrounding(kind, values), '<a href="../b.html">b</a>')
    there = PartOfSite(linked_frames({kind: frame}), {"b.html"}, ONLINE)
    assert page.inside(there) == (
        '<a href="../b.html">B</a><title>T</title><a href="../b.html">edit</a><a href="../b.html">b</a><p>'
    )
    online = f'href="{ONLINE}b.html" data-online=""'
    assert page.inside(PartOfSite(linked_frames({kind: frame}), set(), ONLINE)) == (
        f'<a {online}>B</a><title>T</title><a href="../b.html">edit</a><a {online}>b</a><p>'
    )
    assert page.article == '<a href="../b.html">b</a>'


def test_pages_put_together_of_values_are_those_of_the_site(built_site: Path) -> None:
    """Byte for byte, every one that the core has made, where nothing has to lead elsewhere."""
    contents = shipped_contents(built_site)
    files = contents.built.files
    assert not LEFT_OUT & set(files)
    pages = contents.inside(pack(contents, WHOLE)).pages
    there = PartOfSite(linked_frames(read_surroundings(built_site.parent / SURROUNDINGS).frames), _Anything(), ONLINE)
    made = {path for path, page in pages.items() if isinstance(page, FramedPage)} - {A_TO_Z}
    assert len(made) > 500 and made >= {"practices/kalobeyei-settlement.html", "explore.html", "practices/all.html"}
    assert {path for path in pages if pages[path].inside(there).encode() != files.get(path)} == {A_TO_Z, DOWNLOADS}


def test_a_page_of_a_pack_has_the_site_around_it(built_site: Path) -> None:
    """Under its own title, without contents, edit link and address on the web."""
    contents = shipped_contents(built_site)
    found = smallest(contents)
    page = contents.files(found)[f"{INSIDE}/sources/index.html"].decode()
    assert "<title>Sources - Common Thread</title>" in page
    assert re.search(r'data-md-component="header-topic"><span class="md-ellipsis">Sources<', page)
    assert "md-sidebar--secondary" not in page and 'rel="edit"' not in page and 'rel="canonical"' not in page
    assert 'class="md-header"' in page and "ct-sitefoot" in page


def test_an_authored_page_gives_its_article(built_site: Path) -> None:
    """And nothing of the site around it, written as ours is; a page without one gives all of it."""
    article = (
        shipped_contents(built_site).inside(pack(shipped_contents(built_site), WHOLE)).pages["about/index.html"].article
    )
    assert "<h1" in article and "ct-sitefoot" not in article and "md-header" not in article
    assert article_of("<p class=a>x") == '<div><p class="a">x</p></div>'


def test_the_page_about_bundles_needs_a_place_for_the_list() -> None:
    """Its words stay around it."""
    assert with_packs('a<section id="packs">b</section>c', r"\1") == r'a<section id="packs">\1</section>c'
    with pytest.raises(BundleError, match=r"docs/downloads\.md: there is no <section"):
        with_packs("<p>x</p>", "c")


class _Anything(set[str]):
    """A part of the site that lacks nothing."""

    def __contains__(self, path: object) -> bool:
        return True
