"""The search's postings under other numbers.

A page that comes in among others gives all sections behind it other numbers, and that changes a byte in the
postings of nearly every word. An update says once which numbers have moved. Needs only the standard library.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from macros.search.codec import decode_postings, encode_postings

Runs = tuple[tuple[int, int, int], ...]
"""First old number, how many follow it, first new number; by old number. None at all: nothing has moved."""
POSTINGS = re.compile(rb'(commonThreadShard\("terms-[0-9a-z]+",")([^"\\\n]*)("\);\n)')
"""A file of postings, as `macros.search.shards` writes it."""


def renumbered(content: bytes, sections: Runs, patterns: Runs) -> bytes:
    """A file of postings with its sections and patterns under their new numbers.

    Postings whose section or pattern has none are left out. Any other file comes back as it is, and so does one
    whose numbers make no sense.
    """
    found = POSTINGS.fullmatch(content) if sections or patterns else None
    if not found or not found[2].isascii():
        return content
    section, pattern = _moves(sections), _moves(patterns)
    try:
        made = [_renumbered(known, section, pattern) for known in decode_postings(found[2].decode())]
    except ValueError:
        return content
    return found[1] + "".join(made).encode() + found[3]


def _renumbered(
    known: list[tuple[int, int]], section: Callable[[int], int | None], pattern: Callable[[int], int | None]
) -> str:
    moved = ((section(place), pattern(shown)) for place, shown in known)
    kept = [(place, shown) for place, shown in moved if place is not None and shown is not None]
    if len({place for place, _ in kept}) < len(kept):
        raise ValueError("two sections would have one number")
    return encode_postings(sorted(kept))


def _moves(runs: Runs) -> Callable[[int], int | None]:
    """From an old number to the new one, or None."""
    if not runs:
        return lambda number: number
    firsts = [first for first, _, _ in runs]

    def moved(number: int) -> int | None:
        at = bisect_right(firsts, number) - 1
        if at < 0 or number >= runs[at][0] + runs[at][1]:
            return None
        return runs[at][2] + number - runs[at][0]

    return moved
