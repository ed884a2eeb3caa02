"""What Markdown makes of links to files, tasks and boxes, as pages show it; each changes an element in place."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from macros.knowledge.markup import FILE
from macros.knowledge.placed import BESIDE
from macros.render.page import PageContext


def page_of_file(page: PageContext, target: str) -> str:
    """Where a link leads: to the entry or the picture or attachment whose file it names, else as it is written."""
    file, beside = FILE.fullmatch(target), BESIDE.fullmatch(target)
    if beside and beside[1] in page.graph.records:
        return page.href(f"{beside[1]}#{beside[2]}")
    return page.href(file[1]) + (file[2] or "") if file and file[1] in page.graph.records else target


_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
"""Of a list of tasks, as they are written and as they are shown."""


def show_box(item: etree.Element) -> None:
    """Show the box of a task at the begin of an item, or of its first paragraph."""
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    for written, shown in _BOXES.items():
        if first.text and first.text.startswith(written):
            first.text = shown + first.text[len(written) :]


_ADMONITIONS = frozenset({
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
})  # fmt: skip
"""Kinds of boxes that have a colour and a sign."""


def known_class(element: etree.Element) -> None:
    """Leave of a box's classes those that have looks; a contributor's own could dress it as something else."""
    names = element.get("class", "").split()
    kinds = [name for name in names if name in _ADMONITIONS][:1]
    if "admonition" in names and element.tag == "div":
        element.set("class", " ".join(["admonition", *kinds]))
    elif element.tag == "details":
        element.set("class", " ".join(kinds))
