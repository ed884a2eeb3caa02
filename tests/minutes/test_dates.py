"""Days in texts: read where there is one way to read them, left in words where there are two."""

from __future__ import annotations

import pytest

from macros.minutes.dates import Dates
from macros.minutes.wording import wording

DATES = Dates(wording())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Friday, 5 April 2024", "2024-04-05", "2024-04-05"),
        ("on 9 and 10 June 2025", "2025-06-09", "2025-06-10"),
        ("du 3 au 5 février 2026", "2026-02-03", "2026-02-05"),
        ("7-9 September 2015, Turin", "2015-09-07", "2015-09-09"),
        ("28 April – 2 May 2025", "2025-04-28", "2025-05-02"),
        ("by 5th December, 2025.", "2025-12-05", "2025-12-05"),
        ("le 1er mars 2026", "2026-03-01", "2026-03-01"),
        ("pe 15 octombrie 2025", "2025-10-15", "2025-10-15"),
        ("October 5, 2025", "2025-10-05", "2025-10-05"),
        ("termen: 15.10.2025", "2025-10-15", "2025-10-15"),
        ("12/31/2025", "2025-12-31", "2025-12-31"),
        ("05/05/2025", "2025-05-05", "2025-05-05"),
        ("2025-10-15", "2025-10-15", "2025-10-15"),
    ],
)
def test_a_day_is_read(text: str, first: str, last: str) -> None:
    """Names of months in three languages, figures where only one of them can be the month."""
    (found,) = DATES.find(text)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("by 03/04/2024", "03/04/2024", "ambiguous"),
        ("01.02.2026", "01.02.2026", "ambiguous"),
        ("Monday, 15 April", "15 April", "no year"),
        ("28-29TH NOVEMBER", "28-29TH NOVEMBER", "no year"),
        ("31 June 2025", "31 June 2025", "not a day"),
        ("fin avril 2026", "fin avril 2026", "loose"),
        ("before the end of May 2026", "before the end of May 2026", "loose"),
        ("mid-January 2026", "mid-January 2026", "loose"),
        ("before the next meeting", "before the next meeting", "loose"),
        ("în prima săptămână din octombrie 2025", "în prima săptămână din octombrie 2025", "loose"),
    ],
)
def test_what_is_no_single_day_stays_in_words(text: str, words: str, why: str) -> None:
    """Nothing is guessed: no month for 03/04, no year where none is written."""
    (found,) = DATES.find(text)
    assert (found.words, found.first, found.last, found.why) == (words, None, None, why)


@pytest.mark.parametrize("text", ["in 48-96 hours", "version 1.2.3", "10.00 - 12.30 h", "article 3.1"])
def test_other_figures_are_no_days(text: str) -> None:
    """Hours and numbers of paragraphs."""
    assert DATES.find(text) == []
