"""Bytes become text that is safe to read, or one problem that says why not."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.load.text import MAX_BYTES, MAX_LINES, UnreadableTextError, decode, overloaded, suspicious
from tests.casebook import FOLDER, Case, assert_told, text_of


def _cases(name: str) -> list[object]:
    found = yaml.safe_load((FOLDER / "text" / f"{name}.yml").read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


@pytest.mark.parametrize("case", _cases("decode"))
def test_bytes_are_decoded_or_refused(case: Case) -> None:
    """UTF-8 only, with one kind of line end."""
    if "problems" not in case:
        assert decode("x.md", bytes.fromhex(case["hex"])) == case["text"]
        return
    with pytest.raises(UnreadableTextError) as refused:
        decode("x.md", bytes.fromhex(case["hex"]))
    assert_told([refused.value.problem], case["problems"])


@pytest.mark.parametrize("case", _cases("suspicious"))
def test_forbidden_characters_and_runs_are_found_with_their_line(case: Case) -> None:
    """What deceives readers or stalls parsers is named; what languages need passes."""
    text = case["raw"] if "raw" in case else text_of(case["pieces"])
    assert_told(suspicious("x.md", text), case.get("problems"))


@pytest.mark.parametrize("case", _cases("overloaded"))
def test_paragraphs_that_stall_markdown_are_found_with_their_line(case: Case) -> None:
    """Limits hold for a paragraph, so that a long text is no problem."""
    assert_told(overloaded("x.md", text_of(case["text"]), case.get("first_line", 1)), case.get("problems"))


@pytest.mark.parametrize(("mark", "most"), [("[", 400), *((mark, 600) for mark in "*_`~<")])
def test_a_paragraph_may_hold_as_many_marks_as_the_limit_and_no_more(mark: str, most: int) -> None:
    """Each mark that Markdown looks for has a limit of its own."""
    assert_told(overloaded("x.md", f"a{mark} " * most), [])
    expected = f"x.md:1: -: one paragraph holds {mark!r} {most + 1} times; {most} at most [punctuation-run]"
    assert_told(overloaded("x.md", f"a{mark} " * (most + 1)), [expected])


def test_a_paragraph_may_have_as_many_lines_as_the_limit() -> None:
    """The limit counts the ends of lines inside it."""
    assert_told(overloaded("x.md", "a\n" * MAX_LINES + "a"), [])


def test_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    """The message gives the size."""
    assert len(decode("x.md", b"a" * MAX_BYTES)) == MAX_BYTES
    with pytest.raises(UnreadableTextError) as refused:
        decode("x.md", b"a" * (MAX_BYTES + 1))
    expected = ["x.md:1: -: the file has 262,145 bytes; an entry may have 262,144 [too-large]"]
    assert_told([refused.value.problem], expected)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.binary())
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    """Decoded text holds no carriage return, and checking it raises nothing."""
    try:
        text = decode("x.md", raw)
    except UnreadableTextError as refused:
        assert refused.problem.code == "not-utf8"
        return
    assert "\r" not in text
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in suspicious("x.md", text))
