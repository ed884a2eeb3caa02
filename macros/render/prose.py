"""Contributors' Markdown to safe HTML, with links to records, numbered citations and explained terms.

Raw HTML is switched off in the parser, so it comes out as text; everything is built as an element
tree and serialised once; the result passes a sanitiser that knows exactly what this module emits.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as etree
from functools import cache
from typing import Any

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX, AtomicString
from markupsafe import Markup

from macros.knowledge.markdown_syntax import EXTENSIONS, SETTINGS
from macros.knowledge.markup import CITATION, DEFINED, LINK
from macros.load.clean.clean_file import NAME_PATTERN
from macros.load.text import FORBIDDEN
from macros.render.notes import number_notes
from macros.render.page import PageContext
from macros.render.placed_pictures import PRIORITY, Draw, PictureBlocks, no_figure, put_figures
from macros.render.scrolling_tables import frame_tables
from macros.render.table_heads import HEAD
from macros.render.written import known_class, page_of_file, show_box

_PLAIN = re.compile(r"[*_`\[\]<>&\\#|~^\n+=-]|\d[.)]|  ")
"""What makes a text more than one plain paragraph; without any of it Markdown has nothing to do."""
_ADDRESS = re.compile(
    r"https?://[^/\\]|mailto:|#|(?:\.\./)*(?:[a-z0-9-]+/)?[a-z0-9-]+\.html(?:#|$)"
    rf"|(?:\.\./)*(?:[a-z0-9-]+/){{1,2}}{NAME_PATTERN.strip('^$')}$",
    re.IGNORECASE,
)
"""Where a link in prose may lead."""
_UNLINKED = {"a", "code", "h3", "h4", "h5", "h6"}
_BAR = "\ue000"
"""Stands for the bar of `[[id|words]]` while Markdown looks for tables; a private character that no text may hold."""
_SHIELDED_LINK = rf"\[\[([^\[\]|{_BAR}\n]{{1,200}})(?:{_BAR}([^\[\]\n]{{1,300}}))?\]\]"
"""The pattern of `macros.knowledge.markup.LINK` with that character for the bar."""
_STASHED = re.compile(f"{STX}[^{STX}{ETX}]*{ETX}")
"""What stands in a text for something that Markdown puts back last: a block of code, a character reference, a sign."""
REPLACEMENT = "\ufffd"
"""Stands where Markdown would have made a character that no text may hold, however it was written."""
SHORT_TEXT = 170
"""Most characters of a definition that its tooltip shows."""

_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figure", "h3", "h4", "h5", "h6",
    "hr", "li", "mark", "ol", "p", "pre", "span", "strong", "summary", "sup", "table", "tbody", "td", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "aria-describedby"},
    "span": {"class", "role", "id"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "td": {"align", HEAD},
    "th": {"align"},
    "details": {"class", "open"},
    "figure": {"id"},
    "li": {"id"},
    "ol": {"start", "type"},
    "p": {"class"},
    "sup": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
}


class ProseRenderer:
    """One Markdown parser, used for every text of every page in turn."""

    def __init__(self, draw: Draw = no_figure) -> None:
        """Make the parser ready; `draw` shows the pictures that stand in a text."""
        self._markdown = _hardened()
        self._draw = draw

    def block(self, page: PageContext, text: str | None) -> Markup:
        """Render a Markdown text as blocks; nothing for None."""
        if not text:
            return Markup()
        if not _PLAIN.search(text):
            root = etree.Element("div")
            etree.SubElement(root, "p").text = text
            link_terms(root, page)
            html = to_html_string(root)[5:-6].replace(AMP_SUBSTITUTE, "&")
        else:
            self._markdown.page = page  # type: ignore[attr-defined]
            html = self._markdown.reset().convert(LINK.sub(_shield_bar, text)).replace(_BAR, "|")
        clean = _sanitise(html.strip())
        return Markup(put_figures(clean, page, self._draw) if "<figure" in clean else clean)

    def inline(self, page: PageContext, text: str | None) -> Markup:
        """Render a text as the inside of one paragraph."""
        html = self.block(page, text)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return Markup(html[3:-4])
        return html


def _shield_bar(link: re.Match[str]) -> str:
    """A link whose bar no table takes for the end of a cell."""
    return link[0].replace("|", _BAR)


def _sanitise(html: str) -> str:
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_checked_address,
        url_schemes={"http", "https", "mailto"}, link_rel=None,
    )  # fmt: skip
    return FORBIDDEN.sub(REPLACEMENT, clean)


def _checked_address(tag: str, name: str, value: str) -> str | None:
    """Drops every link that leads neither to the web, nor to a mailbox, nor to a page of this site."""
    return None if name == "href" and not _ADDRESS.match(value) else value


def _hardened() -> markdown.Markdown:
    """Python-Markdown with what contributors write elsewhere, without raw HTML, and with pictures of the entry only."""
    parser = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.ESCAPED_CHARS = list(dict.fromkeys([*parser.ESCAPED_CHARS, *string.punctuation]))  # as CommonMark has it
    labels: Any = parser.parser.blockprocessors["reference"]
    labels.RE = DEFINED
    parser.parser.blockprocessors.register(PictureBlocks(parser.parser), "pictures", PRIORITY)
    for name in ("html", "image_link", "image_reference", "short_image_ref"):
        parser.inlinePatterns.deregister(name)
    parser.inlinePatterns.register(_RecordLink(_SHIELDED_LINK, parser), "record_link", 178)
    parser.inlinePatterns.register(_Citation(CITATION.pattern, parser), "citation", 177)
    parser.treeprocessors.register(_Blocks(parser), "blocks", -5)
    parser.treeprocessors.register(_TermStep(parser), "terms", -10)
    return parser


_Match = tuple[etree.Element, int, int] | tuple[None, None, None]
"""An element with the span it replaces; nothing where the text stays as it is (the check has said why)."""


class _RecordLink(InlineProcessor):
    """`[[id]]` and `[[id|words]]`."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Match:  # type: ignore[override]  # noqa: N802
        page: PageContext = self.md.page  # type: ignore[attr-defined]
        target = m[1].strip()
        if target.partition("#")[0] not in page.graph.records:
            return None, None, None
        link = etree.Element("a", {"href": page.href(target)})
        link.text = m[2] or _verbatim(page.graph.records[target.partition("#")[0]].title)
        return link, m.start(0), m.end(0)


class _Citation(InlineProcessor):
    """`[@source, p. 3]` as a number that leads to the list of sources."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Match:  # type: ignore[override]  # noqa: N802
        page: PageContext = self.md.page  # type: ignore[attr-defined]
        number = page.cite(m[1])
        if number is None:
            return None, None, None
        mark = etree.Element("sup")
        link = etree.SubElement(mark, "a", {"href": f"#source-{number}"})
        link.text = f"{number}" + (f", {m[2]}" if m[2] else "")
        return mark, m.start(0), m.end(0)


class _Blocks(Treeprocessor):
    """Headings get their level and anchor, tables a frame that scrolls, links to files the addresses of their pages.

    Headings of a contributor divide a section, they don't begin one: terms explained stay explained.
    """

    def run(self, root: etree.Element) -> None:
        page: PageContext = self.md.page  # type: ignore[attr-defined]
        for element in list(root.iter()):
            if re.fullmatch("h[1-6]", element.tag):
                level = max(int(element.tag[1]), 3)
                element.tag = f"h{level}"
                element.set("id", page.open_written("".join(element.itertext()), level))
            elif element.tag == "a" and "href" in element.attrib:
                element.set("href", page_of_file(page, element.get("href", "")))
            elif element.tag == "li":
                show_box(element)
            elif "class" in element.attrib:
                known_class(element)
        number_notes(root, page)
        frame_tables(root, page.graph.words.gettext("Table"))


class _TermStep(Treeprocessor):
    """Hands the finished tree to the term linker."""

    def run(self, root: etree.Element) -> None:
        link_terms(root, self.md.page)  # type: ignore[attr-defined]


def link_terms(element: etree.Element, page: PageContext, in_table: bool = False) -> None:
    """Link the first mention of each defined term in a section to its definition, in place."""
    if element.tag in _UNLINKED:
        return
    in_table = in_table or element.tag == "table"
    children = list(element)
    position = 0
    if element.text:
        element.text, position = _insert_terms(element, 0, element.text, page, in_table)
    for child in children:
        link_terms(child, page, in_table)
        position += 1
        if child.tail:
            child.tail, position = _insert_terms(element, position, child.tail, page, in_table)


def _insert_terms(
    parent: etree.Element, position: int, text: str, page: PageContext, in_table: bool
) -> tuple[str, int]:
    """Put links for the terms of a text at a position; returns the text before the first, and the next position."""
    before, last, end = text, None, 0
    for match in page.graph.glossary(page.language).find(_STASHED.sub(_blank, text)):
        words = text[match.start : match.end]
        own = page.record is not None and page.record.id == match.definition
        if own or match.definition in page.explained or words.casefold() in page.unlinked:
            continue
        page.explained.add(match.definition)
        between = text[end : match.start]
        if last is None:
            before = between
        else:
            last.tail = between
        last = _term(page, match.definition, words, in_table)
        parent.insert(position, last)
        position += 1
        end = match.end
    if last is not None:
        last.tail = text[end:]
    return before, position


def _verbatim(text: str) -> AtomicString:
    """A text that Markdown shows as it is, what looks like a character reference too."""
    return AtomicString(text.replace("&", f"{AMP_SUBSTITUTE}amp;"))


def _blank(stashed: re.Match[str]) -> str:
    """As many characters that no term holds or crosses."""
    return STX * len(stashed[0])


def _term(page: PageContext, definition: str, words: str, in_table: bool) -> etree.Element:
    """The link to a definition, with its short text for hover, focus and touch."""
    if in_table:
        link = etree.Element("a", {"href": page.href(definition)})
        link.text = words
        return link
    note = page.note_id()
    frame = etree.Element("span", {"class": "ct-term"})
    link = etree.SubElement(frame, "a", {"href": page.href(definition), "aria-describedby": note})
    link.text = words
    tip = etree.SubElement(frame, "span", {"role": "tooltip", "id": note})
    tip.text = _verbatim(short_text(page.graph.records[definition].summary))
    return frame


@cache
def short_text(text: str, most: int = SHORT_TEXT) -> str:
    """The first sentence or sentences of a text that fit `most` characters; cut at a word otherwise."""
    if len(text) <= most:
        return text
    cut = text[: most + 1]
    sentence = max(cut.rfind(". "), cut.rfind("? "), cut.rfind("; "))
    if sentence > most // 2:
        return cut[: sentence + 1].rstrip(";")
    return cut[: cut.rfind(" ")].rstrip(",;:– ") + " …"
