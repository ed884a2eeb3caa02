"""How one text becomes another: what is copied from the old one, what is new."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

GRAM = 8
"""Bytes that two places must have in common to be compared."""
FAR = 24
"""Bytes from which a copy from elsewhere is shorter than the bytes themselves."""
MOST_PLACES = 200_000
"""Places of the old text that are remembered; in larger ones not every place is."""


class Step(NamedTuple):
    """Skip in the old text, copy from it, then insert."""

    skip: int
    """Bytes from where the last copy ended; negative for going back."""
    copy: int
    """Bytes to take from there."""
    insert: bytes
    """New bytes after them."""


def steps(old: bytes, new: bytes, wide: bool = False) -> list[Step]:
    """Steps that make the new text from the old one, from its first byte on.

    Args:
        wide: look for what is new in all of the old text, not only between its beginning and its end that are the same.
    """
    first = common(old, 0, new, 0)
    last = common_end(old, len(old), new, len(new), min(len(old), len(new)) - first)
    found: list[Step] = []
    at, copied, pending, expected = 0, first, first, first
    within = (0, len(old)) if wide else (first, len(old) - last)
    for start, place, length in _matches(old, new, within, first, len(new) - last):
        found.append(Step(at, copied, new[pending:start]))
        at, copied, pending, expected = place - expected, length, start + length, place + length
    found.append(Step(at, copied, new[pending : len(new) - last]))
    if last:
        found.append(Step(len(old) - last - expected, last, b""))
    return found


def _matches(old: bytes, new: bytes, within: tuple[int, int], first: int, new_end: int) -> list[tuple[int, int, int]]:
    """Start in the new text, place in the old one, length: in the order of the new text, without overlap."""
    if new_end - first < GRAM or within[1] - within[0] < GRAM:
        return []
    places = _places(old, *within)
    found = []
    start, done, expected = first, first, first
    while start <= new_end - GRAM:
        candidates = places.get(new[start : start + GRAM])
        best = _best(old, new, start, new_end, candidates, expected + start - done) if candidates else None
        if best is None:
            start += 1
            continue
        place, length = best
        back = common_end(old, place, new, start, min(start - done, place))
        place, begin, length = place - back, start - back, length + back
        if length < FAR and abs(place - expected) > 64:
            start += 1
            continue
        found.append((begin, place, length))
        start = done = begin + length
        expected = place + length
    return found


def _places(old: bytes, first: int, end: int) -> dict[bytes, list[int]]:
    """Where each gram stands in the old text, in order."""
    places: dict[bytes, list[int]] = {}
    for place in range(first, end - GRAM + 1, 1 + (end - first) // MOST_PLACES):
        places.setdefault(old[place : place + GRAM], []).append(place)
    return places


def _best(
    old: bytes, new: bytes, start: int, new_end: int, candidates: list[int], expected: int
) -> tuple[int, int] | None:
    """The longest match among the places around the expected one."""
    near = bisect_left(candidates, expected)
    best = (0, 0)
    for place in candidates[max(near - 2, 0) : near + 3]:
        length = min(common(old, place, new, start), new_end - start)
        if length > best[1]:
            best = (place, length)
    return best if best[1] else None


def common(one: bytes, at: int, two: bytes, place: int) -> int:
    """How many bytes are the same from two places on."""
    limit = min(len(one) - at, len(two) - place)
    done, width = 0, 64
    while done < limit:
        width = min(width, limit - done)
        if one[at + done : at + done + width] == two[place + done : place + done + width]:
            done, width = done + width, width * 2
        elif width == 1:
            break
        else:
            width = max(width // 4, 1)
    return done


def common_end(one: bytes, at: int, two: bytes, place: int, limit: int) -> int:
    """How many bytes are the same before two places, at most so many."""
    done, width = 0, 64
    while done < limit:
        width = min(width, limit - done)
        if one[at - done - width : at - done] == two[place - done - width : place - done]:
            done, width = done + width, width * 2
        elif width == 1:
            break
        else:
            width = max(width // 4, 1)
    return done
