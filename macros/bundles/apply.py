"""Applying a delta: a bundle and what changed become the next bundle, wholly or not at all.

Needs nothing but the standard library.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.bundles.archive import LARGEST_FILE, LARGEST_TOTAL, Packed, pack, read_file, write_archive
from macros.bundles.bundle import Bundle, open_bundle, replacing
from macros.bundles.deltafile import Head, read_delta
from macros.bundles.edits import Change, Edits
from macros.bundles.errors import BundleError, DamagedError
from macros.bundles.manifest import MANIFEST, SIGNATURE, FileSum, Manifest, head_text, read_head, read_manifest
from macros.bundles.paths import check_path
from macros.bundles.renumber import POSTINGS, renumbered

MOST_WORK = 4 * LARGEST_TOTAL
"""Bytes of old files that one delta may have read again and again."""
RENUMBERING = 8
"""How much more work a byte is whose numbers change."""


class BaseError(BundleError):
    """The delta is for another bundle than the given one."""


@dataclass(frozen=True)
class Applied:
    """What applying a delta has made."""

    path: Path
    exact: bool
    """The file is the builder's, bit for bit; otherwise its content is, packed differently by this computer's zlib."""
    signed: bool
    """The bundle holds a signature, which hasn't been checked."""


def substituted(content: bytes, pairs: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Content with every pair's first text replaced by its second, one pair after the other.

    Raises:
        DamagedError: when that makes it larger than any file of a bundle.
    """
    for old, new in pairs:
        if not old or len(content) + content.count(old) * (len(new) - len(old)) > LARGEST_FILE:
            raise DamagedError("a substitution of the delta makes no sense; don't use it")
        content = content.replace(old, new)
    return content


class _Result:
    """The files of the new bundle, made one by one from those of the old one."""

    def __init__(self, old: Bundle, head: Head, edits: Edits) -> None:
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
        parts, at = [], 0
        for skip, copy, insert in change.steps:
            at += skip
            self.counted(copy + len(insert))
            if at < 0 or at + copy > len(base):
                raise DamagedError("the delta copies from where there is nothing; don't use it")
            parts += [base[at : at + copy], insert]
            at += copy
        return b"".join(parts)

    def prepared(self, content: bytes) -> bytes:
        """An old file with what changes in all of them: substitutions made, postings renumbered."""
        edits = self._edits
        content = substituted(content, edits.substitutions)
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


def apply_delta(
    delta: Path, old: Path | None = None, target: Path | None = None, check: Callable[[Path], None] | None = None
) -> Applied:
    """Make the new bundle beside its place and put it there when its hash is right.

    Args:
        delta: file to apply.
        old: bundle to apply it to; looked for beside the delta unless given.
        target: where the new bundle goes; beside the old one, under the name in the delta, unless given.
            It may be the old one itself.
        check: looks at the new file before it takes its place, and raises to refuse it.

    Raises:
        BundleError: when either file is damaged, foreign or malicious, or they don't belong together. Nothing has
            changed then.
    """
    head, edits = read_delta(read_file(delta))
    names = tuple(_file_name(name) for name in edits.names)
    old = old or _find(delta.parent, names[0], head)
    bundle = _open_base(old, head)
    target = target or old.with_name(names[1])
    result = _Result(bundle, head, edits)
    text, members = result.members()
    if hashlib.sha256(text).digest() != head.result:
        raise DamagedError("the delta does not give the bundle that it promises; don't use it")
    by_path = {member.path.partition("/")[2]: member for member in members}
    signature = by_path[SIGNATURE].content() if SIGNATURE in by_path else b""
    sidecar = [result.made(signature, change) for change in edits.sidecar]
    exact = False

    def finished(file: Path) -> None:
        nonlocal exact
        exact = _compare(file, head)
        if check:
            check(file)
        _sidecar(target).unlink(missing_ok=True)

    day = read_manifest(text).about.date
    with replacing(target, finished) as file:
        write_archive(file, members, day)
    if exact and sidecar:
        with replacing(_sidecar(target)) as file:
            file.write(sidecar[0])
    return Applied(target, exact, bool(signature))


def _sidecar(bundle: Path) -> Path:
    """The signature file beside a bundle.

    An old one goes before the bundle changes: none is better than a wrong one.
    """
    return bundle.with_name(f"{bundle.name}.minisig")


def _file_name(name: str) -> str:
    """A name that stands in a delta, which must be a file's name and no more."""
    check_path(name)
    if "/" in name or not name.endswith(".zip"):
        raise DamagedError(f"{name!r} in the delta is no name of a bundle; don't use it")
    return name


def _open_base(path: Path, head: Head) -> Bundle:
    try:
        bundle = open_bundle(read_file(path))
    except BundleError as error:
        raise type(error)(f"{path.name}: {error}") from None
    base = hashlib.sha256(bundle.text).digest()
    if base == head.result:
        raise BaseError(f"{path.name} is already what this delta makes; there is nothing to do")
    if base != head.base:
        about = bundle.manifest.about
        raise BaseError(
            f"{path.name} is not the bundle that this delta changes. It is “{about.title}” of {about.day}; "
            "a delta fits one version only. Get the delta for your version, or the whole bundle."
        )
    return bundle


def _find(folder: Path, name: str, head: Head) -> Path:
    """The bundle that a delta is for: by its name, else any beside it."""
    for path in [folder / name, *sorted(folder.glob("*.zip"))]:
        try:
            if hashlib.sha256(open_bundle(read_file(path)).text).digest() == head.base:
                return path
        except BundleError:
            continue
    raise BaseError(f"the bundle that this delta changes ({name}) is not beside it; name it after the delta")


def _compare(file: Path, head: Head) -> bool:
    """Whether the written file is the builder's, bit for bit; its content must be in any case."""
    data = read_file(file)
    if hashlib.sha256(data).digest() == head.archive:
        return True
    written = open_bundle(data)
    if hashlib.sha256(written.text).digest() != head.result:
        raise DamagedError("the new bundle was not written as it should be; try again")
    for path in written.members:
        written.content(path)
    return False


def told(applied: Applied, checked: bool = False) -> Iterator[str]:
    """What was done, in lines for a person; `checked`: the signature too."""
    yield f"{applied.path} is ready and complete."
    if not applied.exact:
        yield (
            "Every file in it is right. The zip itself differs from the published one, because this computer packs "
            "in another way; its checksum on the download page won't fit."
        )
    if checked:
        yield "It is signed with the key you gave."
    elif applied.signed:
        yield "It carries a signature, which was not checked here."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a program of its own: DELTA [OLD] [-o NEW].

    Returns:
        0, or 1 when nothing was changed.
    """
    parser = argparse.ArgumentParser(description="Make the next bundle from the one you have and a delta.")
    parser.add_argument("delta", type=Path, help="file that ends in .ctdelta")
    parser.add_argument("old", type=Path, nargs="?", help="bundle that you have; looked for beside the delta")
    parser.add_argument("-o", "--output", type=Path, help="where the new bundle goes; beside the old one")
    given = parser.parse_args(arguments)
    try:
        applied = apply_delta(given.delta, given.old, given.output)
    except (BundleError, OSError) as error:
        print(f"Not applied: {error}", file=sys.stderr)
        print("What you have is as it was.", file=sys.stderr)
        return 1
    print("\n".join(told(applied)))
    return 0
