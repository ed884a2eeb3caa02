"""What rendering gives: a finished page, and the state of one that is being composed."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from macros.knowledge.graph import Graph, fold
from macros.knowledge.placed import BESIDE, words_of
from macros.load.clean.clean_file import is_picture
from macros.model.beside import AttachedFile, anchor_of
from macros.model.record import Record, SecondPage
from macros.model.registry import record_types
from macros.packing import PackedText
from macros.render.placed_pictures import PlacedPicture
from macros.render.reading import PagePart, Reading, read
from macros.render.translated import plain_text

_INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    """2 to 4."""
    id: str
    title: str


@dataclass(frozen=True)
class RenderedPage:
    """A finished page, without the site around it."""

    path: str
    """Address inside the site, e.g. `practices/kalobeyei.html`."""
    title: str
    description: str
    content: PackedText
    """Its HTML, packed."""
    headings: tuple[Heading, ...]
    reading: Reading
    """What stands in the HTML."""
    source: str | None = None
    """File it comes from, relative to the root; None for generated lists."""
    redirect: str | None = None
    """For a page that only leads on: the address it leads to, relative to the page."""
    label: str = ""
    """What kind of page it is, for its title on the web: `Good practice`."""
    data: str = ""
    """What it says in the words of schema.org, as JSON without its address; empty for lists."""

    @property
    def html(self) -> str:
        """Its HTML; unpacked each time, so keep it while you need it."""
        return str(self.content)

    def parts(self) -> tuple[PagePart, ...]:
        """Its parts; read again where they were left out."""
        return self.reading.parts or read(self.html).parts

    def without_parts(self) -> RenderedPage:
        """The page once its words have been counted: nobody else asks for its parts, and they are as long as itself."""
        return replace(self, reading=replace(self.reading, parts=()))


@dataclass(frozen=True)
class PageJob:
    """Pages that are made together, from the same answers of the library."""

    name: str
    """What is made, as no other job is called: `browse sectors/health`."""
    make: Callable[[], Iterable[RenderedPage]]


def finished(
    path: str,
    title: str,
    description: str,
    html: str,
    headings: Iterable[Heading] = (),
    source: str | None = None,
    redirect: str | None = None,
    label: str = "",
    data: str = "",
) -> RenderedPage:
    """A page as it will be published, read once for all that comes later; see `RenderedPage` for the arguments."""
    html = tidy(html).strip()
    known = tuple(headings)
    return RenderedPage(path, title, description, PackedText.of(html), known, read(html), source, redirect, label, data)


def tidy(html: str) -> str:
    """HTML without the indentation that templates leave; with preformatted text in it, it stays as it is."""
    return html if "<pre" in html else _INDENT.sub("\n", html)


def address(record: Record) -> str:
    """A record's page inside the site: `practices/kalobeyei.html`. Never changes with its content."""
    return f"{folder_of(record.type_name)}/{record.id}.html"


def file_address(record: Record, name: str) -> str:
    """Where a file beside a record stands inside the site."""
    return f"{address(record).removesuffix('.html')}/{name}"


def second_path(record: Record, second: SecondPage) -> str:
    """Where a record's second page stands."""
    return f"{address(record).removesuffix('.html')}-{second.ending}.html"


def folder_of(type_name: str) -> str:
    """The folder of a type's pages: the last part of the folder of its entries."""
    return posixpath.basename(record_types()[type_name].folder)


def anchor(words: str) -> str:
    """An anchor from words: ASCII where they are Latin letters, else the letters of their script with their marks."""
    plain = fold(words)
    if any(char.isalpha() and not char.isascii() for char in plain):
        kept = unicodedata.normalize("NFC", words.casefold())
        found = "".join(char if _belongs_to_a_word(char) else "-" for char in kept)
        return re.sub("-+", "-", found).strip("-") or "section"
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def _belongs_to_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


class PageContext:
    """A page while it is composed: its place, its headings, and the terms already explained.

    Not shared between pages.
    """

    def __init__(
        self,
        graph: Graph,
        path: str,
        *,
        record: Record | None = None,
        cited: Iterable[str] = (),
        items: Mapping[str, str] | None = None,
        own: frozenset[str] = frozenset(),
    ) -> None:
        """Start a page.

        Args:
            graph: the library.
            path: the page's address inside the site.
            record: the entry it shows, if it shows one.
            cited: source ids in the order of their numbers.
            items: the record's items, anchor to words; only the heading with an item's words may use its anchor.
            own: anchors of the template, which no heading in a contributor's text can take.
        """
        self.graph = graph
        self.path = path
        self.record = record
        self.root = "../" * path.count("/")
        self.folder = posixpath.dirname(path)
        self.numbers = {source: number for number, source in enumerate(cited, start=1)}
        self.cited: set[str] = set()
        """Sources that something on the page leads to so far."""
        self.headings: list[Heading] = []
        self.explained: set[str] = set()
        self.unlinked: frozenset[str] = frozenset()
        self.language = record.language if record else graph.language
        self.notes = 0
        self.placed: list[PlacedPicture] = []
        """Pictures that texts have shown so far."""
        self._items = dict(items or {})
        self._own = own
        self._repeated: dict[str, int] = {}
        self._taken = {*self._items, *(f"source-{number}" for number in self.numbers.values())}
        if record:
            self.unlinked = frozenset(name.casefold() for name in record.unlinked_terms)
            self._taken |= {anchor_of(one.file) for one in record.files}

    def href(self, target: str) -> str:
        """The relative address of a record, or of an item inside it (`record#item`), or of its file (`record#a.pdf`).

        A picture is shown on the page of its record.
        """
        id, _, item = target.partition("#")
        if "." in item and not is_picture(item):
            return self.link(file_address(self.graph.records[id], item))
        item = anchor_of(item) if "." in item else item
        if item and self.record and id == self.record.id and self.path == address(self.record):
            return f"#{item}"
        return self.link(address(self.graph.records[id])) + (f"#{item}" if item else "")

    def link(self, path: str) -> str:
        """The relative address of a page of this site, as short as it can be."""
        folder, _, name = path.rpartition("/")
        return name if folder == self.folder else self.root + path

    def place_picture(self, address: str, alt: str, caption: str | None) -> int | None:
        """Note a picture that a text shows, and say its number on the page; None for none of the page's own entry.

        Args:
            address: of the file, as the text names it.
            alt: what it shows; what the entry says under files when empty.
            caption: as `alt`.
        """
        found = BESIDE.fullmatch(address)
        if not (found and self.record and found[1] == self.record.id):
            return None
        for one in self.graph.files(self.record.id):
            if one.said.file == found[2] and one.is_picture:
                anchor = "" if one.address in self.shown else one.anchor
                said = one.said
                words = words_of(alt) or said.alt or said.title
                self.placed.append(PlacedPicture(one, words, words_of(caption) or said.title, anchor))
                return len(self.placed) - 1
        return None

    @property
    def shown(self) -> set[str]:
        """Addresses of the pictures that texts have shown so far."""
        return {one.file.address for one in self.placed}

    def picture(self, address: str) -> str:
        """Where a page finds a picture."""
        return self.link(address)

    def choice(self, one: AttachedFile) -> str:
        """The copies of a picture that a browser may choose from, smallest first; empty where there is one only."""
        copies = [*((self.link(copy.address), copy.width) for copy in one.copies), (self.link(one.address), one.width)]
        return ", ".join(f"{place} {width}w" for place, width in copies) if one.copies else ""

    def cite(self, source: str) -> int | None:
        """The number of a source, from now on one that this page leads to; None for what it doesn't list."""
        number = self.numbers.get(source)
        if number is not None:
            self.cited.add(source)
        return number

    def open(self, title: str, level: int = 2, id: str = "") -> str:
        """Begin a section: register its heading and forget which terms were explained.

        Returns the anchor, made unique on this page.
        """
        title = plain_text(title)
        name = id if self._items.get(id) == title else self.free_anchor(id or anchor(title))
        self.headings.append(Heading(level, name, title))
        self.explained.clear()
        return name

    def open_written(self, title: str, level: int) -> str:
        """Register a heading that a contributor has written; it takes no anchor that the template needs."""
        name = anchor(title)
        name = self.free_anchor(f"{name}-2" if name in self._own else name)
        self.headings.append(Heading(level, name, title))
        return name

    def free_anchor(self, wanted: str) -> str:
        """An anchor that nothing else on this page has: the one that is wanted, or that with a number."""
        name, number = wanted, self._repeated.get(wanted, 2)
        while name in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._repeated[wanted] = number
        self._taken.add(name)
        return name

    def note_id(self) -> str:
        """An id for the next tooltip; the underscore keeps it apart from every anchor."""
        self.notes += 1
        return f"t_{self.notes}"
