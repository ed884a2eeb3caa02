"""Put a review at the end of an entry's `reviews`: lines are added to its file, and every other byte stays.

Where the entry has only `last_reviewed`, this day becomes the first of its reviews, of which nothing else is known.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any

import yaml
from ruamel.yaml import YAML

from macros.giving.edit_item import EditError, folded, set_field, value_of

_LIST, _DAY = "reviews", "last_reviewed"
_BEFORE = ("review_every", "updated", "added")
"""Fields below which the list is put where the entry has none; the first that stands there."""


def with_review(text: str, review: Mapping[str, Any]) -> str:
    """The file of an entry with one more review.

    Args:
        text: the whole file, known to be sound: fields, or fields between two lines of hyphens and Markdown.
        review: what the model says of a review, days as YYYY-MM-DD.

    Raises:
        EditError: when the file can't be changed without touching more.
    """
    head, fields, rest = _parts(text)
    return head + _added(fields, review) + rest


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before the fields, the fields, and what stands behind them."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return "", text, ""
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), len(lines))
    return lines[0], "".join(lines[1:end]), "".join(lines[end:])


def _added(fields: str, review: Mapping[str, Any]) -> str:
    root: Any = yaml.compose(fields, Loader=yaml.SafeLoader)
    known, day = value_of(root, _LIST), value_of(root, _DAY)
    if known is None and day is not None:
        key = next(key for key, _ in root.value if key.value == _DAY)
        line_end = _line_end(fields)
        begun = f"{_LIST}:{line_end}  - on: "
        fields = fields[: key.start_mark.index] + begun + fields[day.start_mark.index :]
        root = yaml.compose(fields, Loader=yaml.SafeLoader)
        known, day = value_of(root, _LIST), None
    if known is None:
        return _begun(fields, root, review)
    if not isinstance(known, yaml.SequenceNode) or known.flow_style or not known.value:
        raise EditError(f"{_LIST!r} stands in brackets on one line; write it as a list with a line per field")
    end = _last(known).end_mark
    after = _put(fields, end.line if end.column == 0 else end.line + 1, review, known.start_mark.column)
    return set_field(after, _DAY, str(review["on"]), "added") if day is not None else after


def _begun(fields: str, root: Any, review: Mapping[str, Any]) -> str:
    """The fields with a list of one review."""
    above = next((found for name in _BEFORE if (found := value_of(root, name)) is not None), None)
    if above is None:
        raise EditError("has no 'added'")
    lines = fields.splitlines(keepends=True)
    lines.insert(above.end_mark.line + 1, f"{_LIST}:{_line_end(fields)}")
    return _put("".join(lines), above.end_mark.line + 2, review, 2)


def _put(fields: str, line: int, review: Mapping[str, Any], indent: int) -> str:
    """The fields with an item of a list written before a line, its dash after so many blanks."""
    writer = YAML()
    writer.width = 10**6
    writer.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    writer.dump([{name: _written(name, value) for name, value in review.items() if value}], out)
    # written with two blanks before the dash; the list of the file may have more or none
    item = [" " * indent + one[2:] if one.strip() else one for one in out.getvalue().splitlines()]
    lines = fields.splitlines(keepends=True)
    end = _line_end(fields)
    if line and not lines[line - 1].endswith("\n"):
        lines[line - 1] += end
    lines[line:line] = [f"{one}{end}" for one in item]
    return "".join(lines)


def _written(name: str, value: Any) -> Any:
    if name == "on":
        return datetime.date.fromisoformat(value)
    return folded(value) if isinstance(value, str) else value


def _last(node: Any) -> Any:
    """What ends last of a list: no list and no fields over several lines."""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last(node.value[-1])
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last(node.value[-1][1])
    return node


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
