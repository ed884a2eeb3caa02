"""Where something stands in a Word file, as people name it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Spot:
    """A paragraph or a cell."""

    file: str
    row: int
    """Which block of the file it is, from 1."""
    words: tuple[str, ...]
    """The heading above, the row of a table, the label: from the outside in."""
    text: str = ""
    element: Any = field(default=None, compare=False, repr=False)
    """The paragraph or cell, for the copy that goes back; None for the file as a whole."""

    @property
    def place(self) -> str:
        """As people name it: `form.docx, Results, row 2, Kind`."""
        return ", ".join((self.file, *self.words))
