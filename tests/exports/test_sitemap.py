"""The list of pages for search engines: every page once, entries with the day of their last change."""

from __future__ import annotations

import datetime
from pathlib import Path

from lxml import etree

from macros.render.page import address
from tests.community import second_library

SITE = "https://gradini-vii.example.org/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_entry_has_the_day_of_its_last_change(second_site: Path) -> None:
    """And nothing has the day of the build."""
    root = etree.parse(second_site / "sitemap.xml").getroot()
    found = {page.findtext(f"{SPACE}loc"): page.findtext(f"{SPACE}lastmod") for page in root}
    assert root.tag == f"{SPACE}urlset" and len(found) == len(root)
    entries = {SITE + address(one): (one.updated or one.added).isoformat() for one in second_library().records.values()}
    assert {page: day for page, day in found.items() if day} == entries
    assert all(datetime.date.fromisoformat(day) for day in entries.values())
    assert f"Sitemap: {SITE}sitemap.xml" in (second_site / "robots.txt").read_text("utf-8")
