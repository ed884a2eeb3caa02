"""One item of a list changes in an entry's file, and nothing else does."""

from __future__ import annotations

import difflib
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from macros.giving.edit_item import EditError, edit_item, folded, set_field
from macros.load.files import parse
from tests.conftest import ROOT

LONG = "Somebody saw it done and wrote it down. " * 12 + "That is all."
MEETINGS = sorted((ROOT / "data" / "workshops").glob("*.yml"))
KEPT = """\
# Kept by hand.
title:   'Two'   # not one
added: 2026-01-01

actions:
  # The first.
  - id: a-1
    text: "Dig."  # deep
    status: open

    # why not
  - text: >-
      Water
      well.
    id: a-2
    status: open
see_also: [ b,  c ]
"""


def _done(item: MutableMapping[str, Any]) -> None:
    item["status"] = "done"
    item["evidence"] = folded(LONG)


def _changed_lines(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda path: path.stem)
def test_every_action_of_the_library_can_be_changed_alone(meeting: Path) -> None:
    text = meeting.read_text("utf-8")
    before, _ = parse("data/workshops/x.yml", text.encode())
    assert before is not None
    for number, action in enumerate(before.data.get("actions", [])):
        after, problems = parse("data/workshops/x.yml", edit_item(text, "actions", action["id"], _done).encode())
        assert after is not None and problems == []
        changed = after.data["actions"].pop(number)
        kept = [one for one in before.data["actions"] if one is not action]
        assert after.data == {**before.data, "actions": kept}
        assert changed == {**action, "status": "done", "evidence": LONG}


def test_comments_order_and_spaces_stay() -> None:
    assert _changed_lines(KEPT, edit_item(KEPT, "actions", "a-1", lambda item: item.update(status="done"))) == [
        "-    status: open",
        "+    status: done",
    ]
    second = edit_item(KEPT, "actions", "a-2", lambda item: item.update(status="done"))
    assert _changed_lines(KEPT, second) == ["-    status: open", "+    status: done"]
    windows = KEPT.replace("\n", "\r\n")
    edited = edit_item(windows, "actions", "a-2", _done)
    assert edited.count("\n") == edited.count("\r\n") and edited.replace("\r\n", "\n") == edit_item(
        KEPT, "actions", "a-2", _done
    )


def test_a_last_item_without_a_line_end_can_be_changed() -> None:
    text = "added: 2026-01-01\nactions:\n- id: a-1\n  status: open"
    assert edit_item(text, "actions", "a-1", lambda item: item.update(status="done")).rstrip("\n") == text.replace(
        "open", "done"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("actions: [{id: a-1, status: open}]\n", "stands in brackets"),
        ("actions:\n  - {id: a-1, status: open}\n", "stands in brackets"),
        ("actions:\n  - id: a-2\n", 'there is no "a-1" among actions'),
        ("title: x\n", 'there is no "a-1" among actions'),
    ],
)
def test_what_can_not_be_changed_alone_is_left(text: str, told: str) -> None:
    with pytest.raises(EditError, match=told):
        edit_item(text, "actions", "a-1", _done)


def test_a_field_at_the_top_is_replaced_or_put_below_another() -> None:
    assert set_field(KEPT, "added", "2026-02-02", "title") == KEPT.replace("2026-01-01", "2026-02-02")
    put = set_field(KEPT, "updated", "2026-02-02", "added")
    assert put == KEPT.replace("added: 2026-01-01\n", "added: 2026-01-01\nupdated: 2026-02-02\n")
    with pytest.raises(EditError):
        set_field("title: x\n", "updated", "2026-02-02", "added")


@pytest.mark.parametrize("text", ["Short.", LONG, "word" * 80, "a " * 200 + "b"])
def test_long_texts_are_folded_and_read_back_as_they_were(text: str) -> None:
    edited = edit_item(KEPT, "actions", "a-1", lambda item: item.update(evidence=folded(text)))
    document, _ = parse("data/workshops/x.yml", edited.encode())
    assert document is not None and document.data["actions"][0]["evidence"] == text
    assert max(map(len, edited.splitlines())) < 120 or " " not in text
