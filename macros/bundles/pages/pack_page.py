"""Pages as a pack takes them: made of values and cut at their links once, put together for each pack.

What a pack doesn't hold is reached on the site; the links that lead there are marked.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import Protocol
from urllib.parse import quote, unquote

from macros.bundles.pages.authored_page import article_of
from macros.frame import Frame, Kind
from macros.render.cut_text import CutText
from macros.render.page import RenderedPage
from macros.render.tags import cut_at_links, without_choice
from macros.surroundings import Surrounding

_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
MARK = '" data-online="'
"""What marks a link that needs a network, after its address: the style sheet shows it."""

_NOTHING = "data:,"
"""Stands for a picture that a pack doesn't hold: a page that is read without a network asks for nothing."""
_PICTURE = ' src="'
NO_COPIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Link:
    """A link of a page."""

    address: str
    """As it is written."""
    target: str
    """The page or file it leads to, relative to the site; empty for its own page and for other hosts."""
    loaded: bool = False
    """Whether the page shows what it leads to: a picture."""


LinkedText = CutText[Link]
"""HTML, cut at its links."""


class Page(Protocol):
    """A page that packs take."""

    def inside(self, part: PartOfSite) -> str:
        """The whole page, with its links as they lead from a part of the site."""

    @property
    def article(self) -> str:
        """Its content, without the site around it; empty where it only leads on."""


@dataclass(frozen=True)
class FramedPage:
    """A page made of values."""

    surrounding: Surrounding
    content: LinkedText
    article: str

    def inside(self, part: PartOfSite) -> str:
        """The whole page: its content in its frame."""
        values = {**self.surrounding.values, "content": part.text(self.content)}
        return part.frame(self.surrounding.kind).filled(values.__getitem__)


@dataclass(frozen=True)
class AuthoredPage:
    """A page that MkDocs has made: a file of the built site."""

    whole: LinkedText

    def inside(self, part: PartOfSite) -> str:
        """The whole page."""
        return part.text(self.whole)

    @property
    def article(self) -> str:
        """Its content, found in the file."""
        return article_of(self.whole.filled(lambda link: link.address))


@dataclass(frozen=True)
class LinkedFrame:
    """A frame with its own links cut."""

    texts: tuple[LinkedText, ...]
    names: tuple[str, ...]
    """The values between them."""


class PartOfSite:
    """A part of the site: puts its pages together, with their links as they lead from there."""

    def __init__(
        self,
        frames: Mapping[Kind, LinkedFrame],
        held: Collection[str],
        online: str,
        copies: Mapping[str, str] = NO_COPIES,
    ) -> None:
        """Make ready.

        Args:
            frames: of the site.
            held: pages and files that the part holds.
            online: address of the whole site, with a slash at its end.
            copies: of pictures, by the address of the whole one, where the part may hold them in its place.
        """
        self._linked = frames
        self._copies = copies
        self._held = held
        self._online = online
        self._frames: dict[Kind, Frame] = {}

    def text(self, text: LinkedText) -> str:
        """HTML with the address of each link as it is written, or the one online, marked."""
        return text.filled(self._address)

    def frame(self, kind: Kind) -> Frame:
        """The frame of a kind."""
        if kind not in self._frames:
            linked = self._linked[kind]
            self._frames[kind] = Frame(tuple(map(self.text, linked.texts)), linked.names)
        return self._frames[kind]

    def _address(self, link: Link) -> str:
        if not link.target or link.target in self._held:
            return link.address
        if link.loaded:
            copy = self._copies.get(link.target, "")
            beside = f"{link.address.rpartition('/')[0]}/{quote(posixpath.basename(copy))}"
            return beside if copy in self._held else f"{_NOTHING}{MARK}"
        rest = link.address[len(_place(link.address)) :]
        return f"{self._online}{quote(link.target)}{rest}{MARK}"


def linked_frames(frames: Mapping[Kind, Frame]) -> dict[Kind, LinkedFrame]:
    """Frames, cut at their own links; an address that is itself a value of the page is none of them."""
    return {
        (folder, parts): LinkedFrame(
            tuple(linked(posixpath.join(folder, "page.html"), text) for text in frame.texts), frame.marks
        )
        for (folder, parts), frame in frames.items()
    }


def finished_page(page: RenderedPage, surrounding: Surrounding) -> Page:
    """A page of the site that the core has made; of each picture a pack holds one, so there is nothing to choose."""
    html = without_choice(page.html)
    return FramedPage(surrounding, linked(page.path, html), "" if page.redirect else html)


def framed_page(path: str, surrounding: Surrounding, html: str) -> Page:
    """A page that only packs have.

    Args:
        path: its address inside the site.
        surrounding: what is around it.
        html: its content.
    """
    return FramedPage(surrounding, linked(path, html), html)


def authored_page(path: str, whole: str) -> Page:
    """A page that MkDocs has made.

    Args:
        path: its address inside the site.
        whole: the built file.
    """
    return AuthoredPage(linked(path, whole))


def linked(path: str, html: str) -> LinkedText:
    """HTML of a page, cut at its links.

    Args:
        path: the page's address inside the site, which the links are relative to.
        html: its content, or the whole of it.
    """
    folder = posixpath.dirname(path)
    cut = cut_at_links(html)
    links = (
        Link(address, target_of(folder, unescape(address)), before.endswith(_PICTURE))
        for before, address in zip(cut.texts, cut.marks, strict=False)
    )
    return CutText(cut.texts, tuple(links))


def target_of(folder: str, link: str) -> str:
    """The page or file that a link leads to, relative to the site; empty for its own page and for other hosts."""
    place = _place(link)
    if not place or _OUTSIDE.match(place):
        return ""
    return posixpath.normpath(posixpath.join(folder, unquote(place)))


def _place(link: str) -> str:
    """A link without what it asks and without the place on the page."""
    return link.partition("#")[0].partition("?")[0]
