"""Decisions: each has its number, says since when it is in force, and stands in the list."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "docs/about/decisions"
DECISIONS = sorted(path.name for path in FOLDER.glob("[0-9]*.md"))
_STATUS = re.compile(
    r"(?:In force since|Replaced by \[[^]]+\]\([^)]+\) on) [1-9][0-9]? [A-Z][a-z]+ 20[0-9]{2}\."
    r"(?: .+)?"
)


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_says_since_when_it_is_in_force(name: str) -> None:
    """Below its title, before anything else."""
    title, _, status = (FOLDER / name).read_text("utf-8").split("\n")[:3]
    assert title.startswith(f"# {name[:4]} ")
    assert _STATUS.fullmatch(status), "write `In force since 1 January 2027.` below the title"
    assert f"]({name})" in (FOLDER / "index.md").read_text("utf-8")
