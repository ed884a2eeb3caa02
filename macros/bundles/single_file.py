"""A pack as one HTML file, for phones that open one file at a time: all text, styles, finder, and only inner links."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from itertools import groupby

from macros.bundles.contents import PackContents, letter_of
from macros.bundles.packs import Pack
from macros.bundles.single_part import Part, Place, anchors, part_of, used_places, without_unused
from macros.knowledge.graph import title_key
from macros.model.definition import Definition
from macros.model.record import Record
from macros.model.registry import record_types
from macros.render.page import PageContext, address
from macros.render.record_page import more_path

TEMPLATE, STYLE, SCRIPT = "bundles/single-file.html", "single-file.css", "single-file.js"
AGE = "assets/js/age.js"
"""Says how old a copy is; the site has it too."""


class SingleFiles:
    """Makes single files from one built site; what a page becomes is worked out once for each pack it is in."""

    def __init__(self, contents: PackContents) -> None:
        self._contents = contents
        self._graph = contents.site.graph
        self._numbers = {id: number for number, id in enumerate(self._graph.records)}
        self._anchors = {
            path: anchors(path, record.id, id, contents.built.files[path].decode())
            for record in self._graph.records.values()
            for path, id in self._pages(record)
        }
        self._style = contents.material(STYLE).decode()
        self._script = f"{contents.built.files[AGE].decode()}\n{contents.material(SCRIPT).decode()}"

    def __repr__(self) -> str:
        return f"<SingleFiles of {self._contents!r}>"

    def make(self, pack: Pack) -> bytes:
        """The file of a pack."""
        records = sorted((self._graph.records[id] for id in pack.ids), key=title_key)
        parts = self._parts(pack)
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
            style=self._style,
            script=self._script,
            style_hash=_hash(self._style),
            script_hash=_hash(self._script),
        )
        return page.encode()

    def sizes(self, pack: Pack) -> dict[str, int]:
        """Bytes of each entry in the file of a pack."""
        return {id: len(part.html.encode()) for id, part in self._parts(pack).items()}

    def _parts(self, pack: Pack) -> dict[str, Part]:
        """The entries of a pack by id, with their links as this pack needs them."""
        records = [self._graph.records[id] for id in pack.ids]
        held: dict[tuple[str, str], str] = {}
        for record in records:
            for path, _ in self._pages(record):
                held |= self._anchors[path]

        def place(path: str, fragment: str) -> str:
            return held.get((path, fragment)) or held.get((path, ""), "")

        parts = {record.id: self._part(record, place) for record in records}
        used = {name for part in parts.values() for name in used_places(part.html)}
        return {id: replace(part, html=without_unused(part.html, used)) for id, part in parts.items()}

    def _part(self, record: Record, place: Place) -> Part:
        texts = [part_of(id, path, self._html(path), place, brief=record.directory) for path, id in self._pages(record)]
        return Part(record.id, record.title, "".join(texts))

    def _pages(self, record: Record) -> list[tuple[str, str]]:
        """The pages of an entry, each with what begins the ids of its places."""
        number, more = self._numbers[record.id], more_path(record)
        return [(address(record), f"p{number}"), *([(more, f"m{number}")] if more else [])]

    def _html(self, path: str) -> str:
        return self._contents.built.files[path].decode()


def _hash(text: str) -> str:
    """What a content security policy calls an inline text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
