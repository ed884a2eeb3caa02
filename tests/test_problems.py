"""Problems are said on one line each, with a code of one closed list, and every code is tried by a test."""

from __future__ import annotations

import json

import pytest

from macros.problems import CODES, MOST_PROBLEMS, ContentError, Problem, Severity, errors, nearest, some, some_of_each
from tests.casebook import expected_codes

LATER = {
    "bad-macro", "bad-redirect", "broken-link", "circular-reference", "common-name", "dangling-reference",
    "duplicate-name", "hidden-data", "image-in-prose", "many-problems", "near-duplicate", "not-public",
    "outdated-clearance", "personal-data", "raw-html", "review-overdue", "secret-key", "sensitive-words", "small-count",
    "uncited-source", "unknown-markdown", "status-step", "text-not-read", "untried-code", "vanished-address",
    "wrong-reference",
}  # fmt: skip
"""Codes that only layers after the model give; their tests lie with those layers."""


def test_every_code_of_load_and_model_is_expected_by_a_case() -> None:
    """A code that no case expects is one that nobody knows to work."""
    tried = expected_codes(["yaml_reader", "text", "files", "model", "library"])
    assert tried | LATER == set(CODES)


def test_every_code_is_explained_in_a_sentence() -> None:
    """The page of problems is made from them."""
    assert [code for code, meaning in CODES.items() if not meaning.endswith(".") or len(meaning) < 20] == []


def test_a_problem_reads_as_path_line_field_message_and_code() -> None:
    """The form that editors and checks outside this repository know."""
    problem = Problem("docs/lessons/fair.md", 7, "sectors.0", 'unknown term "healht"', "unknown-term")
    assert str(problem) == 'docs/lessons/fair.md:7: sectors.0: unknown term "healht" [unknown-term]'


def test_a_warning_says_that_it_is_one() -> None:
    """Before its message."""
    problem = Problem("a.md", 1, "-", "read it again", "review-overdue", "warning")
    assert str(problem) == "a.md:1: -: warning: read it again [review-overdue]"


def test_a_problem_with_a_code_that_nobody_documented_is_refused() -> None:
    """The list of codes is closed."""
    with pytest.raises(ValueError, match="unknown problem code 'odd'"):
        Problem("a.md", 1, "-", "is odd", "odd")


@pytest.mark.parametrize("sign", ["\n", "\r", "\0", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ud800"])
def test_a_problem_stays_on_one_printable_line_whatever_it_quotes(sign: str) -> None:
    """Content can't forge a second problem, colour a terminal or break the output."""
    problem = Problem(f"a{sign}.md", 1, f"b{sign}", f"c{sign}: d", "bad-value")
    assert str(problem).encode("utf-8").isascii()
    assert len(str(problem).splitlines()) == 1
    assert json.loads(json.dumps(problem.as_dict()))["message"] == problem.message


def test_letters_of_every_script_are_quoted_as_they_are() -> None:
    """Escapes are for what can't be shown."""
    assert Problem("a.md", 1, "-", "țară می‌خواهم 井", "bad-value").message == "țară می‌خواهم 井"


def test_machines_get_the_same_in_reading_order() -> None:
    """One object for each problem."""
    assert list(Problem("a.md", 1, "-", "is odd", "bad-value").as_dict()) == [
        "path", "line", "field", "message", "code", "severity",
    ]  # fmt: skip


def test_an_error_carries_every_problem_once_and_in_order() -> None:
    """Path first, then line."""
    first, second = Problem("a.md", 2, "-", "x", "bad-value"), Problem("a.md", 10, "-", "x", "bad-value")
    error = ContentError([second, first, second])
    assert error.problems == [first, second]
    assert str(error) == f"{first}\n{second}"


def test_warnings_do_not_stop_a_build() -> None:
    """Only errors do."""
    error = Problem("a.md", 1, "-", "x", "bad-value")
    warning = Problem("a.md", 1, "-", "x", "review-overdue", "warning")
    assert errors([warning, error]) == [error]


@pytest.mark.parametrize(
    ("value", "hint"),
    [("healht", '; did you mean "health"?'), ("Health", '; did you mean "health"?'), ("zzz", ""), ("", "")],
)
def test_the_nearest_known_value_is_offered_when_there_is_one(value: str, hint: str) -> None:
    """A hint that is far off would mislead."""
    assert nearest(value, ["health", "education"]) == hint
    assert nearest(value, []) == ""


def _problems(path: str, number: int, severity: Severity = "error") -> list[Problem]:
    return [Problem(path, line, "-", "words", "bad-value", severity) for line in range(1, number + 1)]


def test_of_one_file_no_more_problems_are_told_than_anybody_reads() -> None:
    """The line after the last says that there are more; nothing is looked for beyond it."""
    assert some(iter(_problems("a", MOST_PROBLEMS))) == _problems("a", MOST_PROBLEMS)
    rest = iter(_problems("a", 1000))
    *told, more = some(rest)
    assert told == _problems("a", MOST_PROBLEMS)
    assert str(more) == "a:51: -: more than 50 problems in this file; mend these, then check again [many-problems]"
    assert len(list(rest)) == 1000 - MOST_PROBLEMS - 1


def test_each_file_has_its_own_problems_told() -> None:
    """Sorted, each once, errors before warnings where not all can be told; that there are more is said once."""
    found = [*some(_problems("b", 60)), *some(_problems("b", 51)), *_problems("a", 2), *_problems("a", 1)]
    told = some_of_each(found)
    assert told == sorted(told) and len(told) == 2 + MOST_PROBLEMS + 1
    assert [problem.line for problem in told if problem.code == "many-problems"] == [51]
    mixed = some_of_each([*_problems("c", 80, "warning"), Problem("c", 90, "-", "words", "bad-value")])
    assert [problem.line for problem in errors(mixed)] == [90] and len(mixed) == MOST_PROBLEMS + 1
    only_warnings = some_of_each(_problems("d", 80, "warning"))
    assert errors(only_warnings) == [] and len(only_warnings) == MOST_PROBLEMS + 1
