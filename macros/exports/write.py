"""Write all exports into a folder of the built site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.exports.records import all_records, schemas
from macros.knowledge.graph import Graph


def write_exports(graph: Graph, folder: Path, site_url: str | None) -> None:
    """Write `records.json` and one `<type>.schema.json` per type.

    Args:
        graph: the library.
        folder: `site/data`; made when missing.
        site_url: where the site is published; addresses are relative without it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "records.json", all_records(graph, site_url))
    for name, schema in schemas(graph).items():
        _write(folder / f"{name}.schema.json", schema)


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
