"""Tables whose rows stand in no entry, as JSON with a JSON Schema: the same columns as in the CSV file.

A row is one line, so that two states of the file can be compared line by line.
"""

from __future__ import annotations

import json
from typing import Any

from macros.exports.places import Places
from macros.exports.records import SCHEMA
from macros.exports.tables import rows, texts
from macros.knowledge.columns import Column, Table
from macros.knowledge.graph import Graph


def rows_text(table: Table, places: Places) -> str:
    """A whole file: the library's name, and the rows in the order of the CSV file; what is not recorded is left out."""
    graph: Graph = places.graph
    lines = [
        json.dumps(
            {
                column.name: found if column.several else found[0]
                for column in table.columns
                if (found := texts(column, table, record, item, places))
            },
            ensure_ascii=False,
        )
        for record, item in rows(table, graph)
    ]
    name = json.dumps(graph.settings.name, ensure_ascii=False)
    return f'{{"library": {name}, "rows": [\n' + ",\n".join(lines) + "\n]}\n"


def row_schema(table: Table) -> dict[str, Any]:
    """The JSON Schema of that file, from the columns."""
    row = {
        "type": "object",
        "properties": {column.name: _property(column) for column in table.columns},
        "required": [column.name for column in table.columns if column.name in ("id", "page", "modified")],
        "additionalProperties": False,
    }
    return {
        "$schema": SCHEMA,
        "$id": f"{table.name}.schema.json",
        "title": table.name,
        "type": "object",
        "properties": {"library": {"type": "string"}, "rows": {"type": "array", "items": row}},
        "required": ["library", "rows"],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    words: dict[str, Any] = {"type": "string", "description": column.meaning}
    if column.tag.startswith("#date"):
        words["format"] = "date"
    if not column.several:
        return words
    return {"type": "array", "items": {"type": "string"}, "description": words.pop("description")}
