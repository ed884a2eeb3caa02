"""The record types are found by themselves, and so is every marked field, however deep it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from pydantic import Field

import macros.model
from macros.model.fields import Markdown, Prose, Ref, Term, reference, term
from macros.model.record import Part, Record
from macros.model.registry import prose, record_types, references, slots, terms
from tests.model.entries import read_entry


class Inner(Part):
    """A part of the record below."""

    target: Annotated[str, reference("group", role="inner of")] | None = None
    level: Annotated[str, term("levels")] = "a"
    text: Markdown | None = None


class Nested(Record):
    """A record with marked fields in every kind of container; no type, since it names no folder."""

    plain: str = ""
    single: Inner | None = None
    listed: tuple[Inner, ...] = ()
    mapped: dict[str, Inner] = Field(default_factory=dict)
    optional_list: tuple[Annotated[str, term("colours")], ...] | None = None


NESTED = Nested.model_validate(
    {
        "id": "nested",
        "title": "Nested",
        "summary": "A record that only these tests know.",
        "added": "2025-03-01",
        "single": {"target": "one", "text": "Text one."},
        "listed": [{}, {"target": "two", "level": "b"}],
        "mapped": {"key": {"text": "Text three."}},
        "optional_list": ["red", "blue"],
    }
)


def test_every_type_of_the_model_is_found_in_its_order() -> None:
    """Bases and parts are no types; a new one stands among those that are shipped."""
    shipped = "practice lesson definition guidance workshop group organisation source country"
    assert [name for name in record_types() if name in shipped.split()] == shipped.split()
    assert list(record_types()) == sorted(record_types(), key=lambda name: (record_types()[name].order, name))
    assert all(kind.folder for kind in record_types().values())


@pytest.mark.parametrize("name", record_types())
def test_a_type_says_all_that_pages_and_forms_ask_of_it(name: str) -> None:
    """Its words, its folder, and a description for every field."""
    kind = record_types()[name]
    assert all((kind.plural, kind.label, kind.label_plural, kind.purpose, kind.__doc__))
    assert kind.folder.split("/")[0] in ("data", "docs")
    assert (kind.ending == ".md") == bool(kind.sections)
    assert [field for field, info in kind.model_fields.items() if not info.description] == []
    assert len({section.key for section in kind.sections}) == len(kind.sections)


def test_no_two_types_share_a_folder_of_pages() -> None:
    """Their pages would overwrite each other."""
    folders = [Path(kind.folder).name for kind in record_types().values()]
    assert len(set(folders)) == len(folders)


@pytest.mark.parametrize("name", record_types())
def test_a_type_has_a_json_schema_that_editors_can_use(name: str) -> None:
    """It is valid itself, refuses unknown fields, and says where values come from."""
    schema = record_types()[name].model_json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert "x-vocabulary" in json.dumps(schema)


@pytest.mark.parametrize("name", record_types())
def test_an_exported_entry_fits_the_schema_of_its_type(name: str, tmp_path: Path) -> None:
    """What `records.json` will hold."""
    kind = record_types()[name]
    record, _ = read_entry(tmp_path, {"entry": name})
    assert record is not None
    exported = json.loads(record.model_dump_json(exclude_none=True))
    Draft202012Validator(kind.model_json_schema(mode="serialization")).validate(exported)


def test_marked_fields_are_found_in_parts_lists_mappings_and_optional_ones() -> None:
    """`*` stands for every item."""
    own = {"see_also", "owner", "reviews", "sensitivity", "sources", "status", "body"}
    found = {
        kind.__name__: [".".join(slot.path) for slot in slots(Nested, kind) if slot.path[0] not in own]
        for kind in (Ref, Term, Prose)
    }
    assert found == {
        "Ref": ["single.target", "listed.*.target", "mapped.*.target"],
        "Term": ["single.level", "listed.*.level", "mapped.*.level", "optional_list.*"],
        "Prose": ["single.text", "listed.*.text", "mapped.*.text"],
    }


def test_the_values_of_marked_fields_come_with_their_places() -> None:
    """Empty ones are left out."""
    assert [(location, value) for _, location, value in references(NESTED)] == [
        (("single", "target"), "one"),
        (("listed", 1, "target"), "two"),
    ]
    assert (("optional_list", 1), "blue") in [(location, value) for _, location, value in terms(NESTED)]
    assert [(location, value) for _, location, value in prose(NESTED)] == [
        (("single", "text"), "Text one."),
        (("mapped", "key", "text"), "Text three."),
    ]


def test_a_slot_is_called_by_the_words_of_its_path() -> None:
    """Pages and the field table show it so."""
    labels = {slot.path: slot.label for slot in slots(Nested, Term)}
    assert labels["optional_list", "*"] == "optional list"


def test_records_can_not_be_changed() -> None:
    """The graph hands them to everybody."""
    with pytest.raises(ValueError, match="frozen"):
        NESTED.title = "Other"  # type: ignore[misc]


def test_the_model_has_a_module_for_each_type() -> None:
    """A new type is a new module beside the others."""
    modules = {path.stem for path in Path(str(macros.model.__file__)).parent.glob("*.py")}
    assert set(record_types()) <= modules
