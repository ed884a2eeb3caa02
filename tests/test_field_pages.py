"""The page of each type: its example passes the check, and each common mistake is told as the page says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.cli.main import main
from macros.knowledge.checks import check_connected
from macros.model.registry import record_types
from macros.problem_help import problem_help
from macros.problems import CODES, errors
from tests.conftest import ROOT

PAGES = ROOT / "docs/contribute/fields"
_EXAMPLE = re.compile(
    r"^`((?:docs|data)/[\w/-]+\.(?:md|yml))`:\n\n```(?:markdown|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
_MISTAKE = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \|$", re.MULTILINE)


def _page(name: str) -> tuple[str, str, list[tuple[str, str, str]]]:
    """Where the example of a type would lie, the example, and the mistakes: written, told, meant."""
    text = (PAGES / f"{name}.md").read_text("utf-8")
    found = _EXAMPLE.search(text)
    assert found, name
    return found[1], found[2], _MISTAKE.findall(text)


def _write_examples(root: Path) -> Path:
    for name in record_types():
        path, example, _ = _page(name)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(example, "utf-8")
    return root


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples of all types, which lead to each other, with the lists and the two entries that they name."""
    root = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "data/vocabularies", root / "data/vocabularies")
    for path in ("data/site.yml", "data/countries/chad.yml", "data/groups/common-thread.yml"):
        (root / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, root / path)
    return _write_examples(root)


def test_the_examples_of_all_types_pass_the_check(tmp_path: Path) -> None:
    """Among all that is shipped."""
    for part in ("data", "docs"):
        shutil.copytree(ROOT / part, tmp_path / part)
    assert check_connected(_write_examples(tmp_path))[2] == []


@pytest.mark.parametrize("name", record_types())
def test_each_common_mistake_is_told_as_the_page_says(name: str, small: Path) -> None:
    path, example, mistakes = _page(name)
    assert len(mistakes) >= 2
    for written, told, meant in mistakes:
        assert meant in example, f"{name}: the example does not hold {meant}"
        (small / path).write_text(example.replace(meant, written, 1), "utf-8")
        messages = [problem.message for problem in errors(check_connected(small)[2]) if problem.path == path]
        assert any(told in message for message in messages), (written, messages)
    (small / path).write_text(example, "utf-8")


@pytest.mark.parametrize("code", [code for code, found in problem_help().items() if found.wrong])
def test_each_example_of_a_problem_brings_it(code: str, small: Path) -> None:
    """On the example of its type; what is right there brings nothing."""
    told = problem_help()[code]
    path, example, _ = _page(told.type)
    assert told.right and told.right in example
    try:
        (small / path).write_text(example.replace(told.right, told.wrong, 1), "utf-8")
        found = [problem.code for problem in check_connected(small)[2] if problem.path == path]
    finally:
        (small / path).write_text(example, "utf-8")
    assert code in found


def test_every_code_says_why_it_matters_and_how_to_mend_it() -> None:
    """In whole sentences, and not twice the same."""
    helps = problem_help().values()
    said = [text for one in helps for text in (one.why, one.mend)]
    assert [text for text in said if len(text) < 15 or text[-1] not in ".`"] == []
    assert len(set(said)) == len(said)


def test_a_code_is_explained_in_the_terminal() -> None:
    """One, all, and none that isn't there."""
    told = CliRunner().invoke(main, ["explain", "bad-date"]).output
    assert told.splitlines()[0] == f"bad-date: {CODES['bad-date']}"
    assert "  wrong  | added: 23/11/2026\n  right  | added: 2026-11-23\n" in told
    assert CliRunner().invoke(main, ["explain"]).output.count("  Mend: ") == len(CODES)
    missing = CliRunner().invoke(main, ["explain", "bad-dat"])
    assert missing.exit_code == 2 and 'did you mean "bad-date"?' in missing.output
