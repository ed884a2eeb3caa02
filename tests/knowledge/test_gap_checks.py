"""`data/gaps.yml`: what it says of itself, and what it names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.knowledge.checks import check_connected
from tests.casebook import Case, assert_told, cases
from tests.community import SECOND


@pytest.mark.parametrize("case", cases("gaps"))
def test_a_gap_says_one_thing_of_a_crossing_that_can_be(case: Case, tmp_path: Path) -> None:
    """Each case is the file beside the second community's entries."""
    shutil.copytree(SECOND / "data", tmp_path / "data")
    shutil.copytree(SECOND / "docs", tmp_path / "docs")
    (tmp_path / "data/gaps.yml").write_text(case["file"], "utf-8")
    assert_told(check_connected(tmp_path)[2], case.get("problems"))
