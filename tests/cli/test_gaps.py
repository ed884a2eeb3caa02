"""`commonthread gaps`: what is missing, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

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
