"""Each kind of field takes what it should, as text, and refuses the rest with a code of its own."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.model import fields
from tests.casebook import Case, cases


class Marked(BaseModel):
    """One field of each kind that says where its values come from."""

    sector: Annotated[str, fields.term("sectors")]
    group: Annotated[str, fields.reference("group", role="member of")]
    anything: Annotated[str, fields.reference(role="see also from")]
    text: fields.Markdown


@pytest.mark.parametrize("case", cases("fields"))
def test_a_field_takes_and_refuses_as_expected(case: Case) -> None:
    """Values come as text, lists, mappings or nothing."""
    adapter: TypeAdapter[object] = TypeAdapter(getattr(fields, case["field"]))
    for value in case["good"]:
        adapter.validate_python(value)
    for code, values in case["bad"].items():
        for value in values:
            with pytest.raises(ValidationError) as refused:
                adapter.validate_python(value)
            assert [error["type"] for error in refused.value.errors()] == [code], value


def test_a_field_says_in_its_schema_where_its_values_come_from() -> None:
    """Forms and editors read the markers from there."""
    schema = Marked.model_json_schema()["properties"]
    assert schema["sector"]["x-vocabulary"] == "sectors"
    assert (schema["group"]["x-reference"], schema["anything"]["x-reference"]) == (["group"], ["any"])
    assert schema["text"]["contentMediaType"] == "text/markdown"
