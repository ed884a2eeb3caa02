"""Texts that changed in the same way on many pages: the day of the build, a version, a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from macros.bundles.update.make.diff import common, steps
from macros.bundles.update.read.deltafile import MOST_SUBSTITUTIONS

SAMPLE = 60
"""Files that are compared to find such texts."""
LEAST = 4
"""Files in which a text must have changed the same way."""
LONGEST = 64
"""Bytes of such a text."""
CONTEXT = 16
"""Bytes on each side that tell its places from others."""
MOST_WRONG = 0.2
"""Share of places where the old text may still stand in the new files."""
_WORD = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.+")

Pair = tuple[bytes, bytes]
Place = tuple[bytes, bytes]
"""What stands before and after."""


def find_substitutions(files: Sequence[Pair]) -> list[Pair]:
    """Texts to replace in all files, most frequent first.

    Args:
        files: old and new content of files that both bundles have.
    """
    differing = [pair for pair in files if pair[0] != pair[1]]
    places: dict[Pair, list[Place]] = defaultdict(list)
    counts: dict[Pair, int] = defaultdict(int)
    for old, new in differing[:: max(1, len(differing) // SAMPLE)]:
        seen = set()
        for pair, place in _replaced(old, new):
            places[pair].append(place)
            seen.add(pair)
        for pair in seen:
            counts[pair] += 1
    frequent = sorted((pair for pair in counts if counts[pair] >= LEAST), key=lambda pair: (-counts[pair], pair))
    widened = [_widened(pair, places[pair]) for pair in frequent]
    return [pair for pair in widened if _right(pair, differing)][:MOST_SUBSTITUTIONS]


def _replaced(old: bytes, new: bytes) -> Iterator[tuple[Pair, Place]]:
    """Each short text that was replaced by another, as whole words, with what stands around it."""
    at = place = 0
    found = steps(old, new)
    for number, (skip, copy, insert) in enumerate(found[:-1]):
        at += skip + copy
        place += copy
        end = at + found[number + 1].skip
        if 0 <= end - at <= LONGEST and len(insert) <= LONGEST:
            left = _word_before(old, at, new, place)
            right = _word_after(old, end)
            pair = old[at - left : end + right], new[place - left : place + len(insert) + right]
            if pair[0] and max(map(len, pair)) <= LONGEST:
                yield pair, (old[max(at - left - CONTEXT, 0) : at - left], old[end + right : end + right + CONTEXT])
        place += len(insert)


def _word_before(old: bytes, at: int, new: bytes, place: int) -> int:
    """Bytes of the word that both texts have before a place."""
    length = 0
    while length < min(at, place) and old[at - length - 1] in _WORD and old[at - length - 1] == new[place - length - 1]:
        length += 1
    return length


def _word_after(old: bytes, end: int) -> int:
    """Bytes of the word that goes on behind a place."""
    length = 0
    while end + length < len(old) and old[end + length] in _WORD:
        length += 1
    return length


def _widened(pair: Pair, places: list[Place]) -> Pair:
    """The pair with what stands around it everywhere."""
    left = _beginning([before[::-1] for before, _ in places])[::-1]
    right = _beginning([after for _, after in places])
    return left + pair[0] + right, left + pair[1] + right


def _beginning(texts: list[bytes]) -> bytes:
    """What all texts begin with."""
    first, last = min(texts), max(texts)
    return first[: common(first, 0, last, 0)]


def _right(pair: Pair, files: Sequence[Pair]) -> bool:
    """Whether nearly every place of the old text has changed."""
    stood = sum(old.count(pair[0]) for old, _ in files)
    stands = sum(new.count(pair[0]) for _, new in files)
    return stands <= MOST_WRONG * stood
