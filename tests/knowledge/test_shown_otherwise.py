"""What other programs show in a text and this one doesn't is named; what both show alike is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.knowledge.checks import check_connected
from macros.knowledge.shown_otherwise import shown_otherwise
from tests.casebook import Case, cases
from tests.community import copy_second


@pytest.mark.parametrize("case", cases("otherwise"))
def test_what_is_shown_otherwise_is_named_with_its_line(case: Case) -> None:
    assert [[one.what, one.line] for one in shown_otherwise(case["text"])] == case["told"]


def test_it_is_told_at_its_line_with_what_to_do(tmp_path: Path) -> None:
    project = copy_second(tmp_path / "project")
    path = project / "docs/practices/compost-pe-acoperis.md"
    text = path.read_text("utf-8").rstrip() + "\n\nTrei lucruri:\n- o lopată\n- o găleată\n"
    path.write_text(text, "utf-8")
    (found,) = [one for one in check_connected(project)[2] if one.code == "unknown-markdown"]
    assert (found.path, found.line) == (
        "docs/practices/compost-pe-acoperis.md",
        text[: text.index("- o lop")].count("\n") + 1,
    )
    assert found.message.startswith(
        'an item of a list ("o lopată") is shown otherwise than by other programs; put an empty'
    )
    assert found.severity == "warning"


def test_what_no_reader_writes_is_not_read_twice() -> None:
    """No parser may take long over it."""
    assert list(shown_otherwise("Line:\n- a\n")) and not list(shown_otherwise("Line:\n- a\n" * 9_000))
