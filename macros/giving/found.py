"""What is wrong with something that was sent, and where in it that was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    label: str = ""
    """What the form calls what is answered there; empty where the place says so, or where nothing is asked."""

    def __str__(self) -> str:
        """In a form, the words of the form; of a line of a text, as the check says it."""
        note = "warning: " if self.problem.severity == "warning" else ""
        place = self.cell.place if self.cell else self.problem.path
        if self.cell is None or isinstance(self.cell, Line):
            return f"{place}: {self.problem.field}: {note}{self.said} [{self.problem.code}]"
        return f"{place}: {note}{self.said}"

    @property
    def said(self) -> str:
        """What is wrong, behind the label of what was asked."""
        return f"{self.label}: {self.problem.message}" if self.label else self.problem.message


def in_order(found: Iterable[Found], sheets: Sequence[str] = ()) -> list[Found]:
    """What is wrong, in the order in which somebody goes through what was sent; what concerns all of it first.

    Args:
        found: what is wrong.
        sheets: names of the sheets of a workbook, in their order.
    """
    places = {name: number for number, name in enumerate(sheets)}

    def key(one: Found) -> tuple[int, int, int]:
        if one.cell is None:
            return (-1, 0, 0)
        sheet = places.get(getattr(one.cell, "sheet", ""), len(places))
        return (sheet, one.cell.row, getattr(one.cell, "column", 0))

    return sorted(found, key=key)


def whole(file: str, message: str, code: str) -> Found:
    """What is wrong with a file as a whole."""
    return Found(Problem(file, 1, "-", message, code), None)
