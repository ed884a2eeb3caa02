"""What was made in earlier builds and may be used again: a file of named values, each with what it was made from.

It lies in the project's cache, outside the checkout, and holds data only: JSON, never code or pickled objects. A value
counts only whole, under its own name, made by this program for this library's settings; everything else is as if it
weren't there. So deleting, damaging or sharing the file costs time, and nothing more. It holds what the last build
used, no more, so it doesn't grow. Whether a value still fits is for others to say: see `macros.making`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

FILE = "pages.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, seal BLOB, made_from BLOB, value BLOB) WITHOUT ROWID"
_PATIENCE = 2.0
"""Seconds to wait for another build that is writing; after that, nothing is kept."""


@dataclass(frozen=True)
class KeptValue:
    """A value as it is kept."""

    name: str
    made_from: bytes
    """Packed: the questions that were asked while it was made, and a checksum of their answers."""
    value: bytes
    """Packed."""


class KeptValues:
    """The file of one project."""

    def __init__(self, folder: Path | None, made_by: str, file: str = FILE) -> None:
        """Open nothing yet.

        Args:
            folder: the project's cache; None keeps nothing.
            made_by: a checksum of everything that all values depend on.
            file: name of the file.
        """
        self._file = folder / file if folder else None
        self._made_by = made_by.encode()

    def __repr__(self) -> str:
        return f"<KeptValues in {self._file}>"

    def all(self) -> Iterator[KeptValue]:
        """Every whole value."""
        if self._file is None or not self._file.exists():
            return
        try:
            with closing(self._open()) as database:
                for name, seal, made_from, value in database.execute("SELECT name, seal, made_from, value FROM kept"):
                    if isinstance(name, str) and isinstance(made_from, bytes) and isinstance(value, bytes):
                        kept = KeptValue(name, made_from, value)
                        if self._seal(kept) == seal:
                            yield kept
        except sqlite3.Error:
            return

    def keep(self, made: Iterable[KeptValue]) -> None:
        """Add new values; does without where it can't write."""
        rows = [(value.name, self._seal(value), value.made_from, value.value) for value in made]
        self._write(lambda database: database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows))

    def keep_only(self, used: Collection[str]) -> None:
        """Forget what this build has not used; does without where it can't write.

        Args:
            used: names of all that it has used, new ones included.
        """

        def forget(database: sqlite3.Connection) -> None:
            kept = {name for (name,) in database.execute("SELECT name FROM kept")}
            database.executemany("DELETE FROM kept WHERE name = ?", [(name,) for name in kept - set(used)])

        self._write(forget)

    def _write(self, write: Callable[[sqlite3.Connection], object]) -> None:
        if self._file is None:
            return
        try:
            with closing(self._open()) as database, database:
                database.execute(_TABLE)
                write(database)
        except sqlite3.DatabaseError as error:
            if not isinstance(error, sqlite3.OperationalError):
                self._file.unlink(missing_ok=True)
        except OSError:
            return

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(str(self._file), timeout=_PATIENCE)

    def _seal(self, kept: KeptValue) -> bytes:
        """A checksum over a value, its name, and what all values depend on."""
        found = hashlib.blake2b(self._made_by, digest_size=16)
        for part in (kept.name.encode(), kept.made_from, kept.value):
            found.update(len(part).to_bytes(8, "big") + part)
        return found.digest()
