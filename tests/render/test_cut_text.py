"""A text cut at marks and filled."""

from __future__ import annotations

import pytest

from macros.render.cut_text import CutText


def test_values_come_between_the_texts() -> None:
    """And are not searched for marks."""
    assert CutText(("a", "b", "c"), (1, 2)).filled(lambda mark: f"[{mark}]") == "a[1]b[2]c"


def test_a_mark_without_a_text_after_it_is_a_mistake() -> None:
    """Nothing is left out silently."""
    with pytest.raises(ValueError, match="shorter"):
        CutText(("a",), (1,)).filled(str)
