"""Where boxes and lines stand in a picture of what leads to what; the look is in `records/_picture.html`."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX, GAP, LINE = 190, 48, 14
"""Width of a box, room between columns, height of a line of words."""
_LETTERS, _LINES = 28, 2
_PAD, _BETWEEN, _HEAD = 8, 10, 24


@dataclass(frozen=True)
class Box:
    """What stands in a column of the picture."""

    node: str
    x: int
    y: int
    height: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class BoxPicture:
    """All boxes and lines, in units of the picture."""

    width: int
    height: int
    columns: tuple[int, ...]
    """Left edge of each column that holds something; its number among all columns stands beside it in `numbers`."""
    numbers: tuple[int, ...]
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    """Lines from box to box, as SVG writes them."""


def picture_of(
    columns: Sequence[Sequence[str]], steps: Sequence[tuple[str, str]], words: Mapping[str, str]
) -> BoxPicture:
    """Place boxes in columns, and lines between them.

    Args:
        columns: the nodes of each column from top to bottom; an empty one takes no room.
        steps: pairs of nodes with a line between them; left out where one isn't in a column.
        words: what each node says.
    """
    boxes: dict[str, Box] = {}
    used = [number for number, nodes in enumerate(columns) if nodes]
    lefts = [place * (BOX + GAP) for place in range(len(used))]
    for left, number in zip(lefts, used, strict=True):
        y = _HEAD
        for node in columns[number]:
            lines = _wrapped(words[node])
            height = 2 * _PAD + LINE * len(lines)
            boxes[node] = Box(node, left, y, height, lines)
            y += height + _BETWEEN
    height = max((box.y + box.height for box in boxes.values()), default=0) + 2
    paths = tuple(_path(boxes[one], boxes[other]) for one, other in steps if one in boxes and other in boxes)
    width = lefts[-1] + BOX if lefts else 0
    return BoxPicture(width, height, tuple(lefts), tuple(used), tuple(boxes.values()), paths)


def _wrapped(words: str) -> tuple[str, ...]:
    lines = textwrap.wrap(words, _LETTERS, max_lines=_LINES, placeholder=" …")
    return tuple(lines) or ("",)


def _path(one: Box, other: Box) -> str:
    """A line from the right edge of a box to the left edge of another; within a column, around its right side."""
    y1, y2 = one.y + one.height // 2, other.y + other.height // 2
    x1 = one.x + BOX
    if other.x <= one.x:
        bend = x1 + GAP // 2
        return f"M{x1} {y1}C{bend} {y1} {bend} {y2} {other.x + BOX} {y2}"
    x2 = other.x
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
