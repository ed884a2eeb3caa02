"""JSON Schemas of types, as pydantic gives them, and the controlled lists that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.model.vocabulary import Vocabulary, VocabularyTerm


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a schema, inner ones first, so that each may be changed when it comes."""
    if isinstance(schema, dict | list):
        for value in list(schema.values() if isinstance(schema, dict) else schema):
            yield from nodes(value)
    if isinstance(schema, dict):
        yield schema


def write_out_terms(node: dict[str, Any], vocabularies: Mapping[str, Vocabulary]) -> tuple[VocabularyTerm, ...]:
    """Put the values of the list that a node names beside its name; gives them, none where it names no list of use."""
    vocabulary = node.get("x-vocabulary")
    known = vocabularies.get(vocabulary) if isinstance(vocabulary, str) else None
    if known and known.terms:
        node["enum"] = [term.id for term in known.terms]
    return known.terms if known else ()
