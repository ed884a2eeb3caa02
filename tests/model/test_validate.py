"""Every rule of every type: an entry that keeps it passes, one that breaks it is told so at the right line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.load.document import Document
from macros.model import validate
from macros.model.registry import record_types
from macros.model.validate import validate_record
from macros.problems import MOST_PROBLEMS
from tests.casebook import FOLDER, Case, assert_told, cases
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
    found = validate_record(Document("an-entry.yml", values), kind, vocabularies())
    record, problems = found.record, found.problems
    assert record is not None or problems


def test_an_entry_with_thousands_of_mistakes_has_the_first_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list whose items are broken is not said to be too short besides."""
    asked: list[object] = []
    explain = validate.explain
    monkeypatch.setattr(validate, "explain", lambda *given: asked.append(given) or explain(*given))
    values = {"contexts": [{"sources": []}] * 3000, "sources": [{}]}
    problems = validate_record(Document("an-entry.yml", values), record_types()["practice"], vocabularies()).problems
    assert len(asked) <= MOST_PROBLEMS + 1
    assert problems[-1].code == "many-problems"
    told = [(problem.field, problem.code) for problem in problems]
    assert ("sources", "missing-field") not in told


def test_an_entry_with_thousands_of_unknown_values_is_not_searched_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest value is looked for once for each problem that is told."""
    asked: list[str] = []
    monkeypatch.setattr(validate, "nearest", lambda value, known: asked.append(value) or "; none")
    entry = yaml.load((FOLDER / "model" / "entries" / "workshop.yml").read_text("utf-8"), yaml.BaseLoader)
    values = {**entry, "sectors": [f"nothing-{number}" for number in range(3000)]}
    problems = validate_record(Document("an-entry.yml", values), record_types()["workshop"], vocabularies()).problems
    assert len(asked) <= MOST_PROBLEMS + 1 and problems[-1].code == "many-problems"
