"""Cells of a table that know the head of their column."""

from __future__ import annotations

import re

import markdown
import pytest

from macros.render.page import PageContext
from macros.render.prose import ProseRenderer
from macros.render.scrolling_tables import ScrollingTables
from tests.community import graph_of

THREE = "| R&D | *b* `c` | d |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | | 6 |\n"
TWO = "| a | b |\n|---|---|\n| 1 | 2 |\n"


def _heads(html: str) -> list[str]:
    return re.findall(r'<td data-head="([^"]*)"', html)


@pytest.mark.parametrize("text", [THREE, f"- in a list\n\n{THREE}"])
def test_cells_of_three_columns_know_their_heads(text: str) -> None:
    """In what contributors write and in what maintainers do; as plain words, empty cells too."""
    page = PageContext(graph_of(), "practices/p.html")
    wanted = ["R&amp;D", "b c", "d"] * 2
    assert _heads(ProseRenderer().block(page, text)) == wanted
    assert _heads(markdown.markdown(text, extensions=["tables", ScrollingTables("Table")])) == wanted


def test_two_columns_fit_as_they_are() -> None:
    """Nothing is added to them."""
    page = PageContext(graph_of(), "practices/p.html")
    assert "data-head" not in ProseRenderer().block(page, TWO)
    assert "data-head" not in markdown.markdown(TWO, extensions=["tables", ScrollingTables("Table")])


def test_what_markdown_puts_back_last_stays_out_of_attributes() -> None:
    """Such as HTML in the head of a table that a maintainer writes."""
    html = markdown.markdown(
        THREE.replace("| d |", '| <b title="x">d</b> |'), extensions=["tables", ScrollingTables("Table")]
    )
    assert _heads(html)[2] == "d" and html.count("<b ") == 1
