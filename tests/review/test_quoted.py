"""Words of strangers in a comment are shown and read as nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from macros.review.quoted import MOST, quoted

_MARKDOWN = MarkdownIt("commonmark", {"linkify": False})


def _read(text: str) -> list[tuple[str, str]]:
    """What CommonMark makes of it on a line of a list: kinds of inline tokens with their content."""
    blocks = _MARKDOWN.parse(f"- Word: {text}, end\n")
    assert [block.type for block in blocks if block.nesting == 1] == [
        "bullet_list_open", "list_item_open", "paragraph_open",
    ]  # fmt: skip
    inline = next(block for block in blocks if block.type == "inline")
    return [(token.type, token.content) for token in inline.children or []]


@pytest.mark.parametrize(
    "text",
    [
        "@everyone look at #1", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](https://example.org/x)",
        "`", "``` `` `", "a`b``c", "\\", "\\`", "# heading", "- item", "| a | b |", "https://example.org", ":smile:",
        "a\n\n# forged\n\n- Problems: 0", "&lt;b&gt;", "<!-- ", "-->", "a]: /x", "~~~",
    ],
)  # fmt: skip
def test_a_text_is_one_piece_of_code_whatever_it_holds(text: str) -> None:
    """No other kind of token, and the words are all there."""
    kinds = _read(quoted(text))
    assert [kind for kind, _ in kinds] == ["text", "code_inline", "text"]
    assert kinds[1][1].split() == text.split() and kinds[2][1] == ", end"


@given(st.text(max_size=80))
def test_no_text_ends_its_quotation(text: str) -> None:
    """Nor gets past the length that is shown."""
    shown = quoted(text, 60)
    kinds = [kind for kind, _ in _read(shown)]
    assert kinds == ["text", "code_inline", "text"] or shown == "(nothing)"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\x1b", "\ud800", "\U000e0041"])
def test_what_is_invisible_is_shown_by_its_number(sign: str) -> None:
    """It could turn round or hide what stands beside it."""
    assert quoted(f"a{sign}b") == f"`a\\u{ord(sign):04x}b`"


def test_a_long_text_is_cut() -> None:
    """At the length that was asked for."""
    assert quoted("x" * 5000) == f"`{'x' * (MOST - 1)}…`"
    assert quoted("") == quoted(" \n") == "(nothing)"
