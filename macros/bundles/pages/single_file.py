"""A pack as one HTML file, for phones that open one file at a time: all text, styles, finder, and only inner links."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby

from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack
from macros.bundles.pages.single_index import PackedIndex, Place, packed_index
from macros.bundles.pages.single_part import Drawn, Part, Picture
from macros.bundles.pages.slimming import slim_page
from macros.knowledge.graph import title_key
from macros.model.definition import Definition
from macros.model.record import Record
from macros.model.registry import record_types
from macros.render.page import PageContext, address, folder_of
from macros.render.record_page import more_path
from macros.render.selection import letter_of

TEMPLATE, BEGIN = "bundles/single-file.html", "single-begin.js"
STYLES = ("single-file.css", "single-find.css", "single-list.css")
SCRIPTS = ("single-index.js", "single-file.js", "single-place.js", "single-own.js", "single-list.js")
SEARCH = ("words", "kin", "shards", "ranking", "query", "dom", "snippet", "hit", "notes")
SHARED = (
    "assets/js/interface.js", "assets/js/address.js", "assets/js/age.js", "assets/js/check/inflate.js",
    *(f"assets/js/search/{name}.js" for name in SEARCH), "assets/js/own/clean.js", "assets/js/own/file.js",
)  # fmt: skip
"""Scripts that the site has too: its words, texts in addresses, ages of copies, unpacking, the whole search, and files
of one entry."""
LIST = ("assets/js/own/kept.js", "assets/js/own/panel.js")
"""Scripts of the site that keep and show the list of one's own, after those of the file; then what makes it ready."""
READY = "single-ready.js"


class SingleFiles:
    """Makes single files of one library, whose pages are passed over once."""

    def __init__(self, contents: PackContents) -> None:
        self._contents = contents
        self._graph = contents.site.graph
        made = {page.path: page for page in contents.site.pages}
        self._addresses = {
            record.id: _pages(record, number) for number, record in enumerate(self._graph.records.values())
        }
        self._pages = {
            record.id: [
                slim_page(made[path], record.id, id, brief=record.directory, online=contents.online)
                for path, id in self._addresses[record.id]
            ]
            for record in self._graph.records.values()
        }
        self._style = "\n".join(contents.material(style).decode() for style in STYLES)
        self._begin = contents.material(BEGIN).decode()

    @cached_property
    def _script(self) -> str:
        site, own = self._contents.built.files, self._contents.material
        scripts = [*(site[name] for name in SHARED), *map(own, SCRIPTS), *(site[name] for name in LIST), own(READY)]
        return "\n".join(bare(script.decode()) for script in scripts)

    def __repr__(self) -> str:
        return f"<SingleFiles of {self._contents!r}>"

    def make(self, pack: Pack) -> bytes:
        """The file of a pack."""
        records = sorted((self._graph.records[id] for id in pack.ids), key=title_key)
        parts = self.parts(pack.ids)
        page = self._contents.site.env.get_template(TEMPLATE).render(
            page=PageContext(self._graph, "single"),
            pack=pack,
            settings=self._graph.settings,
            online=self._contents.online,
            version=self._contents.version,
            day=self._graph.today,
            parts={
                name: [parts[record.id] for record in records if record.type_name == name]
                for name in record_types()
                if any(record.type_name == name for record in records)
            },
            glossary=[record for record in records if isinstance(record, Definition)],
            letters=[
                (letter, list(found)) for letter, found in groupby(records, key=lambda record: letter_of(record.title))
            ],
            folders={name: folder_of(name) for name in record_types()},
            index=self._index(pack, records),
            style=self._style,
            script=self._script,
            style_hash=_hash(self._style),
            script_hash=_hash(self._script),
            begin=self._begin,
            begin_hash=_hash(self._begin),
        )
        return page.encode()

    def _index(self, pack: Pack, records: list[Record]) -> PackedIndex:
        """The search of a pack.

        Args:
            pack: which one.
            records: its entries by title; the file has them by type.
        """
        order = [record for name in record_types() for record in records if record.type_name == name]
        places = {path: place for number, record in enumerate(order) for path, place in self._places(record, number)}
        return packed_index(self._contents.search_pieces(pack), places)

    def _places(self, record: Record, number: int) -> Iterator[tuple[str, Place]]:
        """Where the pages of an entry stand in a file.

        Args:
            record: the entry.
            number: of the entry in the order of the file.
        """
        before = 0
        for (path, id), page in zip(self._addresses[record.id], self._pages[record.id], strict=True):
            headings, count = page.headings()
            below = {place.removeprefix(f"{id}."): before + heading for place, heading in headings.items()}
            yield path, Place(number, {"": before + 1 if before else 0, **below})
            before += count

    def sizes(self, pack: Pack) -> dict[str, int]:
        """Bytes of each entry in the file of a pack, and of its search."""
        records = sorted((self._graph.records[id] for id in pack.ids), key=title_key)
        entries = {id: len(part.html.encode()) for id, part in self.parts(pack.ids).items()}
        return {**entries, "the search": len(self._index(pack, records).text)}

    def picture(self, address: str) -> Drawn:
        """A picture as a single file holds it: itself, else its largest copy that is small enough."""
        one = self._contents.beside.get(address)
        copy = one.largest(self._graph.settings.bundles.picture_bytes) if one else ""
        return Drawn(self._contents.picture(copy), copy == address)

    def parts(self, ids: Iterable[str], picture: Picture | None = None) -> dict[str, Part]:
        """Entries by id, with their links as a document that holds these needs them.

        Args:
            ids: of the entries.
            picture: gives the pictures that the document holds; small ones when left out.
        """
        picture = self.picture if picture is None else picture
        pages = {id: self._pages[id] for id in ids}
        all_pages = [page for found in pages.values() for page in found]
        held = {goal: place for page in all_pages for goal, place in page.places.items()}
        used = {place for page in all_pages for place in page.leads_to(held)}
        records = self._graph.records
        return {
            id: Part(id, records[id].title, "".join(page.put(held, used, picture) for page in found))
            for id, found in pages.items()
        }


def _pages(record: Record, number: int) -> list[tuple[str, str]]:
    """The pages of an entry, each with what begins the ids of its places."""
    more = more_path(record)
    return [(address(record), f"p{number}"), *([(more, f"m{number}")] if more else [])]


def bare(script: str) -> str:
    """A script without lines that are comments and without what its lines begin with: a fifth of it."""
    lines = map(str.strip, script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _hash(text: str) -> str:
    """What a content security policy calls an inline text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
