"""What is wrong with something that was sent, and where in it that was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from macros.problems import Problem

NOTE = "To mend: "
"""How each note begins that the copy which goes back has beside an answer; none is an answer when it comes again."""


class Origin(Protocol):
    """Where something was written in what was sent: a cell of a workbook, a line of a parcel."""

    @property
    def row(self) -> int:
        """The row or line, from 1."""

    @property
    def text(self) -> str:
        """What stands there."""

    @property
    def place(self) -> str:
        """As people name it: `Good practice!D5`, `well.parcel.json:12`."""


@dataclass(frozen=True)
class Line:
    """A line of a text file that was sent."""

    file: str
    row: int
    text: str = ""

    @property
    def place(self) -> str:
        """As people name it: `well.parcel.json:12`."""
        return f"{self.file}:{self.row}"


@dataclass(frozen=True)
class Found:
    """What is wrong, and where it was written."""

    problem: Problem
    cell: Origin | None
    """The cell or line; None where none can be told."""

    def __str__(self) -> str:
        note = "warning: " if self.problem.severity == "warning" else ""
        place = self.cell.place if self.cell else self.problem.path
        return f"{place}: {self.problem.field}: {note}{self.problem.message} [{self.problem.code}]"


def whole(file: str, message: str, code: str) -> Found:
    """What is wrong with a file as a whole."""
    return Found(Problem(file, 1, "-", message, code), None)
