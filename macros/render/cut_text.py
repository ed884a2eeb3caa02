"""A text cut where it differs each time it is put together: a frame at its values, a page at its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Mark = TypeVar("Mark")


@dataclass(frozen=True)
class CutText(Generic[Mark]):
    """Texts, and between them marks of what comes there."""

    texts: tuple[str, ...]
    """One more than there are marks."""
    marks: tuple[Mark, ...]

    def filled(self, value: Callable[[Mark], str]) -> str:
        """The text with a value at each mark.

        Args:
            value: what comes at a mark; nothing in it is searched for marks.

        Raises:
            ValueError: when there is not one text more than there are marks.
        """
        pieces = [self.texts[0]]
        for mark, text in zip(self.marks, self.texts[1:], strict=True):
            pieces += (value(mark), text)
        return "".join(pieces)
