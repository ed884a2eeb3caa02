"""The print edition: each guidance note as a PDF, and the definitions of each pack.

Templates compose a document as they compose a page of the site; WeasyPrint sets it. Numbers of pages in the table of
contents, running titles, bookmarks and tags come from the style sheet and WeasyPrint; nothing is read from a network.
"""

from __future__ import annotations

import importlib.metadata
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from macros.bundles.editions.extras import extra
from macros.bundles.editions.pdf_page import PrintContext
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack, packs_of
from macros.bundles.progress import Told, quiet
from macros.knowledge.graph import title_key
from macros.model.definition import Definition
from macros.model.guidance import Guidance
from macros.workers import in_order

STYLE = "print-edition.css"
"""The style sheet."""
VARIANT = "pdf/ua-1"
"""The kind of PDF: tagged, with title and language, for readers of all kinds."""
PARALLEL_FROM = 6
"""Documents from which further processes are worth their start."""
NEEDS = "Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) and Noto fonts (fonts-noto-core)"


def write_pdfs(
    contents: PackContents,
    folder: Path,
    rights: str = "",
    packs: Iterable[Pack] | None = None,
    told: Told = quiet,
) -> list[Path]:
    """Write the whole print edition: `guidance/<id>.pdf` and `definitions/<pack>.pdf`.

    Args:
        contents: of the library.
        folder: where they go.
        rights: the licence of the content, in words.
        packs: whose definitions; all unless given. A pack without definitions gives no file.
        told: passes names of documents on, and shows progress.

    Raises:
        ExtraMissingError: without the extra `pdf`.
    """
    graph = contents.site.graph
    jobs = [
        (folder / "guidance" / f"{note.id}.pdf", guidance_html(contents, note, rights))
        for note in graph.by_type.get("guidance", ())
        if isinstance(note, Guidance)
    ]
    for pack in packs_of(graph) if packs is None else packs:
        html = definitions_html(contents, pack, rights)
        if html:
            jobs.append((folder / "definitions" / f"{pack.id}.pdf", html))
    style = contents.material(STYLE).decode()
    asked = [(html, style, contents.online) for _, html in jobs]
    setting = _set_all(asked)
    for (target, _), _ in zip(jobs, told([target.stem for target, _ in jobs], "PDF"), strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(next(setting))
    return [target for target, _ in jobs]


def guidance_html(contents: PackContents, note: Guidance, rights: str = "") -> str:
    """A guidance note as a document to print, with the terms it uses in short."""
    graph = contents.site.graph
    linked = (link.target for link in graph.links if link.source == note.id)
    used = [graph.records[id] for id in dict.fromkeys((*graph.used_terms[note.id], *linked))]
    terms = sorted((record for record in used if isinstance(record, Definition)), key=title_key)
    page = PrintContext(graph, contents.online, [note], [term.id for term in terms])
    page.begin(note)
    return _render(contents, page, "guidance", note.language, rights, record=note, terms=terms)


def definitions_html(contents: PackContents, pack: Pack, rights: str = "") -> str:
    """The definitions of a pack as a document to print; empty when it has none."""
    graph = contents.site.graph
    found = [record for record in (graph.records[id] for id in pack.ids) if isinstance(record, Definition)]
    page = PrintContext(graph, contents.online, sorted(found, key=title_key))
    return _render(contents, page, "definitions", graph.language, rights, pack=pack) if found else ""


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
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=set(), fail_on_errors=True)
    document = weasyprint.HTML(string=html, url_fetcher=nothing, base_url=online)
    sheet = weasyprint.CSS(string=style, url_fetcher=nothing)
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


def _render(contents: PackContents, page: PrintContext, kind: str, language: str, rights: str, **values: Any) -> str:
    return contents.site.env.get_template(f"bundles/print-{kind}.html").render(
        page=page,
        settings=contents.site.graph.settings,
        language=language,
        online=contents.online,
        version=contents.version,
        day=contents.site.graph.today,
        rights=rights,
        program=f"commonthread {importlib.metadata.version('common-thread')}",
        **values,
    )
