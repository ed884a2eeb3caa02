"""A document: what one content file says, before anybody asks whether it makes sense."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
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


class UnparsedDocument(Document):
    """A document that is parsed when somebody asks for more than its path: most are never asked."""

    def __init__(self, path: str, parse: Callable[[], Document]) -> None:
        """Parse nothing yet.

        Args:
            path: relative to the project's root.
            parse: gives the document.
        """
        vars(self).update(path=path, _parse=parse)

    @cached_property
    def _parsed(self) -> Document:
        parsed: Document = vars(self)["_parse"]()
        return parsed

    @property
    def data(self) -> Any:
        """As `Document.data`."""
        return self._parsed.data

    @property
    def lines(self) -> Mapping[Location, int]:
        """As `Document.lines`."""
        return self._parsed.lines

    @property
    def body(self) -> str:
        """As `Document.body`."""
        return self._parsed.body

    @property
    def body_line(self) -> int:
        """As `Document.body_line`."""
        return self._parsed.body_line
