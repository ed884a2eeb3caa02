"""Bytes kept in files of a project's cache, each named after what it was made of and sealed with its own checksum.

A damaged file counts as missing, so what it held is made anew; what nobody has looked for is forgotten. Where nothing
can be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from macros.bundles.container.atomic import replacing
from macros.bundles.container.errors import BundleError

_SEAL = 32
"""Bytes of a checksum."""


class SealedFiles:
    """The files of one folder."""

    def __init__(self, folder: Path | None) -> None:
        """Open nothing yet.

        Args:
            folder: where they lie, made when the first is kept; None keeps nothing.
        """
        self._folder = folder
        self._used: set[str] = set()

    def __repr__(self) -> str:
        return f"<SealedFiles in {self._folder}>"

    def find(self, name: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or it is damaged."""
        self._used.add(name)
        try:
            kept = (self._folder / name).read_bytes() if self._folder else b""
        except OSError:
            return None
        seal, content = kept[:_SEAL], kept[_SEAL:]
        return content if content and hashlib.sha256(content).digest() == seal else None

    def keep(self, name: str, content: bytes) -> None:
        """Keep something under a name; does without where it can't."""
        if self._folder is not None:
            with suppress(OSError, BundleError):
                self._folder.mkdir(mode=0o700, exist_ok=True)
                with replacing(self._folder / name) as file:
                    file.write(hashlib.sha256(content).digest() + content)

    def forget_others(self) -> None:
        """Forget what nobody has looked for; does without where it can't."""
        if self._folder is not None and self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    with suppress(OSError):
                        path.unlink()
