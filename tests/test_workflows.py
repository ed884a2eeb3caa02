"""The workflows of the code host: sound by two programs that know them, and by the rules of this house."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
PATHS = sorted(FOLDER.glob("*.yml"))
_USED = re.compile(r"uses: (?P<action>\S+)@(?P<at>\S+)(?: # (?P<version>v\d+\.\d+\.\d+))?$")


def _program(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None and sys.platform != "linux":
        pytest.skip(f"{name} is installed on Linux only")
    assert found, f"{name} is missing: make test installs it"
    return found


def _said(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def _read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def test_zizmor_finds_nothing() -> None:
    """In the strictest of its ways, without a network."""
    status, said = _said(
        _program("zizmor"),
        *("--offline", "--pedantic", "--no-progress", "--color", "never", ".github", ".pre-commit-config.yaml"),
    )
    assert status == 0, said
    assert said.count("ignored") == 1 and "(1 ignored)" in said, "one finding is answered, in report.yml"


def test_actionlint_finds_nothing() -> None:
    """Types of expressions, names of contexts, keys of jobs."""
    status, said = _said(_program("actionlint"), "-no-color", *map(str, PATHS))
    assert status == 0, said


@pytest.mark.parametrize("program", ["zizmor", "actionlint"])
def test_a_workflow_with_faults_would_be_found(program: str, tmp_path: Path) -> None:
    """Both programs look at all; a run that finds nothing because it reads nothing is no proof."""
    fault = tmp_path / ".github" / "workflows" / "x.yml"
    fault.parent.mkdir(parents=True)
    fault.write_text(
        "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    needs: [b]\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n",
        "utf-8",
    )
    options = (
        ["--offline", "--no-progress", "--color", "never", str(tmp_path)]
        if program == "zizmor"
        else ["-no-color", str(fault)]
    )
    assert _said(_program(program), *options)[0] != 0


def test_actions_are_pinned_by_hash_each_to_one() -> None:
    """With the version beside it, for people and for the program that proposes newer ones."""
    used: dict[str, set[tuple[str, str]]] = {}
    for path in PATHS:
        for line in path.read_text("utf-8").splitlines():
            if "uses:" in line:
                match = _USED.search(line.strip())
                assert match and match["version"] and re.fullmatch("[0-9a-f]{40}", match["at"]), f"{path.name}: {line}"
                used.setdefault(match["action"], set()).add((match["at"], match["version"]))
    assert used and all(len(pins) == 1 for pins in used.values()), used


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_workflow_begins_with_no_rights_and_each_job_ends(path: Path) -> None:
    """A job names the rights it needs and how long it may take."""
    workflow = _read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job and job["timeout-minutes"] <= 90


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_no_word_of_an_event_stands_in_a_script(path: Path) -> None:
    """Titles and names of branches are strangers' words; scripts get them as variables."""
    for job in _read(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


def test_commands_of_workflows_are_those_of_the_makefile() -> None:
    """What passes there passes here, and the other way round."""
    known = set(re.findall("^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = {name for path in PATHS for name in re.findall(r"\bmake ([a-z]+)", _scripts(path))}
    assert called == {"review", "site", "comment", "test", "engines", "check", "bundles"} <= known


def _scripts(path: Path) -> str:
    return "\n".join(step.get("run", "") for job in _read(path)["jobs"].values() for step in job["steps"])


def test_a_proposal_meets_neither_secrets_nor_rights_nor_its_own_program() -> None:
    """Its files are fetched; program, Makefile and settings are those of the branch it wants to change."""
    text = (FOLDER / "check.yml").read_text("utf-8")
    workflow = _read(FOLDER / "check.yml")
    assert workflow[True] == {"pull_request": None}, "not pull_request_target"
    [job] = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"} and "secrets." not in text and "github.token" not in text
    runs = [step for step in job["steps"] if "run" in step]
    assert all(step.get("working-directory") == "library" for step in runs if "make" in step["run"])
    fetches = [step["with"] for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
    assert fetches == [{"path": "proposal", "fetch-depth": 2, "persist-credentials": False}]


def test_only_a_job_that_runs_one_command_may_write_a_comment() -> None:
    """It fetches no branch and no report, only the finished comment."""
    jobs = _read(FOLDER / "report.yml")["jobs"]
    assert [name for name, job in jobs.items() if "write" in job["permissions"].values()] == ["write"]
    assert jobs["write"]["permissions"] == {"pull-requests": "write"}
    assert "checkout" not in str(jobs["write"]) and len(jobs["write"]["steps"]) == 2
    assert "proposal" not in str(jobs["read"]["steps"][0]), "the branch of the library, not the proposal"


def test_secrets_are_met_by_one_step_of_a_guarded_environment() -> None:
    """That which signs."""
    holding = [(path.name, name, step) for path in PATHS for name, job in _read(path)["jobs"].items()
               for step in job["steps"] if "secrets." in str(step)]  # fmt: skip
    assert [(name, job) for name, job, _ in holding] == [("release.yml", "bundles")]
    assert "make bundles" in holding[0][2]["run"]
    assert _read(FOLDER / "release.yml")["jobs"]["bundles"]["environment"] == "release"


def test_owners_of_code_are_named_for_all_that_is_no_entry() -> None:
    """Whoever adopts this puts their own names in; until then the file says that it protects nothing."""
    text = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
    rules = dict(line.split() for line in text.splitlines() if line and not line.startswith("#"))
    assert "REPLACE" in text and rules["*"] == "@example-organisation/maintainers"
    editors = {path for path, owner in rules.items() if owner.endswith("/editors")}
    assert editors == {"/data/", "/docs/practices/", "/docs/lessons/", "/docs/guidance/"}
    assert all(rules[f"{path}index.md"].endswith("/maintainers") for path in editors if path != "/data/")


def test_hooks_for_commits_run_the_check_of_proposals() -> None:
    """The local one and the one for other repositories say the same."""
    [theirs] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    ours = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"][0]
    assert ours["entry"] == f".venv/bin/{theirs['entry']}" == ".venv/bin/commonthread check --changed-since HEAD"
    assert (ours["id"], ours["files"]) == (theirs["id"], theirs["files"])
