"""A work as it is cited: what all formats are written from, and nothing that only one of them needs.

Names stay as a source's entry has them. Nobody can tell a family name from an organisation, or what a given name is,
so every name is one piece, and each format says so in its own way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.knowledge.graph import Graph, changed
from macros.model.record import Record
from macros.model.source import Source

DOCUMENT = "document"
CSL_TYPES = (
    "article", "article-journal", "article-newspaper", "book", "chapter", DOCUMENT, "legislation", "report", "speech",
    "standard", "thesis", "webpage",
)  # fmt: skip
"""Kinds of works that our formats know, in the words of CSL; `codes: {csl: …}` of a kind of source names one."""
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISBN = re.compile(r"ISBN[\s:]*([\d-]{9,17}[\dXx])")
_IN_JOURNAL = re.compile(
    r"(?P<title>.+?)(?: (?P<volume>\d+)(?:\((?P<issue>[^()]+)\))?)?(?:, pp?\. (?P<pages>\d[\d–-]*))?"
)
_NAMES = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+")
_OTHERS = re.compile(r"(?:,?\s+and\s+others|,?\s+et\s+al\.?)$", re.IGNORECASE)
_OF_ORGANISATIONS = frozenset({"for", "of", "on", "the", "in", "to", "programme", "university", "institute"})
"""Words that stand in names of organisations and not between two people's."""


@dataclass(frozen=True)
class Work:
    """What a citation says."""

    id: str
    kind: str
    """One of `CSL_TYPES`."""
    title: str
    authors: tuple[str, ...] = ()
    """Each as one piece, in order."""
    others: bool = False
    """Whether there are authors who are not named."""
    date: str = ""
    """Year, year and month, or day; empty where no source gives one."""
    publisher: str = ""
    container: str = ""
    """Journal, series or site that it stands in."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    """Symbol or number of a document."""
    doi: str = ""
    isbn: str = ""
    url: str = ""
    language: str = ""
    locator: str = ""
    """Place in it, in words."""
    version: str = ""

    @property
    def year(self) -> str:
        """The year, where it is known."""
        return self.date[:4]


def split_authors(line: str, known: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], bool]:
    """The authors of a line, each as one piece, and whether it says that there are others.

    Args:
        line: `King, Samii and Snilstveit`, `Miah and others`, `Organisation for Economic Co-operation and Development`.
        known: names of those who published the work, in lower case; these are never taken apart.
    """
    words = line.casefold().split()
    if line.casefold() in known or not _OF_ORGANISATIONS.isdisjoint(words):
        return (line,), False
    named = _OTHERS.sub("", line)
    return tuple(name.strip() for name in _NAMES.split(named) if name.strip()), named != line


class Works:
    """The works of one library: its sources, and its own entries."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def source(self, source: Source, locator: str = "") -> Work:
        """A source as it is cited, at a place in it where one is given."""
        publishers = tuple(self._graph.records[id].title for id in source.publishers)
        known = {*publishers, *(getattr(self._graph.records[id], "acronym", None) or "" for id in source.publishers)}
        whole = frozenset(name.casefold() for name in known)
        names, others = split_authors(source.authors, whole) if source.authors else (publishers, False)
        kind = self._kind(source.kind)
        place = _IN_JOURNAL.fullmatch(source.published_in or "") if kind == "article-journal" else None
        identifier = source.identifier or ""
        doi, isbn = _DOI.fullmatch(identifier), _ISBN.fullmatch(identifier)
        return Work(
            source.id,
            kind,
            source.title,
            names,
            others,
            date=source.published or "",
            publisher="; ".join(publishers),
            container=place["title"] if place else source.published_in or "",
            volume=(place["volume"] or "") if place else "",
            issue=(place["issue"] or "") if place else "",
            pages=(place["pages"] or "") if place else "",
            number="" if doi or isbn else identifier,
            doi=doi[1] if doi else "",
            isbn=isbn[1] if isbn else "",
            url=source.url or "",
            language=source.document_language,
            locator=locator,
        )

    def _kind(self, id: str) -> str:
        known = self._graph.vocabularies.get("source-kinds")
        term = known.get(id) if known else None
        kind = term.codes.get("csl", DOCUMENT) if term else DOCUMENT
        return kind if kind in CSL_TYPES else DOCUMENT

    def entry(self, record: Record, address: str, version: str = "") -> Work:
        """An entry of this library as it is cited.

        Args:
            record: the entry.
            address: of its page, as far as it is known.
            version: what the state of the library is called.
        """
        name = self._graph.settings.name
        return Work(
            record.id,
            "webpage",
            record.title,
            (name,),
            date=changed(record).isoformat(),
            publisher=name,
            container=name,
            number=record.id,
            url=address,
            language=record.language,
            version=version,
        )
