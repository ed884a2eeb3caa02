"""Values as bytes: small in memory and in a file, and the same bytes for the same value. Data only, never code."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

_LENGTH = 4
"""Bytes that say how long a piece is."""


def packed(value: Any) -> bytes:
    """A value of lists, texts and numbers as bytes; equal values give equal bytes."""
    return _compressed(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def unpacked(content: bytes) -> Any:
    """What `packed` was given, with lists for tuples.

    Raises:
        ValueError: when it is nothing of the kind.
    """
    return json.loads(_text(content))


def joined(pieces: Iterable[bytes]) -> bytes:
    """Pieces one after the other, each behind its length."""
    return b"".join(len(piece).to_bytes(_LENGTH, "big") + piece for piece in pieces)


def parted(content: bytes) -> list[bytes]:
    """What `joined` was given.

    Raises:
        ValueError: when it is nothing of the kind.
    """
    pieces, place = [], 0
    while place < len(content):
        begin = place + _LENGTH
        place = begin + int.from_bytes(content[begin - _LENGTH : begin], "big")
        pieces.append(content[begin:place])
    if place != len(content):
        raise ValueError("the last piece is cut off")
    return pieces


class PackedText:
    """A text that is kept small until somebody asks for it: the HTML of a page, of which a build has thousands."""

    __slots__ = ("content",)

    def __init__(self, content: bytes) -> None:
        """Take a text that was packed before."""
        self.content = content

    @classmethod
    def of(cls, text: str) -> PackedText:
        """Pack a text."""
        return cls(_compressed(text))

    def __str__(self) -> str:
        """The text.

        Raises:
            ValueError: when it was damaged.
        """
        return _text(self.content)

    def __repr__(self) -> str:
        return f"<PackedText of {len(self.content)} bytes>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedText) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)


def _compressed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _text(content: bytes) -> str:
    try:
        return zlib.decompress(content).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(str(error)) from None
