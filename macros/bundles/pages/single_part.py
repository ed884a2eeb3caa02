"""What a single file knows of a page: its text cut at its links and ids, and the places on it.

`macros.bundles.pages.slimming` makes it once; putting it together for a file costs little more than joining texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from macros.render.cut_text import CutText

Places = Mapping[tuple[str, str], str]
"""Where a file holds what links lead to, by address of a page and id on it; the empty id is the page as a whole."""


@dataclass(frozen=True)
class Part:
    """An entry in a single file."""

    id: str
    """Where it begins."""
    title: str
    html: str


@dataclass(frozen=True)
class Goal:
    """What a link leads to."""

    page: str
    """Address of a page of the site; empty for another host."""
    id: str

    def place(self, held: Places) -> str:
        """Where a file holds it; empty where it doesn't."""
        return held.get((self.page, self.id)) or held.get((self.page, ""), "")


@dataclass(frozen=True)
class LinkPiece:
    """A piece of a link, which depends on whether a file holds what the link leads to."""

    goal: Goal
    inside: tuple[str, ...]
    """Texts between which the place comes."""
    outside: str
    """What stands there in a file without the goal."""
    shows: str = ""
    """Address of the picture that it leads to; a file that shows the picture needs nothing in place of the link."""


@dataclass(frozen=True)
class PicturePiece:
    """A picture, which a file may hold."""

    shows: str
    """Its address inside the site."""
    around: tuple[str, str]
    """What stands before and behind the picture as text, in a file that holds it."""
    outside: str
    """What stands there in a file that doesn't: what it shows in words."""


class Drawn(NamedTuple):
    """A picture as a file holds it."""

    source: str
    """An address that holds it; empty where the file doesn't."""
    whole: bool
    """Whether it is the picture itself, and no smaller copy."""


Picture = Callable[[str], Drawn]
"""Gives a picture by its address inside the site."""


def no_picture(address: str) -> Drawn:
    """A file without pictures."""
    return Drawn("", False)


_HEADING = re.compile(r"<h[2-6](?=[ >]|$)")


@dataclass(frozen=True)
class Anchor:
    """An id, which a file needs only where something leads to it."""

    place: str


@dataclass(frozen=True)
class SlimPage:
    """A page, cut at its links and ids."""

    text: CutText[LinkPiece | PicturePiece | Anchor]
    places: Places
    """The ids on it, as a file has them."""

    def headings(self) -> tuple[dict[str, int], int]:
        """The number of the heading that each place stands on or below, from 1, and how many headings there are."""
        found: dict[str, int] = {}
        count = 0
        for text, mark in zip(self.text.texts, (*self.text.marks, None), strict=True):
            count += len(_HEADING.findall(text))
            if isinstance(mark, Anchor):
                found[mark.place] = count
        return found, count

    def leads_to(self, held: Places) -> set[str]:
        """The places its links lead to in a file that holds some."""
        return {mark.goal.place(held) for mark in self.text.marks if isinstance(mark, LinkPiece)}

    def put(self, held: Places, used: Collection[str], picture: Picture = no_picture) -> str:
        """The page for a file.

        Args:
            held: what the file holds.
            used: the places in it that something leads to.
            picture: gives the pictures that it holds.
        """

        def shown(mark: LinkPiece | PicturePiece | Anchor) -> str:
            if isinstance(mark, Anchor):
                return f' id="{mark.place}"' if mark.place in used else ""
            if isinstance(mark, PicturePiece):
                source = picture(mark.shows).source
                return source.join(mark.around) if source else mark.outside
            place = mark.goal.place(held)
            if not place and mark.shows and picture(mark.shows).whole:
                return ""
            return place.join(mark.inside) if place else mark.outside

        return self.text.filled(shown)
