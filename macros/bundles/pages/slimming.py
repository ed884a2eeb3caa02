"""A finished page made a part of a single file: its text and its order, without what only a site needs.

It is passed over once, tag by tag, and cut at its links and at what links may lead to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from types import MappingProxyType

from macros.bundles.pages.pack_page import target_of
from macros.bundles.pages.single_part import Anchor, Goal, LinkPiece, PicturePiece, SlimPage
from macros.load.clean.clean_file import is_picture
from macros.render.class_names import BACK, SITE_ONLY, STYLED
from macros.render.cut_text import CutText
from macros.render.page import RenderedPage
from macros.render.tags import VOID, attributes, visit

_SITE_ONLY = frozenset({"script", "button", "form", "link", "h1"})
"""Elements that a page needs on a site and a part of a file doesn't; its title stands above the part already."""
_EXPLAINS = "tooltip"
"""Role of what explains a term; explanations stand in the file once already."""
_DROPPED = frozenset(
    {
        "class",
        "rel",
        "title",
        "data-changed",
        "data-cite",
        "data-head",
        "data-work",
        "aria-describedby",
        "aria-labelledby",
        "role",
        "download",
        "hreflang",
        "value",
    }
)
_BARE = frozenset({"span", "header", "section", "footer", "details"})
"""Elements that say nothing without attributes."""
_OPTIONAL = frozenset({"dd", "dt", "li", "td", "th", "tr"})
"""Elements whose end HTML lets a page leave out wherever it stands."""
_GROUPS = frozenset({"", "dl", "ol", "section", "table", "tbody", "thead", "tr", "ul"})
"""Elements between whose parts no browser shows blanks; the empty name is the part itself."""
_RUN = re.compile(r"\s+")
_NONE: Mapping[str, str] = MappingProxyType({})
_ELSEWHERE = ("https:", "http:", "mailto:")


def slim_page(page: RenderedPage, entry: str, id: str, *, brief: bool, online: str = "") -> SlimPage:
    """A page as a part.

    Args:
        page: made.
        entry: id of the entry, which the page as a whole is found by.
        id: begins the ids of places on it, so that no two parts share one; short, since every citation repeats it.
        brief: leave out what only leads elsewhere; for entries of the directory.
        online: address of the whole site, which pictures and attachments are on.
    """
    slimmer = _Slimmer(page.path, id, brief=brief, online=online)
    visit(page.html, slimmer)
    places = {(page.path, ""): entry} | {(page.path, name): f"{id}.{name}" for name in page.reading.anchors}
    return SlimPage(slimmer.finished(), places)


class _Slimmer:
    """What has been kept of a page, and the elements that are open."""

    def __init__(self, path: str, id: str, *, brief: bool, online: str) -> None:
        self._path, self._id, self._brief, self._online = path, id, brief, online
        self._texts: list[str] = []
        self._marks: list[LinkPiece | PicturePiece | Anchor] = []
        self._pieces: list[str] = []
        """What is written since the last mark."""
        self._said: list[str] = []
        """Text that is read, its blanks as they are written."""
        self._open: list[tuple[str, bool, bool]] = []
        """Open elements, each with whether its own tags are written, and whether nothing around it is."""
        self._around: list[str] = [""]
        """Names of the open elements that are kept."""
        self._silent = False
        self._back: tuple[str, int] | None = None
        """Heading of a section that is left out, and how many elements are open around it."""
        self._link: tuple[Goal, str, bool] | None = None
        """The open link: its goal, its address, and whether it has no other attributes."""
        self._words: list[str] = []
        """Text of the open link."""

    def text(self, piece: str) -> None:
        """Text between two tags."""
        if not self._silent and not self._back:
            self._said.append(unescape(piece) if "&" in piece else piece)

    def open(self, tag: str, given: str) -> None:
        """An element begins."""
        values = attributes(given) if given else _NONE
        around = len(self._open)
        silent = self._silent
        if self._back == (tag, around):
            self._back = None
        if not silent:
            if self._brief and values.get("id") in BACK:
                self._back = tag, around
            self._silent = tag in _SITE_ONLY or (given != "" and _is_of_site(values))
        kept = not self._silent and not self._back and self._begin(tag, values)
        if tag in VOID:
            self._silent = silent
            return
        self._open.append((tag, kept, silent))
        if kept:
            self._around.append(tag)

    def close(self, tag: str) -> None:
        """An element ends."""
        if not (self._open and self._open[-1][0] == tag) and all(tag != name for name, _, _ in self._open):
            return
        ended = ""
        while ended != tag:
            ended, kept, self._silent = self._open.pop()
            if kept:
                self._end(ended)
            if self._back and len(self._open) < self._back[1]:
                self._back = None

    def finished(self) -> CutText[LinkPiece | PicturePiece | Anchor]:
        """Everything that was kept."""
        self._write_said()
        texts = [*self._texts, "".join(self._pieces)]
        texts[0] = texts[0].lstrip()
        texts[-1] = texts[-1].rstrip()
        return CutText(tuple(texts), tuple(self._marks))

    def _begin(self, tag: str, values: Mapping[str, str]) -> bool:
        """Write the start of an element, and say whether it is kept."""
        kept = _slim(values) if values else values
        if not kept and (tag in _BARE or (tag == "div" and self._around[-1] == "dl")):
            return False
        self._write_said()
        if tag == "img":
            self._show(values)
        elif tag == "a" and "href" in kept:
            self._begin_link(kept)
        elif kept:
            self._pieces.append(f"<{tag}")
            self._write_attributes(kept)
            self._pieces.append(">")
        else:
            self._pieces.append(f"<{tag}>")
        return True

    def _show(self, values: Mapping[str, str]) -> None:
        """Mark the place of a picture."""
        place = target_of(self._path.rpartition("/")[0], unescape(values["src"]))
        kept = "".join(f' {name}="{values[name]}"' for name in ("alt", "width", "height") if name in values)
        self._mark(PicturePiece(place, ('<img src="', f'"{kept}>'), f"[{values.get('alt', '')}]"))

    def _begin_link(self, kept: Mapping[str, str]) -> None:
        address = unescape(kept["href"])
        place, _, fragment = address.partition("#")
        goal = Goal(target_of(self._path.rpartition("/")[0], place) if place else self._path, fragment)
        plain = len(kept) == 1
        self._link = goal, address, plain
        self._words = []
        if plain:
            self._mark(LinkPiece(goal, ('<a href="#', '">'), ""))
            return
        self._pieces.append("<a")
        self._write_attributes(kept)
        self._pieces.append(">")

    def _write_attributes(self, kept: Mapping[str, str]) -> None:
        for name, value in kept.items():
            if name == "id":
                self._mark(Anchor(f"{self._id}.{unescape(value)}"))
            elif name == "href" and self._link:
                self._mark(LinkPiece(self._link[0], (' href="#', '"'), ""))
            else:
                self._pieces.append(f' {name}="{value}"' if value else f" {name}")

    def _end(self, tag: str) -> None:
        """Write the end of an element that is kept."""
        self._write_said()
        self._around.pop()
        if tag == "a" and self._link:
            self._end_link()
        elif tag not in _OPTIONAL:
            self._pieces.append(f"</{tag}>")

    def _end_link(self) -> None:
        assert self._link
        goal, address, plain = self._link
        self._link = None
        if plain:
            beside = goal.page != self._path and not goal.page.endswith(".html") and self._online
            online = f"{self._online}{goal.page}" if beside and goal.page else address
            shows = goal.page if beside and is_picture(goal.page) else ""
            self._mark(LinkPiece(goal, ("</a>",), _unsaid(online, "".join(self._words)), shows))
        else:
            self._pieces.append("</a>")

    def _write_said(self) -> None:
        """Write text with one blank for each run of them, as a browser shows it; none where it shows none."""
        if not self._said:
            return
        words = "".join(self._said)
        self._said.clear()
        if "pre" not in self._around:
            words = _RUN.sub(" ", words)
            if words == " " and self._around[-1] in _GROUPS:
                return
        if self._link:
            self._words.append(words)
        self._pieces.append(escape(words, quote=False))

    def _mark(self, mark: LinkPiece | PicturePiece | Anchor) -> None:
        self._texts.append("".join(self._pieces))
        self._marks.append(mark)
        self._pieces.clear()


def _is_of_site(values: Mapping[str, str]) -> bool:
    """Whether a part of a file doesn't need an element with some attributes."""
    return values.get("role") == _EXPLAINS or ("class" in values and not SITE_ONLY.isdisjoint(values["class"].split()))


def _slim(values: Mapping[str, str]) -> dict[str, str]:
    """The attributes that a part of a file needs."""
    kept = {name: value for name, value in values.items() if name not in _DROPPED}
    classes = " ".join(name for name in values.get("class", "").split() if name.startswith(STYLED))
    return {**kept, "class": classes} if classes else kept


def _unsaid(address: str, words: str) -> str:
    """What the words of a link to another host don't say: its address."""
    shown = address.removeprefix("mailto:")
    return f" ({escape(shown)})" if address.startswith(_ELSEWHERE) and shown not in words else ""
