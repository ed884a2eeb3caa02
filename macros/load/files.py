"""Find and read the content files of a project.

Reads only regular files below the folders it is given, refuses symbolic links, and reports every
file that it does not read. Next stage: `macros.model.validate`.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.load.document import Document
from macros.load.litter import is_litter
from macros.load.text import MAX_BYTES, UnreadableTextError, decode, overloaded, suspicious, too_large
from macros.load.walk import DEEPEST, Kind, walk_names
from macros.load.yaml_reader import read_yaml
from macros.problems import Problem, some


@dataclass(frozen=True)
class Loaded:
    """What reading a folder gave."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Found:
    """What looking into a folder gave."""

    paths: tuple[str, ...]
    """Files that may be entries, relative to the project's root."""
    problems: tuple[Problem, ...]
    beside: tuple[str, ...] = ()
    """Files in folders below it, which may be those of entries."""


def find_entries(
    root: Path, folder: str, ending: str, *, skip: frozenset[str] = frozenset(), beside: bool = False
) -> Found:
    """The entry files directly inside one folder; none is opened.

    Args:
        root: the project's root.
        folder: relative to the root, e.g. `docs/practices`. A missing folder holds no entries.
        ending: `.md` (front matter and body) or `.yml`.
        skip: file names that somebody else reads (the section's `index.md`).
        beside: whether files may lie in folders below it; what may, somebody else says.
    """
    paths: list[str] = []
    below: list[str] = []
    problems: list[Problem] = []
    for name, kind in walk_names(root / folder):
        path = f"{folder}/{name}" if name else folder
        if kind is Kind.LINK:
            problems.append(_link(path))
        elif kind in _UNOPENED:
            problems.append(_unread(path, _UNOPENED[kind]))
        elif is_litter(PurePosixPath(path)) or name in skip:
            continue
        elif "/" in name and beside:
            below.append(path)
        elif "/" in name:
            problems.append(_unread(path, f"entries stand directly in {folder}/, not in folders below it"))
        elif PurePosixPath(name).suffix != ending:
            problems.append(_unread(path, f"entries in {folder}/ end in {ending}"))
        else:
            paths.append(path)
    return Found(tuple(paths), tuple(problems), tuple(below))


def load_folder(root: Path, folder: str, ending: str, *, skip: frozenset[str] = frozenset()) -> Loaded:
    """Read every entry file directly inside one folder; arguments as for `find_entries`."""
    found = find_entries(root, folder, ending, skip=skip)
    documents: list[Document] = []
    problems = list(found.problems)
    for path in found.paths:
        document, wrong = load_file(root, path)
        problems.extend(wrong)
        if document is not None:
            documents.append(document)
    return Loaded(tuple(documents), tuple(problems))


def load_file(root: Path, path: str) -> tuple[Document | None, list[Problem]]:
    """Read one `.yml` or `.md` file into a document; None when it can't be read at all."""
    raw, problems = load_bytes(root, path)
    return (None, problems) if raw is None else parse(path, raw)


def load_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Read one file as text; None and the problems when it is no acceptable text."""
    raw, problems = load_bytes(root, path)
    return (None, problems) if raw is None else _text(path, raw)


def load_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """Read one file as it is; None and the problem when it is no regular file, or too large for an entry."""
    target = f"{root}/{path}"
    try:
        found = os.lstat(target)
        if stat.S_ISLNK(found.st_mode):
            return None, [_link(path)]
        if not stat.S_ISREG(found.st_mode):
            return None, [_no_file(path)]
        raw = _begin_of(target, found.st_size)
    except (FileNotFoundError, NotADirectoryError):
        return None, [_no_file(path)]
    except OSError as error:
        return None, [_unread(path, error.strerror or "it can't be opened")]
    if len(raw) > MAX_BYTES:
        return None, [too_large(path, max(found.st_size, len(raw)))]
    return raw, []


def _begin_of(target: str, size: int) -> bytes:
    """The bytes of a file, as far as an entry may have them and one more; without buffers, for thousands of files.

    Args:
        target: the file.
        size: bytes that it is thought to have.
    """
    begin = b""
    file = os.open(target, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        while len(begin) <= MAX_BYTES and (piece := os.read(file, min(size, MAX_BYTES) + 1)):
            begin += piece
    finally:
        os.close(file)
    return begin


def parse(path: str, raw: bytes) -> tuple[Document | None, list[Problem]]:
    """The bytes of one `.yml` or `.md` file as a document; None when they can't be read."""
    text, problems = _text(path, raw)
    if text is None:
        return None, problems
    if path.endswith(".md"):
        return _with_front_matter(path, text)
    data, lines, problems = read_yaml(path, text)
    return _document(path, data, lines, problems)


def _text(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    try:
        text = decode(path, raw)
    except UnreadableTextError as unreadable:
        return None, [unreadable.problem]
    problems = some(suspicious(path, text))
    return (None, problems) if problems else (text, [])


def unread_files(root: Path, folder: str, known: frozenset[str]) -> list[Problem]:
    """Everything below `folder` whose path (relative to root) is not below a known folder or a known file."""
    problems = []
    below = tuple(f"{path}/" for path in known)
    for name, kind in walk_names(root / folder):
        path = f"{folder}/{name}" if name else folder
        if path in known or path.startswith(below):
            continue
        if kind is Kind.LINK:
            problems.append(_link(path))
        elif kind in _UNOPENED:
            problems.append(_unread(path, _UNOPENED[kind]))
        elif not is_litter(PurePosixPath(path)):
            problems.append(_unread(path, f"nothing reads it; known are {', '.join(sorted(known))}"))
    return problems


_UNOPENED = {
    Kind.CLOSED: "the folder can't be opened",
    Kind.NO_FOLDER: "a folder belongs here, not a file",
    Kind.DEEP: f"it lies more than {DEEPEST} folders deep",
}
"""Why a folder is not looked into."""


def _link(path: str) -> Problem:
    return Problem(path, 1, "-", "symbolic link found; put the file itself here", "symlink")


def _no_file(path: str) -> Problem:
    return Problem(path, 1, "-", "no regular file; nothing can be read here", "unread-file")


def _unread(path: str, why: str) -> Problem:
    return Problem(path, 1, "-", f"the file is not read: {why}", "unread-file")


def _with_front_matter(path: str, text: str) -> tuple[Document | None, list[Problem]]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        message = f'the first line is {lines[0][:40]!r}; it must be "---", then the fields, then "---" again'
        return None, [Problem(path, 1, "-", message, "no-front-matter")]
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == "---":
            data, locations, problems = read_yaml(path, "\n".join(lines[1 : number - 1]), first_line=2)
            body = "\n".join(lines[number:])
            stalling = some(overloaded(path, body, number + 1))
            if stalling:
                return None, [*problems, *stalling]
            return _document(path, data, locations, problems, body, number + 1)
    return None, [Problem(path, 1, "-", 'the fields never end: the second "---" is missing', "no-front-matter")]


def _document(
    path: str,
    data: object,
    lines: dict[tuple[str | int, ...], int],
    problems: list[Problem],
    body: str = "",
    body_line: int = 1,
) -> tuple[Document | None, list[Problem]]:
    if problems and data is None:
        return None, problems
    if not isinstance(data, dict):
        found = "nothing" if data is None else "a list" if isinstance(data, list) else f"the text {str(data)[:40]!r}"
        return None, [
            *problems,
            Problem(path, 1, "-", f"the file must hold fields (name: value); found {found}", "bad-yaml"),
        ]
    return Document(path, data, lines, body, body_line), problems
