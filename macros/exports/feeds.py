"""What is new, as Atom (RFC 4287) and JSON Feed 1.1: one feed for all, one per kind, group and country with entries.

A feed holds its newest entries and no more. It changes with its entries and with nothing else: it says when the last
of them changed, not when the site was built. Ids are names that stay when the site moves.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from macros.exports.places import Places, last_change, midnight
from macros.knowledge.graph import Graph
from macros.model.record import Record
from macros.model.settings import COUNTRIES
from macros.render.listings import index_path
from macros.render.page import address

MOST_ENTRIES = 50
"""Entries of a feed, the newest; a reader that asks once in a while misses none of a busy week."""
ATOM, XML = "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace"
_OURS: Any = {None: ATOM}
JSON_FEED = "https://jsonfeed.org/version/1.1"
FOLDER = "feeds"
"""Folder of the feeds of one kind, group or country, beside the feed for all."""


@dataclass(frozen=True)
class Feed:
    """A choice of entries that somebody can follow."""

    name: str
    """File without ending, in `data/`: `feed`, `feeds/practice`."""
    title: str
    entries: tuple[Record, ...]
    """The newest first."""
    home: str
    """Page of the site that shows more of them."""


def feeds(graph: Graph) -> Iterator[Feed]:
    """Every feed of a library: the one for all first, even where it is empty."""
    newest = graph.newest()
    name = graph.settings.name
    yield Feed("feed", name, tuple(newest[:MOST_ENTRIES]), "index.html")
    by_type: dict[str, list[Record]] = {}
    for record in newest:
        by_type.setdefault(record.type_name, []).append(record)
    for kind in graph.by_type:
        if kind in by_type:
            home = index_path(graph, kind) or "index.html"
            yield Feed(f"{FOLDER}/{kind}", f"{name}: {graph.kinds.plural(kind)}", _first(by_type[kind]), home)
    order = {record.id: number for number, record in enumerate(newest)}
    for kind, entries_of in (("group", _around(graph)), ("country", graph.facets[COUNTRIES].entries)):
        for record in graph.by_type[kind]:
            found = sorted({one.id for one in entries_of.get(record.id, ()) if one.id in order}, key=order.__getitem__)
            if found:
                entries = _first([graph.records[id] for id in found])
                yield Feed(f"{FOLDER}/{kind}-{record.id}", f"{name}: {record.title}", entries, address(record))


def _first(entries: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(entries[:MOST_ENTRIES])


def _around(graph: Graph) -> dict[str, list[Record]]:
    """The group itself and what refers to it, by the group's id."""
    return {
        group.id: [group, *(link.record for links in graph.backlinks(group.id).values() for link in links)]
        for group in graph.by_type["group"]
    }


class FeedWriter:
    """Writes the feeds of one library."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def atom(self, feed: Feed) -> bytes:
        """A feed as Atom.

        Without an address of the site its links are relative to the feed's own place, as RFC 4287 allows; readers
        that keep a feed elsewhere can't follow them.
        """
        graph, places = self._places.graph, self._places
        root = etree.Element(f"{{{ATOM}}}feed", nsmap=_OURS)
        root.set(f"{{{XML}}}lang", graph.language)
        _add(root, "id", places.name(f"/{feed.name}.xml"))
        _add(root, "title", feed.title)
        if feed.name == "feed":
            _add(root, "subtitle", graph.settings.tagline)
        changes = [last_change(record) for record in feed.entries] or [midnight(graph.today)]
        _add(root, "updated", _moment(max(changes)))
        _add(_add(root, "author"), "name", graph.settings.name)
        if places.base:
            _add(root, "link", rel="self", type="application/atom+xml", href=places.at(f"data/{feed.name}.xml"))
        else:
            root.set(f"{{{XML}}}base", "../" * (feed.name.count("/") + 1))
        _add(root, "link", rel="alternate", type="text/html", href=places.at(feed.home))
        for record in feed.entries:
            root.append(self._atom_entry(record))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"

    def _atom_entry(self, record: Record) -> etree._Element:
        graph, places = self._places.graph, self._places
        entry = etree.Element(f"{{{ATOM}}}entry", nsmap=_OURS)
        if record.language != graph.language:
            entry.set(f"{{{XML}}}lang", record.language)
        _add(entry, "id", places.name(record.id))
        _add(entry, "title", record.title)
        _add(entry, "published", _moment(midnight(record.added)))
        _add(entry, "updated", _moment(last_change(record)))
        _add(entry, "link", rel="alternate", type="text/html", href=places.page(record))
        _add(entry, "category", term=record.type_name, label=graph.kinds.label(record.type_name))
        _add(entry, "summary", record.summary)
        return entry

    def json(self, feed: Feed) -> str:
        """A feed as JSON Feed; without an address of the site it has no links, since these can't be relative."""
        graph, places = self._places.graph, self._places
        made: dict[str, Any] = {"version": JSON_FEED, "title": feed.title}
        if places.base:
            made |= {"home_page_url": places.at(feed.home), "feed_url": places.at(f"data/{feed.name}.json")}
        made |= {"description": graph.settings.description, "language": graph.language}
        made["items"] = [self._item(record) for record in feed.entries]
        return json.dumps(made, ensure_ascii=False, indent=1) + "\n"

    def _item(self, record: Record) -> dict[str, Any]:
        places = self._places
        return {
            "id": places.name(record.id),
            **({"url": places.page(record)} if places.base else {}),
            "title": record.title,
            "content_text": record.summary,
            "date_published": _moment(midnight(record.added)),
            "date_modified": _moment(last_change(record)),
            "language": record.language,
            "tags": [places.graph.kinds.label(record.type_name)],
            "_common_thread": {"id": record.id, "type": record.type_name},
        }


def _add(above: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(above, f"{{{ATOM}}}{name}", attributes)
    made.text = text
    return made


def _moment(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
