"""Find and read the content files of a project.

Reads only regular files below the folders it is given, refuses symbolic links, and reports every
file that it does not read. Next stage: `macros.model.validate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.load.document import Document
from macros.load.litter import is_litter
from macros.load.text import MAX_BYTES, UnreadableTextError, decode, overloaded, suspicious
from macros.load.walk import DEEPEST, Kind, walk
from macros.load.yaml_reader import read_yaml
from macros.problems import Problem, some


@dataclass(frozen=True)
class Loaded:
    """What reading a folder gave."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def load_folder(root: Path, folder: str, ending: str, *, skip: frozenset[str] = frozenset()) -> Loaded:
    """Read every entry file directly inside one folder.

    Args:
        root: the project's root.
        folder: relative to the root, e.g. `docs/practices`. A missing folder holds no entries.
        ending: `.md` (front matter and body) or `.yml`.
        skip: file names that somebody else reads (the section's `index.md`).
    """
    documents: list[Document] = []
    problems: list[Problem] = []
    for entry, kind in walk(root / folder):
        path = entry.relative_to(root).as_posix()
        if kind is Kind.LINK:
            problems.append(_link(path))
        elif kind in _UNOPENED:
            problems.append(_unread(path, _UNOPENED[kind]))
        elif is_litter(entry.relative_to(root)) or (path == f"{folder}/{entry.name}" and entry.name in skip):
            continue
        elif path != f"{folder}/{entry.name}":
            problems.append(_unread(path, f"entries stand directly in {folder}/, not in folders below it"))
        elif entry.suffix != ending:
            problems.append(_unread(path, f"entries in {folder}/ end in {ending}"))
        else:
            document, found = load_file(root, path)
            problems.extend(found)
            if document is not None:
                documents.append(document)
    return Loaded(tuple(documents), tuple(problems))


def load_file(root: Path, path: str) -> tuple[Document | None, list[Problem]]:
    """Read one `.yml` or `.md` file into a document; None when it can't be read at all."""
    text, problems = load_text(root, path)
    if text is None:
        return None, problems
    if path.endswith(".md"):
        return _with_front_matter(path, text)
    data, lines, problems = read_yaml(path, text)
    return _document(path, data, lines, problems)


def load_text(root: Path, path: str) -> tuple[str | None, list[Problem]]:
    """Read one file as text; None and the problems when it is no acceptable text."""
    target = root / path
    if target.is_symlink():
        return None, [_link(path)]
    if not target.is_file():
        return None, [Problem(path, 1, "-", "no regular file; nothing can be read here", "unread-file")]
    try:
        with target.open("rb") as stream:
            text = decode(path, stream.read(MAX_BYTES + 1), target.stat().st_size)
    except UnreadableTextError as unreadable:
        return None, [unreadable.problem]
    except OSError as error:
        return None, [_unread(path, error.strerror or "it can't be opened")]
    problems = some(suspicious(path, text))
    return (None, problems) if problems else (text, [])


def unread_files(root: Path, folder: str, known: frozenset[str]) -> list[Problem]:
    """Everything below `folder` whose path (relative to root) is not below a known folder or a known file."""
    problems = []
    for entry, kind in walk(root / folder):
        path = entry.relative_to(root).as_posix()
        if path in known or any(path.startswith(f"{k}/") for k in known):
            continue
        if kind is Kind.LINK:
            problems.append(_link(path))
        elif kind in _UNOPENED:
            problems.append(_unread(path, _UNOPENED[kind]))
        elif not is_litter(entry.relative_to(root)):
            problems.append(_unread(path, f"nothing reads it; known are {', '.join(sorted(known))}"))
    return problems


_UNOPENED = {
    Kind.CLOSED: "the folder can't be opened",
    Kind.DEEP: f"it lies more than {DEEPEST} folders deep",
}
"""Why a folder is not looked into."""


def _link(path: str) -> Problem:
    return Problem(path, 1, "-", "symbolic link found; put the file itself here", "symlink")


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
