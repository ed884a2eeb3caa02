"""`records.json`: every record with everything its entry says, and one JSON Schema per type."""

from __future__ import annotations

from typing import Any

from macros.exports.places import Places
from macros.knowledge.graph import Graph, changed
from macros.model.registry import record_types
from macros.model.schema import nodes, write_out_terms

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def all_records(graph: Graph, site_url: str | None) -> dict[str, Any]:
    """Every record in the order of types and titles, with its address."""
    places = Places.of(graph, site_url)
    return {
        "library": graph.settings.name,
        "description": graph.settings.description,
        "made_for": graph.today.isoformat(),
        "records": [
            {
                "type": name,
                "page": places.page(record),
                "modified": changed(record).isoformat(),
                "used_terms": list(graph.used_terms[record.id]),
                **record.model_dump(mode="json", exclude_none=True),
                **({"last_reviewed": record.reviewed_on.isoformat()} if record.reviewed_on else {}),
            }
            for name, records in graph.by_type.items()
            for record in records
        ],
    }


def schemas(graph: Graph) -> dict[str, dict[str, Any]]:
    """A JSON Schema per type, by name, with the values of every controlled list written out."""
    found = {}
    for name, kind in record_types().items():
        schema = kind.model_json_schema(mode="serialization")
        schema["properties"] |= {
            "type": {"const": name},
            "page": {"type": "string", "description": "The page of the record."},
            "modified": {"type": "string", "format": "date", "description": "Day of the last change of substance."},
            "used_terms": {"type": "array", "items": {"type": "string"}, "description": "Definitions its text uses."},
        }
        for node in nodes(schema):
            write_out_terms(node, graph.vocabularies)
        found[name] = {
            "$schema": SCHEMA,
            "$id": f"{name}.schema.json",
            **schema,
            "title": graph.kinds.label(name),
            "description": graph.kinds.purpose(name),
        }
    return found
