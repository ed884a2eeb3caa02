"""Drafts as files of a library: checked as if they lay there, each problem at the cell it comes from; then put there.

The check is that of `commonthread check`, over a copy of the content (links to the same files, where the disk allows)
with the drafts in it, so a form knows no rules of its own.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from macros.giving.draft import Draft
from macros.giving.entry_text import entry_text
from macros.giving.found import Found, Origin
from macros.giving.given import checksum
from macros.giving.standing import standing
from macros.knowledge.checks import check_connected
from macros.load.copies import copy_content
from macros.load.document import Document, Location
from macros.load.files import parse
from macros.model.body import section_lines
from macros.model.entry_name import why_refused
from macros.model.field_labels import label_of
from macros.model.library import Library
from macros.model.registry import record_types
from macros.model.sound import SoundEntries
from macros.problems import Problem

_PLACING = ".receiving"
"""Folder in the project for entries that are being put in their places."""
_NO_FILE = ("missing-field", "bad-file-name")
"""Codes of what keeps an entry from having a file, so that nothing else can be asked of it."""
_NAMELESS = "without-a-title"
"""What the file of an entry is called whose title is still missing, while it is checked; it is never written."""
_READY = "ready.json"
"""File there that says where each goes; without it none does."""


@dataclass(frozen=True)
class Proposal:
    """A draft as a file."""

    draft: Draft
    text: str
    whole: bool = True
    """Whether it was written anew from the values of its draft; a correction keeps all else that its file says."""
    told: tuple[str, ...] = ()
    """What changes, in a line each, where the lines of the file say it badly."""

    @property
    def before(self) -> str:
        """Checksum of the file that it changes, when the form was made; empty for a new entry."""
        return self.draft.before

    @property
    def path(self) -> str:
        """Where it would lie, from the project's folder."""
        return self.draft.path


def propose(drafts: Sequence[Draft], day: str, library: Library) -> list[Proposal]:
    """The files that drafts would become; a new entry that names no status stands at the beginning.

    Args:
        drafts: of what was sent.
        day: on which an entry is added that says no other.
        library: that they are for.
    """
    return [Proposal(draft, _file(draft, day, library)) for draft in drafts]


def _file(draft: Draft, day: str, library: Library) -> str:
    begun = {} if draft.before else standing(draft.kind, library.vocabularies)
    return entry_text(draft.kind, {"added": day, **begun, **draft.data}, draft.sections)


def difference(root: Path, one: Proposal) -> Iterator[str]:
    """The lines that a change to an entry takes away and puts in; none for a new entry."""
    if one.before:
        old = (root / one.path).read_text(encoding="utf-8").splitlines(keepends=True)
        yield from unified_diff(old, one.text.splitlines(keepends=True), one.path, one.path, n=0)


def check_proposals(root: Path, file: str, proposals: Sequence[Proposal], sound: SoundEntries | None) -> list[Found]:
    """What is wrong with proposals, by themselves and among all entries; nothing that was wrong before.

    Args:
        root: the project's folder.
        file: name of what they came in, for the problems.
        proposals: in any order.
        sound: what earlier checks found sound; read, not changed.
    """
    found = list(_before_the_check(root, file, proposals))
    if any(one.problem.code in _NO_FILE for one in found):
        return found
    by_path = {one.path: one for one in proposals}
    for problem in new_problems(root, {one.path: one.text for one in proposals}, sound):
        proposal = by_path.get(problem.path)
        found.append(Found(problem, _cell_of(proposal, problem) if proposal else None))
    return found


def new_problems(root: Path, texts: Mapping[str, str], sound: SoundEntries | None) -> list[Problem]:
    """What would be wrong with a project if files of it said something else; nothing that is wrong already.

    Args:
        root: the project's folder.
        texts: what the files would say, by their paths from there.
        sound: what earlier checks found sound; read, not changed.
    """
    kept = dict(sound or {})
    _, _, before = check_connected(root, dict(kept))
    known = {(problem.path, problem.field, problem.code, problem.message) for problem in before}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_content(root, copy)
        for path, text in texts.items():
            place = copy / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            place.write_text(text, encoding="utf-8", newline="")
        _, _, after = check_connected(copy, dict(kept))
    return [one for one in sorted(after) if (one.path, one.field, one.code, one.message) not in known]


def _before_the_check(root: Path, file: str, proposals: Sequence[Proposal]) -> Iterator[Found]:
    """What would stand in the way of a file itself."""
    taken: dict[str, Proposal] = {}
    for number, one in enumerate(proposals, start=1):
        draft, begin = one.draft, one.draft.begin
        if not (draft.data.get("title") or draft.data.get("id")):
            draft.data["id"] = f"{_NAMELESS}-{number}"
        cell = draft.cells.get(("id",)) or draft.cells.get(("title",)) or begin
        if not draft.id:
            wanted = f'write a short one under "{label_of("id")}", such as winter-cash'
            message = f"has no id, and its title has no Latin letters to make one of: {wanted}"
            yield Found(Problem(file, begin.row, "id", message, "missing-field"), cell)
        elif refused := why_refused(draft.id):
            yield Found(Problem(file, cell.row, "id", refused, "bad-file-name"), cell)
        elif draft.id in taken:
            message = f'stands twice in this file, here and in {taken[draft.id].draft.begin.place}: "{draft.id}"'
            yield Found(Problem(file, cell.row, "id", message, "duplicate-id"), cell)
        elif one.before:
            why = _why_unchangeable(root / one.path, one)
            if why:
                yield Found(Problem(file, cell.row, "id", why, "duplicate-id"), cell)
        elif os.path.lexists(root / one.path):
            message = (
                f'there is an entry "{draft.id}" already: {one.path}. Is it the same? Then choose it, or send a change '
                f"to it; else change the title a little"
            )
            yield Found(Problem(file, cell.row, "id", message, "duplicate-id"), cell)
        taken[draft.id] = one


def _why_unchangeable(place: Path, one: Proposal) -> str:
    """Why an entry's file can't be replaced without losing something."""
    try:
        content = place.read_bytes()
    except OSError:
        return "the entry that this form was made of is gone; make a new form"
    if checksum(content) != one.before:
        return "the entry has changed since this form was made of it; make a new form and put the answers there"
    if not one.whole:
        return ""
    comments = [number for number, line in enumerate(content.split(b"\n"), start=1) if line.lstrip().startswith(b"# ")]
    fields = content.split(b"\n---", 1)[0].count(b"\n") + 1
    if any(number <= fields for number in comments):
        return f"line {comments[0]} of the entry's file is a comment, which a form can't keep; change the file by hand"
    return ""


def _cell_of(proposal: Proposal, problem: Problem) -> Origin | None:
    """The cell that a problem of an entry's file comes from: of the value, or the nearest of what holds it."""
    draft = proposal.draft
    where: Location = tuple(int(part) if part.isdigit() else part for part in problem.field.split("."))
    if problem.field in ("-", "text"):
        missing = (s.key for s in draft.kind.sections if f"## {s.heading}" in problem.message)
        key = next(missing, None) if problem.code == "missing-section" else None
        where = ("body", key) if key else _place_on_line(proposal, problem.line)
    while where:
        if where in draft.cells or where in draft.asked:
            return draft.cells.get(where) or draft.asked[where]
        below = [place for place in draft.cells if place[: len(where)] == where]
        if below:
            return draft.cells[below[0]]
        where = where[:-1]
    return draft.begin


def _place_on_line(proposal: Proposal, line: int) -> Location:
    """What stands on a line of an entry's file: a section or a field."""
    document, _ = parse(proposal.path, proposal.text.encode())
    if document is None:
        return ()
    begins = section_lines(document, proposal.draft.kind.sections) if document.body else {}
    above = [(begin, key) for key, begin in begins.items() if begin <= line]
    if above:
        return ("body", max(above)[1])
    return _field_on_line(document, line)


def _field_on_line(document: Document, line: int) -> Location:
    before = [(begin, len(place), place) for place, begin in document.lines.items() if begin <= line]
    return max(before, key=lambda one: one[:2])[2] if before else ()


def place(root: Path, proposals: Sequence[Proposal]) -> list[str]:
    """Put entries into a project: all of them or none, whenever it is interrupted.

    They are written beside the content first. Only when all are there, a file says so; from then on whoever comes next
    finishes (`finish_placing`).

    Returns:
        Their paths.

    Raises:
        FileExistsError: when a place has been taken meanwhile.
        OSError: when the disk is full, or nothing can be written.
    """
    finish_placing(root)
    folder = root / _PLACING
    folder.mkdir()
    try:
        for number, one in enumerate(proposals):
            if not one.before and os.path.lexists(root / one.path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), one.path)
            _write(folder / str(number), one.text)
        _write(folder / f"{_READY}.new", json.dumps([one.path for one in proposals]))
        (folder / f"{_READY}.new").replace(folder / _READY)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finish_placing(root)
    return [one.path for one in proposals]


def finish_placing(root: Path) -> None:
    """Finish what a run that was interrupted had begun, or take it back where it hadn't written everything."""
    folder = root / _PLACING
    if not folder.is_dir() or folder.is_symlink():
        return
    with held(folder):
        ready = folder / _READY
        if ready.is_file():
            for number, path in enumerate(json.loads(ready.read_text(encoding="utf-8"))):
                written = folder / str(number)
                if written.is_file() and not written.is_symlink() and _is_entry(path):
                    (root / path).parent.mkdir(parents=True, exist_ok=True)
                    written.replace(root / path)
        shutil.rmtree(folder)


def _is_entry(path: object) -> bool:
    """Whether a path is that of an entry, and of nothing else in the project or outside it."""
    folder, _, name = str(path).rpartition("/")
    return any(
        kind.folder == folder and name.endswith(kind.ending) and not why_refused(name.removesuffix(kind.ending))
        for kind in record_types().values()
    )


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Nobody else changes files of a folder meanwhile who asks the same way, where the system can tell."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
