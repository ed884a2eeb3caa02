"""The signature file beside a bundle, while an update replaces the bundle. Needs nothing but the standard library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from macros.bundles.container.archive import read_file

ENDING = ".minisig"
LARGEST_SIGNATURE = 10_000
"""Bytes; a signature takes about 350."""


def sidecar_of(bundle: Path) -> Path:
    """The signature file beside a bundle."""
    return bundle.with_name(bundle.name + ENDING)


class Sidecar:
    """The signature file beside a bundle while the bundle is replaced.

    An old one goes before the bundle changes, since none is better than a wrong one, and comes back when the bundle
    doesn't change after all; a new one, written beside the new bundle, follows it.
    """

    def __init__(self, target: Path) -> None:
        self._place = sidecar_of(target)
        self._old = read_file(self._place, LARGEST_SIGNATURE) if self._place.is_file() else None
        self._new: Path | None = None
        self.lost = ""
        """Why the new signature could not be put in its place; empty when nothing went wrong."""

    def follow(self, file: Path, finished: Callable[[Path], None]) -> None:
        """Look at the finished bundle, then take the old signature away."""
        self._new = sidecar_of(file)
        finished(file)
        self._place.unlink(missing_ok=True)

    def settle(self) -> None:
        """The bundle is in its place, whatever comes now: put the new signature beside it."""
        try:
            if self._new and self._new.exists():
                self._new.replace(self._place)
        except OSError as error:
            self.lost = error.strerror or str(error)

    def back(self) -> None:
        """The bundle is as it was: so is its signature."""
        if self._new:
            self._new.unlink(missing_ok=True)
        if self._old is not None and not self._place.exists():
            self._place.write_bytes(self._old)


@contextmanager
def replacing_beside(target: Path) -> Iterator[Sidecar]:
    """The signature beside a bundle that is replaced inside this context."""
    beside = Sidecar(target)
    try:
        yield beside
    except BaseException:
        beside.back()
        raise
    beside.settle()
