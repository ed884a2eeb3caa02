"""The text of a Word file as blocks in their order: paragraphs with looks, and tables of cells.

What was put in with changes tracked is taken, what was taken out is not. What can't be read is noted where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.giving.word.package import Package, W
from macros.giving.word.prose import Kind, Paragraph, TooLongError
from macros.giving.word.runs import Runs
from macros.giving.word.styles import Style, Styles, read_styles, value_of

_WRAPPERS = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent")}
BLOCKS = 20_000
"""Paragraphs and cells that a file may have."""


@dataclass(frozen=True)
class Block:
    """A paragraph."""

    paragraph: Paragraph
    style: Style
    element: Any = field(compare=False, repr=False)
    notes: tuple[str, ...] = ()
    """What in it isn't read, in words."""
    pictures: int = 0
    """Pictures that stand in it."""


@dataclass(frozen=True)
class Box:
    """A cell of a table."""

    content: tuple[Block | Grid, ...]
    element: Any = field(compare=False, repr=False)
    column: int = 0
    """Where it begins, from 0."""
    span: int = 1
    goes_on: bool = False
    """Whether it goes on from the row above."""


@dataclass(frozen=True)
class Grid:
    """A table."""

    rows: tuple[tuple[Box, ...], ...]
    element: Any = field(compare=False, repr=False)


class Body:
    """A file while its blocks are read."""

    def __init__(self, package: Package) -> None:
        self._styles: Styles = read_styles(package.styles, package.numbering)
        self._runs = Runs(self._styles, package.links)
        self._count = 0
        self._taken_out = False
        self.blocks: list[Block | Grid] = list(self._in(package.body))

    @property
    def tracked(self) -> bool:
        """Whether it holds tracked changes."""
        return self._runs.tracked or self._taken_out

    def _in(self, holder: Any) -> Iterator[Block | Grid]:
        """The blocks of an element; a paragraph whose end was taken out goes on in the next."""
        open_start: Any = None
        for element in _children(holder):
            self._count += 1
            if self._count > BLOCKS:
                raise TooLongError
            if element.tag == f"{W}tbl":
                yield Grid(tuple(self._rows(element)), element)
                continue
            going_on = element.find(f"{W}pPr/{W}rPr/{W}del") is not None
            self._taken_out |= going_on
            block = self._block(element)
            if open_start is not None:
                block = Block(
                    Paragraph(
                        open_start.paragraph.pieces + block.paragraph.pieces,
                        open_start.paragraph.kind,
                        open_start.paragraph.level,
                    ),
                    open_start.style, open_start.element, open_start.notes + block.notes,
                    open_start.pictures + block.pictures,
                )  # fmt: skip
            open_start = block if going_on else None
            if not going_on:
                yield block
        if open_start is not None:
            yield open_start

    def _block(self, element: Any) -> Block:
        style = self._styles.of(value_of(element, "pPr/pStyle"))
        level = value_of(element, "pPr/outlineLvl")
        heading = int(level) + 1 if level.isdigit() and int(level) < 9 else style.heading
        pieces, notes, pictures = self._runs.read(element)
        number = value_of(element, "pPr/numPr/numId") or style.number
        if heading:
            return Block(Paragraph(pieces, Kind.HEADING, heading), style, element, notes, pictures)
        if number and number != "0":
            depth = value_of(element, "pPr/numPr/ilvl")
            deep = min(int(depth) if depth.isdigit() else _depth_in(style), 8)
            bullet = self._styles.bullets.get((number, deep if depth else style.depth), True)
            kind = Kind.ITEM if bullet else Kind.NUMBER
            return Block(Paragraph(pieces, kind, deep), style, element, notes, pictures)
        return Block(Paragraph(pieces), style, element, notes, pictures)

    def _rows(self, table: Any) -> Iterator[tuple[Box, ...]]:
        for row in _descend(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._taken_out = True
                continue
            column, boxes = int(_number(row, "trPr/gridBefore", 0)), []
            for cell in _descend(row, "tc"):
                span = _number(cell, "tcPr/gridSpan", 1)
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                boxes.append(Box(tuple(self._in(cell)), cell, column, span, goes_on))
                column += span
            yield tuple(boxes)


def _children(holder: Any) -> Iterator[Any]:
    """Paragraphs and tables in an element, also within what only wraps them."""
    for element in holder:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element)


def _descend(holder: Any, name: str) -> Iterator[Any]:
    for element in holder:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in _WRAPPERS:
            yield from _descend(element, name)


def _depth_in(style: Style) -> int:
    """How deep an item of a style stands: `List Bullet 2` once."""
    last = style.name[-1:]
    return style.depth or (int(last) - 1 if last.isdigit() and last != "0" else 0)


def _number(holder: Any, path: str, otherwise: int) -> int:
    text = value_of(holder, path)
    return min(int(text), 200) if text.isdigit() and len(text) < 6 else otherwise
