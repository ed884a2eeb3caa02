"""Schemas for editors: every sound entry fits, and what an editor can see is underlined."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from macros.cli.main import main
from macros.giving.editor_schemas import editor_schemas, files_of
from macros.model.library import Library, read_library
from tests.community import copy_second, second_library
from tests.conftest import ROOT


@cache
def _shipped() -> Library:
    library, problems = read_library(ROOT)
    assert library is not None and not problems
    return library


def _given(path: Path) -> Any:
    """An entry as an editor reads it: days are texts."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _checked(library: Library, name: str, data: Any) -> list[str]:
    found = Draft7Validator(editor_schemas(library)[name]).iter_errors(data)
    return [f"{'.'.join(map(str, error.path))}: {error.validator}" for error in found]


@pytest.mark.parametrize("name", sorted(editor_schemas(second_library())))
def test_every_entry_fits_its_schema(name: str) -> None:
    """Of the shipped library; figures are texts here, as no reader of YAML has turned them into numbers."""
    validator = Draft7Validator(_texts_for_numbers(editor_schemas(_shipped())[name]))
    paths = sorted(ROOT.glob(files_of(name)))
    assert paths
    for path in paths:
        assert [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(_given(path))] == [], (
            path
        )


def _texts_for_numbers(node: Any) -> Any:
    if isinstance(node, dict):
        made = {key: _texts_for_numbers(value) for key, value in node.items()}
        return {**made, "type": "string"} if node.get("type") in ("integer", "number", "boolean") else made
    return [_texts_for_numbers(value) for value in node] if isinstance(node, list) else node


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"status": "schite"}, "status: enum"),
        ({"titel": "x"}, ": additionalProperties"),
        ({"summary": "Short."}, "summary: minLength"),
        (
            {"not_to_confuse_with": [{"definition": "nowhere", "difference": "x"}]},
            "not_to_confuse_with.0.definition: anyOf",
        ),
        ({"not_to_confuse_with": [{"definition": "compost"}]}, "not_to_confuse_with.0: required"),
    ],
)
def test_what_an_editor_can_see_is_underlined(changed: dict[str, Any], told: str) -> None:
    """Values that are in no list, fields that there are not, entries that there are not."""
    entry = {
        "title": "Grădină", "summary": "Un loc pe care îl sapă vecinii.", "added": "2026-01-01", "status": "schita",
        "names": [{"text": "Grădină", "language": "ro"}], "harmonised": {"text": "Un loc."},
    }  # fmt: skip
    assert _checked(second_library(), "definition", entry) == []
    assert _checked(second_library(), "definition", {**entry, **changed}) == [told]


def test_values_and_ids_are_offered_with_their_names() -> None:
    """So that nobody needs to know an id by heart."""
    schema = json.dumps(editor_schemas(second_library())["definition"], ensure_ascii=False)
    assert "Grădină comunitară" in schema and '"gradina-comunitara"' in schema and '"schita"' in schema


def test_the_editor_is_told_and_keeps_what_it_knew(tmp_path: Path) -> None:
    """Twice gives the same; settings with comments are left alone, with what to put there."""
    project = copy_second(tmp_path / "second")
    settings = project / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.rulers": [120], "yaml.schemas": {"mine.json": "x/*.yml"}}')
    for _ in range(2):
        assert CliRunner().invoke(main, ["--root", str(project), "schemas"]).exit_code == 0
    known = json.loads(settings.read_text())
    assert known["editor.rulers"] == [120] and known["yaml.schemas"]["mine.json"] == "x/*.yml"
    assert known["yaml.schemas"]["./.vscode/commonthread/definition.json"] == "data/definitions/*.yml"
    assert (settings.parent / "commonthread" / "definition.json").is_file()
    settings.write_text("{ // mine\n}")
    asked = CliRunner().invoke(main, ["--root", str(project), "schemas"])
    assert asked.exit_code == 1 and "left as it is" in asked.output and "data/definitions/*.yml" in asked.output
    assert settings.read_text() == "{ // mine\n}"
