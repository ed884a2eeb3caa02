"""YAML becomes plain data with line numbers, or problems; never a typed value, never a crash."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.load.yaml_reader import read_yaml
from tests.casebook import Case, assert_told, cases, text_of

_WORDS = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), max_size=40)
_PLAIN = st.recursive(
    st.none() | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("case", cases("yaml_reader"))
def test_a_text_gives_the_expected_data_lines_and_problems(case: Case) -> None:
    """Each case says what is read from a YAML text, and what is said about it."""
    data, lines, problems = read_yaml("x.yml", text_of(case["yaml"]), case.get("first_line", 1))
    assert_told(problems, case.get("problems"))
    if "data" in case:
        assert data == case["data"]
    if "lines" in case:
        found = {".".join(map(str, location)): line for location, line in lines.items()}
        assert {name: found.get(name) for name in case["lines"]} == case["lines"]


def test_a_hint_is_given_only_where_it_helps() -> None:
    """What the parser says is enough where nothing else is known."""
    (problem,) = read_yaml("x.yml", 'a: "\\q"\n')[2]
    assert problem.message == "the YAML can't be read: found unknown escape character"


def test_what_is_refused_leaves_no_data_behind() -> None:
    """Nobody can work on half a file by accident."""
    assert read_yaml("x.yml", "a: b\nc: *d\n")[:2] == (None, {})


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text())
@example("\ud800")
@example("? - : -\n\t*&!%@`")
@example("%YAML 9.9\n---\n")
def test_any_text_is_read_or_refused_without_an_exception(text: str) -> None:
    """What can't be read comes with problems."""
    data, _, problems = read_yaml("x.yml", text)
    assert data is None or not any(problem.code == "bad-yaml" for problem in problems)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(alphabet="abc:-[]{}!&*#|>'\"%@`?,.~\\ \n\t<=0", max_size=60))
def test_any_mixture_of_yaml_signs_is_read_or_refused_without_an_exception(text: str) -> None:
    """Signs that mean something are likelier to surprise a parser than letters."""
    read_yaml("x.yml", text)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.dictionaries(_WORDS, _PLAIN, min_size=1, max_size=5))
def test_what_is_written_out_reads_back_the_same(data: dict[str, object]) -> None:
    """Mappings, lists, texts and nothing survive; every value has a line."""
    read, lines, problems = read_yaml("x.yml", yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True))
    assert (read, problems) == (data, [])
    assert {(key,) for key in data} <= set(lines)
