"""`records.json`: every record with everything its entry says, and one JSON Schema per type."""

from __future__ import annotations

from typing import Any

from macros.knowledge.graph import Graph
from macros.model.registry import record_types
from macros.render.page import address

SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def all_records(graph: Graph, site_url: str | None) -> dict[str, Any]:
    """Every record in the order of types and titles, with its address."""
    base = (site_url or "").rstrip("/")
    return {
        "library": graph.settings.name,
        "description": graph.settings.description,
        "made_for": graph.today.isoformat(),
        "records": [
            {
                "type": name,
                "page": f"{base}/{address(record)}" if base else address(record),
                "used_terms": list(graph.used_terms[record.id]),
                **record.model_dump(mode="json", exclude_none=True),
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
            "used_terms": {"type": "array", "items": {"type": "string"}, "description": "Definitions its text uses."},
        }
        _write_out_terms(schema, graph)
        found[name] = {
            "$schema": SCHEMA,
            "$id": f"{name}.schema.json",
            **schema,
            "title": graph.kinds.label(name),
            "description": graph.kinds.purpose(name),
        }
    return found


def _write_out_terms(node: Any, graph: Graph) -> None:
    """Replace every `x-vocabulary` by it and its values, in place; a list that is empty or absent has none."""
    if isinstance(node, dict):
        vocabulary = node.get("x-vocabulary")
        known = graph.vocabularies.get(vocabulary) if isinstance(vocabulary, str) else None
        if known and known.terms:
            node["enum"] = [term.id for term in known.terms]
        for value in node.values():
            _write_out_terms(value, graph)
    elif isinstance(node, list):
        for value in node:
            _write_out_terms(value, graph)
