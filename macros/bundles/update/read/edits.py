"""What an update says: how each file of the new bundle is made from those of the old one."""

from __future__ import annotations

from dataclasses import dataclass

from macros.bundles.update.read.renumber import Runs

TO_END = -1
"""Length of a last copy that takes all that is left."""


@dataclass(frozen=True)
class Change:
    """How one file is made."""

    plain: bool
    """From the old file as it is; otherwise with the substitutions made and the postings renumbered."""
    second: int
    """Number plus one of another old file, changed in the same way, that stands behind the old one; 0 for none."""
    steps: tuple[tuple[int, int, bytes], ...]
    """Skip in the old file, copy from there, insert; see `update.make.diff.Step`. The last copy may be `TO_END`."""


@dataclass(frozen=True)
class Edits:
    """Everything that changes; files of the old bundle by their number in its sorted list."""

    names: tuple[str, str]
    """File names of the two bundles."""
    substitutions: tuple[tuple[bytes, bytes], ...]
    """Made one after the other in every old file."""
    sections: Runs
    """Then, in its postings, sections that have moved."""
    patterns: Runs
    """And patterns."""
    removed: tuple[int, ...]
    about: Change
    """The manifest up to its first file."""
    changed: tuple[tuple[int, Change], ...]
    added: tuple[tuple[str, int, Change], ...]
    """Path, number of the old file it is made from plus one (0: from nothing), how."""
    sidecar: tuple[Change, ...]
    """The signature file beside the archive, from the one inside it; or none."""
