"""Text of Word and Markdown: each turned into the other."""

from __future__ import annotations

import pytest

from macros.giving.word.from_markdown import from_markdown
from macros.giving.word.prose import Kind, Paragraph, Piece
from macros.giving.word.to_markdown import to_line, to_markdown, to_values


def _text(*pieces: Piece | str, kind: Kind = Kind.TEXT, level: int = 0) -> Paragraph:
    return Paragraph(tuple(Piece(one) if isinstance(one, str) else one for one in pieces), kind, level)


WRITTEN: dict[str, tuple[list[Paragraph], str]] = {
    "paragraphs stand apart": ([_text("One."), _text(""), _text("Two.")], "One.\n\nTwo."),
    "bold keeps its blanks outside": ([_text("a ", Piece("b ", bold=True), "c")], "a **b** c"),
    "bold in two runs is one": ([_text(Piece("a", bold=True), Piece("b", bold=True))], "**ab**"),
    "italic and bold": ([_text(Piece("a", bold=True, italic=True))], "***a***"),
    "struck out": ([_text(Piece("a", struck=True))], "~~a~~"),
    "a link": ([_text(Piece("site", link="https://a.example/b"))], "[site](https://a.example/b)"),
    "an address as a link": ([_text(Piece("https://a.example", link="https://a.example/"))], "<https://a.example/>"),
    "a blank in bold is no bold": ([_text("a", Piece(" ", bold=True), "b")], "a b"),
    "a list": ([_text("a", kind=Kind.ITEM), _text("b", kind=Kind.ITEM, level=1)], "- a\n    - b"),
    "a numbered list begins anew": (
        [_text("a", kind=Kind.NUMBER), _text("b", kind=Kind.NUMBER), _text("x"), _text("c", kind=Kind.NUMBER)],
        "1. a\n2. b\n\nx\n\n1. c",
    ),
    "signs typed by hand": ([_text("• a"), _text("–\tb"), _text("· c")], "- a\n- b\n- c"),
    "numbers typed by hand": ([_text("1) a"), _text("2) b")], "1. a\n2. b"),
    "lines of a paragraph": ([_text("- a\n- b\nc")], "- a\n- b\n\nc"),
    "a heading is no section": ([_text("More", kind=Kind.HEADING, level=1)], "### More"),
    "a year is no number of a list": ([_text("2024. was a year")], "2024. was a year"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_what_is_written_in_word_becomes_markdown(case: str) -> None:
    """Looks become marks, whatever way a list was made."""
    paragraphs, markdown = WRITTEN[case]
    assert to_markdown(paragraphs) == markdown


COME_BACK = {
    "plain": "One.\n\nTwo.",
    "looks": "a **b c** and *d* and ~~e~~ and [f](https://a.example/x?y=1) and <https://b.example>.",
    "lists": "1. a [@source, p. 1]\n2. b\n    - c\n    - d",
    "a list of signs": "- a\n- b [[an-entry|words]]",
    "a heading inside": "### A part\n\nText.",
    "a table": "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "a fence": "```\n# no heading\n\n- no list\n```",
    "a box": '!!! note "Look"\n    Inside.',
    "a note": "Text.[^1]\n\n[^1]: Note.",
    "a quotation": "> Said.",
    "a list that begins late": "3. c\n4. d",
    "stars that mean nothing": "2 * 3 * 4 and a_b_c",
    "a hard break": "a  \nb",
    "a definition": "term\n:   meaning",
}


@pytest.mark.parametrize("case", COME_BACK)
def test_markdown_comes_back_as_it_was(case: str) -> None:
    """What Word has no looks for stands as it is written."""
    assert to_markdown(from_markdown(COME_BACK[case])) == COME_BACK[case]


def test_a_wrapped_text_is_one_paragraph() -> None:
    """The width of its lines is nobody's choice in Word."""
    assert [one.text for one in from_markdown("one\ntwo\n\n- a\n  b\n- c")] == ["one two", "a b", "c"]


def test_values_have_no_signs_of_lists() -> None:
    """Several values may be typed, numbered or made a list."""
    paragraphs = [_text("• a"), _text("2. b"), _text("c", kind=Kind.ITEM), _text("d\ne"), _text("")]
    assert to_values(paragraphs, marked=False) == "a\nb\nc\nd\ne"
    assert to_values([_text(Piece("a", bold=True))], marked=True) == "**a**"
    assert to_line([_text(Piece("a", bold=True), " b"), _text("c")]) == "a b\nc"
