"""Entries that an earlier run has read and found sound by themselves.

Such a file needs neither parsing nor checking again: the same bytes say the same. What it depends on outside itself is
kept with it and asked again: whether each controlled value is still in its list, and, in `macros.knowledge.links`,
whether each reference still leads somewhere. Where one is not, the file is read as if nobody had seen it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros.load.document import Location


class SeenDatum(NamedTuple):
    """A place in a text of an entry where something was found that could harm; never its words."""

    place: Location
    start: int
    end: int
    """Exclusive."""
    kind: str
    """A kind of personal data, or of words of care."""
    sure: bool


class SeenHarm(NamedTuple):
    """What was found in an entry that could harm, and for which countries and words of care it was looked for."""

    asked: str
    found: tuple[SeenDatum, ...]


@dataclass(frozen=True)
class SoundEntry:
    """What is kept of one file with which nothing is wrong by itself."""

    checksum: str
    """Of the file's bytes."""
    terms: tuple[str, ...]
    """Every controlled value and its list, as `term_name` writes them."""
    given: Callable[[], Any]
    """What makes its record: the argument of its type's `model_validate`."""
    references: tuple[StatedReference, ...] | None = None
    """What its fields and its text refer to; None until somebody has looked, and where its text is wrong by itself."""
    seen: SeenHarm | None = None
    """What in its texts could harm somebody; None until somebody has looked."""


SoundEntries = MutableMapping[str, SoundEntry]
"""By path, relative to the project's root. Reading leaves those of this state, no others."""
StatedReference = tuple[str, str, str, str]
"""A reference as its entry states it: target (`id` or `id#item`), types it may lead to (names, each followed by a
blank; empty for any), role (empty for a citation in the text, which is listed anyway), dotted place."""


def checksum_of(raw: bytes) -> str:
    """What the bytes of a file are known by."""
    return hashlib.sha256(raw).hexdigest()


def term_name(vocabulary: str, value: str) -> str:
    """A controlled value with its list, as one text; ids hold no blanks."""
    return f"{vocabulary} {value}"
