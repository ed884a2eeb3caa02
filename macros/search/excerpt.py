"""The text that shows best why a page was found: sentences of its own, with the words that were looked for.

`overrides/assets/js/search/snippet.js` shows the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import NamedTuple

from macros.model.letters import fold, places, words
from macros.search.sections import BELOW

MOST = 190
"""Characters that are shown, at most; two signs for what was cut come on top."""
LEAD = 50
"""Characters before the words that were looked for, where their sentence doesn't fit."""
FIRST = 0.7
"""What the beginning of a text, which is a summary on many pages, is worth more, in words."""
ENOUGH = 0.6
"""Part of `MOST` that whole sentences have to fill; else the last one is cut at a word."""
_BOUNDARY = re.compile('[.!?؟…]["”»’)\\]]* +|[。！？]| · ')
_ADDRESS = re.compile(r"\bhttps?:\S+")
_BESIDE = re.compile(r"[\s\-‐-―]?")
_Place = tuple[int, int, str]
"""Where a word stands, and its form."""


LONGEST_ANSWER = 350
"""Characters of a definition's own words, where it is what was asked for."""
_SENTENCE = re.compile(r"^.*[.!?؟。](?=\s)", re.DOTALL)


class Piece(NamedTuple):
    """A stretch of a text."""

    text: str
    marked: bool
    """Whether it is a word that was looked for."""


def told(found: Sequence[str], first: str, forms: Collection[str]) -> str:
    """Of the texts of the sections of a page the one to show.

    What the entry says itself comes before facts and badges, even where the words stand only in these.

    Args:
        found: texts of the sections that were found, the best one first; of the best one alone where a heading of its
            own is shown beside it.
        first: the text of the page's first section, which is its summary.
        forms: the words, folded.
    """
    own = [text.partition(BELOW)[0] for text in found]
    for text in own:
        if any(_form(text[start:end]) in forms for start, end in places(text)):
            return text
    summary, _, beside = first.partition(BELOW)
    return (own[0] if own else "") or summary or (found[0].partition(BELOW)[2] if found else "") or beside


def excerpt(text: str, forms: Collection[str], most: int = MOST) -> list[Piece]:
    """A stretch of a text around the words that were looked for, of whole sentences where these fit.

    Args:
        text: one line.
        forms: the words, folded.
        most: characters, at most.
    """
    found = [(start, end, form) for start, end in places(text) if (form := _form(text[start:end])) in forms]
    start, end = _stretch(text, found, most)
    pieces, last = [], start
    for first, after, _ in found:
        if start <= first and after <= end:
            first = max(first, last)
            pieces += [Piece(text[last:first], False), Piece(text[first:after], True)]
            last = after
    pieces.append(Piece(text[last:end], False))
    if any(map(str.isalnum, text[:start])):
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def beginning(text: str, most: int = LONGEST_ANSWER) -> str:
    """The beginning of a text, cut after a sentence where that leaves enough.

    Args:
        text: one line, or lines of which the first counts.
        most: characters, at most.
    """
    own = text.split(BELOW)[0] or text.strip()
    if len(own) <= most:
        return own
    cut = own[:most]
    sentence = _SENTENCE.match(cut)
    if sentence and len(sentence[0]) > most / 3:
        return sentence[0]
    return cut[: max(cut.rfind(" "), most // 2)] + " …"


def _form(word: str) -> str:
    return fold("".join(words(word)).lower())


def _stretch(text: str, found: list[_Place], most: int) -> tuple[int, int]:
    """Where the excerpt begins and ends."""
    if len(text) <= most:
        return 0, len(text)
    first, after = _cluster(text, found, most)
    starts = [0, *(match.end() for match in _BOUNDARY.finditer(text) if _begins(text[match.end() :][:1]))]
    start = max(begin for begin in starts if begin <= first)
    if after - start > most:
        start = _word(text, first, most - (after - first))
    for begin in reversed([begin for begin in starts if begin < start]):
        if len(text) - begin > most:
            break
        start = begin
    if len(text) - start <= most:
        return start, len(text)
    ends = [begin for begin in starts if max(after, start + most * ENOUGH) <= begin <= start + most]
    if ends:
        return start, ends[-1] - (text[ends[-1] - 1] == " ")
    space = text.rfind(" ", 0, start + most + 1)
    return start, space if space > start + most - LEAD else start + most


def _begins(char: str) -> bool:
    """Whether a sentence may begin with a character: not with a small letter or a figure, as in “No. 5”."""
    return bool(char) and unicodedata.category(char) not in ("Ll", "Nd", "Nl", "No")


def _cluster(text: str, found: list[_Place], most: int) -> tuple[int, int]:
    """Where the most different words stand together, rather side by side; words in addresses only without others."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    outside = [place for place in found if not any(a <= place[0] and place[1] <= b for a, b in addresses)]
    among = outside or found
    best, richest = (0, 0), 0.0
    for number, (first, end, _) in enumerate(among):
        forms: set[str] = set()
        sides, last, before = 0, end, first
        for place in range(number, len(among)):
            begin, after, form = among[place]
            if place > number and after > first + most - LEAD:
                break
            sides += place > number and form not in forms and _adjacent(text, before, begin)
            forms.add(form)
            last = before = after
        worth = len(forms) + sides / 2 + (FIRST if first < most else 0)
        if worth > richest:
            richest, best = worth, (first, last)
    return best


def _adjacent(text: str, after: int, first: int) -> bool:
    return first - after < 2 and _BESIDE.fullmatch(text[after:first]) is not None


def _word(text: str, first: int, spare: int) -> int:
    """The beginning of a word shortly before a place."""
    earliest = max(0, first - max(0, min(LEAD, spare)))
    space = text.find(" ", earliest)
    return 0 if not earliest else space + 1 if 0 <= space < first else earliest
