"""The explorer's data in pieces, written and read as the index is (see `macros.search.shards`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.knowledge.graph import Graph
from macros.model.registry import record_types
from macros.render.page import address, folder_of
from macros.search.codec import encode
from macros.search.facets import Explored, Row
from macros.search.index import Index
from macros.search.shards import Shard, pieces_of

RECORDS_SIZE = (12_000, 40_000, 4)
"""Characters from which a piece of records may end, and at which it does."""


def explorer_shards(graph: Graph, index: Index, explored: Explored) -> list[Shard]:
    """`explore.js`, and the pieces with records that it names.

    Args:
        graph: the library.
        index: the search index, whose page numbers the records carry.
        explored: what `explore` gives of the library, or `part_of` of a part.
    """
    pages = {entry.path: number for number, entry in enumerate(index.entries)}
    pieces = [
        (len(found), Shard(f"records-{first}", _columns(found, pages)))
        for first, found in pieces_of(((row.record.id, row) for row in explored.rows), _size, RECORDS_SIZE)
    ]
    return [Shard("explore", _start(explored, pieces)), *(shard for _, shard in pieces)]


def _start(explored: Explored, pieces: list[tuple[int, Shard]]) -> dict[str, Any]:
    kinds = record_types()
    return {
        "facets": [[known.id, known.title, [list(value) for value in known.values]] for known in explored.filters],
        "said": [known.id for known in explored.filters if known.said],
        "matrix": list(explored.matrix),
        "findings": dict(explored.findings),
        "marks": {address: dict(marks) for address, marks in explored.marks.items()},
        "gaps": [list(gap) for gap in explored.gaps],
        "folders": {name: folder_of(name) for name in kinds},
        "directory": [name for name, kind in kinds.items() if kind.directory],
        "records": [[shard.name, shard.checksum, count] for count, shard in pieces],
    }


def _size(row: Row) -> int:
    return len(row.record.title) + len(row.record.id) + 20


def _columns(rows: list[Row], pages: Mapping[str, int]) -> list[Any]:
    """Ids, titles, and numbers: page in the index plus one, last change, evidence, and the values of each filter."""
    numbers: list[int] = []
    for row in rows:
        numbers += [pages.get(address(row.record), -1) + 1, row.changed, row.evidence]
        for values in row.values:
            numbers += [len(values), *values]
    return [[row.record.id for row in rows], [row.record.title for row in rows], encode(numbers)]
