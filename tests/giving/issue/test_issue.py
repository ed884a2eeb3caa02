"""Issue forms: what the code host takes, as it stands in the project; and the text of an issue, taken as an entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from macros.cli.main import main
from macros.giving.issue.asked import FORM, asked_of, marker
from macros.giving.issue.read import MAX_BYTES
from macros.giving.issue.template import FOLDER, issue_forms
from macros.giving.names import Names
from macros.giving.received import Received, Sent, read_received
from macros.model.library import read_library
from macros.model.registry import record_types
from tests.community import copy_second, second_library
from tests.conftest import ROOT

SCHEMA = json.loads((files("check_jsonschema") / "builtin_schemas/vendor/github-issue-forms.json").read_text("utf-8"))
ANSWERS = {
    "Title": "Semințe la schimb în piață",
    "Summary": "Vecinii au adus semințe de acasă și au plecat cu altele.",
    "Validation level": "Sămânță",
    "Problem": "Semințele bune se pierdeau.\n\n### Mai pe larg\n\nDin an în an.",
    "What was done": "1. S-a pus o masă.\n2. S-a făcut schimb.",
    "Sources": "- Minuta șezătorii de primăvară | p. 1",
    "Countries": "România",
}


def _issue(answers: Mapping[str, str], type_name: str = "practice") -> str:
    """The text that the code host makes of a form: each label as a heading, in their order."""
    kind = record_types()[type_name]
    asked = asked_of(kind, Names(second_library()))
    said = [f"### {one.label}\n\n{answers.get(one.label, '_No response_')}" for one in asked]
    return "\n\n".join([*said, f"### {FORM}\n\n{marker(kind, asked)}"])


def _received(text: str) -> Received:
    return read_received(Sent("issue.md", text.encode()), second_library(), "2026-04-01")


def test_the_committed_forms_are_those_of_the_models() -> None:
    """`commonthread issue-forms` makes them anew when a model or a list has changed."""
    library, _ = read_library(ROOT)
    assert library is not None
    made = issue_forms(library)
    found = {path.name: path.read_text("utf-8") for path in (ROOT / FOLDER).glob("give-*.yml")}
    assert found == made, "run `commonthread issue-forms`"


@pytest.mark.parametrize("name", sorted(issue_forms(second_library())))
def test_a_form_is_what_the_code_host_takes(name: str) -> None:
    """By its schema, and by what it says of labels, ids and options."""
    form = yaml.safe_load(issue_forms(second_library())[name])
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(form)] == []
    fields = [one for one in form["body"] if one["type"] != "markdown"]
    for values in ([one["id"] for one in fields], [one["attributes"]["label"].casefold() for one in fields]):
        assert len(values) == len(set(values))
    for one in fields:
        options = one["attributes"].get("options", ["a"])
        assert len(options) == len(set(options)) and "none" not in map(str.casefold, options)


def test_an_issue_becomes_an_entry(tmp_path: Path) -> None:
    """Labels become values, lines become items, headings in a text stay in it."""
    project, file = copy_second(tmp_path / "project"), tmp_path / "issue.md"
    file.write_bytes(_issue(ANSWERS).replace("\n", "\r\n").encode())
    result = CliRunner().invoke(
        main, ["--root", str(project), "receive", str(file), "--today", "2026-04-01", "--write"]
    )
    assert result.exit_code == 0, result.output
    entry = (project / "docs/practices/seminte-la-schimb-in-piata.md").read_text("utf-8")
    assert "countries:\n  - romania\n" in entry and "validation_level: samanta\n" in entry
    assert "- source: minuta-sezatoarei\n    locator: p. 1\n" in entry
    assert "Semințele bune se pierdeau.\n\n### Mai pe larg\n\nDin an în an.\n" in entry


def test_several_choices_are_told_apart_at_commas() -> None:
    """Also where a label has a comma of its own."""
    library = second_library()
    asked = next(one for one in asked_of(record_types()["guidance"], Names(library)) if one.label == "Audience")
    labels = [label for _, label in asked.options]
    text = _issue({"Title": "Ghid", "Audience": ", ".join(labels)}, "guidance")
    assert _received(text).proposals[0].draft.data["audience"] == [value for value, _ in asked.options]


def test_what_is_wrong_is_said_at_its_line() -> None:
    """With the line of the answer; every problem at once."""
    text = _issue({**ANSWERS, "Sources": "Minuta | p. 1 | x | y", "Countries": "Atlantida"})
    found = [str(one) for one in _received(text).found]
    line = text.split("\n").index("Minuta | p. 1 | x | y") + 1
    where, words = f"issue.md:{line}: ", 'has 4 parts; "Sources" takes source | where in the source'
    assert any(one.startswith(where) and words in one for one in found)
    assert any('no country is called "Atlantida"' in one for one in found)


HOSTILE: dict[str, tuple[str, str]] = {
    "an older form": (_issue(ANSWERS)[:-8] + "00000000", "was made by an older form"),
    "words before it": (f"Hello\n\n{_issue(ANSWERS)}", "what stands before the first field isn't read"),
    "words behind it": (f"{_issue(ANSWERS)}\n\nMore", "what stands behind the last field isn't read"),
    "another type": (_issue(ANSWERS).replace("\npractice ", "\npoem "), "is no issue that was made by a form"),
    "a form within a text": (
        _issue({**ANSWERS, "Problem": "x\n\n### Form\n\nsource 12345678"}),
        "",
    ),
    "a field within a text": (_issue({**ANSWERS, "What was done": "x\n\n### Title\n\nAltul"}), ""),
    "a fence": (_issue({**ANSWERS, "Problem": "```\n### Sources\n\nx\n```"}), ""),
    "too much": (_issue({**ANSWERS, "Problem": "x" * MAX_BYTES}), "is neither"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_issue_cannot_say_what_it_is_not(name: str) -> None:
    """What stands in a text stays a text; what isn't read is told."""
    text, words = HOSTILE[name]
    received = _received(text)
    if words:
        assert any(words in str(one) for one in received.found)
    else:
        assert list(received.found) == []
        assert received.proposals[0].draft.data["title"] == ANSWERS["Title"]
        assert [one.draft.type_name for one in received.proposals] == ["practice"]


def test_a_long_issue_is_read_in_time() -> None:
    """Every heading is looked at once."""
    began = _issue({**ANSWERS, "Problem": "### Title\n" * 20_000})
    assert _received(began).proposals[0].draft.data["title"] == ANSWERS["Title"]
