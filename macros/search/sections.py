"""Finished pages cut into sections: what a search finds is a part of a page, with its anchor.

Reads the HTML that readers get, so that whatever is found stands on the page; what a page says about
others (sources, backlinks, related entries) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree, html

from macros.search.words import base_language

FIELDS = {"title": 9.0, "terms": 8.0, "summary": 3.0, "heading": 3.0, "place": 2.0, "body": 1.0}
"""The fields of a section and their boosts.

`title` and `terms` (names, acronyms) stand in a page's first section only; `place` is the page's title,
in its other sections.
"""
OTHERS = re.compile(r"(?:provenance|sources|entries|used-by|related)(?:-\d+)?")
"""Anchors of the sections that every record's page ends with; they say what other pages say."""
PAGE = "page"
"""Kind of the pages that maintainers write."""
FIRST = {"at-a-glance"}
"""Anchors whose words belong to a page's first section."""
SMALL = 8
"""Words below which a section is no hit by itself and joins the one before it."""
_LEFT_OUT = {"headerlink", "ct-head", "ct-foot", "ct-missing", "ct-missing-list"}
_SILENT = {"sup", "svg", "script", "style", "nav", "button", "template", "h1"}
_BLOCKS = {
    "p",
    "br",
    "li",
    "dt",
    "dd",
    "div",
    "tr",
    "td",
    "th",
    "pre",
    "blockquote",
    "figcaption",
    "summary",
    "h4",
    "h5",
}
_BEFORE_MARK = re.compile(r" (?=[.,;:!?)])")
_SPACE = re.compile(r"\s+")
_ENDS = (".", "!", "?", ":", ";", "…", "؟", "。")

Runs = tuple[tuple[str, str], ...]
"""Pieces of text, each with its language."""


@dataclass(frozen=True)
class Section:
    """A part of a page with a heading of its own; the first has neither heading nor anchor."""

    anchor: str
    heading: str
    fields: Mapping[str, Runs]
    text: str
    """The body as one line, for excerpts."""


@dataclass(frozen=True)
class Entry:
    """What is known of a page beside its content."""

    path: str
    title: str
    kind: str
    """Type of the record (`practice`), or `page`."""
    language: str
    summary: str = ""
    names: Runs = ()
    status: str = ""
    """What readers see: `Proposed`."""
    tone: str = ""
    boost: float = 1.0
    """Weight of the page against others, for lunr."""
    whole: bool = False
    """Whether the page is one section, whatever its headings."""
    answer: str = ""
    """Text that answers who asks for the page by its name: a working definition."""
    added: str = ""
    """Day the record entered the library."""
    id: str = ""
    """Id of the record, or the page's path without ending."""


@dataclass(frozen=True)
class SearchPage:
    """A page with its sections, in the order of the page."""

    entry: Entry
    sections: tuple[Section, ...]


@dataclass
class _Part:
    """A section while its words are collected."""

    anchor: str = ""
    heading: str = ""
    level: int = 1
    runs: list[tuple[str, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)

    def take(self, other: _Part) -> None:
        """Add another part's words, its heading first."""
        if other.heading and other.lines and other.anchor not in FIRST:
            self.runs.append((other.runs[0][0] if other.runs else "en", other.heading))
        self.runs += other.runs
        self.lines += other.lines


def cut(entry: Entry, content: str) -> SearchPage:
    """Cut a page's content into sections.

    Args:
        entry: what is known of the page.
        content: its finished HTML, without the site's frame.
    """
    root = html.fragment_fromstring(content, create_parent="div")
    first, *rest = _gather(_events(root, base_language(entry.language)), entry)
    kept = [first]
    for part in rest:
        if entry.whole or part.anchor in FIRST or (part.words() < SMALL and part.level > 2):
            (first if entry.whole or part.anchor in FIRST else kept[-1]).take(part)
        elif part.lines:
            kept.append(part)
    return SearchPage(entry, tuple(_section(entry, part, part is first) for part in kept))


def _gather(events: Iterable[tuple[str, str, str]], entry: Entry) -> list[_Part]:
    """The parts of a page; on a record's, without the words that belong to other pages."""
    parts = [_Part()]
    block: list[tuple[str, str]] = []
    skipping = False

    def close() -> None:
        words = _BEFORE_MARK.sub("", _SPACE.sub(" ", "".join(text for _, text in block)).strip()).lstrip(" :;,")
        if words and not skipping:
            parts[-1].lines.append(words)
            for language, same in groupby(block, key=lambda piece: piece[0]):
                parts[-1].runs.append((language, "".join(text for _, text in same)))
        block.clear()

    for kind, what, text in events:
        if kind == "text":
            block.append((what, text))
            continue
        close()
        level, _, anchor = what.partition(" ")
        if kind == "heading" and (anchor or level == "2"):
            if level == "2":
                skipping = entry.kind != PAGE and OTHERS.fullmatch(anchor) is not None
            if not skipping:
                parts.append(_Part(anchor, _SPACE.sub(" ", text).strip(), int(level)))
    close()
    return parts


def _events(node: etree._Element, language: str) -> Iterator[tuple[str, str, str]]:
    """What a reader meets in order: (`heading`, level and anchor, words), (`text`, language, words), (`block`, …)."""
    tag = node.tag if isinstance(node.tag, str) else "script"
    classes = set((node.get("class") or "").split())
    if tag in _SILENT or classes & _LEFT_OUT or node.get("role") == "tooltip" or node.get("aria-hidden") == "true":
        return
    if tag in ("h2", "h3"):
        words = "".join(text for _, _, text in _inside(node, language))
        yield "heading", f"{tag[1]} {node.get('id') or ''}", words
        return
    if tag == "dt" and _missing(node.getnext()):
        return
    own = base_language(node.get("lang") or language)
    if tag in _BLOCKS:
        yield "block", "", ""
    yield from _inside(node, own)
    if tag in _BLOCKS:
        yield from ((("text", own, ":"),) if tag == "dt" else ())
        yield "block", "", ""


def _missing(value: etree._Element | None) -> bool:
    """Whether a value of a list of facts says only that nothing was recorded."""
    inner = value[0] if value is not None and len(value) and not (value.text or "").strip() else None
    return inner is not None and "ct-missing" in (inner.get("class") or "").split()


def _inside(node: etree._Element, language: str) -> Iterator[tuple[str, str, str]]:
    if node.text:
        yield "text", language, node.text
    for child in node:
        yield from _events(child, language)
        if child.tail:
            yield "text", language, child.tail


def _section(entry: Entry, part: _Part, first: bool) -> Section:
    language = base_language(entry.language)
    fields: dict[str, Runs] = {"body": tuple(part.runs)}
    if first:
        fields |= {
            "title": ((language, entry.title),),
            "terms": entry.names,
            "summary": ((language, entry.summary),) if entry.summary else (),
        }
    else:
        fields |= {"heading": ((language, part.heading),), "place": ((language, entry.title),)}
    lines = [entry.summary, *part.lines] if first and entry.summary else part.lines
    return Section(part.anchor, part.heading, fields, _joined(lines))


def _joined(lines: list[str]) -> str:
    """Blocks as one line, with a dot between those that don't end like sentences."""
    text = ""
    for line in lines:
        text += (" " if text.endswith(_ENDS) else " · ") + line if text else line
    return text
