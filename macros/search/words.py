"""From text to terms: stemming, and what is left out. `macros.model.letters` divides a text and folds its words.

A *word* is what stands in a text, in lower case; its *form* is the word folded (no accents, one way to write
each letter), which is what a reader's typing is compared with; its *term* is the folded stem, which is what
the index counts. Readers' words need no stemmer: the index knows the term of every form in the library.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

import snowballstemmer
from lunr.pipeline import Pipeline
from lunr.stop_word_filter import WORDS as LUNR_STOP_WORDS
from lunr.token import Token
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from macros.model.languages import CEDILLA
from macros.model.letters import fold as fold
from macros.model.letters import shorter, words
from macros.search.function_words import FUNCTION_WORDS
from macros.search.spellings import common_spelling, other_spellings

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fa": "persian", "fr": "french", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "ne": "nepali", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""Snowball's stemmers by language; with PyStemmer installed, snowballstemmer hands out the same ones in C."""
_LEMMAS = {"uk"}
"""Languages without a stemmer whose words simplemma knows."""


NAME = "="
"""In the place of a language: the text is a whole name, one word of the index by itself."""
ANY = "mul"
"""In the place of a language: of no language, such as acronyms."""
EMPTY = "-"
"""In the place of a language: a word of a title that says nothing by itself. Also ends its form."""
END = "."
"""Ends the form of a whole name, so that no word is taken for one."""


class Word(NamedTuple):
    """What the index needs to know of a word in a language."""

    form: str
    """The word folded; empty for signs that fold to nothing."""
    term: str
    """The folded stem; empty for words that the index leaves out."""


def split(text: str) -> list[str]:
    """The words of a text in lower case, as `macros.model.letters` divides it."""
    return list(map(str.lower, split_cased(text)))


def split_cased(text: str) -> list[str]:
    """The words of a text in Unicode's composed form, as they are written."""
    return words(unicodedata.normalize("NFC", text))


KNOWN: dict[tuple[str, str], Word] = {}
"""Words that have passed the pipeline, by language and word."""


def analyse(language: str, word: str) -> Word:
    """The form and the term of a word; each distinct word passes the pipeline once."""
    known = KNOWN.get((language, word))
    if known is None and language == NAME:
        known = KNOWN[language, word] = Word(word, word)
    elif known is None and language == EMPTY:
        known = KNOWN[language, word] = Word(fold(word) + EMPTY, fold(word) + EMPTY)
    elif known is None:
        found = pipeline(language).run_string(word)
        known = KNOWN[language, word] = Word(fold(word), fold(found[0]) if found else "")
    return known


@cache
def pipeline(language: str) -> Pipeline:
    """lunr's pipeline for a language: drops stop words and single letters, then stems.

    Languages without a stemmer keep their words as they are.
    """
    made = Pipeline()
    for name, step in (("stop", _stop), ("stem", _stem)):
        label = f"common-thread-{name}-{language}"
        if label not in Pipeline.registered_functions:
            Pipeline.register_function(step(language), label)
        made.add(Pipeline.registered_functions[label])
    return made


_Step = Callable[[Token, int, list[Token]], Token | None]


def _stop(language: str) -> _Step:
    stopped = function_words(language)

    def step(token: Token, index: int, tokens: list[Token]) -> Token | None:
        word = str(token).translate(CEDILLA)
        single = len(word) == 1 and word.isalpha() and len(fold(word)) == 1 and fold(word).isascii()
        return None if single or word in stopped else token

    return step


def _stem(language: str) -> _Step:
    stem = _stemmer(language)

    def step(token: Token, index: int, tokens: list[Token]) -> Token | None:
        return Token(stem(str(token).translate(CEDILLA)))

    return step


def _stemmer(language: str) -> Callable[[str], str]:
    if language == "en":
        english: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
        return lambda word: english(common_spelling(word))
    if language in _SNOWBALL:
        stem: Callable[[str], str] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
        return stem
    if language in _LEMMAS:
        return lambda word: _lemmatizer().lemmatize(word, lang=language).lower()
    return lambda word: word


@cache
def _lemmatizer() -> Lemmatizer:
    """simplemma, with dictionaries that are searched as they lie: unpacked they take six times the memory, 64 MB for
    Ukrainian."""
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=StreamDictionaryFactory()))


def read_dictionaries(languages: Iterable[str]) -> None:
    """Read the dictionaries of languages that need one, so that processes that part now share them."""
    for language in _LEMMAS.intersection(languages):
        _lemmatizer().lemmatize("x", lang=language)


@cache
def function_words(language: str) -> frozenset[str]:
    """Words of a language that say nothing by themselves, as they are written: lunr's own list for English."""
    return frozenset(LUNR_STOP_WORDS if language == "en" else FUNCTION_WORDS.get(language, "").split())


@cache
def stop_words(language: str) -> frozenset[str]:
    """`function_words` as readers' words are compared with them."""
    return frozenset(form for word in function_words(language) if (form := fold(word)))


@cache
def other_forms(language: str, form: str) -> tuple[str, ...]:
    """Forms beside its own by which a word of a text is found."""
    if language == "en":
        return tuple(other_spellings(form))
    return tuple(shorter(form))


def whole_word(form: str) -> bool:
    """Whether a form is that of a word that says something, so that others may be taken for it."""
    return not form.endswith((END, EMPTY))


def name_form(forms: Iterable[str]) -> str:
    """The one form of a whole name, from the forms of its words."""
    return "".join(forms) + END
