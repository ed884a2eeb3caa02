"""An unpacked bundle, compared with its manifest file by file; what others have put among its files is told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from macros.bundles.container.archive import LARGEST_FILE, read_file
from macros.bundles.container.errors import BundleError, ForeignError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, FileSum, Manifest
from macros.bundles.container.paths import DEEPEST
from macros.load.litter import BESIDE, FOLDERS, is_litter
from macros.load.walk import Kind, walk

NAMED = 20
"""Files that are not ours and are named; unpacking over an older copy can leave hundreds."""
_SHOWN_BY_BROWSERS = frozenset({".htm", ".html", ".js", ".mjs", ".pdf", ".svg", ".xht", ".xhtml", ".xml"})
"""Endings of files that say something to a reader who opens them; no system leaves one of its own."""
_APPLE_DOUBLE = b"\x00\x05\x16\x07"
"""How a file begins that macOS writes beside another one (RFC 1740)."""
_LARGEST_BESIDE = 1 << 20
_TAG = re.compile(rb"<[!/?A-Za-z]")


class Comparison:
    """What differs between a folder and the manifest in it."""

    def __init__(self, root: Path, manifest: Manifest) -> None:
        self.damage: list[str] = []
        """What is wrong with files of the bundle, one line each."""
        self.others: list[str] = []
        """Files that are not part of the bundle and that a reader could take for a part of it."""
        self.litter: list[str] = []
        """Files that a system has left; nothing in them could be read or run."""
        self._compare(root, manifest)

    def _compare(self, root: Path, manifest: Manifest) -> None:
        seen = set()
        for file, kind in walk(root, DEEPEST):
            name = file.relative_to(root).as_posix()
            seen.add(name)
            if kind is Kind.LINK:
                self.damage.append(f"{shown(name)} is a symbolic link, which no bundle holds.")
            elif name in manifest.files:
                self.damage += filter(None, [_differing_file(name, file, manifest)])
            elif name in {MANIFEST, SIGNATURE}:
                continue
            elif kind is Kind.FILE and _left_by_a_system(file, PurePosixPath(name)):
                self.litter.append(name)
            else:
                self.others.append(name)
        self.damage += [f"{name} is missing." for name in manifest.files if name not in seen]

    def foreign(self) -> Iterator[str]:
        """The files that are not ours, in words."""
        for name in self.litter:
            yield f"{shown(name)} is not ours; your system has put it there."
        for name in self.others[:NAMED]:
            yield f"{shown(name)} is not ours."
        if len(self.others) > NAMED:
            yield f"So are {len(self.others) - NAMED} more."


def bundle_folder(path: Path) -> Path:
    """The folder of the bundle: this one, or the one in it that has a manifest.

    Raises:
        ForeignError: when there is none, or more than one.
    """
    try:
        folders = sorted(folder for folder in path.iterdir() if folder.is_dir() and not folder.is_symlink())
        found = [folder for folder in (path, *folders) if (folder / MANIFEST).is_file()]
    except OSError as error:
        raise ForeignError(f"{path} can't be read: {error.strerror or error}") from None
    if not found:
        raise ForeignError(f"there is no {MANIFEST} in {path}")
    if len(found) > 1 and found[0] != path:
        names = ", ".join(shown(folder.name) for folder in found)
        raise ForeignError(f"there are several bundles in {path}; check each by itself: {names}")
    return found[0]


def compared(name: str, found: FileSum, manifest: Manifest) -> str | None:
    """What is wrong with a file of a bundle, in words; none when it is as the manifest says."""
    expected = manifest.files[name]
    if found.size != expected.size:
        return f"{name} has {found.size} bytes instead of {expected.size}."
    if found != expected:
        return f"{name} has changed: its SHA-256 is {found.sha256[:16]}… instead of {expected.sha256[:16]}…."
    return None


def shown(name: str) -> str:
    """The name of a file that a stranger chose, so that it can't write lines of its own."""
    return name if name.isprintable() else ascii(name)


def _differing_file(name: str, file: Path, manifest: Manifest) -> str | None:
    try:
        return compared(name, FileSum.of(read_file(file, LARGEST_FILE)), manifest)
    except ForeignError as error:
        return f"{name} can't be compared: {error}."


def _left_by_a_system(file: Path, name: PurePosixPath) -> bool:
    """Whether a file is known litter and holds nothing that a reader could take for a page.

    A hidden name is no proof: Windows shows `._START-HERE.html`, and a browser opens it.
    """
    if not is_litter(name):
        return False
    if name.name.startswith(BESIDE):
        try:
            content = read_file(file, _LARGEST_BESIDE)
        except BundleError:
            return False
        return content.startswith(_APPLE_DOUBLE) and not _TAG.search(content)
    return FOLDERS.isdisjoint(name.parts) or name.suffix.lower() not in _SHOWN_BY_BROWSERS
