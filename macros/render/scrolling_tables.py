"""Tables in frames that scroll by themselves and that the keyboard reaches, so that no page is wider than a phone."""

from __future__ import annotations

from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from macros.render.table_heads import label_cells


class ScrollingTables(Extension):
    """Frames the tables of a text in Markdown."""

    def __init__(self, label: str) -> None:
        """`label` is what screen readers call a frame."""
        super().__init__()
        self._label = label

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Frame tables when all else has been done."""
        md.treeprocessors.register(_Frames(md, self._label), "scrolling-tables", -10)


class _Frames(Treeprocessor):
    def __init__(self, md: Markdown, label: str) -> None:
        super().__init__(md)
        self._label = label

    def run(self, root: etree.Element) -> None:
        frame_tables(root, self._label)


def frame_tables(parent: etree.Element, label: str) -> None:
    """Put each table below an element into a frame, and let its cells know their heads."""
    for index, child in enumerate(list(parent)):
        if child.tag == "table":
            label_cells(child)
            frame = etree.Element("div", {"class": "ct-scroll", "tabindex": "0", "role": "group", "aria-label": label})
            frame.tail, child.tail = child.tail, None
            parent[index] = frame
            frame.append(child)
        else:
            frame_tables(child, label)
