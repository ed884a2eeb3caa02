"""How long a text is, in whatever script: the Latin letters that it stands for; its words where no blanks part them.

Limits that say how much a text has to tell are meant in English. A Chinese sign tells as much as three letters, one
that stands for a syllable as much as two; and where words stand without blanks, five letters are taken for one. What
has to find room on a page is counted in signs, by whoever gives it the room. `overrides/giving/rules.js` counts alike,
from the same tables.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from macros.model.letters import UNSPACED, ranges

WORD_SIGNS = (
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Signs that stand for a word or a part of one: Chinese ones, wherever they are used."""
SYLLABLES = (
    (0x1200, 0x135A), (0x1380, 0x138F), (0x1401, 0x167F), (0x2D80, 0x2DDE), (0x3041, 0x3096), (0x30A1, 0x30FA),
    (0x31F0, 0x31FF), (0xA000, 0xA48C), (0xAB01, 0xAB2E), (0xAC00, 0xD7A3), (0xFF66, 0xFF9D), (0x1B000, 0x1B16F),
)  # fmt: skip
"""Signs that stand for a syllable: of Ethiopic, Canadian and Yi scripts, Japanese, Korean."""
OF_A_WORD, OF_A_SYLLABLE = 3, 2
"""Latin letters that such a sign stands for."""
A_WORD = 5
"""Letters of a word, where none is parted from the next."""


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"[{ranges(given)}]") for given in (WORD_SIGNS, SYLLABLES, UNSPACED))


def letters(text: str) -> int:
    """The Latin letters that a text stands for; blanks and marks count as they do in English."""
    if text.isascii():
        return len(text)
    words, syllables, _ = _signs()
    return (
        len(text) + (OF_A_WORD - 1) * len(words.findall(text)) + (OF_A_SYLLABLE - 1) * len(syllables.findall(text))
    )  # fmt: skip


def word_count(text: str) -> int:
    """The words of a text: what blanks part, and so many letters where they part nothing."""
    pieces = text.split()
    unspaced = _signs()[2]
    if text.isascii() or not unspaced.search(text):
        return len(pieces)
    joined = letters("".join(unspaced.findall(text)))
    others = (unspaced.sub("", piece) if unspaced.search(piece) else "x" for piece in pieces)
    return sum(any(unicodedata.category(char)[0] in "LN" for char in rest) for rest in others) + -(-joined // A_WORD)


@dataclass(frozen=True)
class Least:
    """Marks a text that has to stand for so many Latin letters."""

    min_length: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._judged, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A schema can only count signs: it says less."""
        return {**handler(core), "minLength": least_signs(self.min_length)}

    def _judged(self, value: str) -> str:
        if letters(value) < self.min_length:
            raise PydanticKnownError("string_too_short", {"min_length": self.min_length})
        return value


def least_signs(least: int) -> int:
    """The fewest signs that can stand for so many Latin letters."""
    return -(-least // OF_A_WORD)
