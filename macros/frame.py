"""The site around finished pages, rendered once for many of them and filled for each.

The theme takes milliseconds for a page whose surroundings are those of its neighbours. Here its output
for one page of a kind is cut where pages differ. The frame is trusted only when another page comes out of
it exactly as the theme rendered that one; where it doesn't, the theme shows something of a page that
`_values` doesn't know, and goes on to render all pages of that kind itself.

Imports nothing of MkDocs; `macros.hooks` gives it the pages.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

_MARK = re.compile(r"ctmark([a-z]+)end")
_INDENT = re.compile(r"\n\s+")


def tidy(html: str) -> str:
    """HTML without the indentation that templates leave; with preformatted text in it, it stays as it is."""
    return html if "<pre" in html else _INDENT.sub("\n", html)


def mark(name: str) -> str:
    """What the theme gets in the place of a value; comes through escaping and address filters unchanged."""
    return f"ctmark{name}end"


class Frame:
    """A page's surroundings with places for what differs from page to page."""

    def __init__(self, html: str) -> None:
        """Cut HTML at the marks in it."""
        self._parts = _MARK.split(html)

    def __repr__(self) -> str:
        return f"<Frame for {', '.join(sorted(set(self._parts[1::2])))}>"

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with a value at each mark; values are HTML already."""
        return "".join(values[part] if index % 2 else part for index, part in enumerate(self._parts))


@dataclass(frozen=True)
class _Item:
    """What the theme reads of a heading in the table of contents."""

    url: str = "#" + mark("anchor")
    title: str = mark("heading")
    children: tuple[_Item, ...] = ()
    level: int = 2


class Frames:
    """The frames of one build."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._frames: dict[tuple[object, ...], Frame | None] = {}
        self._first: dict[tuple[object, ...], tuple[dict[str, str], str]] = {}
        self._items: dict[tuple[object, ...], str] = {}

    @pass_context
    def page(self, context: Context) -> str:
        """The whole page that a context of the theme's template is for."""
        page, given = context["page"], context.get_all()
        if "<pre" in page.content:
            return self._theme(given)
        shown = (page.meta["description"], page.meta["redirect"], page.edit_url, page.canonical_url, list(page.toc))
        kind = (posixpath.dirname(page.url), id(page.section), *map(bool, shown))
        values = self._values(given)
        if kind not in self._first:
            self._first[kind] = values, self._theme(given)
            return self._first[kind][1]
        if kind not in self._frames:
            frame, (known, whole) = self._frame(given), self._first[kind]
            self._frames[kind] = frame if frame.fill(known) == whole else None
        trusted = self._frames[kind]
        return trusted.fill(values) if trusted else self._theme(given)

    def _theme(self, given: Mapping[str, Any]) -> str:
        return tidy(self._env.get_template("main.html").render(given))

    def _frame(self, given: Mapping[str, Any]) -> Frame:
        """The theme's output for a page like the given one, cut where pages differ."""
        model = given["page"]
        page = copy.copy(model)
        page.content = f"<h1>{mark('content')}</h1>"
        page.rendered = None
        page.meta = {
            **model.meta,
            "title": mark("title"),
            "description": mark("description") if model.meta["description"] else "",
            "redirect": mark("redirect") if model.meta["redirect"] else None,
        }
        page.edit_url = mark("edit") if model.edit_url else None
        page.canonical_url = mark("canonical") if model.canonical_url else None
        page.toc = [_Item()] if list(model.toc) else []
        html = self._theme({**given, "page": page}).replace(page.content, mark("content"))
        return Frame(html.replace(self._item(_Item(), given), mark("contents")))

    def _values(self, given: Mapping[str, Any]) -> dict[str, str]:
        """Everything in which pages of a kind may differ."""
        page = given["page"]
        items = list(page.toc)
        return {
            "title": page.meta["title"],
            "description": page.meta["description"],
            "redirect": page.meta["redirect"] or "",
            "edit": page.edit_url or "",
            "canonical": page.canonical_url or "",
            "content": tidy(page.content).strip(),
            "anchor": items[0].url[1:] if items else "",
            "contents": "\n".join(self._known_item(item, given) for item in items),
        }

    def _known_item(self, item: Any, given: Mapping[str, Any]) -> str:
        """A heading in the table of contents; most headings stand on many pages."""
        key = (item.url, item.title, *((child.url, child.title) for child in item.children))
        if key not in self._items:
            self._items[key] = self._item(item, given)
        return self._items[key]

    def _item(self, item: Any, given: Mapping[str, Any]) -> str:
        html = self._env.get_template("partials/toc-item.html").render({**given, "toc_item": item})
        return tidy(html).strip()
