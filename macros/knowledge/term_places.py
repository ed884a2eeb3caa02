"""Where the words of a term's name aren't the term: inside of addresses, files' names and the names of other things.

`macros.knowledge.glossary` finds the words; whether they are meant there is asked here, of each place that is found.
"""

from __future__ import annotations

import re

from macros.model.letters import APOSTROPHES

_TOKEN_BEFORE = re.compile(r"[A-Za-z0-9_./:@~%?=&#+-]*\Z")
_TOKEN_AFTER = re.compile(r"[A-Za-z0-9_./:@~%?=&#+-]*")
_DOT = re.compile(r"\w\.[^\W\d_]")
"""A dot that ends no sentence: of a host, a file, a field of a program."""
_PATH = ("/", "~/", "./", "../", "www.")
_BEGINS = re.compile(r"(?:^|[.!?:;•…\n“\"(–—/])\s*\Z")
_BEFORE = re.compile(r"\b(\w[\w’'-]*)(?: (?:and|of|for|the|on|in|to|&))*[ -]\Z")
_NEXT = re.compile(r"[ -](\w+)")
_FUNCTION = {
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "no", "of", "on", "our", "that", "the", "their",
    "this", "these", "those", "to", "with",
}  # fmt: skip
_FAR = 60
"""Characters before a word in which another one of the same name is looked for."""

_PARTED = frozenset({"non", "anti", "un", "ex", "pseudo", "quasi"})
"""English prefixes that turn a hyphened word into its opposite: `non-state actors` are no state actors."""


def belongs_to(text: str, before: tuple[int, int], word: tuple[int, int]) -> bool:
    """Whether an English word can't begin a term: the s of `user's`, and what `non-` stands before."""
    if before[1] != word[0] - 1:
        return False
    sign = text[before[1]]
    return sign in APOSTROPHES or (sign in "-‐‑" and text[slice(*before)].casefold() in _PARTED)


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a place lies inside of an address, a path or a file's name that is written as plain text."""
    before = _token_before(text, start)
    after = _TOKEN_AFTER.match(text, end)
    token_end = after[0] if after else ""
    token = before + text[start:end] + token_end
    if "://" in token or "@" in token or token.startswith(_PATH):
        return True
    return _DOT.search(f"{before}x") is not None or _DOT.search(f"x{token_end}") is not None


def _token_before(text: str, start: int) -> str:
    found = _TOKEN_BEFORE.search(text, max(0, start - 4 * _FAR), start)
    return found[0] if found else ""


def in_other_name(text: str, start: int, end: int) -> bool:
    """Whether an English word with a capital is part of another name, such as *Jobs for Peace and Resilience*.

    It is where a word beside it has a capital, too; what begins a sentence has one in any case, and says nothing.
    """
    if not text[start].isupper() or text[start + 1 : end].upper() == text[start + 1 : end]:
        return False
    before = text[max(0, start - _FAR) : start]
    if _BEGINS.search(before):
        return False
    following = _NEXT.match(text, end)
    if following and following[1][0].isupper():
        return True
    earlier = _BEFORE.search(before)
    if not earlier or not earlier[1][0].isupper() or earlier[1].isupper() or earlier[1].casefold() in _FUNCTION:
        return False
    return not _BEGINS.search(before[: earlier.start(1)])
