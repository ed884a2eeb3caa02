"""The texts of one document, and what in it nobody can read."""

from __future__ import annotations

from bisect import bisect_right

MOST_CHARACTERS = 2_000_000
"""Of a document that are looked at: a thousand pages."""


class UnreadableError(ValueError):
    """A document that can't be read; says why, as what follows its name."""


class Told:
    """What a document says, put together piece by piece."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._places: list[str] = []
        self._length = 0
        self.unread: list[str] = []
        """Parts of it that hold no text for a program: `pages 3 to 7`."""
        self.has_lines = False
        """Whether its lines end where a page ends them, and not where a sentence or a row does."""
        self.ended = False
        """Whether it says more than is looked at."""

    def add(self, place: str, text: str, end: str = "\n") -> None:
        """Add a piece.

        Args:
            place: where it stands, for people: `page 3`, `sheet 2, cell B7`.
            text: what it says.
            end: what parts it from the next.
        """
        text = text[: MOST_CHARACTERS - self._length]
        self.ended = self.ended or self._length + len(text) >= MOST_CHARACTERS
        if text.strip() and not self.ended:
            self._starts.append(self._length)
            self._places.append(place)
            self._pieces.append(text + end)
            self._length += len(text) + len(end)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)

    def place(self, offset: int) -> str:
        """Where a character of `text` stands in the document."""
        return self._places[max(0, bisect_right(self._starts, offset) - 1)]
