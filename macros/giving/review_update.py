"""Put a review at the end of an entry's `reviews`: lines are added to its file, and every other byte stays.

Where the entry has only `last_reviewed`, this day becomes the first of its reviews, of which nothing else is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import yaml

from macros.giving.edit_item import EditError, add_item, line_end, put_item, set_field, value_of

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
        begun = f"{_LIST}:{line_end(fields)}  - on: "
        fields = fields[: key.start_mark.index] + begun + fields[day.start_mark.index :]
        day = None
    elif known is None:
        return _begun(fields, root, review)
    after = add_item(fields, _LIST, _written(review))
    return set_field(after, _DAY, str(review["on"]), "added") if day is not None else after


def _begun(fields: str, root: Any, review: Mapping[str, Any]) -> str:
    """The fields with a list of one review."""
    above = next((found for name in _BEFORE if (found := value_of(root, name)) is not None), None)
    if above is None:
        raise EditError("has no 'added'")
    lines = fields.splitlines(keepends=True)
    lines.insert(above.end_mark.line + 1, f"{_LIST}:{line_end(fields)}")
    return put_item("".join(lines), above.end_mark.line + 2, _written(review), 2)


def _written(review: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a review, its day as a day."""
    known = {name: value for name, value in review.items() if value}
    return {**known, "on": datetime.date.fromisoformat(review["on"])}
