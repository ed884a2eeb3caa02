"""HTML tag by tag."""

from __future__ import annotations

import pytest

from macros.render.tags import attributes, cut_at_links, regular, visit


class _Seen:
    def __init__(self) -> None:
        self.seen: list[str] = []

    def text(self, piece: str) -> None:
        self.seen.append(piece)

    def open(self, tag: str, given: str) -> None:
        self.seen.append(f"<{tag}{given}>")

    def close(self, tag: str) -> None:
        self.seen.append(f"</{tag}>")


def test_everything_is_told_in_its_order() -> None:
    """An element that closes itself ends where it begins; of one without content no end is told; comments are not."""
    seen = _Seen()
    visit('a<p id="x > y">b<br/><rect width="1"/>c<!-- <b> --></p>', seen)
    assert seen.seen == ["a", '<p id="x > y">', "b", "<br/>", '<rect width="1"/>', "</rect>", "c", "</p>"]


def test_attributes_are_taken_as_they_are_written() -> None:
    """Also one without a value, and in capitals."""
    assert attributes(' id="a&amp;b" viewBox="0 0" hidden data-x=""') == {
        "id": "a&amp;b", "viewBox": "0 0", "hidden": "", "data-x": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="a.html">A</a> <a class="x > y" href="b.html?x&amp;y">B</a>', ("a.html", "b.html?x&amp;y")),
        ('<a data-href="no" href="a.html" title=\' href="no"\'>A</a>', ("a.html",)),
        ('<a title="an href=" href="a.html">A</a>', ("a.html",)),
        ('<a id="x">A</a><abbr href="no"></abbr><link href="no"><a href>B</a><a href="', ()),
    ],
)
def test_a_page_is_cut_at_the_addresses_of_its_links(html: str, links: tuple[str, ...]) -> None:
    """Nothing else that looks like one; filled with them it is the page."""
    cut = cut_at_links(html)
    assert cut.marks == links
    assert cut.filled(str) == html


def test_html_of_others_is_written_as_ours() -> None:
    """Every element closed, every value quoted."""
    assert regular("<p class=a>b<br>c") == '<div><p class="a">b<br>c</p></div>'
