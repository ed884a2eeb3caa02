"""How long a text is, in whatever script."""

from __future__ import annotations

import pytest

from macros.model.length import letters, word_count
from macros.model.letters import UNSPACED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cash for hosts", 14), ("", 0), ("Écoles 2", 8), ("допомога", 8), ("اللاجئون", 8),
        ("難民", 6), ("难民与收容社区", 21), ("ひなん", 6), ("난민 지원", 9), ("ስደተኞች", 10), ("ผู้ลี้ภัย", 9), ("𠀀", 3),
    ],
)  # fmt: skip
def test_signs_count_for_the_letters_that_they_stand_for(text: str, expected: int) -> None:
    """Letters of alphabets for one, whatever marks they have; syllables for two; Chinese signs for three."""
    assert letters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one - two,  three", 4), ("", 0), ("“Où ?”", 2), ("난민 지원", 2),
        ("难民", 2), ("难民与收容社区", 5), ("难民, 社区", 3), ("难民UNHCR 2024", 4), ("การคุ้มครอง", 3),
        ("。", 1), ("难民。", 2),
    ],
)  # fmt: skip
def test_words_are_counted_where_no_blanks_part_them(text: str, expected: int) -> None:
    """Five letters for a word there; elsewhere whatever blanks part, as ever."""
    assert word_count(text) == expected


def test_scripts_without_blanks_are_those_that_words_are_divided_by() -> None:
    """Two words of each run of signs count as two, one after the other."""
    for first, _ in UNSPACED:
        assert word_count(chr(first) * 10) > 1, hex(first)
