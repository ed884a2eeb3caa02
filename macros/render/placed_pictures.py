"""Pictures in a contributor's text, found by the parser as blocks of their own.

Nothing of them is made into HTML here: in their place stands an empty mark, which survives the sanitiser, and the
figure is put there afterwards by a template. Of what is no picture of the page's own entry the text stays.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markdown.blockprocessors import BlockProcessor
from markupsafe import Markup

from macros.knowledge.placed import PLACED
from macros.model.beside import AttachedFile

PRIORITY = 85
"""Before blocks of code by indentation, after what goes on inside a list."""
_MARK = re.compile(r'<figure id="placed-(\d+)"></figure>')


@dataclass(frozen=True)
class PlacedPicture:
    """A picture where a text shows it."""

    file: AttachedFile
    alt: str
    """What it shows."""
    caption: str
    anchor: str
    """What links to the picture lead to; empty where the page has shown it before."""


Draw = Callable[[Any, PlacedPicture], Markup]
"""Gives the figure of a picture on a page."""


class PictureBlocks(BlockProcessor):
    """`![what it shows](own/map.png "caption")` as a block."""

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether a block looks like one."""
        return block.lstrip().startswith("![")

    def run(self, parent: etree.Element, blocks: list[str]) -> bool | None:
        """Put a mark in its place; leave the block to others where it is none."""
        whole = PLACED.fullmatch(blocks[0].strip())
        page: Any = self.parser.md.page  # type: ignore[attr-defined]
        number = page.place_picture(whole[2], whole[1], whole[3]) if whole else None
        if number is None:
            return False
        blocks.pop(0)
        etree.SubElement(parent, "figure", {"id": f"placed-{number}"})
        return None


def put_figures(html: str, page: Any, draw: Draw) -> str:
    """The finished HTML of a text with its figures.

    Args:
        html: sanitised; nobody but `PictureBlocks` can have written a mark into it.
        page: the `PageContext` that has placed them.
        draw: makes a figure.
    """
    return _MARK.sub(lambda mark: draw(page, page.placed[int(mark[1])]).strip(), html)


def no_figure(page: Any, placed: PlacedPicture) -> Markup:
    """Shows what the picture shows in words."""
    return Markup.escape(placed.alt)
