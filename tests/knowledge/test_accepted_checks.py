"""`data/accepted.yml`: what it names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.knowledge.checks import check_connected
from tests.casebook import Case, assert_told, cases
from tests.community import SECOND


@pytest.mark.parametrize("case", cases("accepted"))
def test_an_acceptance_names_what_there_is(case: Case, tmp_path: Path) -> None:
    """Each case is the file beside the second community's entries."""
    shutil.copytree(SECOND / "data", tmp_path / "data")
    shutil.copytree(SECOND / "docs", tmp_path / "docs")
    (tmp_path / "data/accepted.yml").write_text(case["file"], "utf-8")
    assert_told(check_connected(tmp_path)[2], case.get("problems"))
