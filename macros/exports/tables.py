"""CSV files with a row of HXL tags, from the columns in `macros.knowledge.columns`.

UTF-8, a comma between cells, one line end (LF) after each row, no line end inside a cell. A cell that a spreadsheet
would take for a formula begins with an apostrophe; `unguarded` takes it away again, so nothing of a value is lost.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from macros.exports.places import Places
from macros.knowledge.columns import LISTED, PRESENCES, Column, Table
from macros.knowledge.due_days import day_by_rule
from macros.knowledge.graph import Graph, changed
from macros.knowledge.presence import AREAS, presences
from macros.model.country import Country
from macros.model.fields import Term
from macros.model.record import Record
from macros.model.registry import record_types, slots
from macros.render.templates import plain

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How a cell begins that some spreadsheet calculates, and one that would look as if the guard stood there."""


def table_text(table: Table, places: Places) -> str:
    """A whole file: heads, tags, and the rows in the order of titles."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerow([column.tag for column in table.columns])
    for record, item in rows(table, places.graph):
        writer.writerow([_cell(column, table, record, item, places) for column in table.columns])
    return written.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet calculates."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """What a cell says, without the guard."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def rows(table: Table, graph: Graph) -> Iterator[tuple[Record, Any]]:
    """What the rows are about: an entry, and the item of it, or what was worked out from it; None for the entry."""
    if table.type_name == PRESENCES:
        yield from ((one.record, one) for one in presences(graph))
        return
    for record in graph.by_type[table.type_name]:
        if table.items:
            yield from ((record, item) for item in getattr(record, table.items))
        else:
            yield record, None


def texts(column: Column, table: Table, record: Record, item: Any, places: Places) -> list[str]:
    """The values of a column in a row, each on one line; none where nothing is recorded."""
    shown = (_shown(value, column, table, places.graph) for value in _found(column.path, record, item, places))
    return [text for text in (" ".join(text.split()) for text in shown) if text]


def _cell(column: Column, table: Table, record: Record, item: Any, places: Places) -> str:
    found = texts(column, table, record, item, places)
    if column.several:
        found = [text.replace("|", "/") for text in found]
    return guarded(LISTED.join(found))


def _found(path: str, record: Record, item: Any, places: Places) -> Iterator[Any]:
    """The values at a path; none where nothing is recorded."""
    own = item.id if item is not None else ""
    if path == "$id":
        yield f"{record.id}#{own}" if own else record.id
    elif path == "$page":
        yield places.page(record, own)
    elif path == "$modified":
        yield changed(record)
    elif path == "$due_by_rule":
        day = item.due or day_by_rule(item.due_note)
        yield from [day] if day else []
    elif path == "$row":
        yield item.row
    elif path == "$doing":
        doing = item.doing
        yield (
            places.graph.label(doing.vocabulary, doing.value)
            if doing.value
            else places.graph.words.gettext(doing.words)
        )
    elif path.startswith("$entry"):
        yield from _at(record, path.removeprefix("$entry").removeprefix("_") or "id")
    else:
        yield from _at(record if item is None else item, path)


def _at(part: Any, path: str) -> Iterator[Any]:
    name, _, rest = path.partition(".")
    value = getattr(part, name)
    for one in value if isinstance(value, tuple) else (value,):
        if rest:
            yield from _at(one, rest)
        elif one is not None:
            yield one


def _shown(value: Any, column: Column, table: Table, graph: Graph) -> str:
    if column.way == "words":
        return plain(graph, value)
    if column.way == "title":
        return graph.records[value].title
    if column.way == "code":
        country = graph.records[value]
        return country.iso3 if isinstance(country, Country) else ""
    if column.way == "label":
        return graph.label(_list_of(column, table), value)
    return str(value)


def _list_of(column: Column, table: Table) -> str:
    """The controlled list that a column's values come from."""
    if table.type_name == PRESENCES:
        return AREAS
    wanted = (table.items, *column.path.split(".")) if table.items else tuple(column.path.split("."))
    for slot in slots(record_types()[table.type_name], Term):
        if tuple(part for part in slot.path if part != "*") == wanted:
            return slot.marker.vocabulary
    raise KeyError(f"{column.path} of {table.file} takes no value of a list")
