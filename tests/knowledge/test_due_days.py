"""Dates in words: the last day of the period that is named, or none."""

from __future__ import annotations

import datetime

import pytest

from macros.knowledge.due_days import day_by_rule, last_day_of


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("By autumn 2016.", "2016-11-30"),
        ("Late May 2016, three months before the addendum; whether it happened is not said.", "2016-05-31"),
        ("For discussion in the group on 19 April 2024.", "2024-04-19"),
        ("April 19, 2024", "2024-04-19"),
        ("2024-05-06", "2024-05-06"),
        ("by the end of March 2025", "2025-03-31"),
        ("by February 2024", "2024-02-29"),
        ("before June 2025", "2025-05-31"),
        ("before the end of 2025", "2025-12-31"),
        ("early March 2024", "2024-03-10"),
        ("mid-March 2024", "2024-03-20"),
        ("mid-2025", "2025-08-31"),
        ("early 2025", "2025-04-30"),
        ("Q3 2024", "2024-09-30"),
        ("first half of 2024", "2024-06-30"),
        ("third quarter of 2024", "2024-09-30"),
        ("winter 2023", "2024-02-29"),
        ("in 2016", "2016-12-31"),
        ("d'ici fin mars 2025", "2025-03-31"),
        ("avant le 1er mai 2025", "2025-04-30"),
        ("pour le deuxième trimestre 2024", "2024-06-30"),
        ("mi-mars 2025", "2025-03-20"),
        ("până la 15 martie 2025", "2025-03-15"),
        ("toamna 2016", "2016-11-30"),
    ],
)
def test_words_that_name_one_period_give_its_last_day(words: str, day: str) -> None:
    assert day_by_rule(words) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "No date.",
        "Eventually.",
        "between 2016 and 2018",
        "2016-2017",
        "2016–2017",
        "not before May 2024",
        "after the elections of 2024",
        "31 June 2024",
        "fourth half of 2024",
        "by end June",
        "room 2016b",
        "item 19 April",
    ],
)
def test_words_that_name_none_or_several_give_no_day(words: str | None) -> None:
    assert day_by_rule(words) is None


@pytest.mark.parametrize(
    ("date", "day"), [("2016", "2016-12-31"), ("2016-02", "2016-02-29"), ("2016-12", "2016-12-31"), ("2016-05-04",) * 2]
)
def test_a_partial_date_allows_days_up_to_its_last(date: str, day: str) -> None:
    assert last_day_of(date) == datetime.date.fromisoformat(day)
