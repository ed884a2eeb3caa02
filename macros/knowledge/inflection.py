"""Plurals of English names, the first noun of `community of practice` and the last of `peace committee`.

A few rules and the irregular nouns that texts of this kind hold. Libraries for it know more and take two seconds to
import, and make `termss of reference` of a name that is a plural already; see docs/about/decisions/0048.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_IRREGULAR = {
    "person": "people", "child": "children", "foot": "feet", "tooth": "teeth", "criterion": "criteria",
    "phenomenon": "phenomena", "medium": "media", "curriculum": "curricula", "memorandum": "memoranda",
    "index": "indices", "matrix": "matrices", "appendix": "appendices", "life": "lives", "leaf": "leaves",
    "half": "halves", "self": "selves", "knife": "knives", "wife": "wives", "shelf": "shelves",
    "stimulus": "stimuli", "stratum": "strata", "forum": "fora", "addendum": "addenda",
}  # fmt: skip
_AFTER_HEAD = frozenset({"of", "for", "in", "at", "to", "with", "on", "by", "from", "under", "against", "affected"})
"""Words before which the noun of a name stands."""


@cache
def plurals(noun: str) -> tuple[str, ...]:
    """Plurals of an English noun in small letters; more than one where usage differs."""
    found = [_IRREGULAR[noun]] if noun in _IRREGULAR else []
    if noun.endswith("man") and noun not in ("human", "german", "roman", "ottoman", "woman"):
        found.append(f"{noun[:-2]}en")
    elif noun == "woman":
        found.append("women")
    elif noun.endswith("is") and len(noun) > 4:
        found.append(f"{noun[:-2]}es")
    elif noun.endswith(("s", "x", "z", "ch", "sh")):
        found.append(f"{noun}es")
    elif noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        found.append(f"{noun[:-1]}ies")
    elif noun.endswith("o"):
        found += [f"{noun}s", f"{noun}es"]
    else:
        found.append(f"{noun}s")
    return tuple(found)


def singulars(noun: str) -> tuple[str, ...]:
    """What an English plural in small letters may be the plural of; empty for what is none."""
    tried = [one for one, many in _IRREGULAR.items() if many == noun]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics")):
        tried += [noun[:-1], noun[:-2], f"{noun[:-3]}y", f"{noun[:-2]}is"]
    elif noun.endswith("men"):
        tried.append(f"{noun[:-2]}an")
    return tuple(dict.fromkeys(one for one in tried if len(one) > 1 and noun in plurals(one)))


def other_numbers(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name in its other grammatical number: the plurals of its noun, or the singulars of a name of several words.

    A single word in the plural stays as it is: `means` is not the plural of what readers call a mean.

    Args:
        words: of the name, in small letters.
    """
    head = next((place - 1 for place, word in enumerate(words) if place and word in _AFTER_HEAD), len(words) - 1)
    noun = words[head]
    others = singulars(noun) if len(words) > 1 else ()
    for other in others or plurals(noun):
        yield (*words[:head], other, *words[head + 1 :])
