"""The search of a single file: the pieces of its pack's index without texts, which stand in the file anyway, and where
in the file each page and each section stands; packed, as text that a script element can hold.

`overrides/bundles/single-index.js` reads it.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.search.codec import encode, signed

_LEFT_OUT = ("text", "explore", "records")
"""Kinds of pieces that a file doesn't need, by how their names begin: texts, and what the explorer has."""
_NAMED = ("forms", "foreign", "terms")
"""Kinds that `start` names with their checksums, which say nothing of what comes in one file."""
_SIGNS = bytes.maketrans(b"<>&", b".,/")
"""Signs of base 85 that mean something to a browser, and what stands for them: nothing in the text ends its element."""


@dataclass(frozen=True)
class Place:
    """Where a page of the index stands in a file."""

    article: int
    """Number of its entry, in the order of the file."""
    headings: Mapping[str, int]
    """Number of each heading of the entry by its id on the page, 0 for the title; the empty id is the page."""


@dataclass(frozen=True)
class PackedIndex:
    """The search of a file, packed."""

    text: str
    size: int
    """Bytes that it unpacks to."""


def packed_index(pieces: Mapping[str, Any], places: Mapping[str, Place]) -> PackedIndex:
    """Pack the search of a file.

    Args:
        pieces: contents of the pieces of the index by their names, as `macros.search.shards` makes them.
        places: of the pages that the file holds, by their addresses; others are found by nobody, and counted.
    """
    start = {kind: [[name, 0, *rest] for name, _, *rest in pieces["start"][kind]] for kind in _NAMED}
    kept = {name: content for name, content in pieces.items() if name.partition("-")[0] not in _LEFT_OUT}
    kept["start"] = {**pieces["start"], **start, "texts": [], "explore": 0, "lengths": 0}
    pages = (page for name, _, _ in pieces["start"]["texts"] for page in pieces[name])
    content = json.dumps([kept, *_shown(pages, places)], ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return PackedIndex(base64.b85encode(packed).translate(_SIGNS).decode(), len(content))


def _shown(pages: Iterator[Any], places: Mapping[str, Place]) -> list[Any]:
    """For each page the number of its entry plus one, 0 where the file doesn't hold it, what is said of it, and of each
    section the heading above it; then the different things that are said of pages, and the facts of each."""
    said: dict[tuple[str, str, str], int] = {}
    numbers: list[int] = []
    facts: list[str] = []
    for path, _, _, status, tone, language, _, known, sections in pages:
        place = places.get(path)
        facts.append(known if place else "")
        if place is None:
            numbers.append(0)
            continue
        numbers += [place.article + 1, said.setdefault((status, tone, language), len(said))]
        before = 0
        for anchor, _, _ in sections:
            heading = place.headings.get(anchor, before)
            numbers.append(signed(heading - before))
            before = heading
    return [encode(numbers), list(map(list, said)), facts]
