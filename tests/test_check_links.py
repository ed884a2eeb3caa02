"""Links of a built site are followed as a reader would follow them."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.check_links import broken_links, read_known, write_known
from macros.render.page import finished
from tests.casebook import Case, assert_told, cases, write_files


@pytest.mark.parametrize("case", cases("check_links"))
def test_links_that_lead_nowhere_are_told(case: Case, tmp_path: Path) -> None:
    """Each case is a site and every broken link in it."""
    write_files(tmp_path, case["files"])
    assert_told(broken_links(tmp_path), case.get("problems"))


def test_finished_pages_are_followed_without_reading_them_again(tmp_path: Path) -> None:
    """Their problems name the entry; what leads to them finds their anchors."""
    pages = [
        finished(
            "a.html",
            "A",
            "",
            '<h2 id="here">A</h2><a href="b.html#no">b</a><a href="https://[::1">c</a>',
            source="data/a.yml",
        ),
        finished("b.html", "B", "", '<a href="a.html#here">a</a><a href="gone.html">c</a>'),
    ]
    write_known(tmp_path / "links.json", pages)
    site = {
        "a.html": "nobody reads this",
        "b.html": "nor this",
        "c.html": '<a href="a.html#here">a</a><a href="a.html#x">a</a>',
    }
    write_files(tmp_path / "site", site)
    assert_told(
        broken_links(tmp_path / "site", read_known(tmp_path / "links.json")),
        [
            'b.html:1: href: "gone.html" leads to no file [broken-link]',
            'c.html:1: href: "a.html#x" leads to no anchor on a.html [broken-link]',
            'data/a.yml:1: href: "b.html#no" leads to no anchor on b.html [broken-link]',
            'data/a.yml:1: href: "https://[::1" is no address [broken-link]',
        ],
    )


def test_where_nothing_was_written_everything_is_read(tmp_path: Path) -> None:
    """Another program may have made the site."""
    assert read_known(tmp_path / "links.json") == {}
