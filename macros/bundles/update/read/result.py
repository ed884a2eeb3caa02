"""The files of a new bundle, made from those of the old one by what a delta says; nothing in the delta is trusted.

Needs nothing but the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from macros.bundles.container.archive import LARGEST_FILE, LARGEST_TOTAL, Packed, pack
from macros.bundles.container.bundle import Bundle
from macros.bundles.container.errors import DamagedError
from macros.bundles.container.manifest import (
    MANIFEST,
    MOST_FILES,
    SIGNATURE,
    FileSum,
    Manifest,
    head_text,
    read_head,
    read_manifest,
)
from macros.bundles.container.paths import check_path
from macros.bundles.update.read.deltafile import Head
from macros.bundles.update.read.edits import TO_END, Change, Edits
from macros.bundles.update.read.renumber import POSTINGS, renumbered

MOST_WORK = 4 * LARGEST_TOTAL
"""Bytes of old files that one delta may have read again and again."""
RENUMBERING = 8
"""How much more work a byte is whose numbers change."""


def substituted(
    content: bytes, pairs: Sequence[tuple[bytes, bytes]], worked: Callable[[int], None] = lambda size: None
) -> bytes:
    """Content with every pair's first text replaced by its second, one pair after the other.

    Args:
        worked: told of the bytes that each pair has cost, and raises when there were too many.

    Raises:
        DamagedError: when that makes it larger than any file of a bundle.
    """
    for old, new in pairs:
        size = len(content) + content.count(old) * (len(new) - len(old))
        if not old or size > LARGEST_FILE:
            raise DamagedError("a substitution of the delta makes no sense; don't use it")
        worked(len(content) + size)
        content = content.replace(old, new)
    return content


class Result:
    """The files of the new bundle, made one by one from those of the old one."""

    def __init__(self, old: Bundle, head: Head, edits: Edits) -> None:
        """Make ready.

        Args:
            old: the bundle that the delta changes.
            head: what the delta promises.
            edits: what it says.
        """
        self._old, self._edits = old, edits
        self._left, self._work = head.total, MOST_WORK
        self._paths = sorted([*old.members, SIGNATURE] if old.signature is not None else old.members)

    def _content(self, path: str) -> bytes:
        if path == SIGNATURE and self._old.signature is not None:
            return self._old.signature
        return self._old.content(path)

    def _path(self, number: int) -> str:
        if number >= len(self._paths):
            raise DamagedError("the delta names a file that the old bundle hasn't")
        return self._paths[number]

    def made(self, content: bytes, change: Change) -> bytes:
        """A file as a change makes it; counts towards the size that the delta promised."""
        self.worked(len(content))
        base = content if change.plain else self.prepared(content)
        if change.second:
            base += self.prepared(self._content(self._path(change.second - 1)))
        parts, at, size = [], 0, 0
        for skip, copy, insert in change.steps:
            at += skip
            copy = len(base) - at if copy == TO_END else copy
            size += copy + len(insert)
            self.counted(copy + len(insert))
            if copy < 0 or size > LARGEST_FILE:
                raise DamagedError("the delta makes a larger file than any bundle holds; don't use it")
            if at < 0 or at + copy > len(base):
                raise DamagedError("the delta copies from where there is nothing; don't use it")
            parts += [base[at : at + copy], insert]
            at += copy
        return b"".join(parts)

    def prepared(self, content: bytes) -> bytes:
        """An old file with what changes in all of them: substitutions made, postings renumbered."""
        edits = self._edits
        content = substituted(content, edits.substitutions, self.worked)
        numbers = (edits.sections or edits.patterns) and POSTINGS.fullmatch(content)
        self.worked(len(content) * (RENUMBERING if numbers else 1))
        return renumbered(content, edits.sections, edits.patterns) if numbers else content

    def worked(self, size: int) -> None:
        """Take so many bytes from what may still be read."""
        self._work -= size
        if self._work < 0:
            raise DamagedError("the delta asks for more work than any real one; don't use it")

    def counted(self, size: int) -> None:
        """Take so many bytes from what may still be made."""
        self._left -= size
        if self._left < 0:
            raise DamagedError("the delta makes more than it promised; don't use it")

    def files(self) -> Iterator[tuple[str, Packed | None, bytes]]:
        """Path, the old bundle's member where it can be kept as it is, and content of every file; in no order."""
        removed, changed = set(self._edits.removed), dict(self._edits.changed)
        if len(removed) < len(self._edits.removed) or len(changed) < len(self._edits.changed):
            raise DamagedError("the delta changes a file twice; don't use it")
        for number in removed | changed.keys():
            self._path(number)
        if len(self._paths) - len(removed) + len(self._edits.added) > MOST_FILES:
            raise DamagedError("the delta makes more files than any bundle holds; don't use it")
        for number, path in enumerate(self._paths):
            if number in removed:
                continue
            old = self._content(path)
            if number in changed:
                new = self.made(old, changed[number])
            else:
                new = self.prepared(old)
                self.counted(len(new))
            yield path, self._old.members.get(path) if new == old else None, new
        for path, base, change in self._edits.added:
            yield path, None, self.made(self._content(self._path(base - 1)) if base else b"", change)

    def members(self) -> tuple[bytes, list[Packed]]:
        """The manifest and everything in the archive, sorted.

        Raises:
            DamagedError: when the delta doesn't give what it promised; `PathError` for a path outside the rules.
        """
        about = read_head(self.made(head_text(self._old.manifest.about), self._edits.about))
        sums: dict[str, FileSum] = {}
        packed: dict[str, Packed] = {}
        for path, kept, content in self.files():
            place = f"{about.folder}/{path}"
            if place in packed or path == MANIFEST:
                raise DamagedError(f"the delta makes {path!r} twice; don't use it")
            check_path(place)
            packed[place] = kept if kept and kept.path == place else pack(place, content)
            if path != SIGNATURE:
                sums[path] = FileSum.of(content)
        text = Manifest(about, sums).text()
        read_manifest(text)
        packed[f"{about.folder}/{MANIFEST}"] = pack(f"{about.folder}/{MANIFEST}", text)
        return text, [packed[path] for path in sorted(packed)]
