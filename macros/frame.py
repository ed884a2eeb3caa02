"""The site around finished pages: rendered once for all pages of a kind, and filled for each.

Pages of a kind lie in one folder and have the same parts (a description, a table of contents, a link to edit). Their
surroundings differ only in the values of `Filling`; `overrides/main.html` is rendered with marks in the place of those,
and cut at the marks. `tests/test_frame.py` holds frames against pages that the template renders whole.

Imports nothing of MkDocs; `macros.finished_file` says how to render, and `macros.surroundings` hands frames to bundles,
which put them around their own pages.
"""

from __future__ import annotations

import html
import posixpath
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring

from macros.render.contact import NONE, Contact
from macros.render.cut_text import CutText
from macros.render.linked_data import with_address
from macros.render.page import Heading, RenderedPage

FEWEST_LETTERS, DESCRIPTION = 40, 200
"""Characters of a paragraph that describes a page by itself, and of a description."""
LONGEST_TITLE = 120
"""Characters of a title in a list of results or open windows."""
FEWEST_HEADINGS = 6
"""Headings from which a finished page shows a table of contents; below that it fits a screen or two."""


@dataclass(frozen=True)
class Entry:
    """A heading in a table of contents, as templates read it; its texts are HTML."""

    url: str
    title: str
    level: int
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Filling:
    """Everything in which pages of a kind may differ; texts are plain, the content is HTML."""

    path: str
    title: str
    description: str
    content: str
    contents: tuple[Entry, ...] = ()
    redirect: str = ""
    edit: str = ""
    canonical: str = ""
    label: str = ""
    """What kind of page it is."""
    mistake: str = ""
    """Where readers say what is wrong with the entry."""
    missing: str = ""
    """Where they say what it lacks."""
    data: str = ""
    """What it says in the words of schema.org, ready to stand in the page."""

    @property
    def kind(self) -> Kind:
        """Which frame it needs."""
        parts = (
            self.description, self.contents, self.redirect, self.edit, self.canonical, self.data, self.mistake,
        )  # fmt: skip
        return posixpath.dirname(self.path), tuple(map(bool, parts))

    def values(self) -> dict[str, str]:
        """Its texts as HTML, by name."""
        return {
            "title": html.escape(self.title),
            "head": html.escape(head_title(self.title, self.label)),
            "description": html.escape(" ".join(self.description.split())),
            "redirect": html.escape(self.redirect),
            "edit": self.edit,
            "canonical": self.canonical,
            "data": self.data,
            "mistake": html.escape(self.mistake),
            "missing": html.escape(self.missing),
        }


def head_title(title: str, label: str) -> str:
    """A page's title on the web: cut where nobody reads on, with the kind of page."""
    words = short_title(title)
    return f"{words} ({label})" if label else words


def short_title(title: str) -> str:
    """A title of little more than 120 characters: a longer one without what stands before its last words."""
    if len(title) <= LONGEST_TITLE:
        return title
    begin, end = title[: LONGEST_TITLE - 35], title[-35:]
    return f"{begin[: begin.rfind(' ')]} … {end[end.find(' ') + 1 :]}"


Kind = tuple[str, tuple[bool, ...]]
"""A folder, and which of the parts that a page may lack its pages have."""


@dataclass(frozen=True)
class StandIn:
    """What the template gets instead of a page: a mark for every value."""

    url: str
    meta: dict[str, Any]
    content: str
    contents: str
    edit_url: str | None
    canonical_url: str | None
    mistake_url: str | None
    missing_url: str | None
    section: Any
    """The section of the navigation that pages of this folder belong to."""
    finished: bool = True
    above: Any = None
    """The page that it leads up to: finished pages say that themselves."""
    is_homepage: bool = False
    toc: tuple[Entry, ...] = field(default=())

    @property
    def title(self) -> str:
        """The title."""
        return str(self.meta["title"])


Frame = CutText[str]
"""A page's surroundings, cut at what differs from page to page; its marks are the names of values."""


class Frames:
    """The frames of one build."""

    def __init__(
        self,
        render: Callable[[StandIn], str],
        render_entry: Callable[[Entry], str],
        sections: Callable[[str], Any] = lambda folder: None,
    ) -> None:
        """Make frames when they are asked for.

        Args:
            render: renders the template around a page.
            render_entry: renders a heading in the table of contents.
            sections: gives the section of the navigation for a folder.
        """
        self._render = render
        self._render_entry = render_entry
        self._sections = sections
        self._mark = f"ctmark{secrets.token_hex(8)}"
        self._frames: dict[Kind, Frame] = {}
        self._entries: dict[Entry, str] = {}
        self.first: dict[Kind, str] = {}
        """Address of the first page of each kind."""

    def page(self, filling: Filling) -> str:
        """A whole page."""
        self.first.setdefault(filling.kind, filling.path)
        values = {**self.values(filling), "content": filling.content}
        return self.frame(filling.kind).filled(values.__getitem__)

    def values(self, filling: Filling) -> dict[str, str]:
        """What a page puts into its frame besides its content, as HTML."""
        return {**filling.values(), "contents": "\n".join(map(self._entry_html, filling.contents))}

    def frame(self, kind: Kind) -> Frame:
        """The frame of a kind."""
        if kind not in self._frames:
            self._frames[kind] = self._cut(kind)
        return self._frames[kind]

    def _cut(self, kind: Kind) -> Frame:
        folder, (description, contents, redirect, edit, canonical, data, contact) = kind
        whole = self._render(
            StandIn(
                url=posixpath.join(folder, "page.html"),
                meta={
                    "title": self._marked("title"),
                    "head": self._marked("head"),
                    "data": self._marked("data") if data else "",
                    "description": self._marked("description") if description else "",
                    "redirect": self._marked("redirect") if redirect else None,
                    "hide": ["navigation"],
                },
                content=self._marked("content"),
                contents=self._marked("contents"),
                toc=(Entry("", "", 2),) if contents else (),
                edit_url=self._marked("edit") if edit else None,
                canonical_url=self._marked("canonical") if canonical else None,
                mistake_url=self._marked("mistake") if contact else None,
                missing_url=self._marked("missing") if contact else None,
                section=self._sections(folder),
            )
        )
        pieces = re.split(rf"{self._mark}([a-z]+)end", whole)
        return Frame(tuple(pieces[::2]), tuple(pieces[1::2]))

    def _marked(self, name: str) -> str:
        """A mark that escaping and filters of addresses leave as it is, and that nobody can write in an entry."""
        return f"{self._mark}{name}end"

    def _entry_html(self, entry: Entry) -> str:
        if entry not in self._entries:
            self._entries[entry] = self._render_entry(entry)
        return self._entries[entry]


def filling_of(page: RenderedPage, edit: str = "", canonical: str = "", contact: Contact = NONE) -> Filling:
    """What a finished page puts into its frame.

    Args:
        page: the page.
        edit: where its source can be edited.
        canonical: its address on the web.
        contact: where its readers write to.
    """
    contents = contents_of(page.headings) if len(page.headings) >= FEWEST_HEADINGS else ()
    data = with_address(page.data, canonical) if page.data and canonical else ""
    redirect = page.redirect or ""
    return Filling(
        page.path, page.title, page.description, page.html, contents, redirect, edit, canonical, page.label,
        contact.mistake, contact.missing, data,
    )  # fmt: skip


def headings_of(page: HtmlElement) -> Iterator[Heading]:
    """The headings of levels 2 and 3 that have an anchor, without the sign that leads to it."""
    for found in page.xpath("//h2[@id] | //h3[@id]"):
        words = found.xpath(".//text()[not(ancestor::a[contains(@class, 'headerlink')])]")
        yield Heading(int(found.tag[1]), found.get("id"), " ".join("".join(words).split()))


def first_words(content: str) -> str:
    """The first paragraph of a page as one line, for search engines: 200 characters at most, cut at a word."""
    for paragraph in fragment_fromstring(content, create_parent="div").iter("p"):
        words = " ".join(paragraph.text_content().split())
        if len(words) >= FEWEST_LETTERS:
            return words if len(words) <= DESCRIPTION else words[: words.rfind(" ", 0, DESCRIPTION)] + " …"
    return ""


def contents_of(headings: Iterable[Heading]) -> tuple[Entry, ...]:
    """Headings as a table of contents: those of the third level below the one of the second level before them."""
    return tuple(_nested(list(headings)))


def _nested(headings: list[Heading]) -> Iterator[Entry]:
    tops = [place for place, heading in enumerate(headings) if heading.level == 2 or place == 0]
    for place, following in pairwise([*tops, len(headings)]):
        children = (heading for heading in headings[place + 1 : following] if heading.level == 3)
        yield _entry(headings[place], tuple(map(_entry, children)))


def _entry(heading: Heading, children: tuple[Entry, ...] = ()) -> Entry:
    return Entry(f"#{heading.id}", html.escape(heading.title), heading.level, children)
