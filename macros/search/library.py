"""The whole way from a library's pages to an index, its names and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from macros.knowledge.graph import Graph
from macros.model.languages import base_language
from macros.model.record import Record
from macros.model.registry import record_types
from macros.render.page import RenderedPage
from macros.search.explore_shards import explorer_shards
from macros.search.facets import Explored, explore
from macros.search.foreign import Foreign, foreign_words
from macros.search.index import Counted, Index, build, count
from macros.search.kept_count import KeptCount, keep_count
from macros.search.names import Name, known_names
from macros.search.pages import authored, record_entry
from macros.search.query import Searcher
from macros.search.sections import sectioned
from macros.search.shards import Shard, index_shards, write_shards
from macros.search.words import stop_words


@dataclass(frozen=True)
class SearchLibrary:
    """What answers are made from."""

    index: Index
    names: tuple[Name, ...]
    ignored: frozenset[str]
    """Forms of the site's language that mean nothing by themselves."""
    foreign: Foreign = field(default_factory=Foreign)
    """Words of other languages."""

    def searcher(self) -> Searcher:
        """The search without a browser."""
        return Searcher(self.index, self.names, self.ignored, self.foreign)


def count_record(graph: Graph, record: Record, pages: Iterable[RenderedPage]) -> list[Counted]:
    """The pages of a record, cut into sections and counted."""
    return [count(sectioned(record_entry(graph, record, page), page.parts())) for page in pages]


def search_library(
    graph: Graph, pages: Iterable[RenderedPage], root: Path, counted: Iterable[KeptCount] | None = None
) -> SearchLibrary:
    """Index the pages that maintainers write, and the records, oldest first.

    A new entry thus comes after everything that is there, and what the index says of that stays as it is.

    Args:
        graph: the library.
        pages: every page that the core has rendered.
        root: the project's folder, whose `docs/` holds the pages that maintainers write.
        counted: `count_record` of every record, where that has been done already.
    """
    if counted is None:
        records = {document.path: graph.records[id] for id, document in graph.library.documents.items()}
        counted = [
            keep_count(found)
            for page in pages
            if page.source
            for found in count_record(graph, records[page.source], [page])
        ]
    found = chain(map(count, authored(graph, root)), _oldest_first(counted))
    return _library(graph, found, known_names(graph), foreign_words(graph.library.word_lists))


def search_part(graph: Graph, counted: Sequence[KeptCount], names: Iterable[Name], foreign: Foreign) -> SearchLibrary:
    """Index some records' pages only: the search of an offline pack.

    Args:
        graph: the library.
        counted: the pages.
        names: all of the library, as `known_names` gives them; those that lead to the pages are taken.
        foreign: words of other languages, likewise.
    """
    paths = {page.entry.path for page in counted}
    return _library(graph, _oldest_first(counted), [name for name in names if name.path in paths], foreign)


def _oldest_first(counted: Iterable[KeptCount]) -> Iterator[Counted]:
    """Pages with their counts, one at a time."""
    return (page.counted() for page in sorted(counted, key=lambda page: (page.entry.added, page.entry.path)))


def _library(graph: Graph, found: Iterable[Counted], names: list[Name], foreign: Foreign) -> SearchLibrary:
    language = base_language(graph.language)
    site = stop_words(language)
    index = build(found, lambda languages: site.union(*map(stop_words, sorted(languages))), language)
    return SearchLibrary(index, tuple(names), site, foreign.within(index.forms))


def write_search(graph: Graph, library: SearchLibrary, folder: Path) -> list[Path]:
    """Write the index and the explorer's data for browsers into `site/search`; returns the files."""
    return write_shards(search_shards(graph, library, explore(graph)), folder)


def search_shards(graph: Graph, library: SearchLibrary, explored: Explored) -> list[Shard]:
    """The index and the explorer's data in pieces for browsers.

    Args:
        graph: the library.
        library: its index, or that of a part.
        explored: what the explorer knows of the library, or of the part.
    """
    explorer = explorer_shards(graph, library.index, explored)
    words = {**_words(graph), "explore": explorer[0].checksum}
    return [*index_shards(library.index, library.names, library.ignored, words, library.foreign), *explorer]


def _words(graph: Graph) -> dict[str, Any]:
    """What the search says of pages by kind: the word for one, and for the place in the site."""
    return {"kinds": {name: [graph.kinds.label(name), graph.kinds.plural(name)] for name in record_types()}}
