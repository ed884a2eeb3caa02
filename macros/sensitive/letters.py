"""Letters and words as the searches of this folder read them: Latin and Cyrillic capitals, and words of Arabic."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶŁĻŃŅŇŐŌŒŔŘŚŞŠȘŢŤȚŪŮŰŲŸŹŻŽЀ-Я"
SMALL = "a-zà-öø-ÿāăąćčďđēęěğģīįıķłļńņňőōœŕřśşšșţťțūůűųŵŷźżžа-џ"
WORD = rf"[{CAPITAL}](?:[{SMALL}’'`]*[{SMALL}])(?:[-’'][{CAPITAL}]?[{SMALL}]+|[-’'][{CAPITAL}])*"
"""A word that begins with a capital and goes on in small letters; not one in capitals only."""
NAME_WORD = rf"(?:(?:O|D|N|L)['’])?(?:Mac|Mc|Al-|El-)?{WORD}(?:{WORD})?"
PARTICLE = r"(?:al|el|bin|bint|ben|ibn|abu|abou|ould|van|von|der|den|de|da|dos|du|del|della|di|la|le|ter|y)"
"""Small words inside names."""
SHOUTED = rf"[{CAPITAL}]{{3,}}(?:-[{CAPITAL}]{{2,}})*(?![{SMALL}{CAPITAL}])"
"""A word in capitals, as French texts write surnames."""
_FURTHER = rf"(?:{PARTICLE}[ -]){{0,2}}{NAME_WORD}|[{CAPITAL}]\.(?=[ \u00a0]{NAME_WORD})|{SHOUTED}"
FULL_NAME = rf"{NAME_WORD}(?:[ \u00a0](?:{_FURTHER})){{1,3}}"
"""Two to four words that could be a person's name."""
_WORDS = re.compile(r"[^\W\d_]+")
ARABIC = "\u0621-\u064a\u066e-\u06d3"


def listed(text: str) -> frozenset[str]:
    """The words of a text that stand apart by blanks and ends of lines."""
    return frozenset(text.split())


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A word in small letters and without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=4)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, plain: a search is begun only where one that it needs is among them."""
    return frozenset(map(plain, set(_WORDS.findall(text))))


def first_words(*patterns: str) -> frozenset[str]:
    """The plain first words of what `words` was given."""
    return frozenset(plain(_WORDS.findall(one)[0]) for line in patterns for one in line.replace("_", " ").split())


def words(*lines: str) -> str:
    """Alternatives of a pattern, longest first, from lines of words that stand apart by blanks; `_` is a blank."""
    found = {word.replace("_", " ") for line in lines for word in line.split()}
    return "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0]") for word in sorted(found, key=lambda w: (-len(w), w)))
