"""Numbers as text and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.search.codec import LAST, LEADING, encode, gaps, signed
from tests.search.chromium import Tab
from tests.search.support import decode

NUMBERS = st.lists(st.one_of(st.integers(0, 70), st.integers(0, 130_000), st.integers(0, 2**40)), max_size=40)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([0], "0"),
        ([61], "z"),
        ([62], " 0"),
        ([62 + 61], " z"),
        ([62 * 2], "!0"),
        ([62 * 31 + 61], "~z"),
        ([1984], "  0"),
        ([1984 + 61, 0], "  z0"),
        ([4095, 4096, 4097], "!$3!$4!$5"),
    ],
)
def test_numbers_are_written_as_the_module_says(numbers: list[int], text: str) -> None:
    """Below 62 one character, below 1,984 two."""
    assert encode(numbers) == text
    assert decode(text) == numbers


def test_the_signs_need_no_escaping() -> None:
    """Neither in JSON nor in a script tag, and no sign stands in both alphabets."""
    signs = LAST + LEADING
    assert len(LAST) == 62 and len(LEADING) == 31 and len(set(signs)) == 93
    assert json.dumps(signs) == f'"{signs}"' and signs.isascii() and signs.isprintable()


@given(NUMBERS)
def test_numbers_come_back(numbers: list[int]) -> None:
    """Any of them, in any order."""
    assert decode(encode(numbers)) == numbers


@pytest.mark.parametrize(("number", "coded"), [(0, 0), (-1, 1), (1, 2), (-2, 3), (2, 4)])
def test_negative_numbers_have_places_of_their_own(number: int, coded: int) -> None:
    """Close to zero means short."""
    assert signed(number) == coded


@given(st.lists(st.integers(-(10**9), 10**9), unique=True, max_size=20))
def test_no_two_numbers_share_a_place(numbers: list[int]) -> None:
    """And none is negative."""
    coded = [signed(number) for number in numbers]
    assert len(set(coded)) == len(coded) and all(number >= 0 for number in coded)
    assert [code // 2 if code % 2 == 0 else -(code + 1) // 2 for code in coded] == numbers


@given(st.sets(st.integers(0, 10**6), max_size=30))
def test_rising_numbers_come_back_from_their_gaps(numbers: set[int]) -> None:
    """The first number may be zero; neighbours have no gap."""
    found, last = [], -1
    for gap in gaps(sorted(numbers)):
        assert gap >= 0
        last += gap + 1
        found.append(last)
    assert found == sorted(numbers)
    assert list(gaps([0, 1, 2, 5])) == [0, 0, 0, 2]


def test_the_browser_reads_the_same_numbers(engines: dict[str, Tab]) -> None:
    """All small ones, and around every power of two up to what JavaScript counts exactly."""
    numbers = [*range(70_000), *(2**power + step for power in range(17, 50) for step in (-1, 0, 1))]
    assert engines["file"].run("commonThreadSearch.decode", encode(numbers)) == numbers
    assert engines["file"].run("commonThreadSearch.decode", "") == []
