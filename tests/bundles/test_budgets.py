"""Budgets: told when they are used up, a stop only well above, with the names of what is large and what has grown."""

from __future__ import annotations

import pytest

from macros.bundles.budgets import Budgets, Grown

PARTS = {"small.html": 1, "large.js": 700, "pages/big.html": 90}


def _watched(size: int, grown: Grown | None = None) -> Budgets:
    budgets = Budgets()
    budgets.watch("pack.zip", size, "pack_bytes", 1000, lambda: PARTS, lambda: grown)
    return budgets


@pytest.mark.parametrize("size", [0, 950])
def test_room_is_left_in_silence(size: int) -> None:
    """Up to 95 %."""
    budgets = _watched(size)
    assert budgets.breaches == budgets.warnings == []


@pytest.mark.parametrize("size", [951, 1000])
def test_a_budget_that_is_nearly_used_up_is_told(size: int) -> None:
    """With the part of it that is used."""
    budgets = _watched(size)
    words = f"Nearly too large: pack.zip takes {size / 10:.1f}% of bundles.pack_bytes in data/site.yml."
    assert budgets.breaches == [] and budgets.warnings == [words]


@pytest.mark.parametrize("size", [1001, 1200])
def test_a_file_above_its_budget_is_told_and_made(size: int) -> None:
    """With the largest things in it, the largest first, and what to do."""
    budgets = _watched(size)
    assert budgets.breaches == []
    assert budgets.warnings == [
        f"Too large: data/site.yml: bundles.pack_bytes: pack.zip has {size:,} bytes, 1,000 are allowed. "
        "Largest in it: large.js (700), pages/big.html (90), small.html (1). "
        "Take something out of the pack, or allow more. At 120% nothing is released any more."
    ]


def test_a_file_far_above_its_budget_stops_the_release() -> None:
    """In the same words."""
    budgets = _watched(1201)
    assert budgets.warnings == [] and len(budgets.breaches) == 1
    assert "pack.zip has 1,201 bytes, 1,000 are allowed. Largest in it: large.js (700)" in budgets.breaches[0]


def test_what_has_grown_is_named() -> None:
    """Where an earlier bundle is at hand."""
    budgets = _watched(1300, Grown("2027-01-15", {"a.html": 5, "b.html": 60}))
    assert "Grown most since 2027-01-15: b.html (+60), a.html (+5). Take something out" in budgets.breaches[0]
    assert "Grown" not in _watched(1300, Grown("2027-01-15", {})).breaches[0]
