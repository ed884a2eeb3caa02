"""A printed document while it is composed: its links lead inside it where they can, else to the site.

Also its numbered sources, which a printed document lists once for all the entries it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.knowledge.links import cited_sources
from macros.knowledge.markup import citations
from macros.model.beside import AttachedFile
from macros.model.definition import Definition, Name
from macros.model.record import Record
from macros.model.registry import prose
from macros.render.page import PageContext, address, file_address


@dataclass(frozen=True)
class PrintedSource:
    """A source as a printed document lists it."""

    number: int
    record: Record
    locators: tuple[str, ...]
    """Places in it that the document cites."""


class PrintContext(PageContext):
    """A page without neighbours: what it doesn't hold stands on the site."""

    def __init__(
        self,
        graph: Graph,
        online: str,
        records: Sequence[Record],
        explained: Iterable[str] = (),
        picture: Callable[[str], str] | None = None,
    ) -> None:
        """Start a document.

        Args:
            graph: the library.
            online: address of the whole site, with a slash at its end.
            records: entries it holds, in order.
            explained: further definitions that it explains in short.
            picture: gives a picture as an address that holds it; where it is left out, they stay on the site.
        """
        cited = dict.fromkeys(source for record in records for source in cited_sources(record))
        super().__init__(graph, "print", cited=cited)
        self.online = online
        self.records = records
        self._picture = picture
        self._inside = {id: place(id) for id in (*(record.id for record in records), *explained)}
        self._parts = {f"{record.id}#{item}" for record in records for _, item, _ in record.items()}

    def begin(self, record: Record) -> str:
        """Go on to the next entry; for templates, so it gives nothing to show."""
        self.record = record
        self.language = record.language
        self.unlinked = frozenset(name.casefold() for name in record.unlinked_terms)
        return ""

    def href(self, target: str) -> str:
        """The place of an entry, or of a part of it, in this document; else its address on the site."""
        id, _, item = target.partition("#")
        if "." in item:
            return self.online + file_address(self.graph.records[id], item)
        if id not in self._inside:
            return self.online + address(self.graph.records[id]) + (f"#{item}" if item else "")
        return f"#{place(id, item if target in self._parts else '')}"

    def picture(self, address: str) -> str:
        """A picture, inside the document."""
        return self._picture(address) if self._picture else self.link(address)

    def choice(self, one: AttachedFile) -> str:
        """Paper shows the picture itself."""
        return ""

    def link(self, path: str) -> str:
        """The address of a page of the site."""
        return self.online + path

    def on_site(self, record: Record) -> str:
        """Where an entry stands on the site."""
        return self.online + address(record)

    def place(self, id: str, item: str = "") -> str:
        """The anchor of an entry, or of a part of it."""
        return place(id, item)

    def also(self, record: Definition) -> list[Name]:
        """What a definition is called in its own language beside its title, however that is capitalised."""
        title = record.title.casefold()
        return [name for name in record.names if name.language == record.language and name.text.casefold() != title]

    def sources(self) -> list[PrintedSource]:
        """Everything that is cited, with the places that are cited, in the order of the numbers."""
        found: dict[str, dict[str, None]] = {id: {} for id in self.numbers}
        for record in self.records:
            for citation in record.sources:
                if citation.locator:
                    found[citation.source][citation.locator] = None
            for _, _, text in prose(record):
                for source, locator in citations(text):
                    if locator:
                        found[source][locator] = None
        return [PrintedSource(number, self.graph.records[id], tuple(found[id])) for id, number in self.numbers.items()]


def place(id: str, item: str = "") -> str:
    """The anchor of an entry, or of a part of it; no heading of a contributor can have it, for its underscore."""
    return f"entry_{id}" + (f"_{item}" if item else "")
