"""What a release consists of: the files that readers can take, each with its size and checksum."""

from __future__ import annotations

from dataclasses import dataclass

from macros.bundles.pages.packs import Pack


@dataclass(frozen=True)
class Released:
    """A file of a release."""

    path: str
    """Below the release's folder."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


@dataclass(frozen=True)
class ReleasedUpdate:
    """What makes the bundle of a pack from an earlier one."""

    day: str
    """Of the earlier one, YYYY-MM-DD."""
    file: Released


@dataclass(frozen=True)
class ReleasedPack:
    """The files of one pack."""

    pack: Pack
    zip: Released
    single: Released
    signature: Released | None = None
    updates: tuple[ReleasedUpdate, ...] = ()
    """From earlier bundles, the latest first."""
    zim: Released | None = None
    pdf: Released | None = None
    """Its definitions, to print."""
    book: Released | None = None
    """Its entries, to print."""

    @property
    def files(self) -> list[Released]:
        """All of them."""
        updates = [update.file for update in self.updates]
        return [
            file for file in (self.zip, self.signature, self.single, *updates, self.zim, self.pdf, self.book) if file
        ]


@dataclass(frozen=True)
class Release:
    """Everything that readers can take."""

    packs: tuple[ReleasedPack, ...]
    printed: tuple[tuple[str, Released], ...]
    """Entries to print, by id."""
    forms: tuple[tuple[str, Released], ...]
    """Forms to fill in, by the names of their files: the type that they ask for, and how they are filled in."""
    others: tuple[Released, ...]
    warnings: tuple[str, ...]
    """Which budgets are used up, or nearly so, in words."""


@dataclass(frozen=True)
class Editions:
    """What is made of each pack beside the bundle and the single file."""

    zim: bool = False
    pdf: bool = False
    rights: str = ""
    """The licence of the content, in words."""


NO_OTHERS = Editions()
"""Nothing beside them."""
