"""JSON Schemas for whoever writes entries in an editor: fields, values and ids complete while somebody types.

They say less than the check: what depends on two fields, or on another entry, only the check knows.
"""

from __future__ import annotations

from typing import Any

from macros.model.fields import ID_PATTERN
from macros.model.library import Library
from macros.model.registry import record_types
from macros.model.schema import nodes, write_out_terms

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know."""
ENDING = ".yml"
"""Of the types whose files an editor takes for YAML; the others are Markdown with fields on top."""

_ITEM = f"{ID_PATTERN.removesuffix('$')}#{ID_PATTERN.removeprefix('^')}"
"""An item inside an entry: which there are, only the check knows."""


def editor_schemas(library: Library) -> dict[str, dict[str, Any]]:
    """A schema for each type that is written in YAML, by name.

    Args:
        library: its lists and its entries are what can be chosen.
    """
    found = {}
    for name, kind in record_types().items():
        if kind.ending != ENDING:
            continue
        schema = kind.model_json_schema(mode="validation")
        schema["properties"].pop("id", None)
        schema["required"] = [field for field in schema.get("required", ()) if field != "id"]
        for node in nodes(schema):
            _offer_terms(node, library)
            _offer_entries(node, library)
        found[name] = {"$schema": DRAFT, **schema, "title": kind.label, "description": kind.purpose}
    return found


def files_of(name: str) -> str:
    """Which files a type's schema is for."""
    kind = record_types()[name]
    return f"{kind.folder}/*{kind.ending}"


def _offer_terms(node: dict[str, Any], library: Library) -> None:
    terms, language = write_out_terms(node, library.vocabularies), library.settings.language
    if terms:
        node["enumDescriptions"] = [f"{term.label_in(language)}: {term.definition}" for term in terms]


def _offer_entries(node: dict[str, Any], library: Library) -> None:
    types = node.get("x-reference")
    if not isinstance(types, list):
        return
    known = [record for record in library.records.values() if record.type_name in types or types == ["any"]]
    described = node.get("description", "")
    node.clear()
    node |= {
        "description": described,
        "anyOf": [
            {"enum": [record.id for record in known], "enumDescriptions": [record.title for record in known]},
            {"type": "string", "pattern": _ITEM},
        ],
    }
