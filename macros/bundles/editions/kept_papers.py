"""Documents of the print edition, kept from one release to the next: what says nothing new is not set again.

A document is found again by everything that it was made of but the day and the version: its text, its style sheet, the
program, the libraries that set it, and the fonts that are installed. It comes with the day and the version of the
release in which it first said what it says, so whoever has it on paper sees that it is still the newest.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import importlib.metadata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.bundles.sealed_files import SealedFiles

FOLDER = "printed"
_LIBRARIES = ("cffi", "fonttools", "pillow", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "weasyprint")
"""What documents are set with."""


@dataclass(frozen=True)
class Paper:
    """A document as it was released."""

    version: str
    """Of the release in which it was made, its day in front."""
    content: bytes


class KeptPapers:
    """The documents that one project has released."""

    def __init__(self, cache: Path | None, made_by: str) -> None:
        """Open nothing yet.

        Args:
            cache: the project's; None keeps nothing.
            made_by: a checksum of the program.
        """
        seen = _fonts_seen() if cache else ""
        self._kept = SealedFiles(cache / FOLDER if cache and seen else None)
        versions = " ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
        self._made_by = f"{made_by} {versions} {seen} "

    def __repr__(self) -> str:
        return f"<KeptPapers of {self._kept!r}>"

    def find(self, asked: tuple[str, ...]) -> Paper | None:
        """The document that was made of the same; None where there is none, or it is damaged.

        Args:
            asked: everything that it is made of, but its day and version.
        """
        kept = self._kept.find(self._name(asked))
        if kept is None:
            return None
        version, _, content = kept.partition(b"\n")
        return Paper(version.decode(), content)

    def keep(self, asked: tuple[str, ...], paper: Paper) -> None:
        """Keep a document; does without where it can't."""
        self._kept.keep(self._name(asked), paper.version.encode() + b"\n" + paper.content)

    def forget_others(self) -> None:
        """Forget what nobody has looked for; does without where it can't."""
        self._kept.forget_others()

    def _name(self, asked: tuple[str, ...]) -> str:
        found = hashlib.sha256(self._made_by.encode())
        for part in asked:
            content = part.encode()
            found.update(b"%d " % len(content) + content)
        return found.hexdigest()


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _fonts_seen() -> str:
    """A checksum of the fonts and settings that fontconfig knows, by name, size and time; empty where it can't say.

    WeasyPrint takes its fonts from fontconfig. With it goes the number of Pango's version, which breaks lines.
    """
    fontconfig, pango = _system("fontconfig"), _system("pango-1.0")
    if fontconfig is None or pango is None:
        return ""
    found = hashlib.sha256(f"{fontconfig.FcGetVersion()} {pango.pango_version()}\n".encode())
    for folder in sorted(set(_listed(fontconfig, "FcConfigGetFontDirs"))):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            found.update(_stamp(path))
    for path in sorted(set(_listed(fontconfig, "FcConfigGetConfigFiles"))):
        found.update(_stamp(path))
    return found.hexdigest()


def _system(name: str) -> ctypes.CDLL | None:
    """A library of the system."""
    found = ctypes.util.find_library(name)
    try:
        return ctypes.CDLL(found) if found else None
    except OSError:
        return None


def _listed(library: ctypes.CDLL, function: str) -> Iterator[Path]:
    """The paths that a function of fontconfig gives for its current settings."""
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    ask, following = getattr(library, function), library.FcStrListNext
    ask.restype, ask.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    following.restype, following.argtypes = ctypes.c_char_p, [ctypes.c_void_p]
    found = ask(library.FcInitLoadConfigAndFonts())
    while path := following(found):
        yield Path(path.decode())


def _stamp(path: Path) -> bytes:
    try:
        seen = path.stat()
        return f"{path} {seen.st_size} {seen.st_mtime_ns}\n".encode()
    except OSError:
        return f"{path}\n".encode()
