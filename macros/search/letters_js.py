"""Writes tables of `macros.model.letters`, `macros.model.length` and `macros.search.kin` into the browser's programs:
`python -m macros.search.letters_js`."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from macros.model import length, letters
from macros.search.kin import ENDINGS

PROGRAMS = Path("overrides")
BEGIN, END = "  // Written by macros/search/letters_js.py:\n", "  // So far.\n"


def tables() -> dict[str, str]:
    """For each program its table as JavaScript."""
    return {
        "assets/js/search/words.js": _letters(),
        "assets/js/search/kin.js": f'  const ENDINGS = new Set("{" ".join(sorted(ENDINGS))}".split(" "));\n',
        "giving/rules.js": _lengths(),
    }


def _lengths() -> str:
    tables = {"WORD_SIGNS": length.WORD_SIGNS, "SYLLABLES": length.SYLLABLES, "UNSPACED": letters.UNSPACED}
    numbers = f"OF_A_WORD = {length.OF_A_WORD}, OF_A_SYLLABLE = {length.OF_A_SYLLABLE}, A_WORD = {length.A_WORD}"
    patterns = (f'  const {name} = new RegExp("[{_ranges(given)}]", "gu");\n' for name, given in tables.items())
    return "".join([f"  const {numbers};\n", *patterns])


def _letters() -> str:
    figures = {chr(first + digit) for first in letters.DIGITS_FROM for digit in range(10)}
    named = {letter: into for letter, into in letters.LETTERS.items() if letter not in figures}
    return "".join(
        [
            f"  const LETTERS = {_quoted(json.dumps(named, ensure_ascii=False, separators=(',', ':')))};\n",
            f"  const DIGITS_FROM = [{', '.join(f'0x{first:x}' for first in letters.DIGITS_FROM)}];\n",
            f'  const ACCENTS = "{_ranges(letters.ACCENTS)}";\n',
            f'  const UNSEEN = "{_ranges(letters.UNSEEN)}";\n',
            f'  const UNSPACED = "{_ranges(letters.UNSPACED)}";\n',
            f'  const CYRILLIC = "{_ranges(letters.CYRILLIC)}";\n',
            f'  const APOSTROPHES = "{letters.APOSTROPHES}";\n',
            f"  const BEFORE = {json.dumps(letters.BEFORE, ensure_ascii=False)};\n",
        ]
    )


def _quoted(text: str) -> str:
    """Text with the marks that would stand on the sign before them as numbers."""
    return "".join(f"\\u{ord(char):04x}" if unicodedata.category(char)[0] == "M" else char for char in text)


def _ranges(given: Iterable[tuple[int, int]]) -> str:
    return "".join(f"\\u{{{first:x}}}-\\\\u{{{last:x}}}" for first, last in given)


def written(program: str, table: str) -> str:
    """A program with a table in its place."""
    before, _, rest = program.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table + END + after


if __name__ == "__main__":
    for name, table in tables().items():
        path = PROGRAMS / name
        path.write_text(written(path.read_text(encoding="utf-8"), table), encoding="utf-8", newline="\n")
