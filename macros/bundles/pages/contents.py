"""What stands in a pack, file by file: pages, index pages, a search of its own, a start page."""

from __future__ import annotations

import posixpath
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment

from macros.bundles.pages.authored_page import with_packs
from macros.bundles.pages.built import DOWNLOADS, BuiltSite
from macros.bundles.pages.media_types import mimetype
from macros.bundles.pages.pack_page import Page, PartOfSite, authored_page, finished_page, framed_page, linked_frames
from macros.bundles.pages.packs import WHOLE, Pack
from macros.bundles.pages.single_part import Drawn
from macros.frame import Filling
from macros.knowledge.graph import Graph, title_key
from macros.model.record import Record
from macros.model.registry import record_types
from macros.render.listings import ListedEntry
from macros.render.own_pages import CHECK, EXPLORER, FORM
from macros.render.page import PageContext, RenderedPage, address, anchor, folder_of, tidy
from macros.render.record_page import more_path
from macros.render.selection import letter_of
from macros.search.facets import explore, part_of
from macros.search.foreign import foreign_words
from macros.search.kept_count import KeptCount
from macros.search.library import search_part, search_shards
from macros.search.names import known_names
from macros.search.shards import Shard, read_script
from macros.surroundings import DESCRIBED, Surrounding, Surroundings

HOME, A_TO_Z = "index.html", "a-z.html"
INSIDE = "library"
"""Folder of the pages, beside the start page."""
START = "START-HERE.html"
SEARCH = "search/"
"""Folder of the index, inside the site."""


class Rendered(Protocol):
    """A library whose pages have been made: what `macros.shell.Site` is after `render`."""

    graph: Graph
    env: Environment
    templates: Path
    pages: list[RenderedPage]
    counted: list[KeptCount]


@dataclass(frozen=True)
class Inside:
    """What stands in the folder of a pack's pages."""

    files: dict[str, bytes]
    """Every file by its address, pages too."""
    pages: dict[str, Page]
    """Every page by its address."""


class PackContents:
    """Makes the files of packs: of pages that were made for the site, of pages of their own, of files of the site."""

    def __init__(self, site: Rendered, built: BuiltSite, surroundings: Surroundings, online: str, version: str) -> None:
        """Make ready.

        Args:
            site: rendered.
            built: the folder that was built from it, for authored pages, pictures, styles and scripts.
            surroundings: the site around finished pages, as it was built.
            online: address of the whole site, with a slash at its end.
            version: what this state of the content is called.
        """
        self.site = site
        self.built = built
        self.online = online
        self.version = version
        self._graph = site.graph
        self._explored = explore(self._graph)
        self._names = known_names(self._graph)
        self._foreign = foreign_words(self._graph.library.word_lists)
        self._indexed: tuple[Pack, list[Shard]] | None = None
        self._frames = linked_frames(surroundings.frames)
        self.beside = {one.address: one for files in self._graph.library.files.values() for one in files}
        """Pictures and attachments of entries, by address."""
        most = self._graph.settings.bundles.file_bytes
        held = {address: one.largest(most) for address, one in self.beside.items()}
        self._held = {address: copy for address, copy in held.items() if copy}
        """What packs hold of them: the thing itself, else its largest copy that is small enough."""
        self._pages = {page.path: finished_page(page, surroundings.pages[page.path]) for page in site.pages}
        for path, content in built.files.items():
            if path.endswith(".html") and path not in self._pages:
                self._pages[path] = authored_page(path, content.decode())

    def __repr__(self) -> str:
        return f"<PackContents of {self.built!r}>"

    def files(self, pack: Pack, inside: Inside | None = None) -> dict[str, bytes]:
        """Every file of a pack by its path below the pack's folder; without manifest and signature.

        Args:
            pack: which one.
            inside: what stands in the folder of its pages, when somebody has made it.
        """
        files = {f"{INSIDE}/{path}": content for path, content in (inside or self.inside(pack)).files.items()}
        files[START] = self._render("bundles/start-here.html", HOME, pack).encode()
        return files

    def inside(self, pack: Pack) -> Inside:
        """What stands in the folder of a pack's pages."""
        return self._whole(pack) if pack.id == WHOLE else self._part(pack)

    def material(self, name: str) -> bytes:
        """A file among the templates that goes into what is made as it is: a style sheet, a script, a picture."""
        return (self.site.templates / "bundles" / name).read_bytes()

    def picture(self, address: str) -> str:
        """A picture of an entry as an address that holds it, for documents that are one file; empty for none."""
        content = self.built.files.get(address)
        return f"data:{mimetype(address)};base64,{b64encode(content).decode()}" if content else ""

    def drawn(self, address: str) -> Drawn:
        """The same, for parts of documents: every picture as it is."""
        return Drawn(self.picture(address), True)

    def paths(self, pack: Pack) -> set[str]:
        """Addresses of the pages of a pack's entries."""
        found: set[str] = set()
        for id in pack.ids:
            record = self._graph.records[id]
            found.update(path for path in (address(record), more_path(record)) if path)
        return found

    def _whole(self, pack: Pack) -> Inside:
        """All files of the site, with a page of everything from A to Z, and one about this copy."""
        left = {place for one in self.beside.values() for place in one.addresses} - {*self._held.values()}
        files = {path: content for path, content in self.built.files.items() if path not in left}
        pages = {path: page for path, page in self._pages.items() if path in files}
        return self._inside(files, {**pages, A_TO_Z: self._a_to_z(pack), DOWNLOADS: self._copy_page(pack)})

    def _part(self, pack: Pack) -> Inside:
        """The files of a pack that holds a part of the library."""
        paths = self.paths(pack)
        pages = {path: self._pages[path] for path in sorted({*paths, CHECK, FORM})}
        beside = {
            self._held[one.address] for id in pack.ids for one in self._graph.files(id) if one.address in self._held
        }
        files = {**self.built.common, **{path: self.built.files[path] for path in sorted(beside)}}
        made = self._inside(files, {**pages, **dict(self._lists(pack))})
        made.files.update({f"{SEARCH}{one.name}.js": one.script.encode() for one in self._shards(pack)})
        return made

    def _inside(self, files: Mapping[str, bytes], pages: dict[str, Page]) -> Inside:
        """Files as they are, and pages with their links as they lead from there."""
        part = PartOfSite(self._frames, {*files, *pages}, self.online, self._held)
        return Inside({**files, **{path: page.inside(part).encode() for path, page in pages.items()}}, pages)

    def search_pieces(self, pack: Pack) -> dict[str, Any]:
        """The pieces of the index of a pack by their names: those of the site for the whole library."""
        if pack.id != WHOLE:
            return {shard.name: shard.content for shard in self._shards(pack)}
        found = {path: content for path, content in self.built.files.items() if path.startswith(SEARCH)}
        return {path.removeprefix(SEARCH)[:-3]: read_script(content.decode()) for path, content in found.items()}

    def _shards(self, pack: Pack) -> list[Shard]:
        """The index of a pack's own pages; kept until another pack is asked for, since its single file asks too."""
        if self._indexed is None or self._indexed[0] != pack:
            paths = self.paths(pack)
            counted = [page for page in self.site.counted if page.entry.path in paths]
            library = search_part(self._graph, counted, self._names, self._foreign)
            explored = part_of(self._explored, set(pack.ids))
            self._indexed = pack, search_shards(self._graph, library, explored)
        return self._indexed[1]

    def _lists(self, pack: Pack) -> Iterator[tuple[str, Page]]:
        """The first page, the explorer, a page for each type in the pack, all from A to Z, and what this copy is."""
        chosen = _by_type(self._graph.records[id] for id in pack.entries)
        added = _by_type(self._graph.records[id] for id in pack.added)
        html = self._render("bundles/home.html", HOME, pack, chosen=chosen, added=added)
        yield HOME, self._framed(HOME, pack.title, pack.summary, html)
        everything = _by_type(self._graph.records[id] for id in pack.ids)
        name = f"{anchor(self._graph.settings.name)}-{pack.id}"
        html = self._render("bundles/explore.html", EXPLORER, pack, kinds_of=everything, name=name)
        yield EXPLORER, self._framed(EXPLORER, self._graph.words.gettext("Explore"), pack.summary, html)
        for name, found in everything:
            title = self._graph.kinds.plural(name)
            path = f"{folder_of(name)}/index.html"
            yield path, self._list(pack, path, title, [(title, found)], False)
        yield A_TO_Z, self._a_to_z(pack)
        yield DOWNLOADS, self._copy_page(pack)

    def _a_to_z(self, pack: Pack) -> Page:
        records = sorted((self._graph.records[id] for id in pack.ids), key=title_key)
        letters = groupby(records, key=lambda record: letter_of(record.title))
        by_letter = [(letter, [ListedEntry(record) for record in found]) for letter, found in letters]
        return self._list(pack, A_TO_Z, self._graph.words.gettext("Everything from A to Z"), by_letter, True)

    def _copy_page(self, pack: Pack) -> Page:
        """The site's page about bundles, where this copy stands in the place of the list of files."""
        html = self._render("bundles/this-copy.html", DOWNLOADS, pack)
        return authored_page(DOWNLOADS, with_packs(self.built.downloads, html))

    def _list(
        self, pack: Pack, path: str, title: str, letters: list[tuple[str, list[ListedEntry]]], kinds: bool
    ) -> Page:
        html = self._render("bundles/list.html", path, pack, title=title, letters=letters, kinds_shown=kinds)
        return self._framed(path, title, pack.summary, html)

    def _framed(self, path: str, title: str, description: str, html: str) -> Page:
        """A page of the pack's own, with the site around it as on finished pages of its folder."""
        filling = Filling(path, title, description, tidy(html).strip())
        return framed_page(path, Surrounding((posixpath.dirname(path), DESCRIBED), filling.values()), filling.content)

    def _render(self, template: str, path: str, pack: Pack, **values: Any) -> str:
        return self.site.env.get_template(template).render(
            page=PageContext(self._graph, path),
            pack=pack,
            settings=self._graph.settings,
            online=self.online,
            version=self.version,
            day=self._graph.today,
            folders={name: folder_of(name) for name in record_types()},
            whole=pack.id == WHOLE,
            **values,
        )


def _by_type(records: Iterable[Record]) -> list[tuple[str, list[ListedEntry]]]:
    """Entries by type in the order of types, by title in each."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.type_name, []).append(record)
    return [
        (name, [ListedEntry(record) for record in sorted(found[name], key=title_key)])
        for name in record_types()
        if name in found
    ]
