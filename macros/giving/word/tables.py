"""The rows of a table in a Word file as answers: labels on the left, or labels on top. Merged cells are understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.giving.form import Question
from macros.giving.word.asked import label_key
from macros.giving.word.body import Block, Box, Grid
from macros.giving.word.shape import HELP, LABEL, PROBLEM
from macros.giving.word.spot import Spot

_ENOUGH = 0.5
"""Part of the labels of a table that must be known for it to answer a target."""


@dataclass(frozen=True)
class Asking:
    """A question with the cell that answers it."""

    question: Question
    box: Box
    spot: Spot
    """Of the answer."""


@dataclass(frozen=True)
class Unknown:
    """A label that nothing is asked under."""

    label: str
    spot: Spot
    answered: bool


Row = list[Asking | Unknown]
Placed = Callable[[Box, tuple[str, ...]], Spot]
"""Gives the spot of a cell, from what it is called."""


def hits(grid: Grid, questions: Mapping[str, Question]) -> int:
    """How many labels of a table are known, on its left or on its top; 0 where less than half of them are."""
    return max(_known(_left(grid), questions), _known(_top(grid), questions))


def read_rows(grid: Grid, questions: Mapping[str, Question], placed: Placed) -> Iterator[Row]:
    """What each row of a table answers, or each run of rows with labels on the left.

    Args:
        grid: the table.
        questions: what is asked, by the keys of labels.
        placed: gives the spots of cells.
    """
    if _known(_left(grid), questions) >= _known(_top(grid), questions):
        yield from _cards(grid, questions, placed)
    else:
        yield from _lines(grid, questions, placed)


def _cards(grid: Grid, questions: Mapping[str, Question], placed: Placed) -> Iterator[Row]:
    """Rows of a label and an answer; a label that comes again begins the next."""
    row: Row = []
    seen: set[str] = set()
    for boxes in grid.rows:
        if not boxes:
            continue
        label, answer = _label(boxes[0]), boxes[-1]
        if len(boxes) == 1:
            answer = Box(_below_label(boxes[0]), boxes[0].element)
        question = questions.get(label_key(label))
        spot = placed(answer, (label,) if label else ())
        if question is None:
            if label or written(answer):
                row.append(Unknown(label, spot, written(answer)))
            continue
        if question.key in seen:
            yield row
            row, seen = [], set()
        seen.add(question.key)
        row.append(Asking(question, answer, spot))
    if row:
        yield row


def _lines(grid: Grid, questions: Mapping[str, Question], placed: Placed) -> Iterator[Row]:
    """Rows below a row of labels."""
    labels = {box.column: _label(box) for box in grid.rows[0]}
    above: dict[int, Box] = {}
    for number, boxes in enumerate(grid.rows[1:], start=1):
        row: Row = []
        for box in boxes:
            filled = above.get(box.column, box) if box.goes_on else box
            above[box.column] = filled
            label = labels.get(box.column, "")
            question = questions.get(label_key(label))
            spot = placed(filled, (f"row {number}", *((label,) if label else ())))
            if question is None or (box.span > 1 and written(filled)):
                words = label if question is None else f"{label} and what is merged with it"
                if label or written(filled):
                    row.append(Unknown(words, spot, written(filled)))
            else:
                row.append(Asking(question, filled, spot))
        yield row


def _known(labels: Sequence[str], questions: Mapping[str, Question]) -> int:
    said = [label for label in labels if label]
    known = sum(label_key(label) in questions for label in said)
    return known if said and known >= _ENOUGH * len(said) else 0


def _left(grid: Grid) -> list[str]:
    return [_label(row[0]) for row in grid.rows if row]


def _top(grid: Grid) -> list[str]:
    return [_label(box) for box in grid.rows[0]] if grid.rows else []


def _label(box: Box) -> str:
    """What a cell is called: its first words that are no help."""
    for block in box.content:
        if isinstance(block, Block) and block.style.name != HELP and block.paragraph.text.strip():
            return " ".join(block.paragraph.text.split("\n")[0].split()).removesuffix("*").strip()
    return ""


def _below_label(box: Box) -> tuple[Block | Grid, ...]:
    """What stands in a cell below its label, where somebody has merged label and answer."""
    first = next(
        (n for n, block in enumerate(box.content) if isinstance(block, Block) and block.paragraph.text.strip()), 0
    )
    return tuple(
        block for block in box.content[first + 1 :]
        if not (isinstance(block, Block) and block.style.name in (HELP, LABEL))
    )  # fmt: skip


def written(box: Box) -> bool:
    """Whether anybody has written into a cell."""
    return any(
        not isinstance(block, Block)
        or (block.style.name not in (HELP, PROBLEM) and (block.paragraph.text.strip() or block.notes))
        for block in box.content
    )
