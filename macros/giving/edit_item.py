"""Change one item of a list in an entry's file; every other byte stays, and so do comments and the order of fields."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import FoldedScalarString

_WIDTH = 100
"""Characters of a line of a long text that is put in."""
_DASH = re.compile(r"( *)- +$")

Change = Callable[[MutableMapping[str, Any]], None]
"""Changes an item in place."""


class EditError(ValueError):
    """What was asked for can't be done to this file; the message says why."""


def edit_item(text: str, name: str, id: str, change: Change) -> str:
    """The text of a YAML entry with one item changed.

    Args:
        text: the whole file, known to be sound.
        name: the list at the top of the entry: `actions`.
        id: of the item.
        change: what is done to it.

    Raises:
        EditError: when there is no such item, or it is written in a way that can't be changed without touching more.
    """
    items = value_of(yaml.compose(text, Loader=yaml.SafeLoader), name)
    for index, node in enumerate(items.value if isinstance(items, yaml.SequenceNode) else ()):
        if isinstance(node, yaml.MappingNode) and getattr(value_of(node, "id"), "value", None) == id:
            return edit_item_at(text, name, index, change)
    raise EditError(f'there is no "{id}" among {name}')


def edit_item_at(text: str, name: str, index: int, change: Change) -> str:
    """The text of a YAML file with one item changed that is known by its place in the list.

    Args:
        text: the whole file, known to be sound.
        name: the list at the top of the file.
        index: of the item, from 0; it is there.
        change: what is done to it.

    Raises:
        EditError: when it is written in a way that can't be changed without touching more.
    """
    items = value_of(yaml.compose(text, Loader=yaml.SafeLoader), name)
    node, lines = items.value[index], text.splitlines(keepends=True)
    dash = _DASH.match(lines[node.start_mark.line][: node.start_mark.column])
    if node.flow_style or dash is None:
        which = getattr(value_of(node, "id"), "value", None)
        called = f'"{which}"' if which else f"item {index + 1} of {name}"
        raise EditError(f"{called} stands in brackets on one line; write it as a list with a line per field")
    last = index + 1 == len(items.value)
    end = items.end_mark.line if last else items.value[index + 1].start_mark.line
    if last and items.end_mark.column and items.end_mark.line < len(lines):
        end = items.end_mark.line + 1
    begin = node.start_mark.line
    return "".join([*lines[:begin], _changed("".join(lines[begin:end]), len(dash[1]), change), *lines[end:]])


def add_item(text: str, name: str, item: Mapping[str, Any]) -> str:
    """The text of a YAML file with one more item at the end of a list at its top that has some.

    Args:
        text: the whole file, known to be sound.
        name: the list.
        item: its fields, days as days; long texts are written over several lines.

    Raises:
        EditError: when the list is written in a way that can't be changed without touching more.
    """
    known = value_of(yaml.compose(text, Loader=yaml.SafeLoader), name)
    if not isinstance(known, yaml.SequenceNode) or known.flow_style or not known.value:
        raise EditError(f"{name!r} stands in brackets on one line; write it as a list with a line per field")
    end = _last(known).end_mark
    return put_item(text, end.line if end.column == 0 else end.line + 1, item, known.start_mark.column)


def put_item(text: str, line: int, item: Mapping[str, Any], indent: int) -> str:
    """The text of a YAML file with an item of a list written before a line, its dash after so many blanks."""
    writer = YAML()
    writer.width = 10**6
    writer.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    writer.dump([{name: folded(one) if isinstance(one, str) else one for name, one in item.items()}], out)
    # written with two blanks before the dash; the list of the file may have more or none
    new = [" " * indent + one[2:] if one.strip() else one for one in out.getvalue().splitlines()]
    lines, end = text.splitlines(keepends=True), line_end(text)
    if line and not lines[line - 1].endswith("\n"):
        lines[line - 1] += end
    lines[line:line] = [f"{one}{end}" for one in new]
    return "".join(lines)


def line_end(text: str) -> str:
    """How the lines of a file end."""
    return "\r\n" if "\r\n" in text else "\n"


def _last(node: Any) -> Any:
    """What ends last of a list: no list and no fields over several lines."""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last(node.value[-1])
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last(node.value[-1][1])
    return node


def set_field(text: str, name: str, value: str, after: str) -> str:
    """The text of a YAML entry with a plain value at its top replaced, or put on a line of its own below another's.

    Args:
        text: the whole file, known to be sound.
        name: the field.
        value: one that needs no quotes.
        after: a field with a plain value on one line.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    node = value_of(root, name)
    if isinstance(node, yaml.ScalarNode):
        return text[: node.start_mark.index] + value + text[node.end_mark.index :]
    above = value_of(root, after)
    if above is None:
        raise EditError(f"has no {after!r}")
    lines = text.splitlines(keepends=True)
    lines.insert(above.end_mark.line + 1, f"{name}: {value}\n")
    return "".join(lines)


def folded(text: str) -> str:
    """A text that is written over several lines where it is long."""
    if len(text) <= _WIDTH - 20:
        return text
    long: str = FoldedScalarString(text)
    places, line = [], 0
    for found in re.finditer(r" (?=\S)", text):
        if (text.find(" ", found.end()) if " " in text[found.end() :] else len(text)) - line > _WIDTH:
            places.append(found.start())
            line = found.end()
    long.fold_pos = places  # type: ignore[attr-defined]
    return long


def _changed(item: str, indent: int, change: Change) -> str:
    """An item's lines after a change, with the comments below it."""
    writer = YAML()
    writer.preserve_quotes = True
    writer.width = 10**6
    writer.indent(mapping=2, sequence=indent + 2, offset=indent)
    found = writer.load(item)
    change(found[0])
    out = io.StringIO()
    writer.dump(found, out)
    return out.getvalue().replace("\n", "\r\n") if "\r\n" in item else out.getvalue()


def value_of(node: Any, name: str) -> Any:
    """The node of a field, or None."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return value
    return None
