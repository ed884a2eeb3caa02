"""What a state of the library is called: the same content and the same program give the same name anywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

READ = ("data", "docs", "macros", "overrides", "mkdocs.yml")
"""Files and folders of a project that a build is made of."""
LENGTH = 8
"""Hexadecimal digits of a version; enough to tell the states of one library apart."""


def version_of(root: Path) -> str:
    """A short checksum over everything in a project that a build is made of."""
    found = hashlib.sha256()
    for path in _files(root):
        name = path.relative_to(root).as_posix().encode()
        content = path.read_bytes()
        found.update(b"%d %s %d " % (len(name), name, len(content)) + content)
    return found.hexdigest()[:LENGTH]


def _files(root: Path) -> Iterator[Path]:
    """In one order everywhere; without what programs leave behind."""
    for name in READ:
        place = root / name
        found = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
        for path in sorted(found, key=lambda path: path.relative_to(root).as_posix()):
            parts = path.relative_to(root).parts
            if not any(part.startswith(".") or part == "__pycache__" for part in parts):
                yield path
