"""A binary difference as bsdiff makes it, and how to apply it.

Colin Percival, "Naive differences of executable code", 2003: the new text is made of stretches of the old one, to
whose bytes small differences are added, and of insertions between them. Needs only the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.bundles.container.errors import DamagedError

_BLOCK = 1 << 16
"""Bytes that are added at once."""


@dataclass(frozen=True)
class Patch:
    """How one text becomes another."""

    steps: tuple[tuple[int, int, int], ...]
    """Bytes to copy from the old text, then bytes to insert, then bytes to go on in the old text, or back."""
    differences: bytes
    """What is added to each copied byte, modulo 256; mostly zeros."""
    insertions: bytes


def apply_patch(old: bytes, patch: Patch) -> bytes:
    """The new text.

    Raises:
        DamagedError: when the patch doesn't fit the old text, or asks for more than it holds.
    """
    parts = []
    place = added = inserted = 0
    for copy, insert, seek in patch.steps:
        if not 0 <= place <= place + copy <= len(old):
            raise DamagedError("the update copies from where there is nothing; don't use it")
        if added + copy > len(patch.differences) or inserted + insert > len(patch.insertions):
            raise DamagedError("the update uses more than it holds; don't use it")
        parts.append(_sum(old[place : place + copy], patch.differences[added : added + copy]))
        parts.append(patch.insertions[inserted : inserted + insert])
        place, added, inserted = place + copy + seek, added + copy, inserted + insert
    return b"".join(parts)


def _sum(old: bytes, differences: bytes) -> bytes:
    """Each byte the sum of two, modulo 256."""
    if differences.count(0) == len(differences):
        return old
    blocks = range(0, len(old), _BLOCK)
    return b"".join(_sum_block(old[at : at + _BLOCK], differences[at : at + _BLOCK]) for at in blocks)


def _sum_block(old: bytes, differences: bytes) -> bytes:
    """As one long number: the lower seven bits of each byte can't carry into the next, the highest is added without."""
    one, two = int.from_bytes(old, "little"), int.from_bytes(differences, "little")
    low = int.from_bytes(b"\x7f" * len(old), "little")
    return ((one & low) + (two & low) ^ (one ^ two) & ~low).to_bytes(len(old), "little")
