"""Names that may be those of one thing; `tests/browser/test_form_rules.py` asks the form the same."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from macros.knowledge.alike_names import Called, alike
from tests.casebook import FOLDER

CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "alike" / "names.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_may_be_the_same_is_told_from_what_is_not(case: dict[str, Any]) -> None:
    """Whichever of the two was there first."""
    one, other = case.get("addresses", ["", ""])
    pairs = ((case["one"], one, case["other"], other), (case["other"], other, case["one"], one))
    for name, address, there, address_there in pairs:
        assert alike(Called((name,), address), {"it": Called((there,), address_there)}) == ["it"] * case["alike"]


def test_the_nearest_comes_first() -> None:
    """By any of its names."""
    known = {
        "far": Called(("River Union of Norland and Brelland",)),
        "near": Called(("Union of Rivers", "River Union")),
    }
    assert alike(Called(("The River Union",)), known) == ["near"]
    known["far"] = Called(("The river unions",))
    assert alike(Called(("River Union",)), known) == ["far", "near"]
