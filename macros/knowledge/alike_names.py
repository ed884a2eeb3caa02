"""Whether what somebody gives as new is called nearly as something that is there, or has its web address.

`overrides/giving/alike.js` says the same while somebody types; `tests/cases/alike` holds both to it. Only names and
addresses are looked at: `macros.knowledge.duplicates` compares what entries say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from macros.knowledge.graph import fold
from macros.model.record import Record

ALIKE = 0.82
"""Part of the words of two names, 0 to 1, that must be the same or nearly so."""
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a al ale an and at by cu d da de del der des di din du e el en et for in l la las le les los of on or pe "
        "pentru per por pour si the to und une unei unui y",
    )
)
"""Words that names have or leave out."""
_WORD = re.compile(r"[^\W_]+")
_NO_WAY = re.compile(r"^https?://(?:www\.)?|[/?]*(?:#.*)?$")
_SHORTEST, _LONG, _STEM = 5, 9, 3
"""Letters of a word that may be misspelt, of one in which two may be wrong, and most that an ending adds."""
_ACRONYM = range(2, 9)
"""Letters of a word that may stand for as many others by their beginnings."""


@dataclass(frozen=True)
class Called:
    """What an entry is called, and where it is on the web."""

    names: Sequence[str]
    address: str = ""


def called(record: Record) -> Called:
    """What a record is called: its title and its other names."""
    names = dict.fromkeys([record.title, *(known.text for known in record.known_as())])
    return Called(tuple(names), str(getattr(record, "url", None) or ""))


def alike(new: Called, known: Mapping[str, Called]) -> list[str]:
    """Ids of what is called nearly as something new, or has its web address; the nearest first.

    Args:
        new: what somebody gives.
        known: what is there, by id.
    """
    address, names = plain_address(new.address), [words_in(name) for name in new.names]
    found: list[tuple[float, int, str]] = []
    for id, one in known.items():
        same = 1.0 if address and plain_address(one.address) == address else 0.0
        score = max([same, *(likeness(name, words_in(other)) for name in names for other in one.names)])
        if score >= ALIKE:
            found.append((-score, len(found), id))
    return [id for _, _, id in sorted(found)]


def plain_address(address: str) -> str:
    """A web address without what may be written in several ways: scheme, `www.`, what ends it."""
    return _NO_WAY.sub("", address.strip().lower())


def words_in(name: str) -> tuple[str, ...]:
    """The words of a name by which it is compared: without accents, capitals and small words."""
    words = _WORD.findall(fold(name))
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How far two names have the same words, 0 to 1; none where they have different numbers.

    A word may be misspelt or have another ending, and one may stand for several by the letters they begin with:
    `UN Development Programme`, `UNDP` and `United Nations Development Program` are alike.
    """
    if not one or not other or _different_numbers(one, other):
        return 0.0
    left, right = list(one), list(other)
    same = 0
    for word in one:
        match = next((there for there in right if _near(word, there)), None)
        if match is not None:
            left.remove(word)
            right.remove(match)
            same += 1
    same += _spelt_out(left, right) + _spelt_out(right, left)
    return 2 * same / (2 * same + len(left) + len(right))


def _spelt_out(short: list[str], long: list[str]) -> int:
    """Takes out words that stand for several of the other name, and those; says how many such words there were."""
    count = 0
    for word in list(short):
        size = len(word)
        for start in range(len(long) - size + 1) if size in _ACRONYM else ():
            if "".join(each[0] for each in long[start : start + size]) == word:
                del long[start : start + size]
                short.remove(word)
                count += 1
                break
    return count


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or short.isdigit() or long.isdigit():
        return False
    if long.startswith(short) and len(long) - len(short) <= _STEM:
        return True
    return Levenshtein.distance(short, long) <= (2 if len(short) >= _LONG else 1)


def _different_numbers(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = ({word for word in words if any(map(str.isdigit, word))} for words in (one, other))
    return bool(first and second and first != second)
