"""What a state of the library is called: the same content and the same program give the same name anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

PROGRAM = Path(__file__).parent
"""The program, wherever it is installed."""
LENGTH = 8
"""Hexadecimal digits of a version; enough to tell the states of one library apart."""


def version_of(root: Path, templates: Path, program: Path = PROGRAM) -> str:
    """A short checksum over everything that a build is made of.

    Args:
        root: the project's folder.
        templates: theirs, in the project or shared with others.
        program: its folder.
    """
    places = {
        "data": root / "data",
        "docs": root / "docs",
        "macros": program,
        "overrides": templates,
        "mkdocs.yml": root / "mkdocs.yml",
    }
    found = hashlib.sha256()
    for label, place in places.items():
        for path in _files(place):
            name = Path(label, path.relative_to(place)).as_posix().encode()
            content = path.read_bytes()
            found.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return found.hexdigest()[:LENGTH]


def _files(place: Path) -> Iterator[Path]:
    """In one order everywhere; without what programs leave behind."""
    found = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    for path in sorted(found, key=lambda path: path.relative_to(place).as_posix()):
        parts = path.relative_to(place).parts
        if not any(part.startswith(".") or part == "__pycache__" for part in parts):
            yield path
