"""Numbers as printable ASCII that neither JSON nor a script tag has to escape. `shards.js` reads it.

A number is digits of a number system with two alphabets: any count of leading digits from 31 signs, then one
of 62 letters and figures, which also ends it. Numbers below 62 take one character, those below 1,984 two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

LAST = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LEADING = " !#$%&'()*+,-./:;<=>?@[]^_`{|}~"


def encode(numbers: Iterable[int]) -> str:
    """Whole numbers from 0 as text, one after the other."""
    known = list(numbers)
    try:
        return "".join([_TABLE[number] for number in known])
    except IndexError:
        return "".join([_TABLE[number] if number < len(_TABLE) else _encode(number) for number in known])


def _encode(number: int) -> str:
    rest, last = divmod(number, len(LAST))
    signs = LAST[last]
    while rest:
        rest, digit = divmod(rest - 1, len(LEADING))
        signs = LEADING[digit] + signs
    return signs


_TABLE = [_encode(number) for number in range(4096)]
MOST_LEADING = 6
"""Leading signs of a number: enough for 55 billion. Without a limit a made-up text would take hours to read."""
_NUMBER = re.compile(f"[{re.escape(LEADING)}]{{0,{MOST_LEADING}}}[{LAST}]")


def decode(text: str) -> list[int]:
    """The numbers of a text that `encode` has written; what stands behind the last one's end is left out."""
    return [_decode(signs) for signs in _NUMBER.findall(text)]


@lru_cache(4096)
def _decode(signs: str) -> int:
    number = 0
    for sign in signs[:-1]:
        number = number * len(LEADING) + LEADING.index(sign) + 1
    return number * len(LAST) + LAST.index(signs[-1])


def signed(number: int) -> int:
    """A number that may be negative as one that isn't: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4."""
    return number * 2 if number >= 0 else -number * 2 - 1


def gaps(numbers: Iterable[int]) -> Iterable[int]:
    """The first of rising numbers, then how far each lies beyond the one after its predecessor."""
    last = -1
    for number in numbers:
        yield number - last - 1
        last = number


def encode_postings(postings: Sequence[tuple[int, int]]) -> str:
    """A term's sections, rising, each with its pattern: of each the pattern plus one and the gap, then a zero."""
    numbers: list[int] = []
    for (_, pattern), gap in zip(postings, gaps(section for section, _ in postings), strict=True):
        numbers += (pattern + 1, gap)
    return encode([*numbers, 0])


def decode_postings(text: str) -> Iterator[list[tuple[int, int]]]:
    """The postings of each term in a text that `encode_postings` has written.

    Raises:
        ValueError: when the last ones have no end.
    """
    postings: list[tuple[int, int]] = []
    ended, section = False, -1
    numbers = iter(decode(text))
    for number in numbers:
        ended = not number
        if ended:
            yield postings
            postings, section = [], -1
        else:
            section += next(numbers, 0) + 1
            postings.append((section, number - 1))
    if not ended:
        raise ValueError("the postings have no end")
