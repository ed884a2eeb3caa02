"""Put the acceptance of a finding into `data/accepted.yml`; every other byte of the file stays."""

from __future__ import annotations

import datetime
from collections.abc import MutableMapping
from typing import Any

import yaml

from macros.giving.edit_item import add_item, edit_item_at, line_end, put_item, value_of
from macros.knowledge.findings.finding import Finding
from macros.model.accepted import Accepted

_LIST = "accepted"


def with_acceptance(text: str, one: Finding, known: tuple[Accepted, ...], said: dict[str, str]) -> str:
    """The file with a finding accepted; an earlier acceptance of the same finding says the new reason and days.

    Args:
        text: the whole file, known to be sound; empty when there is none.
        one: the finding.
        known: what the file accepts, in its order.
        said: `reason`, `accepted_by`, `accepted_on` and `look_again`, days as YYYY-MM-DD.

    Raises:
        EditError: when the file can't be changed without touching more.
    """
    new: dict[str, Any] = {
        name: datetime.date.fromisoformat(value) if name in ("accepted_on", "look_again") else value
        for name, value in said.items()
    }
    before = next((place for place, old in enumerate(known) if old.key == one.key), None)
    if before is not None:

        def change(item: MutableMapping[str, Any]) -> None:
            item.update(new)

        return text if _says_so(known[before], said) else edit_item_at(text, _LIST, before, change)
    about: dict[str, Any] = {"kind": one.kind, "at": one.at}
    if one.beside:
        about["beside"] = list(one.beside)
    if known:
        return add_item(text, _LIST, about | new)
    empty = value_of(yaml.compose(text, Loader=yaml.SafeLoader), _LIST)
    if empty is not None:
        text = text[: empty.start_mark.index].rstrip(" ") + text[empty.end_mark.index :]
        return put_item(text, empty.start_mark.line + 1, about | new, 2)
    end = line_end(text)
    begun = f"{text}{end if text and not text.endswith(end) else ''}{_LIST}:{end}"
    return put_item(begun, begun.count("\n"), about | new, 2)


def _says_so(old: Accepted, said: dict[str, str]) -> bool:
    given = old.model_dump(mode="json")
    return all(given[name] == value for name, value in said.items())
