"""Problems as GitHub's workflow commands: shown beside the lines, and no command of a stranger's."""

from __future__ import annotations

import re

from macros.problems import Problem
from macros.review.workflow_commands import SHOWN, workflow_commands


def _problem(message: str, path: str = "docs/lessons/a.md", **given: str) -> Problem:
    return Problem(path, 7, "sectors.0", message, "unknown-term", **given)  # type: ignore[arg-type]


def test_a_problem_is_an_annotation_at_its_file_and_line() -> None:
    """Then the same as plain text."""
    problem = _problem('unknown term "healht": 100 % wrong')
    first, stop, plain, go = workflow_commands([problem])
    assert first == (
        "::error file=docs/lessons/a.md,line=7,title=unknown-term::"
        'sectors.0: unknown term "healht": 100 %25 wrong'
    )  # fmt: skip
    assert plain == str(problem)
    word = re.fullmatch("::stop-commands::([0-9a-f]{32})", stop)
    assert word and go == f"::{word[1]}::"


def test_no_word_of_a_stranger_is_a_command() -> None:
    """Neither in a path, which could end a property, nor in a message; nor in the old form, read anywhere in a line."""
    problem = _problem("x ##[set-env name=A]b ::error::c", "docs/a,line=1::b.md")
    first, stop, *_, go = workflow_commands([problem])
    assert first.startswith("::error file=docs/a%2Cline=1%3A%3Ab.md,line=7,title=unknown-term::sectors.0: x ##[set-env")
    assert stop.startswith("::stop-commands::") and go.endswith("::")
    assert next(workflow_commands([_problem("x")])) != next(workflow_commands([_problem("y")]))
    words = {list(workflow_commands([problem]))[1] for _ in range(3)}
    assert len(words) == 3, "nobody can know the word before"


def test_no_more_annotations_than_github_shows() -> None:
    """Of errors and of warnings; every problem still stands in the log."""
    problems = [_problem(f"wrong {number}") for number in range(30)]
    problems += [_problem(f"odd {number}", severity="warning") for number in range(12)]
    lines = list(workflow_commands(problems))
    assert sum(line.startswith("::error ") for line in lines) == SHOWN
    assert sum(line.startswith("::warning ") for line in lines) == SHOWN
    assert [line for line in lines if not line.startswith("::")] == [str(problem) for problem in problems]
    assert list(workflow_commands([])) == []
