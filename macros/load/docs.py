"""What may lie in `docs/`: pages, and the pictures and attachments of pages. Everything else is a problem.

Closed, as `data/` is: MkDocs publishes whatever lies there, and a script or a page of HTML among the pictures would go
out as part of the site. Folders of entries are left to `load_folder`. Whether a file has an address that the site needs
for itself is seen later, by `macros.render.addresses`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.load.litter import is_litter
from macros.load.svg import why_no_drawing
from macros.load.text import MAX_BYTES
from macros.load.walk import DEEPEST, Kind, walk_names
from macros.problems import Problem

FOLDER = "docs"
PAGE = ".md"
PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
ATTACHMENTS = (".csv", ".docx", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".txt", ".xlsx")
"""Files to take away that run nothing by themselves."""
LARGEST = 20_000_000
"""Bytes of a picture or an attachment: what a repository and a slow connection can bear."""
DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for devices: an offline copy with such a file can't be unpacked there."""

_UNPORTABLE = re.compile(r'[<>:"|?*\\]|[. ]$|^ ')


@dataclass(frozen=True)
class DocsFiles:
    """The files of `docs/` outside the entries, by their paths below it."""

    pages: tuple[str, ...]
    attachments: tuple[str, ...]
    """Pictures too."""
    problems: tuple[Problem, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Everything that is published as it is or through MkDocs."""
        return (*self.pages, *self.attachments)


def read_docs(root: Path, entries: Collection[str]) -> DocsFiles:
    """Look at every file of `docs/`.

    Args:
        root: the project's root.
        entries: folders of entries, `docs/practices`; of these only the page `index.md` is looked at.
    """
    pages: list[str] = []
    attachments: list[str] = []
    problems: list[Problem] = []
    inside = tuple(f"{folder}/" for folder in entries)
    indexes = {f"{folder}/index.md" for folder in entries}
    for name, kind in walk_names(root / FOLDER):
        full = f"{FOLDER}/{name}" if name else FOLDER
        if full.startswith(inside) and full not in indexes:
            continue
        path = PurePosixPath(full)
        found = _problem(root / full, path, kind)
        if found:
            problems.append(found)
        elif kind is Kind.FILE and not is_litter(path):
            (pages if path.suffix == PAGE else attachments).append(str(path.relative_to(FOLDER)))
    return DocsFiles(tuple(pages), tuple(attachments), tuple(problems))


def _problem(place: Path, path: PurePosixPath, kind: Kind) -> Problem | None:
    """What is wrong with something in `docs/`, if anything is."""
    name = str(path)
    if kind is Kind.LINK:
        return Problem(name, 1, "-", "symbolic link found; put the file itself here", "symlink")
    if kind is not Kind.FILE:
        return Problem(name, 1, "-", _NO_FILE[kind], "unread-file")
    if is_litter(path):
        return None
    why = _why_no_name(path.parts)
    if why:
        return Problem(name, 1, "-", why, "bad-file-name")
    why = _why_unpublished(path)
    if why:
        return Problem(name, 1, "-", f"the file is not published: {why}", "unread-file")
    size, most = place.lstat().st_size, MAX_BYTES if path.suffix == PAGE else LARGEST
    if size > most:
        return Problem(name, 1, "-", f"the file has {size:,} bytes; {most:,} are allowed. Make it smaller", "too-large")
    return _svg(place, name) if path.suffix.lower() == ".svg" else None


_NO_FILE = {
    Kind.OTHER: "a pipe, a socket or a device; only files can be published. Delete it",
    Kind.CLOSED: "the folder can't be opened",
    Kind.NO_FOLDER: "a folder belongs here, not a file",
    Kind.DEEP: f"the folder lies more than {DEEPEST} folders deep; put what is in it further up",
}


def _why_no_name(parts: tuple[str, ...]) -> str:
    """Why not every computer can store a path, in words."""
    for part in parts:
        try:
            part.encode()
        except UnicodeEncodeError:
            return "the name is not UTF-8; give it another"
        if not unicodedata.is_normalized("NFC", part):
            return f"{part!r} spells letters in parts (it is not in Unicode's form NFC); write the name anew"
        if _UNPORTABLE.search(part) or not part.isprintable() or DEVICE.fullmatch(part.partition(".")[0].lower()):
            return f"{part!r} is a name that not every computer can store; use letters, digits, hyphens and one dot"
    return ""


def _why_unpublished(path: PurePosixPath) -> str:
    ending = path.suffix.lower()
    if any(part.startswith(".") for part in path.parts):
        return "hidden files and folders never are. Delete it, or give it a name without the dot"
    if path.suffix == PAGE:
        return ""
    if ending in (PAGE, ".markdown", ".mdown", ".mkdn", ".mkd"):
        return f"pages end in {PAGE}, in small letters"
    if ending not in (*PICTURES, *ATTACHMENTS):
        listed = " ".join((*PICTURES, *ATTACHMENTS))
        return f"{FOLDER}/ takes pages ({PAGE}) and {listed}. What steers a server or a browser belongs in overrides/"
    if str(path.parent) == FOLDER:
        return f"pictures and attachments lie in a folder of {FOLDER}/, beside the page that they belong to"
    return ""


def _svg(place: Path, name: str) -> Problem | None:
    try:
        why = why_no_drawing(place.read_bytes())
    except OSError as error:
        return Problem(name, 1, "-", f"the file is not read: {error.strerror or 'it cannot be opened'}", "unread-file")
    message = f"more than a drawing: {why}. Save it as plain SVG without scripts, links and fonts, or as .png"
    return Problem(name, 1, "-", message, "unread-file") if why else None
