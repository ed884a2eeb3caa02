"""What services and search engines are told of each page: title, description, picture, and what kind of thing it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from PIL import Image

from macros.share_pictures import SIZE

ADDRESS = "https://common-thread.example.org/"


def _pages(built_site: Path) -> Iterator[tuple[str, str]]:
    """Address and content of every page that isn't only a way to another, or shown inside another site."""
    for path in sorted(built_site.rglob("*.html")):
        text = path.read_text("utf-8")
        name = path.relative_to(built_site).as_posix()
        if 'http-equiv="refresh"' not in text and name != "404.html" and not name.startswith("embed/"):
            yield name, text


def _content(text: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}"(?: property="[^"]*")? content="([^"]*)"', text)
    return unescape(found[1]) if found else ""


def test_no_two_pages_have_one_title_or_one_description(built_site: Path) -> None:
    """A list of results can be told apart, and shared links."""
    pages = list(_pages(built_site))
    assert len(pages) > 600
    whole = re.compile('<meta name="description" property="og:description" content="[^"<]*">\n')
    assert [name for name, text in pages if not whole.search(text)] == []
    titles = Counter(re.findall("<title>(.*?)</title>", text)[0] for _, text in pages)
    assert [title for title, number in titles.items() if number > 1] == []
    assert max(len(unescape(title)) for title in titles) < 170
    descriptions = Counter(_content(text, "description") for _, text in pages)
    assert [words for words, number in descriptions.items() if number > 1 or len(words) < 8] == []


def test_every_page_has_what_a_shared_link_shows(built_site: Path) -> None:
    """Title, address, and a picture of its kind that is there."""
    seen = set()
    for name, text in _pages(built_site):
        assert _content(text, "og:title") in unescape(re.findall("<title>(.*?)</title>", text)[0]), name
        assert _content(text, "og:url") in (ADDRESS + name, (ADDRESS + name).removesuffix("/index.html") + "/")
        assert _content(text, "og:site_name") == "Common Thread"
        picture = _content(text, "og:image").removeprefix(ADDRESS)
        seen.add(picture)
        assert (built_site / picture).is_file(), picture
    assert {"assets/img/share/site.png", "assets/img/share/practices.png", "assets/img/share/definitions.png"} <= seen
    for picture in seen:
        with Image.open(built_site / picture) as opened:
            assert opened.size == SIZE
        assert (built_site / picture).stat().st_size < 40_000


def test_search_engines_may_read_everything_and_know_where_the_list_is(built_site: Path) -> None:
    """In the file that they look for first."""
    robots = (built_site / "robots.txt").read_text("utf-8")
    assert robots.startswith("User-agent: *\nAllow: /\n") and f"Sitemap: {ADDRESS}sitemap.xml" in robots


def test_entries_say_what_they_are(built_site: Path) -> None:
    """In the words of schema.org, each with its own address; nothing in it can end the element."""
    kinds = Counter()
    for name, text in _pages(built_site):
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text):
            said = json.loads(data)
            kinds[said["@type"]] += 1
            assert said["url"] == ADDRESS + name and "<" not in data
    assert set(kinds) == {"Article", "DefinedTerm", "Event", "HowTo", "Organization"}
