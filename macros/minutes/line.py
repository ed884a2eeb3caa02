"""A line of minutes, with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from macros.load.text import FORBIDDEN

_SPACES = re.compile(r"[^\S\n]+")
_BEFORE_SIGN = re.compile(r"(?<=\w) +(?=[,.](?:\s|$))")
_INSIDE = re.compile(r"(?<=[(\[]) +| +(?=[)\]])")
_WORD = 200
"""Letters after which a word is cut: no reader takes in more, and patterns that look at all of it would take long."""
_LONG_WORD = re.compile(rf"(\S{{{_WORD}}})\S+")
_SPACED = re.compile(r"(?:\S ){3,}\S")


class UnreadableMinutesError(Exception):
    """Why a file can't be read as minutes, in words for whoever gave it."""


@dataclass(frozen=True)
class Line:
    """A line, a paragraph or a row of a table, as the file has it."""

    text: str
    place: str
    """Where it stands, as people look for it: `line 12`, `page 2, line 5`, `table 1, row 3`."""
    heading: int = 0
    """Level of a heading that the file marks as one; 0 for none."""
    item: bool = False
    """Whether the file marks it as an item of a list."""
    cells: tuple[str, ...] = ()
    """Of a row of a table."""
    table: int = 0
    """Number of its table in the file; 0 for none."""
    gap: bool = False
    """Whether something empty stands before it."""
    whole: bool = False
    """Whether it is a whole paragraph, and not a line that may be broken off."""

    def as_json(self) -> dict[str, Any]:
        """What `Line(**…)` takes, without what is usual."""
        return {name: value for name, value in vars(self).items() if value or name in ("text", "place")}


def clean(text: str) -> str:
    """A text on one line or several, without hidden characters and without the blanks that scanning leaves."""
    text = FORBIDDEN.sub("", text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", ""))
    text = _LONG_WORD.sub(r"\1…", _SPACES.sub(" ", text))
    text = _INSIDE.sub("", _BEFORE_SIGN.sub("", text))
    return "\n".join(_unspaced(line.strip()) for line in text.split("\n")).strip()


def _unspaced(line: str) -> str:
    """A heading that is spaced out, as one word: `M I N U T E S`."""
    return line.replace(" ", "") if _SPACED.fullmatch(line) and line.replace(" ", "").isalpha() else line
