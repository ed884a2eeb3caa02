"""Problems as commands of GitHub's workflows, which show them beside the lines of a proposal."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence

from macros.problems import Problem, Severity

SHOWN = 10
"""Errors, and warnings, that GitHub shows of one step; further ones would be dropped without a word."""


def workflow_commands(problems: Sequence[Problem]) -> Iterator[str]:
    """The lines to print: the first problems as annotations, then all of them as plain text.

    Words of strangers stand in both. They can't begin a command: in an annotation they are escaped, and the plain lines
    stand where commands are not read, between a word that nobody can guess and the same word again.
    """
    kinds: tuple[Severity, ...] = ("error", "warning")
    for severity in kinds:
        for problem in [one for one in problems if one.severity == severity][:SHOWN]:
            place = f"file={_property(problem.path)},line={problem.line},title={_property(problem.code)}"
            yield f"::{severity} {place}::{_data(f'{problem.field}: {problem.message}')}"
    if problems:
        word = secrets.token_hex(16)
        yield f"::stop-commands::{word}"
        yield from map(str, problems)
        yield f"::{word}::"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
