"""Tables of what was measured: on the screen and in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

Rows = Sequence[Sequence[str]]
"""The heading first; in each row first the name of a figure, then its values."""


def on_screen(rows: Rows, title: str | None = None) -> Table:
    """For the terminal, figures to the right."""
    table = Table(title=title, title_justify="left", box=None)
    for place, name in enumerate(rows[0]):
        table.add_column(name, justify="right" if place else "left")
    for row in rows[1:]:
        table.add_row(*row)
    return table


def in_markdown(rows: Rows) -> list[str]:
    """Lines for a page."""
    aligned = [rows[0], ("---", *("---:" for _ in rows[0][1:])), *rows[1:]]
    return ["| " + " | ".join(row) + " |" for row in aligned]
