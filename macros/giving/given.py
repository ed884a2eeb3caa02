"""What an entry says, question by question, to fill a form with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.giving.form import Form, Question, Table, form_of
from macros.model.body import split_sections
from macros.model.library import Library
from macros.model.registry import record_types


@dataclass(frozen=True)
class Given:
    """An entry's own words, as its file has them; empty for a form that nobody has begun."""

    data: Mapping[str, Any] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)

    def values(self, question: Question) -> list[str]:
        """What it answers to a question of the entry."""
        return _texts(_at(self.data, question.key))

    def rows(self, table: Table) -> list[tuple[str, Mapping[str, Any]]]:
        """The items of a table, each with the id of the item of the other table that it belongs to."""
        if not table.parent:
            return [("", item) for item in _items(_at(self.data, table.key))]
        above = _items(_at(self.data, table.parent))
        return [(str(item.get("id", "")), row) for item in above for row in _items(_at(item, table.inside))]


def given_by(library: Library, id: str) -> Given:
    """What an entry of a library says."""
    document = library.documents[id]
    sections = record_types()[library.records[id].type_name].sections
    body = split_sections(document, sections)[0] if document.body else {}
    return Given({**document.data, "id": id}, body)


def cell_of(item: Mapping[str, Any], column: Question) -> str:
    """What an item says in a column; several values one to a line."""
    return "\n".join(_texts(_at(item, column.key, first=1)))


def groups_in(form: Form, given: Given) -> int:
    """How often a row must ask for parts of which it has several, for nothing to be left out."""
    most = 2
    for table in form.tables:
        groups = {column.key.split(".")[0] for column in table.columns if _numbered(column)}
        for _, item in given.rows(table):
            most = max([most, *(len(_items(item.get(group))) for group in groups)])
    return most


def checksum(content: bytes) -> str:
    """Of an entry's file, to tell whether it has changed since a form was made of it."""
    return hashlib.sha256(content).hexdigest()[:16]


def form_for(library: Library, type_name: str, given: Given) -> Form:
    """The form of a type, with as much room as an entry needs."""
    kind = record_types()[type_name]
    return form_of(kind, groups_in(form_of(kind), given))


def _numbered(column: Question) -> bool:
    return any(part.isdigit() for part in column.key.split("."))


def _at(data: Any, key: str, first: int = 0) -> Any:
    """What stands at a dotted place; parts are counted from `first`."""
    for part in key.split("."):
        if part.isdigit():
            number = int(part) - first
            data = data[number] if isinstance(data, list) and number < len(data) else None
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return list(_each(value))


def _each(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _each(one)
    elif value is not None:
        yield str(value)
