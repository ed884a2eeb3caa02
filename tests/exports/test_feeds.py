"""Feeds are read by atoma, hold what is newest, and change with their entries alone."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

import atoma
import pytest
from lxml import etree

from macros.exports.feeds import ATOM, MOST_ENTRIES, FeedWriter, feeds
from macros.exports.places import Places
from macros.knowledge.graph import Graph
from tests.community import TODAY, graph_of, record, second_library

SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
FEEDS = {feed.name: feed for feed in feeds(SECOND)}
WRITER = FeedWriter(Places.of(SECOND, SITE))
REFUSED = (atoma.FeedParseError, atoma.FeedXMLError, atoma.FeedJSONError, AssertionError)


def _atom(written: bytes) -> Any:
    """A feed as atoma reads it; what RFC 4287 asks for and atoma lets pass is asserted."""
    read = atoma.parse_atom_bytes(written)
    ids = [read.id_, *(entry.id_ for entry in read.entries)]
    assert len(set(ids)) == len(ids)
    for name in ids:
        assert name and name.startswith("urn:uuid:") and uuid.UUID(name.removeprefix("urn:uuid:"))
    assert read.authors and read.authors[0].name
    assert read.updated and read.title and all(entry.title for entry in read.entries)
    assert all(entry.updated and entry.updated.tzinfo for entry in read.entries)
    assert all(entry.links for entry in read.entries)
    return read


def _json(written: str) -> Any:
    read = atoma.parse_json_feed_bytes(written.encode())
    assert read.version == "https://jsonfeed.org/version/1.1"
    assert read.items and all(item.content_text and item.date_modified for item in read.items)
    return read


@pytest.mark.parametrize("name", FEEDS)
def test_atoma_reads_every_feed(name: str) -> None:
    """As Atom and as JSON, with the same entries."""
    atom, feed = _atom(WRITER.atom(FEEDS[name])), _json(WRITER.json(FEEDS[name]))
    assert [entry.id_ for entry in atom.entries] == [item.id_ for item in feed.items]
    assert atom.updated == max(entry.updated for entry in atom.entries)
    assert [link.href for link in atom.links if link.rel == "self"] == [f"{SITE}data/{name}.xml"]
    assert [item.url for item in feed.items] == [entry.links[0].href for entry in atom.entries]


def test_there_is_one_for_all_and_one_for_each_kind_group_and_country_with_entries() -> None:
    """None of a directory, and none that would be empty."""
    assert {"feed", "feeds/practice", "feeds/group-reteaua-gradinilor", "feeds/country-romania"} <= set(FEEDS)
    assert not {"feeds/source", "feeds/organisation", "feeds/country"} & set(FEEDS)
    assert all(feed.entries for feed in FEEDS.values())
    assert {entry.type_name for entry in FEEDS["feeds/practice"].entries} == {"practice"}
    assert "sezatoarea-de-primavara" in {entry.id for entry in FEEDS["feeds/country-romania"].entries}


def test_a_feed_holds_the_newest_and_no_more() -> None:
    """The last changed first."""
    days = [datetime.date(2025, 1, 1) + datetime.timedelta(days=number) for number in range(MOST_ENTRIES + 5)]
    graph = graph_of(*(record("practice", f"p-{n:02}", added=day.isoformat()) for n, day in enumerate(days)))
    read = _atom(FeedWriter(Places.of(graph, SITE)).atom(next(feeds(graph))))
    assert len(read.entries) == MOST_ENTRIES
    assert [entry.updated.date() for entry in read.entries] == days[::-1][:MOST_ENTRIES]


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("entry/id", lambda e: e.getparent().remove(e)),
        ("entry/title", lambda e: e.getparent().remove(e)),
        ("entry/updated", lambda e: setattr(e, "text", "yesterday")),
        ("updated", lambda e: e.getparent().remove(e)),
        ("id", lambda e: e.getparent().remove(e)),
        ("author", lambda e: e.getparent().remove(e)),
        ("entry/id", lambda e: setattr(e, "text", e.getparent().getparent().findtext(f"{{{ATOM}}}id"))),
    ],
)
def test_a_feed_with_a_fault_is_refused(place: str, change: Any) -> None:
    """So the tests above can fail."""
    root = etree.fromstring(WRITER.atom(FEEDS["feed"]))
    found = root.find("/".join(f"{{{ATOM}}}{name}" for name in place.split("/")))
    assert found is not None
    change(found)
    with pytest.raises(REFUSED):
        _atom(etree.tostring(root))


@pytest.mark.parametrize(
    "change",
    [
        lambda feed: feed.pop("version"),
        lambda feed: feed.pop("title"),
        lambda feed: feed.pop("items"),
        lambda feed: feed["items"][0].pop("id"),
        lambda feed: feed["items"][0].update(date_modified="yesterday"),
        lambda feed: feed["items"][0].pop("content_text"),
    ],
)
def test_a_json_feed_with_a_fault_is_refused(change: Any) -> None:
    """So the tests above can fail."""
    feed = json.loads(WRITER.json(FEEDS["feed"]))
    change(feed)
    with pytest.raises((*REFUSED, ValueError)):
        _json(json.dumps(feed))


def test_without_an_address_links_lead_from_the_feeds_own_place() -> None:
    """And the names of entries are the same as with one."""
    writer = FeedWriter(Places.of(SECOND, None))
    for name, up in (("feed", "../"), ("feeds/practice", "../../")):
        root = etree.fromstring(writer.atom(FEEDS[name]))
        assert root.get("{http://www.w3.org/XML/1998/namespace}base") == up
        assert root.find(f"{{{ATOM}}}link[@rel='self']") is None
        link = root.find(f"{{{ATOM}}}entry/{{{ATOM}}}link")
        assert link is not None and "://" not in link.get("href", "")
        assert [entry.id_ for entry in _atom(writer.atom(FEEDS[name])).entries] == [
            entry.id_ for entry in _atom(WRITER.atom(FEEDS[name])).entries
        ]
        assert all(item.url is None for item in _json(writer.json(FEEDS[name])).items)


def test_another_day_changes_no_feed() -> None:
    """Whoever asks again gets the same bytes."""
    later = Graph(second_library(), TODAY + datetime.timedelta(days=400))
    for feed in feeds(later):
        assert FeedWriter(Places.of(later, SITE)).atom(feed) == WRITER.atom(FEEDS[feed.name])
        assert FeedWriter(Places.of(later, SITE)).json(feed) == WRITER.json(FEEDS[feed.name])
