"""The whole way from a library's pages to an index, its names and its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.knowledge.graph import Graph
from macros.model.registry import record_types
from macros.render.page import RenderedPage, folder_of
from macros.search.index import Index, build
from macros.search.names import Name, known_names
from macros.search.pages import authored, record_pages
from macros.search.query import Searcher
from macros.search.sections import SearchPage
from macros.search.shards import write_index
from macros.search.words import base_language, stop_words


@dataclass(frozen=True)
class SearchLibrary:
    """What answers are made from."""

    index: Index
    names: tuple[Name, ...]
    ignored: frozenset[str]
    """Forms of the site's language that mean nothing by themselves."""

    def searcher(self) -> Searcher:
        """The search without a browser."""
        return Searcher(self.index, self.names, self.ignored)


def search_library(graph: Graph, pages: list[RenderedPage], root: Path) -> SearchLibrary:
    """Index the records, oldest first, and the pages that maintainers write.

    A new entry thus comes after those that are there, and the pieces of the index that speak of these stay as
    they are.

    Args:
        graph: the library.
        pages: every page that the core has rendered.
        root: the project's folder, whose `docs/` holds the pages that maintainers write.
    """
    found = [*record_pages(graph, pages), *authored(graph, root)]
    names = tuple(known_names(graph))
    site = stop_words(base_language(graph.language))
    return SearchLibrary(build(found, site.union(*map(stop_words, _languages(found)))), names, site)


def _languages(pages: Sequence[SearchPage]) -> set[str]:
    """Every language in which something stands in the library."""
    return {
        language
        for page in pages
        for section in page.sections
        for runs in section.fields.values()
        for language, _ in runs
    }


def write_search(graph: Graph, library: SearchLibrary, folder: Path) -> list[Path]:
    """Write the index for browsers into `site/search`; returns its files."""
    return write_index(library.index, library.names, library.ignored, _words(graph), folder)


def _words(graph: Graph) -> dict[str, Any]:
    """What the search says of pages by kind: the word for one, the place in the site, and its address."""
    return {
        "kinds": {
            name: [graph.kinds.label(name), graph.kinds.plural(name), f"{folder_of(name)}/index.html"]
            for name in record_types()
        }
    }
