"""Which signs make words, and how each letter is written: one table for index, browser, single file and terms in texts.

`overrides/assets/js/search/words.js` carries the same table; `python -m macros.search.letters_js` writes it there,
and a test compares both programs over all of Unicode. What a word means and what it is stemmed to is no part of this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

DIGITS_FROM = (
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x17E0, 0x1810,
)  # fmt: skip
"""Where the ten digits of a script begin."""
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ς": "σ", "ґ": "г",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ێ": "ي", "ک": "ك", "ڪ": "ك", "ں": "ن", "ة": "ه", "ۃ": "ه", "ە": "ه",
    "ہ": "ه", "ھ": "ه", "ۆ": "و", "ڕ": "ر", "ڵ": "ل", "ٱ": "ا", "ـ": "", "ँ": "ं", "ঁ": "ং",
    **{chr(first + digit): str(digit) for first in DIGITS_FROM for digit in range(10)},
}  # fmt: skip
"""Letters that decomposing doesn't bring together: one way to write each, Persian, Urdu and Kurdish ones included."""
ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06E4), (0x06E7, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x07A6, 0x07B0), (0x08CA, 0x08FF),
    (0x093C, 0x093C), (0x09BC, 0x09BC), (0x0A3C, 0x0A3C), (0x0ABC, 0x0ABC), (0x0B3C, 0x0B3C), (0x135D, 0x135F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Marks that readers may leave out: accents, vowel signs of Arabic and Hebrew, dots below. All others, such as the
vowel signs of Indic, Burmese, Khmer and Thai scripts, belong to their letters."""
UNSEEN = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180E, 0x180E), (0x200C, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
)  # fmt: skip
"""Signs inside of a word that nobody sees: soft hyphens, joiners, marks of direction."""
APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’′＇"
"""Between Cyrillic letters part of a word; elsewhere they part words, also those that Unicode calls letters."""
UNSPACED = (
    (0x0E01, 0x0E3A), (0x0E40, 0x0E4E), (0x0E81, 0x0ECF), (0x0EDC, 0x0EDF), (0x1000, 0x103F), (0x1050, 0x108F),
    (0x109A, 0x109D), (0x1780, 0x17D3), (0x17D7, 0x17D7), (0x17DC, 0x17DD), (0x3005, 0x3007), (0x3021, 0x3029),
    (0x3031, 0x3035), (0x3041, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA9E0, 0xA9EF), (0xA9FA, 0xA9FE), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0xFF66, 0xFF9F),
    (0x1B000, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts without blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_LAST, _VARIANTS = 0x20000, (0xE0100, 0xE01EF)
"""Up to where characters are told apart, and the marks beyond: those that choose between forms of a sign."""
CYRILLIC = ((0x0400, 0x052F),)
_ARTICLE = re.compile("(?:[وف]?[بك]?ال(?=...))+", re.DOTALL)
"""The Arabic article with what is joined before it, as it is folded; twice where folding again would find another."""
BEFORE = ("ولل", "فلل", "لل", "ول", "وب", "وك", "فل", "فب", "و", "ف", "ل", "ب", "ك")
"""Arabic prepositions and conjunctions that are joined to a word; which of them is one, only the word itself says."""
LEAST = 3
"""Letters that are left of an Arabic word, at least."""
SIGNS = "&+#"
"""Signs that belong to a name: R&D, C++."""
_LETTERS = str.maketrans(LETTERS)


def ranges(given: Iterable[tuple[int, int]]) -> str:
    """Ranges of characters as they stand in a class of a regular expression."""
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in given)


@cache
def _kinds() -> str:
    """The first letter of the category of each character; blank for scripts without blanks and for apostrophes."""
    left_out = set(map(ord, APOSTROPHES))
    left_out.update(code for first, last in UNSPACED if last < _LAST for code in range(first, last + 1))
    return "".join(" " if code in left_out else unicodedata.category(chr(code))[0] for code in range(_LAST))


@cache
def _class(kinds: str) -> str:
    """The characters of some categories, without scripts that have no blanks and without apostrophes."""
    found = [(match.start(), match.end() - 1) for match in re.finditer(f"[{kinds}]+", _kinds())]
    if "M" in kinds:
        found.append(_VARIANTS)
    return f"[{ranges(found)}]"


@cache
def _pattern() -> re.Pattern[str]:
    """A number with its groups of thousands; a name with signs; initials; letters; or a run of a script without blanks.

    `words.js` holds the same expression.
    """
    letter, marks, unseen = _class("LMN"), _class("M"), f"[{ranges(UNSEEN)}]"
    run, cyrillic, alone = f"[{ranges(UNSPACED)}]", f"[{ranges(CYRILLIC)}]", f"(?!{letter})"
    sign, figure = f"{_class('L')}{marks}*", f"{_class('LN')}{marks}*"
    joined = f"{cyrillic}[{APOSTROPHES}](?={cyrillic})"
    return re.compile(
        rf"(?!0)\d{{1,3}}(?:[,.'’\u00a0\u2009\u202f\u066c]\d{{3}})+{alone}(?![,.]\d)"
        rf"|{sign}(?: & {sign}|(?:{sign}){{0,2}}&(?:{sign}){{1,3}}){alone}"
        rf"|{sign}(?:\.{sign})+{alone}\.?"
        rf"|{sign}(?:{figure}){{0,2}}(?:\+\+?|#)(?!{letter}|[+#])"
        rf"|(?:{joined}|{letter})(?:{joined}|{unseen}+(?={letter})|{letter})*"
        rf"|(?P<run>{run}(?:{run}|{marks}|{unseen}+(?={run}))*)"
    )


@cache
def _cluster() -> re.Pattern[str]:
    """A letter with its marks."""
    codes = (code for first, last in UNSPACED[:-1] for code in range(first, last + 1))
    marks = "".join(char for char in map(chr, codes) if unicodedata.category(char)[0] == "M")
    signs = f"[{marks}{ranges(UNSEEN)}{_class('M')[1:-1]}]"
    return re.compile(rf"(?:(?!{signs}).|^){signs}*", re.DOTALL)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand; of a script without blanks every two letters that follow each other."""
    for match in _pattern().finditer(text):
        if match.lastgroup != "run":
            yield match.span()
            continue
        ends = [match.start() + cluster.end() for cluster in _cluster().finditer(match[0]) if cluster[0]]
        starts = [match.start(), *ends[:-1]]
        yield from zip(starts, ends[1:], strict=False) if len(ends) > 1 else [match.span()]


def words(text: str) -> list[str]:
    """The words of a text as they are written, without signs that nobody sees."""
    if _ACROSS.search(text):
        return list(_words(text))
    return [word for piece in text.split() for word in _words(piece)]


_ACROSS = re.compile(" & |[\u00a0\u2009\u202f]")
"""Blanks that may stand inside of a word."""
_AROUND = '.,;:!?()[]"'
"""Signs around a word of plain letters that are never a part of it: most words are found without looking further."""


@lru_cache(50_000)
def _words(text: str) -> tuple[str, ...]:
    plain = text.strip(_AROUND)
    if plain.isascii() and plain.isalpha():
        return (plain,)
    return tuple(word for start, end in places(text) if (word := _seen(text[start:end])))


def _seen(word: str) -> str:
    """A word without apostrophes, blanks and what nobody sees."""
    return word if word.isascii() and word.isalnum() else "".join(filter(_belongs, word))


def _belongs(char: str) -> bool:
    return char in SIGNS or (char not in APOSTROPHES and unicodedata.category(char)[0] in "LMN")


@cache
def fold(word: str) -> str:
    """A word without accents, with one way to write each letter, and without the Arabic article."""
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    letters = "".join(char for char in plain if _counts(char)).lower().translate(_LETTERS)
    return _ARTICLE.sub("", letters, count=1) if letters[:1] in "اوفبك" and _ARTICLE.match(letters) else letters


@cache
def _counts(char: str) -> bool:
    kind = unicodedata.category(char)[0]
    if char in APOSTROPHES:
        return False
    return kind in "LN" or char in SIGNS or (kind == "M" and not any(a <= ord(char) <= b for a, b in ACCENTS))


def shorter(form: str) -> list[str]:
    """What an Arabic form may be without what is joined before it, the longest first."""
    if not "\u0620" <= form[:1] <= "\u06d3":
        return []
    found = [form[len(before) :] for before in BEFORE if form.startswith(before) and len(form) - len(before) >= LEAST]
    found += ["ل" + form[len(before) :] for before in BEFORE[:3] if form.startswith(before) and len(form) > 4]
    return sorted(dict.fromkeys(found), key=lambda rest: (-len(rest), rest))
