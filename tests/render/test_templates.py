"""The template environment: strict, escaping, and words for dates and texts."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from macros.render.in_words import day_words
from macros.render.templates import environment, plain
from tests.community import OVERRIDES, environment_of, graph_of, record

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


def test_compiled_templates_are_kept_only_where_a_folder_is_named(tmp_path: Path) -> None:
    """None is written or read beside the templates, where a checkout could bring one."""
    templates = tmp_path / "project" / "overrides"
    templates.mkdir(parents=True)
    (templates / "a.html").write_text("{{ 1 + 1 }}", "utf-8")
    assert environment(templates, GRAPH).get_template("a.html").render() == "2"
    assert [path.name for path in tmp_path.rglob("*")] == ["project", "overrides", "a.html"]
    (tmp_path / "cache").mkdir()
    assert environment(templates, GRAPH, tmp_path / "cache").get_template("a.html").render() == "2"
    (kept,) = (tmp_path / "cache" / "templates").iterdir()
    for damage in (b"", kept.read_bytes()[:-9], b"x" * 200):
        kept.write_bytes(damage)
        assert environment(templates, GRAPH, tmp_path / "cache").get_template("a.html").render() == "2"


def test_templates_are_compiled_anew_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """A full disk costs time, nothing else."""
    (tmp_path / "full").write_text("a file where the folder should be", "utf-8")
    env: Environment = environment(OVERRIDES, GRAPH, tmp_path / "full")
    assert env.get_template("author/link.html") is not None
