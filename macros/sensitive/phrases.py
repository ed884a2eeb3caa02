"""Phrases that a community wants looked at before they are published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.sensitive.letters import plain, words_in

_END = re.compile(r"[.!?;](?:\s|$)|\n\n")
_NEAR = 35
"""Characters between a phrase and the number that counts it."""
_WORDS = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(
    r"(?<![\w.,/-])(?!(?:19|20)\d\d(?!\d))\d{1,6}(?![\w%/]|[.,]\d| (?:per cent|percent|pour cent|la sută))|"
    r"(?<!\w)(?:one|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|dix|doi|două|trei|patru|"
    r"zece|два|дві|три|чотири)(?!\w)",
    re.IGNORECASE,
)
"""A number of things or people: no year, no percentage, no part of another number."""


class Kind(NamedTuple):
    """Phrases of one kind."""

    id: str
    phrases: tuple[str, ...]
    with_count: bool = False
    """Whether a phrase counts only near a number."""


class Phrase(NamedTuple):
    """A phrase in a text."""

    start: int
    end: int
    """Exclusive."""
    kind: str


class PhraseSearch:
    """Looks for phrases of several kinds at once."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        """Prepare; of two phrases that begin at one place the longer is found."""
        self._by_word: dict[str, list[_Phrase]] = {}
        for kind in kinds:
            for phrase in kind.phrases:
                said = frozenset(map(plain, _WORDS.findall(phrase)))
                if said:
                    one = _Phrase(kind, said, _pattern(phrase))
                    self._by_word.setdefault(max(said, key=len), []).append(one)

    def find(self, text: str) -> Iterator[Phrase]:
        """The phrases of a text, by place; none inside another."""
        said = words_in(text)
        asked = [one for word in said & self._by_word.keys() for one in self._by_word[word] if one.said <= said]
        if not asked:
            return
        even = text.replace("’", "'")
        found = [(match.start(), -match.end(), one.kind) for one in asked for match in one.pattern.finditer(even)]
        last = 0
        for start, end, kind in sorted(found, key=lambda one: one[:2]):
            if start >= last and (not kind.with_count or _counts(text, start, -end)):
                yield Phrase(start, -end, kind.id)
                last = -end


class _Phrase(NamedTuple):
    kind: Kind
    said: frozenset[str]
    """Its words, all of which a text must hold before it is looked for."""
    pattern: re.Pattern[str]


def _pattern(phrase: str) -> re.Pattern[str]:
    written = re.escape(phrase.replace("’", "'")).replace("\\ ", r"\s+")
    return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a number stands near a place: `five of them living with …`."""
    before, behind = _END.split(text[max(0, start - _NEAR) : start])[-1], _END.split(text[end : end + _NEAR])[0]
    return bool(_COUNT.search(before) or _COUNT.search(behind))
