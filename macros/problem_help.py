"""Why each kind of problem matters and how to mend it, with an example: `macros/problem_help.yml`, read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from macros.problems import CODES

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class Help:
    """What somebody wants to know who has met a problem."""

    meaning: str
    why: str
    mend: str
    wrong: str = ""
    """Lines of the example on the page of a type that bring the problem; empty where one line can't."""
    right: str = ""
    """What stands there in the example."""
    type: str = "practice"
    """The type."""


@cache
def problem_help() -> dict[str, Help]:
    """Every code of `CODES`, in their order, with its help."""
    found = yaml.safe_load(FILE.read_text("utf-8"))
    return {code: Help(meaning, **found[code]) for code, meaning in CODES.items()}
