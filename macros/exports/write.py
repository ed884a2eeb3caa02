"""Write all exports into a folder of the built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.exports.calendar import calendar
from macros.exports.catalogue import CATALOGUE, catalogue
from macros.exports.feeds import FeedWriter, feeds
from macros.exports.for_models import LLMS, llms_text
from macros.exports.places import Places
from macros.exports.records import all_records, schemas
from macros.exports.references import references
from macros.exports.skos import GLOSSARY, LISTS, glossary, lists
from macros.exports.table_rows import row_schema, rows_text
from macros.exports.tables import table_text
from macros.exports.tbx import term_base
from macros.knowledge.columns import TABLES
from macros.knowledge.graph import Graph


def write_exports(graph: Graph, folder: Path, site_url: str | None) -> None:
    """Write every file that `docs/about/exports.md` lists.

    Args:
        graph: the library.
        folder: `site/data`; made when missing. `llms.txt` is put beside it.
        site_url: where the site is published; addresses are relative without it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    places = Places.of(graph, site_url)
    _write(folder / "records.json", all_records(graph, site_url))
    for name, schema in schemas(graph).items():
        _write(folder / f"{name}.schema.json", schema)
    for table in TABLES.values():
        _write_text(folder / table.file, table_text(table, places))
        if table.worked_out:
            _write_text(folder / f"{table.name}.json", rows_text(table, places))
            _write(folder / f"{table.name}.schema.json", row_schema(table))
    (folder / "actions.ics").write_bytes(calendar(places))
    for name, content in references(graph).items():
        (folder / name).write_bytes(content)
    _write_text(folder / GLOSSARY, glossary(places))
    _write_text(folder / LISTS, lists(places))
    if terms := term_base(places):
        (folder / "glossary.tbx").write_bytes(terms)
    if known := catalogue(places):
        _write_text(folder / CATALOGUE, known)
    _write_text(folder.parent / LLMS, llms_text(places))
    writer = FeedWriter(places)
    for feed in feeds(graph):
        (folder / feed.name).parent.mkdir(exist_ok=True)
        (folder / f"{feed.name}.xml").write_bytes(writer.atom(feed))
        _write_text(folder / f"{feed.name}.json", writer.json(feed))


def _write(path: Path, value: Any) -> None:
    _write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
