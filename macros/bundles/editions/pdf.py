"""The print edition: practices, lessons, guidance notes and workshops as PDFs; of each pack its definitions and a book.

Templates compose a document as they compose a page of the site; WeasyPrint sets it. Numbers of pages in the table of
contents, running titles, bookmarks and tags come from the style sheet and WeasyPrint; nothing is read from a network.
"""

from __future__ import annotations

import gc
import importlib.metadata
import logging
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.bundles.editions.book import book_values, entry_values
from macros.bundles.editions.extras import extra
from macros.bundles.editions.kept_papers import KeptPapers, Paper
from macros.bundles.editions.pdf_page import PrintContext
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack, packs_of
from macros.bundles.pages.single_file import SingleFiles
from macros.bundles.progress import Told, quiet
from macros.knowledge.graph import title_key
from macros.model.definition import Definition
from macros.model.guidance import Guidance
from macros.render.in_words import day_words
from macros.render.page import anchor, folder_of
from macros.workers import in_order

STYLE = "print-edition.css"
"""The style sheet."""
VARIANT = "pdf/ua-1"
"""The kind of PDF: tagged, with title and language, for readers of all kinds."""
PARALLEL_FROM = 6
"""Documents from which further processes are worth their start."""
COLLECTED_AFTER = 200_000
"""Objects after which Python looks for those that only hold each other; setting makes millions that live to its end."""
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


@dataclass(frozen=True)
class Marks:
    """What stands in a document for its day and its version until it is set: words between letters for private use."""

    day: str = "\ue0d0day\ue0d0"
    words: str = "\ue0d0words\ue0d0"
    version: str = "\ue0d0version\ue0d0"


MARKS = Marks()


def write_pdfs(
    contents: PackContents,
    folder: Path,
    rights: str = "",
    packs: Iterable[Pack] | None = None,
    told: Told = quiet,
    single: SingleFiles | None = None,
    entries: Collection[str] | None = None,
    kept: KeptPapers | None = None,
) -> list[Printed]:
    """Write the whole print edition: each entry that is no definition and not of the directory, and of each pack its
    definitions and a book. Names of files begin with that of the library and end with its version, the day in it; of
    documents that are kept, with the version of the release in which they were made.

    Args:
        contents: of the library.
        folder: where they go.
        rights: the licence of the content, in words.
        packs: whose definitions and books; all unless given. A pack without definitions, or with nothing else, gives
            one file less.
        told: passes names of documents on, and shows progress.
        single: the library's single files, when somebody has made them ready.
        entries: ids of those that get a document by themselves; all unless given.
        kept: what earlier releases have made; what this one doesn't hold is forgotten, unless `entries` are given.

    Raises:
        ExtraMissingError: without the extra `pdf`.
    """
    library, keep = anchor(contents.site.graph.settings.name), kept or KeptPapers(None, "")
    jobs = list(_documents(contents, single or SingleFiles(contents), rights, packs, entries))
    style = contents.material(STYLE).decode()
    asked = [(html, style, contents.online, VARIANT) for *_, html in jobs]
    known = [keep.find(one) for one in asked]
    missing = [one for one, paper in zip(asked, known, strict=True) if paper is None]
    setting = _set_all([(_dated(contents, html), style, contents.online) for html, *_ in missing])
    versions = [paper.version if paper else contents.version for paper in known]
    printed = [
        Printed(kind, id, folder / f"{place}/{library}-{name}-{version}.pdf")
        for (kind, id, place, name, _), version in zip(jobs, versions, strict=True)
    ]
    shown = told([one.path.stem for one in printed], "PDF")
    for one, of, paper, _ in zip(printed, asked, known, shown, strict=True):
        one.path.parent.mkdir(parents=True, exist_ok=True)
        if paper is None:
            paper = Paper(contents.version, next(setting))
            keep.keep(of, paper)
        one.path.write_bytes(paper.content)
    if entries is None:
        keep.forget_others()
    return printed


Document = tuple[str, str, str, str, str]
"""Kind, id, folder, what its file is called between library and version, and HTML with marks for day and version."""


def _documents(
    contents: PackContents,
    single: SingleFiles,
    rights: str,
    packs: Iterable[Pack] | None,
    entries: Collection[str] | None,
) -> Iterator[Document]:
    """Every document: entries, then those of packs."""
    graph = contents.site.graph
    for record in (graph.records[id] for id in (graph.records if entries is None else entries)):
        if isinstance(record, Guidance):
            yield "guidance", record.id, "guidance", record.id, guidance_html(contents, record, rights)
        elif not record.directory and not isinstance(record, Definition):
            values = entry_values(contents, single, record)
            html = _render(contents, "book", record.language, rights, values)
            yield record.type_name, record.id, folder_of(record.type_name), record.id, html
    for pack in packs_of(graph) if packs is None else packs:
        html = definitions_html(contents, pack, rights)
        if html:
            yield DEFINITIONS, pack.id, "definitions", f"definitions-{pack.id}", html
        html = book_html(contents, single, pack, rights)
        if html:
            yield BOOK, pack.id, "books", f"book-{pack.id}", html


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
    return _set((_dated(contents, html), contents.material(STYLE).decode(), contents.online))


def _dated(contents: PackContents, html: str) -> str:
    """A document with its day and its version."""
    graph = contents.site.graph
    known = {
        MARKS.day: graph.today.isoformat(),
        MARKS.words: day_words(graph.today, graph.language),
        MARKS.version: contents.version,
    }
    for mark, words in known.items():
        html = html.replace(mark, words)
    return html


Asked = tuple[str, str, str]
"""A document, its style sheet, and the address of the site."""


def _set(asked: Asked) -> bytes:
    html, style, online = asked
    weasyprint = extra("pdf", "weasyprint", NEEDS)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    own = extra("pdf", "macros.bundles.editions.pdf_pictures").OwnPictures()
    document = weasyprint.HTML(string=html, url_fetcher=own, base_url=online)
    sheet = weasyprint.CSS(string=style, url_fetcher=own)
    collected = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, 20, 20)
    try:
        made: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT)
    finally:
        gc.set_threshold(*collected)
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
        made=MARKS,
        rights=rights,
        picture=contents.picture,
        program=f"commonthread {importlib.metadata.version('common-thread')}",
        **values,
    )
