"""Every rule of every type: an entry that keeps it passes, one that breaks it is told so at the right line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.load.document import Document
from macros.model.registry import record_types
from macros.model.validate import validate_record
from tests.casebook import Case, assert_told, cases
from tests.model.entries import read_entry, vocabularies

_VALUES = st.recursive(
    st.none() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("case", cases("model"))
def test_an_entry_is_judged_as_expected(case: Case, tmp_path: Path) -> None:
    """A case without problems must give a record."""
    record, problems = read_entry(tmp_path, case)
    assert_told(problems, case.get("problems"))
    assert record is not None or problems
    for name, value in case.get("record", {}).items():
        assert str(getattr(record, name)) == value


@pytest.mark.parametrize("name", record_types())
def test_the_entry_of_each_type_is_valid_as_it_stands(name: str, tmp_path: Path) -> None:
    """What the other cases change."""
    record, problems = read_entry(tmp_path, {"entry": name})
    assert (type(record), problems) == (record_types()[name], [])


@settings(deadline=None, derandomize=True, max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize("name", record_types())
def test_any_values_give_a_record_or_problems(name: str, data: st.DataObject) -> None:
    """Whatever shape a field has, the answer is a problem with a code, never an exception."""
    kind = record_types()[name]
    fields = st.sampled_from(sorted(kind.model_fields)) | st.text(max_size=8)
    values: dict[str, Any] = data.draw(st.dictionaries(fields, _VALUES, max_size=8))
    record, problems = validate_record(Document("an-entry.yml", values), kind, vocabularies())
    assert record is not None or problems
