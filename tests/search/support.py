"""Small indexes without a library, the shipped library's index, and pieces of an index read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.render.page import RenderedPage
from macros.search.codec import LAST, LEADING
from macros.search.index import TITLES, Index, build, count, words_of
from macros.search.library import SearchLibrary
from macros.search.names import Name
from macros.search.pages import authored, record_entry
from macros.search.query import Searcher
from macros.search.sections import FIELDS, Entry, SearchPage, cut
from macros.search.shards import index_shards, write_shards
from macros.search.words import Word, analyse, stop_words
from macros.shell import Site

LUNR = "contrib/search/templates/search/lunr.js"
"""lunr.js inside of MkDocs."""
WORDS = {"kinds": {"page": ["Page", "Pages"]}}
"""What a small index says of its kinds."""
KINDS = ("start", "forms", "terms", "lengths", "text")
"""Kinds of pieces of the index, by how their names begin; the explorer's lie in the same folder."""
Tokens = dict[str, list[str]]
"""The terms of a section by field, each as often as it stands there."""


@dataclass(frozen=True)
class Shipped:
    """The shipped library, as it was built."""

    folder: Path
    """The built site."""
    site: Site
    library: SearchLibrary
    searcher: Searcher
    pages: tuple[SearchPage, ...]
    """Its pages with the words of their fields, which an index doesn't keep."""

    @property
    def index(self) -> Index:
        """The index."""
        return self.library.index

    @property
    def words(self) -> dict[tuple[str, str], Word]:
        """Every word that stands in the library, by language."""
        return {key: word for page in self.pages for key, word in count(page).words.items()}


def pages_of(
    site: Site, rendered: Iterable[RenderedPage], root: Path, order: Sequence[Entry]
) -> tuple[SearchPage, ...]:
    """The pages of a library in the order of its index, cut again."""
    records = {document.path: site.graph.records[id] for id, document in site.graph.library.documents.items()}
    found = [cut(record_entry(site.graph, records[page.source], page), page.html) for page in rendered if page.source]
    by_path = {page.entry.path: page for page in (*found, *authored(site.graph, root))}
    return tuple(by_path[entry.path] for entry in order)


def entry(path: str = "pages/a.html", **fields: Any) -> Entry:
    """What is known of a page, in English unless said otherwise."""
    return Entry(**{"path": path, "title": "", "kind": "page", "language": "en", "id": path, **fields})


def library_of(*pages: SearchPage, names: Sequence[Name] = (), language: str = "en") -> tuple[Index, Searcher]:
    """An index of a few pages and who answers from it."""
    ignored = stop_words(language)
    index = build(map(count, pages), lambda languages: ignored)
    return index, Searcher(index, names, ignored)


def write_pieces(index: Index, folder: Path, names: Sequence[Name] = (), language: str = "en") -> list[Path]:
    """The pieces of a small index."""
    return write_shards(index_shards(index, names, stop_words(language), WORDS), folder)


def tokens_of(pages: Iterable[SearchPage]) -> Iterator[tuple[Tokens, float]]:
    """The terms of every section and the boost of its page, counted by nobody yet."""
    for page in pages:
        for section in page.sections:
            tokens = {
                name: [
                    term
                    for language, text in section.fields.get(name, ())
                    for (of, word), times in words_of(language, text, name in TITLES).items()
                    if (term := analyse(of, word).term)
                    for _ in range(times)
                ]
                for name in FIELDS
            }
            yield tokens, page.entry.boost


def decode(text: str) -> list[int]:
    """The numbers of a coded text; written after the description of the code, not after the code."""
    numbers, value = [], 0
    for sign in text:
        if sign in LEADING:
            value = value * len(LEADING) + LEADING.index(sign) + 1
        else:
            numbers.append(value * len(LAST) + LAST.index(sign))
            value = 0
    assert value == 0, "the last number has no end"
    return numbers


def index_files(folder: Path) -> list[Path]:
    """The pieces of the index in a folder, in order."""
    return sorted(path for path in folder.iterdir() if path.stem.partition("-")[0] in KINDS)


def read_piece(path: Path) -> Any:
    """The content of a piece."""
    text = path.read_text("utf-8")
    start = f'commonThreadShard("{path.stem}",'
    assert text.startswith(start) and text.endswith(");\n"), path
    content, after = json.JSONDecoder().raw_decode(text, len(start))
    seal = text[after:-3]
    assert (seal != "") == (path.stem == "start") and (not seal or seal[:2] == ',"'), path
    return content
