"""The exports hold every record, as their own schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from macros.exports.records import all_records, schemas
from macros.exports.write import write_exports
from macros.knowledge.graph import Graph
from macros.model.registry import record_types
from macros.render.page import address
from tests.community import TODAY, contents, graph_of, record, second_library

CRLF = (".ics", ".ris")
"""Endings of the files whose format asks for these line ends."""
SECOND = Graph(second_library(), TODAY)
SCHEMAS = schemas(SECOND)
EXPORTED: list[dict[str, Any]] = json.loads(json.dumps(all_records(SECOND, "https://example.org/library/")))["records"]


def test_every_record_is_exported_once() -> None:
    """In the order of types and titles."""
    ids = [entry.id for records in SECOND.by_type.values() for entry in records]
    assert [entry["id"] for entry in EXPORTED] == ids
    assert set(ids) == set(SECOND.records)


@pytest.mark.parametrize("name", record_types())
def test_every_type_has_a_valid_schema_in_the_words_of_the_community(name: str) -> None:
    """With the values of every list written out."""
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert (schema["title"], schema["$id"]) == (SECOND.kinds.label(name), f"{name}.schema.json")
    undescribed = [
        field for field, about in schema["properties"].items() if not about.get("description") and "const" not in about
    ]
    assert undescribed == []


@pytest.mark.parametrize("entry", EXPORTED, ids=lambda entry: entry["id"])
def test_every_record_is_valid_by_the_schema_of_its_type(entry: dict[str, Any]) -> None:
    """And says where its page is."""
    Draft202012Validator(SCHEMAS[entry["type"]]).validate(entry)
    assert entry["page"] == f"https://example.org/library/{address(SECOND.records[entry['id']])}"


@pytest.mark.parametrize(
    ("field", "value"), [("sectors", ["helth"]), ("added", 7), ("nonsense", 1), ("type", "lesson"), ("title", "")]
)
def test_a_schema_refuses_what_the_check_refuses(field: str, value: object) -> None:
    """A term outside its list, a wrong shape, an unknown field, another type, no title."""
    practice = next(entry for entry in EXPORTED if entry["type"] == "practice")
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMAS["practice"]).validate({**practice, field: value})


def test_records_name_the_definitions_that_their_texts_use() -> None:
    """And addresses are relative where the site has none."""
    graph = graph_of(
        record("definition", "trust", names=[{"text": "trust"}]), record("practice", "p", body={"problem": "Trust."})
    )
    practice = next(entry for entry in all_records(graph, None)["records"] if entry["id"] == "p")
    assert (practice["used_terms"], practice["page"]) == (["trust"], "practices/p.html")


def test_the_files_are_the_same_on_every_run(tmp_path: Path) -> None:
    """All of them, UTF-8; `records.json` and a schema for each type end with a line end."""
    for run in ("one", "two"):
        write_exports(Graph(second_library(), TODAY), tmp_path / run / "data", None)
    written = contents(tmp_path / "one/data")
    assert written == contents(tmp_path / "two/data")
    assert written.keys() >= {"records.json", *(f"{name}.schema.json" for name in record_types())}
    for name, content in written.items():
        assert content.decode() and (b"\r" in content) == name.endswith(CRLF), name
        assert not name.endswith(".schema.json") or content.endswith(b"}\n")
    assert "Ispravă <b>grasă</b> & " in (tmp_path / "one/data/records.json").read_text("utf-8")
