"""A document: what one content file says, before anybody asks whether it makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.problems import Problem, Severity

Location = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top, e.g. `("results", 0, "kind")`."""


@dataclass(frozen=True)
class Document:
    """The parsed content of one file."""

    path: str
    """Relative to the project's root, forward slashes."""
    data: Any
    """Mappings, lists, strings and None only: no value is typed before its field is known."""
    lines: Mapping[Location, int] = field(default_factory=dict)
    """1-based line of every key and list item."""
    body: str = ""
    """Markdown after the front matter; empty for YAML files."""
    body_line: int = 1
    """1-based line on which the body starts."""

    def line_of(self, location: Location) -> int:
        """The line of a value, or of the nearest thing that holds it."""
        for end in range(len(location), -1, -1):
            if location[:end] in self.lines:
                return self.lines[location[:end]]
        return 1

    def problem(self, location: Location, message: str, code: str, severity: Severity = "error") -> Problem:
        """A problem at a place in this document."""
        name = ".".join(str(part) for part in location) or "-"
        return Problem(self.path, self.line_of(location), name, message, code, severity)
