"""Links of a built site are followed as a reader would follow them."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.check_links import broken_links
from tests.casebook import Case, assert_told, cases, write_files


@pytest.mark.parametrize("case", cases("check_links"))
def test_links_that_lead_nowhere_are_told(case: Case, tmp_path: Path) -> None:
    """Each case is a site and every broken link in it."""
    write_files(tmp_path, case["files"])
    assert_told(broken_links(tmp_path), case.get("problems"))
