"""From text to terms: splitting, folding, stemming, and what is left out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.model.languages import base_language
from macros.model.letters import SIGNS, places, words
from macros.search.letters_js import PROGRAMS, tables, written
from macros.search.words import analyse, fold, split, stop_words
from tests.casebook import Case, cases
from tests.conftest import ROOT

ANY = st.text(st.characters(codec=None), max_size=40)
"""Any text, halves of characters included."""


@pytest.mark.parametrize("case", cases("search/fold"))
def test_spellings_of_one_word_have_one_form(case: Case) -> None:
    """Each case gives words and their form."""
    assert {word: fold(word) for word in case["words"]} == dict.fromkeys(case["words"], case["form"])


@pytest.mark.parametrize("case", cases("search/split"))
def test_a_text_has_words(case: Case) -> None:
    """Each case gives a text and its words."""
    assert split(case["text"]) == case["words"]


@pytest.mark.parametrize("case", cases("search/terms"))
def test_words_become_terms(case: Case) -> None:
    """Each case gives a language and words that share a term, that don't, that have a given one, or none."""

    def term(word: str) -> str:
        return analyse(case["language"], word.lower()).term

    for alike in case.get("alike", []):
        assert len({term(word) for word in alike}) == 1 and term(alike[0]), alike
    for apart in case.get("apart", []):
        assert len({term(word) for word in apart}) == len(apart)
    assert [word for word in case.get("dropped", []) if term(word)] == []
    assert {word: term(word) for word in case.get("terms", {})} == case.get("terms", {})


@given(ANY)
def test_folding_again_changes_nothing(text: str) -> None:
    """Neither of a word nor of any other text."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.slow
def _kept(char: str) -> bool:
    return char.isalnum() or char in SIGNS


@given(st.text("aBz1.,:()[]\"'&+#- \u00e9\u0e01", max_size=12))
def test_plain_words_are_found_as_others_are(text: str) -> None:
    """Words of plain letters take a shorter way, to the same end as the expression that divides all texts."""
    assert words(text) == ["".join(filter(_kept, text[start:end])) for start, end in places(text)]


def test_every_character_folds_once_and_for_all() -> None:
    """All of Unicode: a form is a form of itself, and a word."""
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        form = fold(chr(code))
        if form and form not in SIGNS:
            assert fold(form) == form and len(split(form)) >= 1, f"U+{code:04X}"


@given(ANY)
def test_words_fold_to_letters_and_digits(text: str) -> None:
    """In lower case, with the marks that belong to letters and the signs of names; how the text is composed makes no
    difference to its words."""
    for word in split(text):
        form = fold(word)
        assert form == form.lower() and all(char in SIGNS or unicodedata.category(char)[0] in "LMN" for char in form)
    assert split(" ".join(split(text))) == split(text)


@pytest.mark.parametrize("name", tables())
def test_the_browser_has_the_same_table(name: str) -> None:
    """`python -m macros.search.letters_js` writes it."""
    program = (ROOT / PROGRAMS / name).read_text("utf-8")
    assert program == written(program, tables()[name]), "run `python -m macros.search.letters_js`"


def test_words_that_say_nothing_are_forms() -> None:
    """Of every language that the site's pages may have; a language without a list has none."""
    for language in ("en", "ro", "fr", "es", "ru", "uk", "ar"):
        words = stop_words(language)
        assert len(words) > 50 and all(fold(word) == word and word for word in words), language
    assert {"the", "who"} <= stop_words("en") and "the" not in stop_words("fr")
    assert "si" in stop_words("ro"), "as it is folded"
    assert stop_words("xx") == stop_words("mul") == frozenset()


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("pt-BR", "pt"), ("zh-Hant-TW", "zh"), ("EN-gb", "en"), ("", "en")]
)
def test_a_tag_has_a_language(tag: str, language: str) -> None:
    """Without script and region."""
    assert base_language(tag) == language
