"""Text as Word holds it: paragraphs of pieces, each piece with its looks. Neither Markdown nor XML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum


class TooLongError(Exception):
    """A file with more in it than is read."""


class Kind(Enum):
    """What a paragraph is."""

    TEXT = "text"
    ITEM = "item"
    """Of a list with signs."""
    NUMBER = "number"
    """Of a numbered list."""
    HEADING = "heading"
    WRITTEN = "written"
    """Markdown as it is written, line by line."""


@dataclass(frozen=True)
class Piece:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    link: str = ""
    """The address that it leads to; empty for none."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; line breaks in it are `\\n`."""

    pieces: tuple[Piece, ...]
    kind: Kind = Kind.TEXT
    level: int = 0
    """Of a heading, from 1; of an item, how deep it stands, from 0."""

    @property
    def text(self) -> str:
        """What it says, without looks."""
        return "".join(piece.text for piece in self.pieces)


def without_struck(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], str]:
    """Paragraphs without what is struck out in them, and these words; empty for none."""
    kept = [replace(one, pieces=tuple(piece for piece in one.pieces if not piece.struck)) for one in paragraphs]
    return kept, " ".join(piece.text for one in paragraphs for piece in one.pieces if piece.struck).strip()
