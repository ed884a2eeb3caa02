"""The entries that were sound in earlier runs, kept in the project's cache.

One value for each file, sealed by `macros.kept` with all that reading and checking are made of: this program and the
libraries that read. What a file says is never believed for another file or other bytes; see `macros.model.sound`.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
from collections.abc import Iterator, MutableMapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import yaml

from macros.kept import KeptValue, KeptValues
from macros.model.sound import SeenDatum, SeenHarm, SoundEntry

FILE = "entries.sqlite"
_LIBRARIES = (
    "babel",
    "lxml",
    "markdown",
    "markdown-it-py",
    "openpyxl",
    "phonenumbers",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pypdf",
    "pyyaml",
)
"""What files are read and checked with."""
_PROGRAM = Path(__file__).parent


@cache
def all_read_by() -> str:
    """A checksum of what reading and checking are made of; of the program that runs, if it changes meanwhile."""
    found = hashlib.sha256()
    for path in sorted((*_PROGRAM.glob("**/*.py"), *_PROGRAM.glob("locale/*"))):
        content = path.read_bytes()
        name = os.fsencode(path.relative_to(_PROGRAM))
        found.update(b"%d %d " % (len(name), len(content)) + name + content)
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    parser = yaml._yaml.get_version_string() if yaml.__with_libyaml__ else "in Python"
    found.update(f"{platform.python_version()} {versions} YAML parser {parser}".encode())
    return found.hexdigest()


class KeptEntries(MutableMapping[str, SoundEntry]):
    """What is kept of each sound file of a project, by path."""

    def __init__(self, folder: Path | None, file: str = FILE) -> None:
        """Open what earlier runs have left.

        Args:
            folder: the project's cache; None keeps nothing.
            file: name of the file in it.
        """
        self._kept = KeptValues(folder, all_read_by() if folder else "", file)
        self._entries: dict[str, SoundEntry] = {}
        for one in self._kept.all():
            entry = _from_kept(one)
            if entry is not None:
                self._entries[one.name] = entry
        self._before = dict(self._entries)
        self._keeps = folder is not None

    def __repr__(self) -> str:
        return f"<KeptEntries of {len(self._entries)} files>"

    def __getitem__(self, path: str) -> SoundEntry:
        return self._entries[path]

    def __setitem__(self, path: str, entry: SoundEntry) -> None:
        self._entries[path] = entry

    def __delitem__(self, path: str) -> None:
        del self._entries[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def save(self) -> None:
        """Keep what has changed, and forget what is no more."""
        new = [path for path, entry in self._entries.items() if self._before.get(path) is not entry]
        if self._keeps and (new or len(self._before) != len(self._entries)):
            self._kept.keep(_to_kept(path, self._entries[path]) for path in new)
            self._kept.keep_only(self._entries)


def _to_kept(path: str, entry: SoundEntry) -> KeptValue:
    return KeptValue(
        path, _as_bytes([entry.checksum, entry.terms, entry.references, entry.seen]), _as_bytes(entry.given())
    )


def _from_kept(one: KeptValue) -> SoundEntry | None:
    try:
        checksum, terms, references, harm = json.loads(one.made_from)
        stated = None if references is None else tuple(map(tuple, references))
        seen = None if harm is None else SeenHarm(harm[0], tuple(SeenDatum(tuple(at), *rest) for at, *rest in harm[1]))
        return SoundEntry(checksum, tuple(terms), partial(json.loads, one.value), stated, seen)
    except (ValueError, TypeError):
        return None


def _as_bytes(value: Any) -> bytes:
    """JSON that isn't packed: every run reads all of it, and unpacking would take longer than reading more."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
