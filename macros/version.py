"""What a state of the library is called: the same content and the same program give the same name anywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from macros.load.litter import is_litter
from macros.load.walk import Kind, walk

PROGRAM = Path(__file__).parent
"""The program, wherever it is installed."""
LENGTH = 8
"""Hexadecimal digits of a version; enough to tell the states of one library apart."""
_PIECE = 1 << 20
"""Bytes that are read at a time."""


def version_of(root: Path, templates: Path, program: Path = PROGRAM, length: int | None = LENGTH) -> str:
    """A short checksum over everything that a build is made of.

    Args:
        root: the project's folder.
        templates: theirs, in the project or shared with others.
        program: its folder.
        length: digits that are given; all of them for None.
    """
    places = {
        "data": root / "data",
        "docs": root / "docs",
        "macros": program,
        "overrides": templates,
        "mkdocs.yml": root / "mkdocs.yml",
    }
    found = hashlib.sha256()
    for label, named in places.items():
        place = named.resolve()
        for path in _files(place):
            name = os.fsencode(Path(label, path.relative_to(place)).as_posix())
            found.update(b"%d %s %d " % (len(name), name, path.stat().st_size))
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    found.update(piece)
    return found.hexdigest()[:length]


def _files(place: Path) -> Iterator[Path]:
    """In one order everywhere; without what programs leave behind."""
    found = [place] if place.is_file() else [path for path, kind in walk(place) if kind in (Kind.FILE, Kind.LINK)]
    for path in sorted(found, key=lambda path: path.relative_to(place).as_posix()):
        inside = path.relative_to(place)
        if path.is_file() and not (
            is_litter(inside) or any(part.startswith(".") or part == "__pycache__" for part in inside.parts)
        ):
            yield path
