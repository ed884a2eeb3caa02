"""A file of a release that is no bundle, compared with the release's list of checksums, whatever its name is now."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from macros.bundles.check.unpacked import shown
from macros.bundles.container.archive import read_file
from macros.bundles.container.manifest import SUMS
from macros.bundles.container.sidecar import LARGEST_SIGNATURE, sidecar_of

LARGEST_LIST = 16 << 20
"""Bytes of a manifest or a list of checksums that are read."""
_HASH = 64
_DAY = re.compile(r"-(\d{4}-\d\d-\d\d)-[0-9a-z]+\.[a-z]+\Z")
"""How the names of files of a release end: with its day and what its content is called."""


@dataclass(frozen=True)
class Listed:
    """A file beside a list of checksums that has its name or its content."""

    text: bytes
    """The list."""
    signature: bytes | None
    """Of the list."""
    name: str | None
    """What the file is called in the list; None where the list has its name for other content."""
    damage: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def day(self) -> datetime.date | None:
        """The day in the name that the list has for it; a signed list vouches for it as for the content."""
        return day_in(self.name or "")


def listed(path: Path) -> Listed | None:
    """Compare a file with the list of checksums beside it or one folder up.

    None when there is no list, or it has neither the name nor the content of the file; a bundle has a list of its own.

    Raises:
        ForeignError: when the file or the list can't be read.
    """
    if path.suffix == ".zip":
        return None
    for folder in (path.parent, path.parent.parent):
        sums, name = folder / SUMS, path.relative_to(folder).as_posix()
        if not sums.is_file():
            continue
        text = read_file(sums, LARGEST_LIST)
        by_name = {line[_HASH + 2 :]: line[:_HASH] for line in text.splitlines()}
        found = hashlib.sha256(read_file(path)).hexdigest().encode()
        real = next((other.decode("utf-8", "replace") for other, known in by_name.items() if known == found), None)
        if real is None and name.encode() not in by_name:
            continue
        damage = () if real else (f"{shown(name)} has changed: it is not the file that {SUMS} lists.",)
        renamed = () if real in (name, None) else (f"It has another name there: {shown(str(real))}.",)
        signature = sidecar_of(sums)
        signed = read_file(signature, LARGEST_SIGNATURE) if signature.is_file() else None
        return Listed(text, signed, real, damage, (f"It was compared with {SUMS}.", *renamed))
    return None


def day_in(name: str) -> datetime.date | None:
    """The day in the name of a file of a release; None where there is none."""
    found = _DAY.search(name)
    try:
        return datetime.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
