"""The template environment: strict, escaping, and words for dates and texts."""

from __future__ import annotations

import datetime

import pytest
from jinja2 import UndefinedError

from macros.render.templates import day_words, plain
from tests.community import environment_of, graph_of, record

GRAPH = graph_of(record("lesson", "other", title="Other *one* & more"))


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("2026", "en", "2026"),
        ("2026-03", "en", "March 2026"),
        ("2026-03-01", "en", "1 March 2026"),
        (datetime.date(2026, 11, 24), "ro", "24 noiembrie 2026"),
        ("2026-03", "ro", "martie 2026"),
        ("2026-03-01", "pt-BR", "1 março 2026"),
        (None, "en", ""),
    ],
)
def test_dates_are_said_in_the_language_of_the_library(
    value: str | datetime.date | None, language: str, words: str
) -> None:
    """As much of a date as is known."""
    assert day_words(value, language) == words


def test_a_language_without_a_calendar_has_its_dates_in_figures() -> None:
    """A library in a language that Unicode CLDR doesn't know is built all the same."""
    assert day_words("2026-03", "xx") == "2026-03"
    assert day_words(datetime.date(2026, 3, 1), "xx") == "2026-03-01"


def test_a_text_is_read_aloud_without_its_signs() -> None:
    """Links by their words or titles, citations left out, no blank before a full stop."""
    assert plain(GRAPH, "See [[other]] and **[[other|that]]** [@izvor, p. 1]. `[[id]]`") == (
        "See Other *one* & more and that. [[id]]"
    )


def test_templates_escape_and_miss_nothing_silently() -> None:
    """Values are text; a name that doesn't exist is an error, not an empty place."""
    env = environment_of(GRAPH)
    assert env.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        env.from_string("{{ nothing }}").render()
    with pytest.raises(KeyError, match="nope is not in sectors"):
        env.from_string("{{ 'nope'|term('sectors') }}").render()
