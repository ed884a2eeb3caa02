"""`commonthread gaps`: what is missing, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from macros.cli.main import main
from tests.community import SECOND, copy_second


def _gaps(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(project), "gaps", "--today", "2026-06-01", *arguments])


def test_findings_are_listed_by_kind_with_what_to_do() -> None:
    result = _gaps(SECOND)
    assert result.exit_code == 0
    assert "Recommendations without an answer" not in result.output, "an action carries it out"
    assert "Definitions that no group has agreed [unagreed-definitions]: " in result.output
    assert "Put the definition on the agenda" in result.output


def test_findings_can_be_narrowed_and_given_as_json(tmp_path: Path) -> None:
    project = copy_second(tmp_path / "project")
    owned_one = project / "data/definitions/compost.yml"
    owned_one.write_text(f"owner: reteaua-gradinilor\n{owned_one.read_text('utf-8')}", "utf-8")
    result = _gaps(project, "--kind", "unagreed-definitions", "--format", "json")
    found = json.loads(result.stdout)
    assert found and {one["kind"] for one in found} == {"unagreed-definitions"}
    assert set(found[0]) == {"kind", "at", "owner", "beside", "facts", "text"}
    owned = json.loads(_gaps(project, "--group", "reteaua-gradinilor", "--format", "json").stdout)
    assert [(one["kind"], one["at"]) for one in owned] == [
        ("unagreed-definitions", "compost"), ("thin-plans", "reteaua-gradinilor"),
    ]  # fmt: skip
    assert {one["owner"] for one in owned} == {"reteaua-gradinilor"} and len(found) > 1
    assert "did you mean" in _gaps(SECOND, "--group", "reteaua-gradinil").output


def test_an_acceptance_of_nothing_is_told(tmp_path: Path) -> None:
    project = copy_second(tmp_path / "project")
    (project / "data/accepted.yml").write_text(
        "accepted:\n  - kind: groups-without-plan\n    at: nowhere\n    reason: Gone.\n"
        "    accepted_by: reteaua-gradinilor\n    accepted_on: 2026-01-01\n    look_again: 2027-01-01\n"
    )
    result = _gaps(project)
    assert "data/accepted.yml: groups-without-plan at nowhere is no finding any more; take it out" in result.output


PLAN = "reteaua-gradinilor"
ACCEPTING = ("--by", PLAN, "--look-again", "2027-01-01", "--reason", "Until the plan is agreed.")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (None, ""),
        ("# What may stay.\naccepted: []\n", "# What may stay.\n"),
        ("# What may stay.\r\n", "# What may stay.\r\n"),
        ("accepted:\n- kind: groups-without-plan  # for now\n  at: nowhere\n  reason: Gone.\n  accepted_by: undp\n"
         "  accepted_on: 2026-01-01\n  look_again: 2027-01-01\n", "- kind: groups-without-plan  # for now\n"),
    ],
)  # fmt: skip
def test_a_finding_is_accepted_without_opening_the_file(tmp_path: Path, before: str | None, kept: str) -> None:
    project = copy_second(tmp_path / "project")
    file = project / "data/accepted.yml"
    if before is not None:
        file.write_bytes(before.replace("undp", PLAN).encode())
    assert f"thin-plans at {PLAN} may stay until 2027-01-01" in _gaps(project, "--accept", PLAN, *ACCEPTING).output
    text = file.read_bytes().decode()
    assert text.startswith(kept) or kept in text
    known = yaml.safe_load(text)["accepted"][-1]
    assert (known["kind"], known["at"], str(known["accepted_on"])) == ("thin-plans", PLAN, "2026-06-01")
    assert "says so already" in _gaps(project, "--accept", PLAN, *ACCEPTING).output
    assert "thin-plans" not in _gaps(project, "--group", PLAN, "--format", "json").stdout
    later = (*ACCEPTING[:2], "--look-again", "2027-03-01", "--reason", "Once more.")
    assert _gaps(project, "--accept", PLAN, *later).exit_code == 0
    again = yaml.safe_load(file.read_text("utf-8"))["accepted"]
    assert len(again) == text.count("kind:") and str(again[-1]["look_again"]) == "2027-03-01"
    assert again[-1]["reason"] == "Once more."


def test_an_acceptance_that_would_be_wrong_changes_nothing(tmp_path: Path) -> None:
    project = copy_second(tmp_path / "project")
    for arguments, words in (
        (("--accept", "reteaua-gradinil", *ACCEPTING), "did you mean"),
        (("--accept", PLAN, "--reason", "So."), "--accept needs --reason, --by and --look-again"),
        (("--reason", "So."), "go with --accept"),
        (("--accept", PLAN, *ACCEPTING[2:], "--by", "nobody"), '"nobody" leads nowhere'),
        (("--accept", PLAN, *ACCEPTING, "--look-again", "2026-01-01"), "does not lie after 2026-06-01"),
        (("--accept", PLAN, *ACCEPTING, "--kind", "thin-plans", "--beside", "x"), "--kind thin-plans"),
    ):
        result = _gaps(project, *arguments)
        assert result.exit_code and words in result.output, result.output
    assert not (project / "data/accepted.yml").exists()
