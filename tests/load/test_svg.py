"""A picture in SVG is a drawing: nothing in it runs, and nothing leads out of it."""

from __future__ import annotations

import pytest

from macros.load.svg import why_no_drawing
from tests.casebook import Case, cases, text_of


@pytest.mark.parametrize("case", cases("svg"))
def test_a_drawing_is_told_from_what_is_more(case: Case) -> None:
    """Each case says what is refused, if anything."""
    if "inside" in case:
        raw = f'<svg xmlns="http://www.w3.org/2000/svg">{case["inside"]}</svg>'.encode()
    else:
        raw = bytes.fromhex(case["hex"]) if "hex" in case else text_of(case["text"]).encode()
    why = why_no_drawing(raw)
    assert case["refused"] in why and bool(case["refused"]) == bool(why)
