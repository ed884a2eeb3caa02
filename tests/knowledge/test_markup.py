"""Marks in prose: found where they stand, and nowhere in code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.knowledge.markup import citations, marks, plain_words, spoken, without_code
from tests.casebook import Case, cases


@pytest.mark.parametrize("case", cases("markup"))
def test_marks_are_found_outside_code_only(case: Case) -> None:
    """Each case gives a text and every mark in it."""
    found = [[mark.kind, mark.target] for mark in marks(case["text"])]
    assert found == case["marks"]


@given(st.text(alphabet="[]@|#`~<>!()a\n ", max_size=80))
def test_a_mark_stands_where_it_says(text: str) -> None:
    """Offsets are those of the text itself, code or not."""
    assert len(without_code(text)) == len(text)
    for mark in marks(text):
        assert text[mark.offset] in "[]<! "


def test_citations_come_with_their_place() -> None:
    """The list of sources shows every place that is cited; examples in code don't count."""
    text = "A [@one, p. 3] b [@two] c `[@three, p. 1]`."
    assert list(citations(text)) == [("one", "p. 3"), ("two", "")]


def test_plain_words_leave_out_code_and_signs() -> None:
    """For finding terms and alike entries."""
    text = "A **bold** [[joint-analysis]] with [[x|words]], `code` [@src, p. 1] and [link](https://example.org)."
    assert " ".join(plain_words(text).split()) == "A bold joint analysis with words, and link ."


def test_spoken_text_keeps_the_words_in_code() -> None:
    """For lists and trees, where Markdown isn't rendered: `id` stays readable."""
    text = "Write `[[id]]` in **[[joint-analysis]]** or [[joint-analysis#a|there]]."
    assert " ".join(spoken(text, lambda id: f"<{id}>").split()) == "Write [[id]] in <joint-analysis> or there."
