"""A proposal's content laid over a checkout of the library that it wants to change, without running anything of it.

The program, the templates, the pages of maintainers and the settings stay those of the checkout. The proposal's files
are read as Git's objects, never as files that it has put somewhere: a link leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.load.docs import LARGEST
from macros.review.content import is_content, why_no_path
from macros.review.git import FILE, PROGRAM, Blob, ask, contents, files_of

MOST_FILES = 5_000
"""Files that one proposal may change; a library of ten years has fewer in all."""
MOST_BYTES = 200_000_000
"""Of all changed content together."""
_LINK, _REPOSITORY = "120000", "160000"
_SPOKEN = {_LINK: "a symbolic link; put the file itself here", _REPOSITORY: "another repository; put files here"}


class NotLaidError(Exception):
    """A proposal that is refused as a whole: nothing of it was laid. Says everything that is wrong with it."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class Laid:
    """What was done with a proposal, each file by its path in the project."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    left_out: tuple[str, ...]
    """Changed files that are code, or that nobody publishes: not laid, whatever they hold."""


def lay(root: Path, proposal: Path, revision: str = "HEAD") -> Laid:
    """Lay what a proposal changes in the content over a checkout.

    Args:
        root: the project's folder, at the commit that the proposal wants to change, with no change of its own.
        proposal: the same folder in a repository that has the proposal.
        revision: the proposal's commit there, merged with the checkout's.

    Raises:
        NotLaidError: when a file may not be taken, or the checkout would lose something.
        GitError: where Git can't answer.
    """
    if ask(root, "status", "--porcelain", "--", "."):
        raise NotLaidError(["this checkout has changes of its own, which would be lost; commit them first"])
    before = {blob.path: blob for blob in files_of(root, "HEAD")}
    after = {blob.path: blob for blob in files_of(proposal, revision)}
    differing = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    changed = [path for path in differing if is_content(path)]
    wanted = [after[path] for path in changed if path in after]
    reasons = list(_refused(root, differing, wanted))
    if reasons:
        raise NotLaidError(reasons)
    deleted = [path for path in changed if path not in after]
    for path in deleted:
        _delete(root, path)
    for blob, content in contents(proposal, wanted):
        place = root / blob.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    left_out = [path for path in differing if not is_content(path)]
    return Laid(tuple(blob.path for blob in wanted), tuple(deleted), tuple(left_out))


def _refused(root: Path, differing: list[str], wanted: list[Blob]) -> Iterator[str]:
    if len(differing) > MOST_FILES:
        yield f"{len(differing):,} files differ; {MOST_FILES:,} at most. Make several proposals of it"
        return
    for blob in wanted:
        why = why_no_path(blob.path)
        if why:
            yield f"{blob.path!r}: {why}"
        elif blob.mode not in (FILE, PROGRAM):
            yield f"{blob.path!r}: {_SPOKEN.get(blob.mode, 'no file')}"
        elif blob.size > LARGEST:
            yield f"{blob.path!r}: {blob.size:,} bytes; {LARGEST:,} at most. Make it smaller"
        elif any((root / parent).is_symlink() for parent in Path(blob.path).parents):
            yield f"{blob.path!r}: a folder above it is a symbolic link"
    size = sum(blob.size for blob in wanted)
    if size > MOST_BYTES:
        yield f"{size:,} bytes of content; {MOST_BYTES:,} at most. Make several proposals of it"


def _delete(root: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    place = root / path
    place.unlink(missing_ok=True)
    for folder in place.parents:
        if folder == root or any(folder.iterdir()):
            break
        folder.rmdir()
