"""What things are called outside the site: addresses on the web, and names that stay when the site moves.

An address needs a site that is published somewhere; without one it is that inside the site. A name (a URN with a
UUID, RFC 9562) is made of the library's name and the id: the same on any host, another in any other library.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from macros.knowledge.graph import Graph, changed
from macros.model.record import Record
from macros.render.page import address

NAMESPACE = uuid.UUID("8f0b1c52-6f6a-5a0e-9a53-5d1f6b0c7e21")
"""What all names are made in; never changes."""


@dataclass(frozen=True)
class Places:
    """Addresses and names of one library."""

    graph: Graph
    base: str
    """Where the site is published, with a slash at the end; empty where nobody knows."""

    @classmethod
    def of(cls, graph: Graph, site_url: str | None) -> Places:
        """Those of a library on a site; `site_url` may be missing."""
        return cls(graph, f"{site_url.rstrip('/')}/" if site_url else "")

    def at(self, path: str) -> str:
        """The address of a page or a file of the site."""
        return self.base + path

    def page(self, record: Record, item: str = "") -> str:
        """The address of an entry's page, or of an item on it; it stays when the item moves to the second page."""
        return self.at(address(record)) + (f"#{item}" if item else "")

    def uuid(self, id: str) -> str:
        """The UUID of an entry (`id`), an item (`id#item`) or a file (`/feed.xml`)."""
        return str(uuid.uuid5(NAMESPACE, f"{self.graph.settings.name}\n{id}"))

    def name(self, id: str) -> str:
        """The same as a URN."""
        return f"urn:uuid:{self.uuid(id)}"

    def subject(self, record: Record, item: str = "") -> str:
        """What RDF calls an entry or an item: its address on the web, else its name."""
        return self.page(record, item) if self.base else self.name(f"{record.id}#{item}" if item else record.id)


def midnight(day: datetime.date) -> datetime.datetime:
    """The first moment of a day, UTC: entries know days, formats ask for moments."""
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def last_change(record: Record) -> datetime.datetime:
    """When an entry was last changed, as formats want it."""
    return midnight(changed(record))
