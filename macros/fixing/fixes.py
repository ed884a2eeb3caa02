"""What can be mended in a project without changing what it says; nothing is written.

Each mend is tried: the whole content is checked with it, and a file whose mends bring a problem keeps what it says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.fixing.style import tidy
from macros.fixing.values import Edit, edits
from macros.knowledge.checks import check_connected
from macros.load.copies import copy_content
from macros.load.files import find_entries, load_bytes, parse
from macros.model.library import Library
from macros.model.registry import record_types
from macros.model.sound import SoundEntry
from macros.model.vocabulary import FOLDER as LISTS
from macros.problems import Problem

_PASSES = 3
"""Times that a file is looked at again, since what couldn't be read hides what else is wrong."""

_Known = tuple[str, str, str, str]


@dataclass(frozen=True)
class Fix:
    """A file that can be mended."""

    path: str
    """From the project's folder, forward slashes."""
    before: bytes
    after: bytes


@dataclass
class _Draft:
    """A file on the way to be mended."""

    raw: bytes
    styled: str
    """With another look, and the same values."""
    text: str
    fields: set[str] = field(default_factory=set)
    """Fields of which values were changed."""

    @property
    def changed(self) -> bool:
        return self.text.encode() != self.raw


def find_fixes(root: Path, sound: Mapping[str, SoundEntry], only: Iterable[str] | None = None) -> list[Fix]:
    """What can be mended in entries and controlled lists.

    Args:
        root: the project's folder.
        sound: what earlier checks found sound; read, not changed.
        only: paths of files that may be mended; None for all.
    """
    library, _, before = check_connected(root, dict(sound))
    drafts = _drafts(root, {problem.path for problem in before}, None if only is None else frozenset(only))
    if library is None or not drafts:
        return []
    problems = before
    for number in range(_PASSES):
        if number or any(draft.changed for draft in drafts.values()):
            library, problems = _tried(root, drafts, sound)
        if library is None or not _mend(drafts, problems, library):
            break
    _take_back(root, drafts, before, sound)
    return [Fix(path, one.raw, one.text.encode()) for path, one in sorted(drafts.items()) if one.changed]


def _drafts(root: Path, wrong: set[str], only: frozenset[str] | None) -> dict[str, _Draft]:
    """The files that look odd, or that something is wrong with; not those that are no text."""
    found = {}
    for path in _files(root):
        raw, _ = load_bytes(root, path) if only is None or path in only else (None, [])
        try:
            text = raw.decode("utf-8") if raw is not None else None
        except UnicodeDecodeError:
            continue
        if raw is not None and text is not None:
            styled = _styled(path, text)
            if path in wrong or styled != text:
                found[path] = _Draft(raw, styled, styled)
    return found


def _files(root: Path) -> list[str]:
    """Entries and lists: files of which the check knows what they should hold."""
    index = frozenset({"index.md"})
    kinds = record_types().values()
    entries = (path for kind in kinds for path in find_entries(root, kind.folder, kind.ending, skip=index).paths)
    return [*entries, *find_entries(root, LISTS, ".yml").paths]


def _styled(path: str, text: str) -> str:
    """The text with another look, where it then says the same, or can be read at last."""
    tidied = tidy(path, text)
    if tidied == text:
        return text
    before, after = (parse(path, one.encode())[0] for one in (text, tidied))
    same = after is not None and (before is None or _says(before.data) == _says(after.data))
    return tidied if same else text


def _says(value: object) -> object:
    """What data say, without regard to blanks at the ends of lines."""
    if isinstance(value, dict):
        return {key: _says(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_says(inner) for inner in value]
    return "\n".join(line.rstrip(" \t") for line in value.split("\n")) if isinstance(value, str) else value


def _mend(drafts: Mapping[str, _Draft], problems: Iterable[Problem], library: Library) -> bool:
    """Mend the values that are wrong now; whether anything has changed."""
    changed = False
    for path, found in _by_path(problems).items():
        draft = drafts.get(path)
        wanted = list(edits(draft.text, path, found, library)) if draft else []
        if draft and wanted:
            draft.text, changed = _edited(draft.text, wanted), True
            draft.fields |= {edit.field for edit in wanted}
    return changed


def _edited(text: str, wanted: Iterable[Edit]) -> str:
    """The text with edits that don't overlap, from its end to its beginning."""
    least = len(text) + 1
    for edit in sorted(set(wanted), key=lambda edit: (edit.end, edit.start, edit.text), reverse=True):
        if edit.end <= least:
            text, least = text[: edit.start] + edit.text + text[edit.end :], edit.start
    return text


def _take_back(
    root: Path, drafts: Mapping[str, _Draft], before: list[Problem], sound: Mapping[str, SoundEntry]
) -> None:
    """Take back what brings a problem: first the values of a file, then all of it.

    A file that couldn't be read as a record may show what was hidden behind that, but not at a field that was mended.
    """
    known = {_known(problem) for problem in before}
    unread = {problem.path for problem in before if problem.severity == "error"}
    while any(draft.changed for draft in drafts.values()):
        _, after = _tried(root, drafts, sound)
        new = [problem for problem in after if _known(problem) not in known]
        wrong = {problem.path for problem in new
                 if problem.path not in unread or _is_ours(problem, drafts.get(problem.path))}  # fmt: skip
        if not wrong:
            return
        blamed = {path for path in wrong if path in drafts and drafts[path].changed}
        for draft in (drafts[path] for path in blamed or drafts):
            draft.text = draft.styled if draft.text != draft.styled else draft.raw.decode("utf-8")
            draft.fields.clear()


def _is_ours(problem: Problem, draft: _Draft | None) -> bool:
    return draft is not None and problem.field in draft.fields


def _tried(
    root: Path, drafts: Mapping[str, _Draft], sound: Mapping[str, SoundEntry]
) -> tuple[Library | None, list[Problem]]:
    """The whole content, with the drafts in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_content(root, copy)
        for path, draft in drafts.items():
            (copy / path).unlink()
            (copy / path).write_bytes(draft.text.encode())
        library, _, problems = check_connected(copy, dict(sound))
    return library, problems


def _known(problem: Problem) -> _Known:
    return problem.path, problem.field, problem.code, problem.message


def _by_path(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.path, []).append(problem)
    return found
