"""`embed/`: a card for each entry and lists of the newest, to be shown inside other sites.

Each is a small page without any script, for a frame or to be read by a program; `embed/cards.json` has the same of all
entries. Lists hold the newest of what the feeds hold, whose JSON they share. Links lead relative to the page, so they
work wherever the site stands.
"""

from __future__ import annotations

import json
import posixpath
from pathlib import Path
from typing import Any

from jinja2 import Environment

from macros.exports.feeds import Feed, feeds
from macros.exports.places import Places
from macros.knowledge.graph import Graph, changed
from macros.model.record import Record
from macros.render.page import address, tidy

FOLDER = "embed"
LISTED = 10
"""Entries of a list, the newest: a frame in somebody's page is short."""
CARDS = f"{FOLDER}/cards.json"


def write_embeds(graph: Graph, env: Environment, site: Path, site_url: str | None) -> None:
    """Write all cards and lists.

    Args:
        graph: the library.
        env: its templates.
        site: the built site; `embed/` is made in it.
        site_url: where it is published; addresses in `cards.json` are those inside the site without it.
    """
    places = Places.of(graph, site_url)
    shown = [record for records in graph.by_type.values() for record in records if not record.directory]
    card, listed = env.get_template("embed/card.html"), env.get_template("embed/list.html")
    for record in shown:
        path = card_path(record)
        _write(site / path, card.render(record=record, root=_root(path), address=address))
    for feed in feeds(graph):
        path = list_path(feed)
        newest = feed.entries[:LISTED]
        _write(site / path, listed.render(feed=feed, entries=newest, root=_root(path), address=address))
    cards = {record.id: _card(record, places) for record in sorted(shown, key=lambda record: record.id)}
    _write(site / CARDS, json.dumps(cards, ensure_ascii=False, indent=1))


def card_path(record: Record) -> str:
    """Where the card of an entry stands: `embed/practices/kalobeyei.html`."""
    return f"{FOLDER}/{address(record)}"


def list_path(feed: Feed) -> str:
    """Where the list of a feed stands: `embed/lists/practice.html`, `embed/lists/all.html` for the feed of all."""
    name = posixpath.basename(feed.name)
    return f"{FOLDER}/lists/{'all' if name == 'feed' else name}.html"


def _card(record: Record, places: Places) -> dict[str, Any]:
    return {
        "type": record.type_name,
        "kind": places.graph.kinds.label(record.type_name),
        "title": record.title,
        "summary": record.summary,
        "language": record.language,
        "modified": changed(record).isoformat(),
        "page": places.page(record),
        "card": places.at(card_path(record)),
        "library": places.graph.settings.name,
    }


def _root(path: str) -> str:
    return "../" * path.count("/")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tidy(text).strip() + "\n", encoding="utf-8", newline="\n")
