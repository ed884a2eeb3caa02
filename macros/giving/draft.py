"""An entry as somebody has filled it in: its values in their places, and the cell or line behind each."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from macros.giving.found import Origin
from macros.giving.names import id_from
from macros.load.document import Location
from macros.model.record import Record
from macros.model.registry import record_types


@dataclass
class Draft:
    """An entry as somebody has filled it in."""

    type_name: str
    begin: Origin
    """Where it begins, for what is wrong with all of it."""
    data: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    cells: dict[Location, Origin] = field(default_factory=dict)
    """The cell of each value; of a section, `("body", key)`."""
    asked: dict[Location, Origin] = field(default_factory=dict)
    """Where each question is answered, or would be."""
    before: str = ""
    """Checksum of the file that it changes, when it was made; empty for a new entry."""

    @property
    def id(self) -> str:
        """Its id: given, or made of its title."""
        return str(self.data.get("id") or id_from(str(self.data.get("title", ""))))

    @property
    def kind(self) -> type[Record]:
        """Its model."""
        return record_types()[self.type_name]

    @property
    def path(self) -> str:
        """The file that it would become."""
        return f"{self.kind.folder}/{self.id}{self.kind.ending}"


def put(data: dict[str, Any], where: Location, value: str) -> None:
    """Put a value in its place; what holds it is made."""
    current: Any = data
    for part, below in pairwise(where):
        current = _step(current, part, [] if isinstance(below, int) else {})
    current[where[-1]] = value


def _step(current: Any, part: str | int, empty: Any) -> Any:
    if isinstance(current, list):
        while len(current) <= int(part):
            current.append({})
        return current[int(part)]
    return current.setdefault(part, empty)


def list_at(data: dict[str, Any], where: Location) -> list[Any]:
    """The list in a place; it and what holds it are made."""
    current: Any = data
    for part, below in zip(where, (*where[1:], 0), strict=True):
        current = _step(current, part, [] if isinstance(below, int) else {})
    found: list[Any] = current
    return found
