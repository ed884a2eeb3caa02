"""The part of a text that shows best why it was found."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from macros.model.letters import fold, places, words


class Piece(NamedTuple):
    """A stretch of a text."""

    text: str
    marked: bool
    """Whether it is a word that was looked for."""


def excerpt(text: str, forms: Collection[str], most: int = 180) -> list[Piece]:
    """A stretch of a text around the words that were looked for, cut at words.

    Args:
        text: one line.
        forms: the words, folded.
        most: characters, at most.
    """
    found = [(start, end) for start, end in places(text) if _form(text[start:end]) in forms]
    start, end = _window(text, found, most)
    pieces, last = [], start
    for first, after in found:
        if start <= first and after <= end:
            first = max(first, last)
            pieces += [Piece(text[last:first], False), Piece(text[first:after], True)]
            last = after
    pieces.append(Piece(text[last:end], False))
    if start > 0:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _form(word: str) -> str:
    return fold("".join(words(word)).lower())


def _window(text: str, found: list[tuple[int, int]], most: int) -> tuple[int, int]:
    """Where the stretch with the most different words lies."""
    best, start = 0, 0
    for first, _ in found:
        inside = {_form(text[a:b]) for a, b in found if first <= a and b <= first + most - 30}
        if len(inside) > best:
            best, start = len(inside), max(0, first - 30)
    if len(text) - start < most:
        start = max(0, len(text) - most)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + most)
    return start, end if end == len(text) else max(text.rfind(" ", start, end), start + 1)
