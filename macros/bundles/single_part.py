"""A finished page as a part of a single file: its text and its order, without what only a site needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from macros.bundles.frame import content_of
from macros.bundles.links import target_of

_SITE_ONLY = (
    "//script|//button|//form|//link|//*[@role='tooltip']|//*[contains(concat(' ',@class,' '),' ct-foot ')]"
    "|//*[contains(concat(' ',@class,' '),' ct-jump ')]|//*[contains(concat(' ',@class,' '),' ct-head__kind ')]"
)
"""What a page needs on a site and a part of a file doesn't; explanations of terms stand in the file once already."""
_DROPPED = frozenset({"rel", "title", "data-head", "aria-describedby", "aria-labelledby", "role", "download", "value"})
_STYLED = frozenset(
    {"ct-badge", "ct-definition", "ct-glance", "ct-lead", "ct-missing", "ct-note", "ct-quiet", "ct-scroll", "ct-tag"}
)
"""Classes that the style sheet of a single file knows."""
_BACK = ("used-by", "related")
"""Sections of an entry of the directory that only lead elsewhere."""

_OPTIONAL = re.compile("</(?:dd|dt|li|td|th|tr)>")
"""Ends that HTML lets a page leave out wherever they stand."""
_BLOCKS = ("dl", "ol", "section", "table", "tbody", "thead", "tr", "ul")

_ID, _USED = re.compile(r' id="([^"]*)"'), re.compile(r' href="#([^"]*)"')

Place = Callable[[str, str], str]
"""From the address of a page and a place on it to the place in the file; empty when it doesn't hold it."""


@dataclass(frozen=True)
class Part:
    """An entry in a single file."""

    id: str
    """Where it begins."""
    title: str
    html: str


def part_of(id: str, path: str, page: str, place: Place, *, brief: bool) -> str:
    """A page's content for a single file.

    Args:
        id: begins the ids of places in it, as in `anchors`.
        path: the page's address, which its links are relative to.
        page: its HTML.
        place: where the file holds what a link leads to.
        brief: leave out what only leads elsewhere; for entries of the directory.
    """
    root = html.fragment_fromstring(content_of(page), create_parent="div")
    for element in root.xpath(_SITE_ONLY):
        element.drop_tree()
    if brief:
        for name in _BACK:
            _drop_section(root, name)
    for heading in list(root.iter("h1")):
        heading.drop_tree()
    folder = path.rpartition("/")[0]
    for element in root.iter():
        if isinstance(element, HtmlElement):
            _slim(element, id)
    for link in list(root.iter("a")):
        _lead(link, folder, path, place)
    for wrap in list(root.iter("span", "header", "section", "footer", "div")):
        if not wrap.attrib and wrap is not root and (wrap.tag != "div" or wrap.getparent().tag == "dl"):
            wrap.drop_tag()
    _tidy(root)
    return _OPTIONAL.sub("", "".join(_inner(root)).strip())


def places(page: str) -> set[str]:
    """The ids on a page's content."""
    return {str(name) for name in html.fragment_fromstring(content_of(page), create_parent="div").xpath(".//@id")}


def _drop_section(root: HtmlElement, id: str) -> None:
    """Take out a heading and what follows, up to the next heading of its level."""
    for heading in root.xpath(f".//*[@id='{id}']"):
        following = heading.getnext()
        while following is not None and following.tag != heading.tag:
            following, done = following.getnext(), following
            done.drop_tree()
        heading.drop_tree()


def _slim(element: HtmlElement, id: str) -> None:
    classes = [name for name in element.get("class", "").split() if name.startswith(tuple(_STYLED))]
    for name in (_DROPPED | {"class"}) & set(element.attrib):
        del element.attrib[name]
    if classes:
        element.set("class", " ".join(classes))
    if "id" in element.attrib:
        element.set("id", f"{id}.{element.get('id')}")


def _lead(link: HtmlElement, folder: str, path: str, place: Place) -> None:
    """Make a link lead inside the file; what the file doesn't hold becomes text, with its address where it has one."""
    address = link.attrib.pop("href", "")
    link.attrib.pop("data-online", None)
    target, _, fragment = address.partition("#")
    held = place(target_of(folder, target) if target else path, fragment)
    if held:
        link.set("href", f"#{held}")
        return
    shown = "".join(link.itertext()).strip()
    if link.attrib:
        link.tag = "span"
        return
    if address.startswith(("https:", "http:", "mailto:")) and shown not in (address, address.removeprefix("mailto:")):
        link.tail = f" ({address.removeprefix('mailto:')})" + (link.tail or "")
    link.drop_tag()


def _tidy(root: HtmlElement) -> None:
    """One blank for each run of them, as a browser shows it."""
    for element in root.iter():
        if element.text and not any(ancestor.tag == "pre" for ancestor in (element, *element.iterancestors())):
            element.text = _blanks(element.text)
        if element.tail:
            element.tail = _blanks(element.tail)
        if element.tag in _BLOCKS or element is root:
            _close_up(element)


def _close_up(element: HtmlElement) -> None:
    """Take out blanks that no browser shows: between the parts of a list or a table."""
    for holder in (element, *element):
        name = "text" if holder is element else "tail"
        if not (getattr(holder, name) or "x").strip():
            setattr(holder, name, None)


def _blanks(text: str) -> str:
    short = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + short + (" " if short and text[-1:].isspace() else "")


def _inner(root: HtmlElement) -> Iterator[str]:
    yield root.text or ""
    for child in root:
        yield html.tostring(child, encoding="unicode")


def anchors(path: str, entry: str, id: str, page: str) -> Mapping[tuple[str, str], str]:
    """Where a single file holds a page and the places on it, by address of the page and id there.

    Args:
        path: the page's address.
        entry: id of the entry, which the page as a whole is found by.
        id: begins the ids of places on it; short, since every citation repeats it.
        page: its HTML.
    """
    return {(path, ""): entry} | {(path, name): f"{id}.{name}" for name in places(page)}


def without_unused(html: str, used: Collection[str]) -> str:
    """A part without the ids that nothing in the file leads to."""
    return _ID.sub(lambda match: match[0] if match[1] in used else "", html)


def used_places(html: str) -> set[str]:
    """The ids that links in a part lead to."""
    return set(_USED.findall(html))
