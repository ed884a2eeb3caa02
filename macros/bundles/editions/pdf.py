"""The print edition: practices, lessons, guidance notes and workshops as PDFs; of each pack its definitions and a book.

Templates compose a document as they compose a page of the site; WeasyPrint sets it. Numbers of pages in the table of
contents, running titles, bookmarks and tags come from the style sheet and WeasyPrint; nothing is read from a network.
"""

from __future__ import annotations

import importlib.metadata
import logging
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from macros.bundles.editions.book import book_values, entry_values
from macros.bundles.editions.extras import extra
from macros.bundles.editions.pdf_page import PrintContext
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack, packs_of
from macros.bundles.pages.single_file import SingleFiles
from macros.bundles.progress import Told, quiet
from macros.knowledge.graph import title_key
from macros.model.definition import Definition
from macros.model.guidance import Guidance
from macros.render.page import anchor, folder_of
from macros.workers import in_order

STYLE = "print-edition.css"
"""The style sheet."""
VARIANT = "pdf/ua-1"
"""The kind of PDF: tagged, with title and language, for readers of all kinds."""
PARALLEL_FROM = 6
"""Documents from which further processes are worth their start."""
NEEDS = "Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) and Noto fonts (fonts-noto-core)"


@dataclass(frozen=True)
class Printed:
    """A document of the print edition."""

    kind: str
    """`book`, `definitions`, or the type of the entry that it is."""
    id: str
    """Of the pack or of the entry."""
    path: Path


BOOK, DEFINITIONS = "book", "definitions"
"""Kinds of documents of packs."""


def write_pdfs(
    contents: PackContents,
    folder: Path,
    rights: str = "",
    packs: Iterable[Pack] | None = None,
    told: Told = quiet,
    single: SingleFiles | None = None,
    entries: Collection[str] | None = None,
) -> list[Printed]:
    """Write the whole print edition: each entry that is no definition and not of the directory, and of each pack its
    definitions and a book. Names of files begin with that of the library and end with its version, the day in it.

    Args:
        contents: of the library.
        folder: where they go.
        rights: the licence of the content, in words.
        packs: whose definitions and books; all unless given. A pack without definitions, or with nothing else, gives
            one file less.
        told: passes names of documents on, and shows progress.
        single: the library's single files, when somebody has made them ready.
        entries: ids of those that get a document by themselves; all unless given.

    Raises:
        ExtraMissingError: without the extra `pdf`.
    """
    jobs = list(_documents(contents, single or SingleFiles(contents), rights, packs, entries))
    style = contents.material(STYLE).decode()
    setting = _set_all([(html, style, contents.online) for _, html in jobs])
    printed = [replace(one, path=folder / one.path) for one, _ in jobs]
    for one, _ in zip(printed, told([one.path.stem for one in printed], "PDF"), strict=True):
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.write_bytes(next(setting))
    return printed


def _documents(
    contents: PackContents,
    single: SingleFiles,
    rights: str,
    packs: Iterable[Pack] | None,
    entries: Collection[str] | None,
) -> Iterator[tuple[Printed, str]]:
    """Every document with its HTML: entries, then those of packs."""
    graph = contents.site.graph
    library, version = anchor(graph.settings.name), contents.version

    def printed(kind: str, id: str, folder: str, name: str) -> Printed:
        return Printed(kind, id, Path(folder, f"{library}-{name}-{version}.pdf"))

    for record in (graph.records[id] for id in (graph.records if entries is None else entries)):
        if isinstance(record, Guidance):
            yield printed("guidance", record.id, "guidance", record.id), guidance_html(contents, record, rights)
        elif not record.directory and not isinstance(record, Definition):
            values = entry_values(contents, single, record)
            html = _render(contents, "book", record.language, rights, values)
            yield printed(record.type_name, record.id, folder_of(record.type_name), record.id), html
    for pack in packs_of(graph) if packs is None else packs:
        html = definitions_html(contents, pack, rights)
        if html:
            yield printed(DEFINITIONS, pack.id, "definitions", f"definitions-{pack.id}"), html
        html = book_html(contents, single, pack, rights)
        if html:
            yield printed(BOOK, pack.id, "books", f"book-{pack.id}"), html


def book_html(contents: PackContents, single: SingleFiles, pack: Pack, rights: str = "") -> str:
    """The entries of a pack as a document to print; empty when it has only definitions."""
    values = book_values(contents, single, pack)
    return _render(contents, "book", contents.site.graph.language, rights, values) if values else ""


def guidance_html(contents: PackContents, note: Guidance, rights: str = "") -> str:
    """A guidance note as a document to print, with the terms it uses in short."""
    graph = contents.site.graph
    linked = (link.target for link in graph.links if link.source == note.id)
    used = [graph.records[id] for id in dict.fromkeys((*graph.used_terms[note.id], *linked))]
    terms = sorted((record for record in used if isinstance(record, Definition)), key=title_key)
    page = PrintContext(graph, contents.online, [note], [term.id for term in terms], contents.picture)
    page.begin(note)
    return _render(contents, "guidance", note.language, rights, {"page": page, "record": note, "terms": terms})


def definitions_html(contents: PackContents, pack: Pack, rights: str = "") -> str:
    """The definitions of a pack as a document to print; empty when it has none."""
    graph = contents.site.graph
    found = [record for record in (graph.records[id] for id in pack.ids) if isinstance(record, Definition)]
    page = PrintContext(graph, contents.online, sorted(found, key=title_key), picture=contents.picture)
    values = {"page": page, "pack": pack}
    return _render(contents, "definitions", graph.language, rights, values) if found else ""


def pdf_of(contents: PackContents, html: str) -> bytes:
    """Set a document; the same document, fonts and WeasyPrint give the same bytes.

    Raises:
        ExtraMissingError: without the extra `pdf`.
    """
    return _set((html, contents.material(STYLE).decode(), contents.online))


Asked = tuple[str, str, str]
"""A document, its style sheet, and the address of the site."""


def _set(asked: Asked) -> bytes:
    html, style, online = asked
    weasyprint = extra("pdf", "weasyprint", NEEDS)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    own = extra("pdf", "macros.bundles.editions.pdf_pictures").OwnPictures()
    document = weasyprint.HTML(string=html, url_fetcher=own, base_url=online)
    sheet = weasyprint.CSS(string=style, url_fetcher=own)
    made: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT)
    return made


def _set_all(asked: list[Asked]) -> Iterator[bytes]:
    """Set documents in their order, on as many processors as there are when it is worth their start."""
    extra("pdf", "weasyprint", NEEDS)
    processes = min(os.cpu_count() or 1, len(asked))
    if len(asked) < PARALLEL_FROM or processes < 2:
        yield from map(_set, asked)
        return
    yield from in_order(_set, asked, "spawn", processes)


def _render(contents: PackContents, kind: str, language: str, rights: str, values: Mapping[str, Any]) -> str:
    return contents.site.env.get_template(f"bundles/print-{kind}.html").render(
        settings=contents.site.graph.settings,
        language=language,
        online=contents.online,
        version=contents.version,
        day=contents.site.graph.today,
        rights=rights,
        picture=contents.picture,
        program=f"commonthread {importlib.metadata.version('common-thread')}",
        **values,
    )
