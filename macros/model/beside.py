"""The files beside entries, found, judged and joined to what their entries say of them.

A file lies in a folder with the name of its entry: `docs/practices/warm-rooms/map.png` beside
`docs/practices/warm-rooms.md`. Whatever lies there and no entry names is a problem, and so is a name without a file.
What earlier runs have found sound is not judged again while its bytes are the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from macros.load.clean.apart import judge_apart
from macros.load.clean.clean_file import RefusedFileError, is_picture, kind_of
from macros.load.clean.smaller import copy_name
from macros.load.docs import LARGEST
from macros.load.document import Document
from macros.model.entries import EntryReader
from macros.model.entry_file import EntryFile
from macros.model.record import Record
from macros.model.settings import FileSettings
from macros.model.sound import SoundEntries, SoundEntry, checksum_of
from macros.problems import Problem, nearest, some

LONGEST_ADDRESS = 90
"""Characters of a file's address inside the site: what leaves room for the folders of an offline copy."""


class PictureCopy(NamedTuple):
    """A smaller copy of a picture."""

    address: str
    """Where it stands inside the site: `practices/warm-rooms/map.400w.png`."""
    width: int
    """Points across."""
    size: int
    """Bytes."""


@dataclass(frozen=True)
class AttachedFile:
    """A file of an entry that may be published."""

    said: EntryFile
    path: str
    """Where it lies, from the project's folder."""
    address: str
    """Where it stands inside the site: `practices/warm-rooms/map.png`."""
    size: int
    """Bytes of it as it is published."""
    width: int
    """Points of a picture; zero for others."""
    height: int
    copies: tuple[PictureCopy, ...] = ()
    """Smaller ones of a picture, the smallest first."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Of the file and of its smaller copies."""
        return (self.address, *(copy.address for copy in self.copies))

    def largest(self, most_bytes: int) -> str:
        """The address of the largest copy of it that has no more bytes, itself first; empty for none."""
        fitting = [copy.address for copy in self.copies if copy.size <= most_bytes]
        return self.address if self.size <= most_bytes else (fitting or [""])[-1]

    @property
    def is_picture(self) -> bool:
        """Whether pages show it."""
        return is_picture(self.said.file)

    @property
    def kind(self) -> str:
        """What readers call such a file: `PDF`."""
        return kind_of(self.said.file)

    @property
    def anchor(self) -> str:
        """Where a picture stands on the page of its entry."""
        return anchor_of(self.said.file)


def anchor_of(name: str) -> str:
    """The anchor of a picture on the page of its entry, by the name of the file."""
    return "file-" + name.replace(".", "-").replace("_", "-")


def read_beside(
    root: Path, entries: EntryReader, settings: FileSettings, sound: SoundEntries
) -> tuple[dict[str, tuple[AttachedFile, ...]], list[Problem]]:
    """Every file beside an entry, by the id of the entry in the order in which it names them.

    Args:
        root: the project's folder.
        entries: of the project, read.
        settings: how large files may be.
        sound: what earlier runs have found sound; afterwards what this one has.

    Returns:
        What may be published, and what is wrong with the others.
    """
    lying: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for kind, path in entries.beside:
        id, _, name = path.removeprefix(f"{kind.folder}/").partition("/")
        why = _why_nobodys(root, kind, id, name)
        if why:
            problems.append(Problem(path, 1, "-", f"the file is not read: {why}", "unread-file"))
        elif id in entries.records and entries.records[id].type_name == kind.type_name:
            lying.setdefault(id, {})[name] = path
    found = {}
    for id, record in entries.records.items():
        if record.files or id in lying:
            one = _OfEntry(root, record, entries.documents[id], lying.get(id, {}), settings, sound)
            found[id] = tuple(one.files())
            problems += some(one.problems)
    return {id: files for id, files in found.items() if files}, problems


def _why_nobodys(root: Path, kind: type[Record], id: str, name: str) -> str:
    """Why a file below a folder of entries can belong to none."""
    if not os.path.lexists(root / kind.folder / f"{id}{kind.ending}"):
        only = f"entries stand directly in {kind.folder}/, not in folders below it"
        return f"{only}; and there is no entry {id}{kind.ending} whose file it could be"
    if "/" in name:
        return f"files of an entry stand directly in {kind.folder}/{id}/, not in folders below it"
    return ""


class _OfEntry:
    """The files of one entry."""

    def __init__(
        self,
        root: Path,
        record: Record,
        document: Document,
        lying: Mapping[str, str],
        settings: FileSettings,
        sound: SoundEntries,
    ) -> None:
        self.problems: list[Problem] = []
        self._root, self._record, self._document = root, record, document
        self._lying, self._settings, self._sound = lying, settings, sound

    def files(self) -> Iterator[AttachedFile]:
        """Those that may be published; problems of the others are kept."""
        named = [one.file for one in self._record.files]
        folder = f"{type(self._record).folder}/{self._record.id}"
        for name, path in self._lying.items():
            if name not in named:
                message = f"the file is not read: {self._document.path} doesn't name it; add it there under files"
                self.problems.append(Problem(path, 1, "-", f"{message}, or delete it", "unread-file"))
        for index, said in enumerate(self._record.files):
            lies = self._lying.get(said.file)
            if lies is None:
                hint = nearest(said.file, set(self._lying) - set(named)) or f"; put the file into {folder}/"
                message = f'"{said.file}" is not there{hint}'
                self.problems.append(self._document.problem(("files", index, "file"), message, "missing-file"))
            elif said.file not in named[:index] and (one := self._attached(said, lies)):
                yield one

    def _attached(self, said: EntryFile, path: str) -> AttachedFile | None:
        address = f"{PurePosixPath(type(self._record).folder).name}/{self._record.id}/{said.file}"
        try:
            if len(address) > LONGEST_ADDRESS:
                raise RefusedFileError(
                    f"has the address {address} with {len(address)} characters, {LONGEST_ADDRESS} at most; give it a "
                    "shorter name"
                )
            facts = self._judged(path)
        except RefusedFileError as refused:
            self.problems.append(Problem(path, 1, "-", f"the file {refused}", "refused-file"))
            return None
        folder = address.rpartition("/")[0]
        copies = (
            PictureCopy(f"{folder}/{copy_name(said.file, width)}", width, size) for width, size in facts["copies"]
        )
        return AttachedFile(said, path, address, facts["size"], facts["width"], facts["height"], tuple(copies))

    def _judged(self, path: str) -> dict[str, Any]:
        """What a file is as it is published, as `judge_apart` says it.

        Raises:
            RefusedFileError: when it may not be.
        """
        place = self._root / path
        most = min(self._settings.most_bytes, LARGEST)
        try:
            size = place.lstat().st_size
            if size > most:
                raise RefusedFileError(
                    f"has {size:,} bytes; {most:,} are allowed (files.most_bytes in data/site.yml). Make it smaller"
                )
            checksum = checksum_of(place.read_bytes())
        except OSError as error:
            raise RefusedFileError(f"can't be read: {error.strerror or error}") from None
        known, terms = self._sound.get(path), (f"files {self._settings.most_pixels}",)
        if known is not None and known.checksum == checksum and known.terms == terms:
            facts: dict[str, Any] = known.given()
        else:
            self._sound.pop(path, None)
            facts = judge_apart(place, self._settings.most_pixels)
            self._sound[path] = SoundEntry(checksum, terms, partial(dict, facts))
        return facts
