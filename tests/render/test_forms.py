"""What contributors are told of a type's fields comes from the model."""

from __future__ import annotations

import pytest

from macros.model.registry import record_types
from macros.render.forms import fields_of


@pytest.mark.parametrize("name", record_types())
def test_every_field_is_described(name: str) -> None:
    """Name, shape, meaning; nested fields after their parent; the body is no field."""
    fields = fields_of(record_types()[name])
    names = [field.name for field in fields]
    assert len(names) == len(set(names)) and "body" not in names
    assert all(field.help and field.shape for field in fields)
    for field in fields:
        parent = field.name.rpartition(".")[0]
        assert not parent or names.index(parent) < names.index(field.name)


def test_shapes_say_what_to_write() -> None:
    """Lists, ids, terms, dates, numbers, Markdown."""
    fields = {field.name: field for field in fields_of(record_types()["practice"])}
    assert (fields["title"].shape, fields["title"].required) == ("text", True)
    assert (fields["owner"].shape, fields["owner"].types, fields["owner"].required) == (
        "id",
        ("organisation", "group"),
        False,
    )
    assert (fields["sectors"].shape, fields["sectors"].vocabulary) == ("list of terms", "sectors")
    assert (fields["results"].shape, fields["results.text"].shape) == ("list of fields", "Markdown")
    assert (fields["added"].shape, fields["review_every"].shape) == ("date", "number")
    assert (fields["see_also"].shape, fields["see_also"].types) == ("list of ids", ("any entry",))
    assert fields["results.sources.source"].types == ("source",)
