"""Entries as documents to print: each by itself, and all of a pack as a book.

They are the parts that single files are made of, so every type of entry can be printed, and reads on paper as it does
on a phone: with its facts, its text and its own numbered sources. Guidance notes and definitions have documents of
their own beside these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.bundles.editions.pdf_page import PrintContext
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack
from macros.bundles.pages.single_file import SingleFiles
from macros.bundles.pages.single_part import Part
from macros.knowledge.graph import title_key
from macros.model.definition import Definition
from macros.model.record import Record
from macros.model.registry import record_types


def book_values(contents: PackContents, single: SingleFiles, pack: Pack) -> Mapping[str, Any] | None:
    """What the template of a book needs; None for a pack that has nothing beside definitions, which have a document.

    In it stand the pack's own entries by type, without those of the directory, and the terms that they use in short.

    Args:
        contents: of the library.
        single: its single files.
        pack: which one.
    """
    graph, online = contents.site.graph, contents.online
    chosen = [record for record in (graph.records[id] for id in pack.entries) if not record.directory]
    if all(isinstance(record, Definition) for record in chosen):
        return None
    added = [record for record in (graph.records[id] for id in pack.added) if isinstance(record, Definition)]
    parts = single.parts([record.id for record in chosen], contents.drawn)
    page = PrintContext(graph, online, [], [term.id for term in added])
    return {"page": page, "chapters": _by_type(chosen, parts), "terms": sorted(added, key=title_key), "pack": pack}


def entry_values(contents: PackContents, single: SingleFiles, record: Record) -> Mapping[str, Any]:
    """What the same template needs for one entry, with the terms that it uses in short."""
    graph, online = contents.site.graph, contents.online
    terms = [graph.records[id] for id in graph.used_terms[record.id]]
    page = PrintContext(graph, online, [], [term.id for term in terms])
    parts = single.parts([record.id], contents.drawn)
    return {
        "page": page,
        "chapters": _by_type([record], parts),
        "terms": sorted(terms, key=title_key),
        "record": record,
    }


def _by_type(records: list[Record], parts: Mapping[str, Part]) -> list[tuple[Record, Part]]:
    order = list(record_types())
    ordered = sorted(records, key=lambda record: (order.index(record.type_name), title_key(record)))
    return [(record, parts[record.id]) for record in ordered]
