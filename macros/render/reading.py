"""Finished HTML read once, when a page is made: its sections, where it leads, and what can be led to on it.

Whatever comes later (search, link check, bundles, editions) takes these values and reads no HTML of a record's page
again. Pages that maintainers write go through the same reader, once, when MkDocs has made them: `read_any` first has
lxml write them as the templates and the sanitiser write ours, with every element closed and every value quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from macros.render.class_names import BESIDE, LEFT_OUT, MISSING
from macros.render.tags import LINKING, VOID, attributes, regular, visit

_SILENT = frozenset({"sup", "svg", "script", "style", "nav", "button", "template", "h1"})
_BLOCKS = frozenset(
    {"p", "br", "li", "dt", "dd", "div", "tr", "td", "th", "pre", "blockquote", "figcaption", "summary", "h4", "h5"}
)
_BEFORE_MARK = re.compile(r" (?=[.,;:!?)])")

Runs = tuple[tuple[str, str], ...]
"""Pieces of text, each with the tag of its language; empty where the page says none."""


@dataclass(frozen=True)
class PagePart:
    """What stands below a heading of the second or third level, down to the next; the first stands below none."""

    anchor: str
    heading: str
    level: int
    lines: tuple[str, ...]
    """Its blocks, each as one line."""
    runs: Runs
    """The same words, with their languages."""
    beside: frozenset[int] = frozenset()
    """Places of the lines that are no text of the entry's own: facts, badges, what templates say."""


class _Begin(NamedTuple):
    """What the begin of an element says."""

    anchor: str
    link: str | None
    """Where it leads; None when it isn't there to lead anywhere."""
    language: str
    """Empty when it says none."""
    missing: bool
    """Whether it holds a value that wasn't recorded."""
    heard: bool
    """Whether its text counts, where the text around it does."""
    beside: bool
    """Whether its text is none of the entry's own."""


@dataclass(frozen=True)
class Reading:
    """A page's HTML, read."""

    parts: tuple[PagePart, ...]
    """At least one."""
    links: tuple[str, ...]
    """Addresses that it leads to or loads, as they are written, in order, each once."""
    anchors: frozenset[str]
    """Ids on it."""


def read_any(content: str) -> Reading:
    """Read HTML that others have written; any text will do."""
    return read(regular(content))


def read(content: str) -> Reading:
    """Read a page's content.

    Args:
        content: its HTML, without the site around it, as templates and the sanitiser write it.
    """
    reader = _Reader()
    visit(content, reader)
    return reader.finished()


@lru_cache(4096)
def _begin_of(tag: str, given: str) -> _Begin:
    """Read the begin of an element; most are written alike a hundred times on a page.

    Args:
        tag: its name.
        given: its attributes as they are written.
    """
    if not given:
        return _Begin("", None, "", False, tag not in _SILENT, False)
    values = attributes(given)
    anchor = unescape(values.get("id") or (tag == "a" and values.get("name")) or "")
    leads = tag in LINKING and LINKING[tag] in values and values.get("rel") != "canonical"
    link = unescape(values[LINKING[tag]]) if leads else None
    classes = values.get("class", "").split()
    hidden = values.get("role") == "tooltip" or values.get("aria-hidden") == "true"
    heard = tag not in _SILENT and LEFT_OUT.isdisjoint(classes) and not hidden
    beside = not BESIDE.isdisjoint(classes)
    return _Begin(anchor, link, values.get("lang", ""), MISSING in classes, heard, beside)


class _Reader:
    """What has been read of a page, and the elements that are open."""

    def __init__(self) -> None:
        self._links: dict[str, None] = {}
        self._anchors: set[str] = set()
        self._parts: list[PagePart] = []
        self._heading = ("", "", 1)
        """Anchor, words and level above what is being read."""
        self._begun = ("", 1)
        """Anchor and level of a heading whose words are being read."""
        self._lines: list[str] = []
        self._runs: list[tuple[str, str]] = []
        self._block: list[tuple[str, str, bool]] = []
        """Pieces of text with their language, and whether each is none of the entry's own."""
        self._open: list[tuple[str, str, bool, bool]] = []
        """Open elements, each with the language around it, whether text around it is heard, and whether it is none of
        the entry's own."""
        self._language, self._heard, self._beside = "", True, False
        self._own: list[bool] = []
        """Of each line, whether it is the entry's own."""
        self._fact: tuple[int, int] | None = None
        """Lines and runs before the name of a fact whose value comes next."""
        self._value = False
        """Whether the value of a fact has begun, and nothing of it has been read."""

    def text(self, piece: str) -> None:
        """Text between two tags."""
        if self._heard:
            self._block.append((self._language, unescape(piece) if "&" in piece else piece, self._beside))

    def open(self, tag: str, given: str) -> None:
        """An element begins."""
        anchor, link, language, missing, audible, beside = _begin_of(tag, given)
        if anchor:
            self._anchors.add(anchor)
        if link is not None:
            self._links[link] = None
        heard = self._heard and audible
        if self._value:
            if missing and self._fact and not self._words():
                del self._lines[self._fact[0] :], self._own[self._fact[0] :], self._runs[self._fact[1] :]
            self._value = False
        if heard:
            if tag in _BLOCKS:
                self._end_block()
                if tag == "dt":
                    self._fact = len(self._lines), len(self._runs)
                self._value = tag == "dd" and self._fact is not None
            elif tag == "h2" or tag == "h3":
                self._end_block()
                self._begun = anchor, int(tag[1])
        if tag not in VOID:
            self._open.append((tag, self._language, self._heard, self._beside))
            self._language, self._heard, self._beside = language or self._language, heard, self._beside or beside

    def close(self, tag: str) -> None:
        """An element ends, and whatever in it is still open."""
        if not (self._open and self._open[-1][0] == tag) and all(tag != name for name, *_ in self._open):
            return
        name = ""
        while name != tag:
            name, language, heard, beside = self._open.pop()
            if self._heard:
                self._end(name)
            self._language, self._heard, self._beside = language, heard, beside

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            if tag == "dt":
                self._block.append((self._language, ":", self._beside))
            elif tag == "dd":
                self._fact = None
            self._end_block()
        elif tag == "h2" or tag == "h3":
            anchor, level = self._begun
            words = self._words()
            self._block.clear()
            if anchor or level == 2:
                self._end_part()
                self._heading = anchor, words, level

    def _words(self) -> str:
        """The block being read as one line."""
        return _one_line([piece for _, piece, _ in self._block])

    def _end_block(self) -> None:
        if not self._block:
            return
        own = _block_line([piece for _, piece, beside in self._block if not beside])
        rest = _block_line([piece + " " if own else piece for _, piece, beside in self._block if beside])
        if own or rest:
            self._lines += [words for words in (own, rest) if words]
            self._own += [mine for words, mine in ((own, True), (rest, False)) if words]
            before = len(self._runs)
            for language, piece, _ in self._block:
                if len(self._runs) > before and self._runs[-1][0] == language:
                    self._runs[-1] = language, self._runs[-1][1] + piece
                else:
                    self._runs.append((language, piece))
        self._block.clear()

    def _end_part(self) -> None:
        anchor, heading, level = self._heading
        beside = frozenset(place for place, own in enumerate(self._own) if not own)
        self._parts.append(PagePart(anchor, heading, level, tuple(self._lines), tuple(self._runs), beside))
        self._lines.clear()
        self._own.clear()
        self._runs.clear()
        self._fact = None

    def finished(self) -> Reading:
        """Everything that has been read."""
        self._end_block()
        self._end_part()
        return Reading(tuple(self._parts), tuple(self._links), frozenset(self._anchors))


def _one_line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _block_line(pieces: list[str]) -> str:
    return _BEFORE_MARK.sub("", _one_line(pieces)).lstrip(" :;,") if pieces else ""
