"""Tables that can become lists on a narrow screen: each cell knows the head of its column.

Only where there are three columns or more; two fit a phone. The style sheet shows the heads (`data-head`).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown.util import AMP_SUBSTITUTE, ETX, STX

HEAD = "data-head"
"""The attribute of a cell that holds the words of its column's head."""
FROM_COLUMNS = 3
_STASHED = re.compile(f"{STX}[^{STX}{ETX}]*{ETX}")
"""What stands for something that Markdown puts back last, and that no attribute can hold."""


def label_cells(table: etree.Element) -> None:
    """Give each cell of a table the head of its column, in place."""
    heads = [_words(head) for head in table.iterfind("thead/tr/th")]
    if len(heads) < FROM_COLUMNS:
        return
    for row in table.iterfind("tbody/tr"):
        for head, cell in zip(heads, row, strict=False):
            if head and cell.tag == "td":
                cell.set(HEAD, head)


def _words(head: etree.Element) -> str:
    text = "".join(head.itertext()).replace(AMP_SUBSTITUTE, "&")
    return " ".join(_STASHED.sub("", text).split())
