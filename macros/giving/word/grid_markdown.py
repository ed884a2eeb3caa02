"""A table of a text, as Markdown has it."""

from __future__ import annotations

from macros.giving.word.body import Block, Box, Grid
from macros.giving.word.to_markdown import to_values


def grid_markdown(grid: Grid) -> str:
    """A table as Markdown; empty where it has merged cells, or tables within it, which Markdown has not."""
    boxes = [box for row in grid.rows for box in row]
    widths = {len(row) for row in grid.rows}
    plain = all(box.span == 1 and not box.goes_on for box in boxes)
    if len(widths) != 1 or not plain or any(not isinstance(block, Block) for box in boxes for block in box.content):
        return ""
    head, *others = [[_cell(box) for box in row] for row in grid.rows]
    return "\n".join(_line(cells) for cells in (head, ["---"] * len(head), *others))


def _cell(box: Box) -> str:
    paragraphs = [block.paragraph for block in box.content if isinstance(block, Block)]
    return " ".join(to_values(paragraphs, marked=True).split()).replace("|", "\\|")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
