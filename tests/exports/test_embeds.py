"""Cards and lists are small whole pages without a script, valid as HTML, for every entry and every feed."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree, html

from macros.exports.embeds import CARDS, LISTED, card_path, list_path, write_embeds
from macros.exports.feeds import feeds
from macros.knowledge.graph import Graph
from macros.render.page import address
from tests.community import TODAY, contents, environment_of, graph_of, record, second_library

SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
HOSTILE = SECOND.records["isprava-incurcata"]


@pytest.fixture(scope="module")
def embeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Those of the second community, by address."""
    folder = tmp_path_factory.mktemp("embeds")
    write_embeds(SECOND, environment_of(SECOND), folder, SITE)
    return contents(folder)


def _faults(page: bytes) -> list[str]:
    """What lxml's reader of HTML says, and what a page inside another site may not have."""
    root = etree.fromstring(page, etree.HTMLParser(recover=False))
    found = [f"<{element.tag}>" for element in root.iter("script", "style", "iframe", "object", "form", "img", "base")]
    found += [name for element in root.iter() for name in element.attrib if name == "style" or name.startswith("on")]
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    found += [] if policy and policy[0].startswith("default-src 'none'; style-src 'self'") else ["no policy"]
    found += [link.get("href") for link in root.iter("a") if link.get("rel") != "noopener" or ":" in link.get("href")]
    return found


def test_every_entry_has_a_card_and_every_feed_a_list(embeds: dict[str, bytes]) -> None:
    """And nothing of the directory has one."""
    shown = [entry for entry in SECOND.records.values() if not entry.directory]
    assert embeds.keys() == {*map(card_path, shown), *map(list_path, feeds(SECOND)), CARDS}
    for path, page in embeds.items():
        if path.endswith(".html"):
            assert _faults(page) == [], path
    assert html.fromstring(embeds["embed/lists/practice.html"]).xpath("count(//article)") == 2


@pytest.mark.parametrize(
    "put",
    [b"<script>1</script>", b"<p onclick=x>", b'<p style="x">', b"<a href=https://elsewhere.org rel=noopener>x</a>",
     b'<a href="x.html">x</a>', b"<p></div>"],
)  # fmt: skip
def test_a_card_with_a_fault_is_refused(embeds: dict[str, bytes], put: bytes) -> None:
    """So the test above can fail."""
    page = embeds[card_path(HOSTILE)].replace(b"</article>", put + b"</article>")
    with suppress(etree.XMLSyntaxError):
        assert _faults(page)


def test_links_lead_to_pages_of_the_site_from_wherever_it_stands(embeds: dict[str, bytes]) -> None:
    """Relative to the card."""
    page = html.fromstring(embeds[card_path(HOSTILE)])
    assert page.xpath("//h1/a/@href") == [f"../../{address(HOSTILE)}"]
    assert page.xpath("string(//h1)") == HOSTILE.title


def test_cards_as_data_say_the_same(embeds: dict[str, bytes]) -> None:
    """With whole addresses, and the day of the last change."""
    cards = json.loads(embeds[CARDS])
    card = cards[HOSTILE.id]
    assert (card["title"], card["summary"]) == (HOSTILE.title, HOSTILE.summary)
    assert (card["page"], card["card"]) == (SITE + address(HOSTILE), SITE + card_path(HOSTILE))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", card["modified"]) and card["library"] == "Grădini Vii"


def test_a_list_is_short(tmp_path: Path) -> None:
    """The newest, and no more."""
    graph = graph_of(*(record("practice", f"p-{n:02}", added=f"2025-01-{n:02}") for n in range(1, LISTED + 5)))
    write_embeds(graph, environment_of(graph), tmp_path, None)
    page = html.fromstring((tmp_path / "embed/lists/all.html").read_bytes())
    assert page.xpath("//article/@id") == [f"p-{n:02}" for n in range(LISTED + 4, 4, -1)]


def test_another_day_changes_none(embeds: dict[str, bytes], tmp_path: Path) -> None:
    """They change with their entries."""
    later = Graph(second_library(), TODAY.replace(year=TODAY.year + 1))
    write_embeds(later, environment_of(later), tmp_path, SITE)
    assert contents(tmp_path) == embeds
