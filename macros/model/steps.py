"""How a single value must be written, as data: the models judge by it, and so does the form that works in a browser.

A field is marked `Written` with steps that are tried one after the other. Each is one of the five tests of `_TESTS`
with its values, and what is said when it fails; `overrides/giving/rules.js` knows the same five.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.model.length import word_count

Value = str | int


@dataclass(frozen=True)
class Step:
    """One thing that is asked of a text."""

    test: Literal["matches", "day", "years", "between", "words"]
    values: tuple[Value, ...]
    """`matches`: a pattern for all of it; `years`, `between`: the lowest and the highest; `words`: the most."""
    kind: str
    """What goes wrong, by the name that `macros.model.explain` gives a code: `bad_date`."""
    message: str
    """What is said then; names in braces are those of `said`, and `found` the number of words."""
    said: tuple[tuple[str, Value], ...] = ()


def _matches(text: str, pattern: Value) -> bool:
    return re.fullmatch(str(pattern), text) is not None


def _day(text: str) -> bool:
    """Whether it is a day, or a month or year that has one."""
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _years(text: str, first: Value, last: Value) -> bool:
    return int(first) <= int(text[:4]) <= int(last)


def _between(text: str, lowest: Value, highest: Value) -> bool:
    return int(lowest) <= int(text) <= int(highest)


def _words(text: str, most: Value) -> bool:
    return word_count(text) <= int(most)


_TESTS: Mapping[str, Callable[..., bool]] = {
    "matches": _matches, "day": _day, "years": _years, "between": _between, "words": _words,
}  # fmt: skip


def judge(text: str, steps: tuple[Step, ...]) -> None:
    """Try the steps on a text.

    Raises:
        PydanticCustomError: for the first that fails.
    """
    for step in steps:
        if not _TESTS[step.test](text, *step.values):
            raise _error(step, word_count(text))


def _error(step: Step, words: int) -> PydanticCustomError:
    said: dict[str, Any] = {**dict(step.said), **({"found": words} if step.test == "words" else {})}
    return PydanticCustomError(step.kind, step.message, said)


@dataclass(frozen=True)
class Written:
    """Marks a value that must be written in a certain way, and says what is made of the text."""

    steps: tuple[Step, ...]
    makes: Literal["text", "day", "number", "yes or no"] = "text"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Texts are judged when they are known to be texts; the others arrive as texts and become something else."""
        if self.makes == "text":
            return core_schema.no_info_after_validator_function(self._judged, handler(source))
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def _judged(self, value: str) -> str:
        judge(value, self.steps)
        return value

    def _read(self, value: Any) -> Any:
        if isinstance(value, bool):
            text = "true" if value else "false"
        elif isinstance(value, int | datetime.date):
            text = str(value)
        elif isinstance(value, str):
            text = value
        else:
            raise _error(self.steps[0], 0)
        judge(text, self.steps)
        if self.makes == "day":
            return datetime.date.fromisoformat(text)
        return int(text) if self.makes == "number" else text == "true"
