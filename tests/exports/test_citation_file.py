"""`CITATION.cff` is valid by the schema of the Citation File Format that check-jsonschema carries."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.conftest import ROOT

SCHEMA = files("check_jsonschema") / "builtin_schemas/vendor/citation-file-format.json"
RULES = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))


def _read() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8")))


def test_it_is_valid_and_names_the_community_alone() -> None:
    """No person, and the version of the program."""
    read = _read()
    assert [error.message for error in RULES.iter_errors(read)] == []
    assert read["authors"] == [{"name": "Common Thread contributors"}]
    assert read["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.mark.parametrize(
    "change",
    [
        lambda read: read.pop("title"),
        lambda read: read.pop("cff-version"),
        lambda read: read.update(authors=[]),
        lambda read: read.update(license="CC BY"),
        lambda read: read.update(type="library"),
        lambda read: read.update(keywords="one, two"),
    ],
)
def test_one_with_a_fault_is_refused(change: Callable[[dict[str, Any]], Any]) -> None:
    """So the test above can fail."""
    read = _read()
    change(read)
    assert list(RULES.iter_errors(read))
