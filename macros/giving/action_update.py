"""Say how an action stands now: the entry's file is changed in place, and what was true before goes to its history."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.giving.edit_item import edit_item, folded, set_field
from macros.knowledge.actions import Tracked
from macros.model.follow_up import Action

_EXPLAINED = ("dropped", "blocked")
"""Statuses that have a reason; another status has none."""


@dataclass(frozen=True)
class Update:
    """What is said of an action; what is left out stays."""

    on: str
    """Day on which it stands so, whole or partial."""
    status: str = ""
    due: str = ""
    evidence: str = ""
    reason: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    """Ids of sources of the evidence, each with the place in it or nothing."""
    led_to: tuple[str, ...] = ()


def updated(text: str, one: Tracked, said: Update, day: str) -> str:
    """The file of a meeting with an action updated; the same text where it says all of that already.

    Args:
        text: the file.
        one: the action as the file has it.
        said: what is new.
        day: the day of the change of the entry, YYYY-MM-DD.

    Raises:
        EditError: when the file can't be changed without touching more.
    """
    if says_so(one.action, said):
        return text
    new = _new_state(one.action, said)

    def change(item: MutableMapping[str, Any]) -> None:
        earlier = [*item.get("earlier", []), _earlier(one.action)]
        for name, value in {**new, "earlier": earlier}.items():
            _set(item, name, value)

    return set_field(edit_item(text, "actions", one.action.id, change), "updated", day, "added")


def says_so(action: Action, said: Update) -> bool:
    """Whether an action says all of an update already."""
    now = _state(action)
    return all(value == now.get(name) for name, value in _new_state(action, said).items())


def _state(action: Action) -> dict[str, Any]:
    given = action.model_dump(mode="json", exclude_none=True)
    return {"evidence": "", "reason": "", **given}


def _new_state(action: Action, said: Update) -> dict[str, Any]:
    """What the fields are that an update touches."""
    status = said.status or action.status
    found: dict[str, Any] = {"status": status, "status_on": said.on}
    if said.due:
        found["due"] = said.due
    if said.evidence:
        found["evidence"] = said.evidence
    if said.reason or (said.status and status not in _EXPLAINED):
        found["reason"] = said.reason
    cited = [one.model_dump(mode="json", exclude_none=True) for one in action.evidence_sources]
    new = [{"source": source} | ({"locator": place} if place else {}) for source, place in said.sources]
    if any(one not in cited for one in new):
        found["evidence_sources"] = [*cited, *(one for one in new if one not in cited)]
    if any(id not in action.led_to for id in said.led_to):
        found["led_to"] = list(dict.fromkeys([*action.led_to, *said.led_to]))
    return found


def _earlier(action: Action) -> dict[str, Any]:
    """How an action stands, as an item of its history."""
    note = action.reason if action.status in _EXPLAINED else action.evidence
    known = {"on": action.status_on, "status": action.status, "due": action.due, "note": note and folded(note)}
    return {name: value for name, value in known.items() if value}


def _set(item: MutableMapping[str, Any], name: str, value: Any) -> None:
    """Put a value into a field; a new field goes behind the one that the model has before it."""
    if value in ("", []):
        item.pop(name, None)
        return
    written = _written(name, value)
    if name in item:
        item[name] = written
        return
    order = list(Action.model_fields)
    before = [key for key in item if key in order and order.index(key) < order.index(name)]
    place = max((list(item).index(key) for key in before), default=-1) + 1
    item.insert(place, name, written)  # type: ignore[attr-defined]


def _written(name: str, value: Any) -> Any:
    if name in ("due", "status_on") or not isinstance(value, str):
        return _plain(value)
    return folded(value)


def _plain(value: Any) -> Any:
    """Lists and fields with days as days, so that they are written without quotes."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value
