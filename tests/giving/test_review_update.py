"""A review is added to an entry's file, and every other byte stays."""

from __future__ import annotations

import difflib

import pytest

from macros.giving.edit_item import EditError
from macros.giving.review_update import with_review
from macros.load.files import parse
from tests.conftest import ROOT

REVIEW = {"on": "2026-11-28", "role": "editor", "outcome": "confirmed", "evidence": "Read again. " * 20 + "Right: all."}
BLOCK = "added: 2026-01-01\nreviews:\n- on: 2026-01-02\n  evidence: >-\n    Read\n    again.\n# below\nz: 1\n"


def _changed(before: str, after: str) -> list[str]:
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("title: x\nadded: 2026-01-01  # a\nb: [c]\n", []),
        ("title: x\nadded: 2026-01-01\nlast_reviewed: 2026-02-03  # as told\nreview_every: 12\n", ["2026-02-03"]),
        ("---\nadded: 2026-01-01\nlast_reviewed: '2026-02-03'\n---\n\n## Steps\n\nreviews: none\n", ["2026-02-03"]),
        (BLOCK, ["2026-01-02"]),
        ("added: 2026-01-01\nreviews:\n    - {on: 2026-01-02}", ["2026-01-02"]),
        ("added: 2026-01-01\nlast_reviewed: 2026-01-02 # day\nreviews:\n  - on: 2026-01-02\n", ["2026-01-02"]),
    ],
    ids=["none", "a day", "Markdown", "a list", "an item on one line", "both"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_review_stands_last_and_earlier_days_and_comments_stay(before: str, first: list[str], end: str) -> None:
    ending = ".md" if before.startswith("---") else ".yml"
    before = before.replace("\n", end)
    after = with_review(before, REVIEW)
    document, problems = parse(f"x{ending}", after.encode())
    assert document is not None and problems == []
    reviews = document.data["reviews"]
    assert [one["on"] for one in reviews] == [*first, "2026-11-28"] and reviews[-1] == REVIEW
    gone = [line for line in _changed(before, after) if line[0] == "-"]
    assert all("last_reviewed" in line or line == "-    - {on: 2026-01-02}" for line in gone), gone
    assert all(comment in after for comment in ("# a", "# as told", "# below", "# day") if comment in before)
    assert "\n" not in after.replace("\r\n", "") or end == "\n", "one kind of line end"


def test_a_day_that_stands_beside_the_list_is_that_of_the_last_review() -> None:
    after = with_review("added: 2026-01-01\nlast_reviewed: 2026-01-02\nreviews:\n  - on: 2026-01-02\n", REVIEW)
    assert "last_reviewed: 2026-11-28\n" in after


def test_a_list_in_brackets_is_left_alone() -> None:
    with pytest.raises(EditError, match="in brackets"):
        with_review("added: 2026-01-01\nreviews: [{on: 2026-01-02}]\n", REVIEW)


def test_every_entry_of_the_library_can_take_a_review() -> None:
    """Only lines of the review are new, and a day becomes the first of its reviews."""
    places = [*ROOT.glob("data/definitions/*.yml"), *ROOT.glob("docs/lessons/*.md"), *ROOT.glob("data/groups/*.yml")]
    for place in (one for one in places if one.name != "index.md"):
        before = place.read_bytes().decode()
        after = with_review(before, {"on": "2026-11-28", "role": "editor", "outcome": "confirmed"})
        lines = _changed(before, after)
        assert all(line[0] == "+" or line.startswith("-last_reviewed: ") for line in lines), place
        document, problems = parse(place.name, after.encode())
        assert document is not None and not problems and document.data["reviews"][-1]["on"] == "2026-11-28"
