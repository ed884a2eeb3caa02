"""What a page says, for Kiwix's search: its title and its words, without what says something about other pages."""

from __future__ import annotations

from functools import cache
from html import unescape

from macros.render.class_names import LINK_SIGN
from macros.render.tags import VOID, attributes, visit

_IN_LINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "span", "strong", "sup"})
"""Elements whose end is no end of a word."""


@cache
def said(article: str) -> tuple[str, str]:
    """The title and the text of a page; explanations of terms and the signs beside headings are left out.

    Remembered, since the same page stands in many packs.

    Args:
        article: its content, without the site around it.
    """
    listener = _Listener()
    visit(article, listener)
    return " ".join("".join(listener.title).split()), "".join(listener.words).strip()


class _Listener:
    """What has been heard of a page, and the elements that are open."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.title: list[str] = []
        """Text of the first heading."""
        self._open: list[tuple[str, bool]] = []
        """Open elements, each with whether text around it is heard."""
        self._heard = True
        self._titled = False
        """Whether the first heading has ended."""

    def text(self, piece: str) -> None:
        """Text between two tags."""
        if self._heard:
            self._hear(unescape(piece))

    def open(self, tag: str, given: str) -> None:
        """An element begins."""
        if tag in VOID:
            self._end(tag)
            return
        values = attributes(given)
        self._open.append((tag, self._heard))
        self._heard = self._heard and values.get("role") != "tooltip" and values.get("class") != LINK_SIGN

    def close(self, tag: str) -> None:
        """An element ends."""
        if all(name != tag for name, _ in self._open):
            return
        ended = ""
        while ended != tag:
            ended, around = self._open.pop()
            self._end(ended)
            self._titled = self._titled or ended == "h1"
            self._heard = around

    def _end(self, tag: str) -> None:
        if self._heard and tag not in _IN_LINE:
            self._hear("\n")

    def _hear(self, piece: str) -> None:
        self.words.append(piece)
        if not self._titled and any(tag == "h1" for tag, _ in self._open):
            self.title.append(piece)
