"""Entries in the words of schema.org: only properties that it has, on types that have them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from macros.knowledge.graph import Graph
from macros.model.registry import record_types
from macros.render.linked_data import linked_data, with_address
from tests.community import TODAY, graph_of, record, second_library

ABOVE = {
    "Article": "CreativeWork", "HowTo": "CreativeWork", "CreativeWork": "Thing", "DefinedTerm": "Intangible",
    "Intangible": "Thing", "DefinedTermSet": "CreativeWork", "Event": "Thing", "Organization": "Thing",
    "Place": "Thing", "Country": "AdministrativeArea", "AdministrativeArea": "Place", "HowToStep": "CreativeWork",
    "ImageObject": "MediaObject", "MediaObject": "CreativeWork", "Thing": "",
}  # fmt: skip
"""Types of schema.org, each with one that it belongs to. From its vocabulary, release 28."""
PROPERTIES = {
    "Thing": {"name", "description", "alternateName", "sameAs", "url", "identifier", "image"},
    "CreativeWork": {"associatedMedia", "headline", "datePublished", "dateModified", "publisher", "text"},
    "DefinedTerm": {"inDefinedTermSet"},
    "Event": {"startDate", "endDate", "location", "organizer"},
    "HowTo": {"step"},
    "ImageObject": {"caption"},
    "MediaObject": {"contentUrl"},
}
"""Properties that we use, by the type that they are defined for. From the same."""


def _known(kind: str) -> set[str]:
    found: set[str] = set()
    while kind:
        found |= PROPERTIES.get(kind, set())
        kind = ABOVE[kind]
    return found


def _hold(said: Any) -> None:
    if isinstance(said, list):
        for one in said:
            _hold(one)
    elif isinstance(said, dict):
        kind = said["@type"]
        assert set(said) - {"@type", "@context"} <= _known(kind), kind
        for value in said.values():
            _hold(value)


SECOND = Graph(second_library(), TODAY)


@pytest.mark.parametrize("id", SECOND.records)
def test_every_entry_uses_properties_that_its_type_has(id: str) -> None:
    """And says at least what it is called."""
    data = linked_data(SECOND, SECOND.records[id])
    if not data:
        assert SECOND.records[id].type_name in ("source", "country")
        return
    said = json.loads(with_address(data, "https://example.org/x.html"))
    _hold(said)
    assert said["@context"] == "https://schema.org" and said["url"] == "https://example.org/x.html"
    assert said.get("name") or said.get("headline")


def test_types_answer_what_they_are() -> None:
    """Each in its words; a type that says nothing is something to read."""
    kinds = {name: kind.model_construct() for name, kind in record_types().items()}
    assert set(kinds) > {"practice", "definition", "workshop"}
    graph = graph_of(
        record("organisation", "un", title="United <b>", acronym="UN", url="https://un.example.org"),
        record("workshop", "w", conveners=["un"], started="2019-06", place="Hall"),
        record("definition", "d", names=[{"text": "Entry d"}, {"text": "Other", "status": "admitted"}]),
        record(
            "guidance", "g", rests_on=[{"entry": "w", "why": "w"}], body={"steps": "1. First\n   step.\n2. **Second**."}
        ),
        record("practice", "p", owner="un"),
    )
    said = {id: json.loads(linked_data(graph, one) or "{}") for id, one in graph.records.items()}
    assert said["un"]["@type"] == "Organization" and said["un"]["alternateName"] == ["UN"]
    assert said["w"]["organizer"] == [{"@type": "Organization", "name": "United <b>"}]
    assert said["w"]["location"] == [{"@type": "Place", "name": "Hall"}] and said["w"]["startDate"] == "2019-06"
    assert said["d"]["alternateName"] == ["Other"] and said["d"]["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert [step["text"] for step in said["g"]["step"]] == ["First step.", "Second ."]
    assert said["p"]["@type"] == "Article" and said["p"]["publisher"][0]["name"] == "United <b>"
    assert "<" not in with_address(linked_data(graph, graph.records["un"]), "https://example.org/")
