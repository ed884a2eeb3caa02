"""HTML tag by tag, as the templates and the sanitiser write it: every element closed, every value in double quotes.

The one place that knows what a tag looks like. `macros.render.reading` takes from it what a page says, bundles what a
part of a file or the index of a ZIM file needs. HTML that others have written is first made such by `regular`.
"""

from __future__ import annotations

import re
from typing import Protocol

from lxml import html

from macros.render.cut_text import CutText

LINKING = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src"}
"""Elements that lead somewhere, and the attribute that says where."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements without content and without an end."""
_TAG = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)([^">]*(?:"[^"]*"[^">]*)*)>|<!--.*?-->', re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-zA-Z][a-zA-Z-]*)(?:="([^"]*)")?')
_CHOICE = re.compile(r'(<img\s[^>]*?) srcset="[^"]*" sizes="[^"]*"')
_LINK = re.compile(r"<(a|img)\s")


class Visitor(Protocol):
    """Is told of a page's tags and texts in their order."""

    def text(self, piece: str) -> None:
        """Text between two tags, as it is written: with `&amp;` for an ampersand."""

    def open(self, tag: str, given: str) -> None:
        """An element begins; `given` is what its tag holds besides its name, for `attributes`."""

    def close(self, tag: str) -> None:
        """An element ends; of elements without content nobody is told that."""


def visit(content: str, visitor: Visitor) -> None:
    """Pass over HTML once.

    Args:
        content: HTML as templates and the sanitiser write it; comments in it are passed over.
        visitor: is told.
    """
    end = 0
    for found in _TAG.finditer(content):
        start = found.start()
        if start > end:
            visitor.text(content[end:start])
        end = found.end()
        closing, tag, given = found.groups()
        if closing:
            visitor.close(tag)
        elif tag is not None:
            visitor.open(tag, given)
            if given.endswith("/") and tag not in VOID:
                visitor.close(tag)
    if end < len(content):
        visitor.text(content[end:])


def attributes(given: str) -> dict[str, str]:
    """The attributes of a tag by name, as they are written; empty for one without a value."""
    return dict(_ATTRIBUTE.findall(given))


def cut_at_links(content: str) -> CutText[str]:
    """HTML cut at the addresses of its links and pictures, which are its marks, as they are written."""
    texts, marks, last = [], [], 0
    for begin in _LINK.finditer(content):
        tag = _TAG.match(content, begin.start())
        for attribute in _ATTRIBUTE.finditer(content, tag.start(3), tag.end(3)) if tag else ():
            if attribute[1] == LINKING[begin[1]] and attribute[2] is not None:
                texts.append(content[last : attribute.start(2)])
                marks.append(attribute[2])
                last = attribute.end(2)
                break
    return CutText((*texts, content[last:]), tuple(marks))


def without_choice(content: str) -> str:
    """HTML whose pictures have one address each, and no copies to choose from."""
    return _CHOICE.sub(r"\1", content) if " srcset=" in content else content


def regular(content: str) -> str:
    """HTML that others have written, written as ours is; any text will do."""
    root = html.fragment_fromstring(content, create_parent="div", parser=html.HTMLParser(huge_tree=True))
    written: str = html.tostring(root, encoding="unicode")
    return written
