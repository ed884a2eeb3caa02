"""A finished page as a part of a single file: its text and its order, without what only a site needs.

A page is read and cut at its links once; putting it together for a pack costs little more than joining texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement
from markupsafe import escape

from macros.bundles.pages.cut_page import target_of
from macros.bundles.pages.reframe import content_of

_SITE_ONLY = (
    "//script|//button|//form|//link|//*[@role='tooltip']|//*[contains(concat(' ',@class,' '),' ct-foot ')]"
    "|//*[contains(concat(' ',@class,' '),' ct-jump ')]|//*[contains(concat(' ',@class,' '),' ct-head__kind ')]"
)
"""What a page needs on a site and a part of a file doesn't; explanations of terms stand in the file once already."""
_DROPPED = frozenset({"rel", "title", "data-head", "aria-describedby", "aria-labelledby", "role", "download", "value"})
_STYLED = (
    "ct-badge",
    "ct-definition",
    "ct-glance",
    "ct-lead",
    "ct-missing",
    "ct-note",
    "ct-quiet",
    "ct-scroll",
    "ct-tag",
)
"""Classes that the style sheet of a single file knows, by how they begin."""
_BACK = ("entries", "used-by", "related")
"""Sections of an entry of the directory that only lead elsewhere."""
_OPTIONAL = re.compile("</(?:dd|dt|li|td|th|tr)>")
"""Ends that HTML lets a page leave out wherever they stand."""
CLOSING = 4
"""Characters of a link's end."""
_RUN = re.compile(r"\s+")
_BLOCKS = ("dl", "ol", "section", "table", "tbody", "thead", "tr", "ul")
_ID, _USED = re.compile(r' id="([^"]*)"'), re.compile(r' href="#([^"]*)"')
_LINK = re.compile(r'(<a\b[^>]*?) href="@(\d+)@"([^>]*>)(.*?)</a>', re.DOTALL)

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
class _Link:
    """A link of a part, which a file may hold the target of or not."""

    target: str
    """Address of a page of the site; empty for another host."""
    fragment: str
    inside: tuple[str, str]
    """The link up to its place in the file, and from there on."""
    outside: str
    """What stands in its place in a file without the target: its words, and an address that they don't say."""


@dataclass(frozen=True)
class PreparedPage:
    """A page, cut at its links."""

    texts: tuple[str, ...]
    """One more than there are links."""
    links: tuple[_Link, ...]
    places: Places
    """The ids on it, as a file has them."""

    def put(self, held: Places) -> str:
        """The page for a file that holds certain places."""
        pieces = [self.texts[0]]
        for link, text in zip(self.links, self.texts[1:], strict=True):
            place = held.get((link.target, link.fragment)) or held.get((link.target, ""), "")
            pieces += (link.inside[0], place, link.inside[1], text) if place else (link.outside, text)
        return "".join(pieces)


def prepared(path: str, entry: str, id: str, page: str, *, brief: bool) -> PreparedPage:
    """Read a page.

    Args:
        path: its address, which its links are relative to.
        entry: id of the entry, which the page as a whole is found by.
        id: begins the ids of places on it, so that no two parts share one; short, since every citation repeats it.
        page: its HTML.
        brief: leave out what only leads elsewhere; for entries of the directory.
    """
    root = html.fragment_fromstring(content_of(page), create_parent="div")
    names = [str(name) for name in root.xpath(".//@id")]
    for element in root.xpath(_SITE_ONLY):
        element.drop_tree()
    if brief:
        for name in _BACK:
            _drop_section(root, name)
    for heading in list(root.iter("h1")):
        heading.drop_tree()
    addresses = []
    for element in list(root.iter(etree.Element)):
        _slim(element, id)
        if element.tag == "a" and "href" in element.attrib:
            addresses.append(element.get("href"))
            element.set("href", f"@{len(addresses) - 1}@")
    for wrap in list(root.iter("span", "header", "section", "footer", "div")):
        if not wrap.attrib and wrap is not root and (wrap.tag != "div" or wrap.getparent().tag == "dl"):
            wrap.drop_tag()
    _tidy(root)
    texts, links = _cut(_OPTIONAL.sub("", "".join(_inner(root)).strip()), path, addresses)
    places = {(path, ""): entry} | {(path, name): f"{id}.{name}" for name in names}
    return PreparedPage(texts, links, places)


def without_unused(html: str, used: Collection[str]) -> str:
    """A part without the ids that nothing in the file leads to."""
    return _ID.sub(lambda match: match[0] if match[1] in used else "", html)


def used_places(html: str) -> set[str]:
    """The ids that links in a part lead to."""
    return set(_USED.findall(html))


def _drop_section(root: HtmlElement, id: str) -> None:
    """Take out a heading and what follows, up to the next heading of its level."""
    for heading in root.xpath(f".//*[@id='{id}']"):
        following = heading.getnext()
        while following is not None and following.tag != heading.tag:
            following, done = following.getnext(), following
            done.drop_tree()
        heading.drop_tree()


def _slim(element: HtmlElement, id: str) -> None:
    attributes = element.attrib
    if not attributes:
        return
    classes = " ".join(name for name in attributes.get("class", "").split() if name.startswith(_STYLED))
    for name in (_DROPPED | {"class"}) & set(attributes):
        del attributes[name]
    if classes:
        attributes["class"] = classes
    if "id" in attributes:
        attributes["id"] = f"{id}.{attributes['id']}"


def _cut(text: str, path: str, addresses: list[str]) -> tuple[tuple[str, ...], tuple[_Link, ...]]:
    """Cut a part at its links, which hold the numbers of their addresses."""
    folder = path.rpartition("/")[0]
    texts, links, last = [], [], 0
    for match in _LINK.finditer(text):
        texts.append(text[last : match.start()])
        opened, number, _, words = match.groups()
        rest = text[match.start(3) : match.end()]
        address = addresses[int(number)]
        place, _, fragment = address.partition("#")
        target = target_of(folder, place) if place else path
        plain = rest == f">{words}{rest[-CLOSING:]}" and opened.endswith("<a")
        outside = _outside(words, address) if plain else opened + rest
        links.append(_Link(target, fragment, (f'{opened} href="#', f'"{rest}'), outside))
        last = match.end()
    return (*texts, text[last:]), tuple(links)


def _outside(words: str, address: str) -> str:
    """The words of a link to another host, with its address unless they say it."""
    shown = address.removeprefix("mailto:")
    if not address.startswith(("https:", "http:", "mailto:")) or shown in _said(words):
        return words
    return f"{words} ({escape(shown)})"


def _said(words: str) -> str:
    """HTML as text."""
    return "".join(html.fragment_fromstring(words, create_parent="p").itertext())


def _tidy(root: HtmlElement) -> None:
    """One blank for each run of them, as a browser shows it."""
    kept = {element for pre in root.iter("pre") for element in pre.iter()}
    for element in root.iter():
        if element.text and element not in kept:
            element.text = _blanks(element.text)
        if element.tail:
            element.tail = _blanks(element.tail)
        if element.tag in _BLOCKS or element is root:
            _close_up(element)


def _close_up(element: HtmlElement) -> None:
    """Take out blanks that no browser shows: between the parts of a list or a table."""
    if not (element.text or "x").strip():
        element.text = None
    for child in element:
        if not (child.tail or "x").strip():
            child.tail = None


def _blanks(text: str) -> str:
    return _RUN.sub(" ", text)


def _inner(root: HtmlElement) -> Iterator[str]:
    yield root.text or ""
    for child in root:
        yield html.tostring(child, encoding="unicode")
