"""The new bundle, made from the old one by what an update says; nothing in the update is trusted.

Needs nothing but the standard library.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from macros.bundles.container.archive import Packed, pack
from macros.bundles.container.bundle import Bundle, identity
from macros.bundles.container.errors import DamagedError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, FileSum, Manifest, manifest_of
from macros.bundles.update.read.patch import apply_patch
from macros.bundles.update.read.update_file import Update


@dataclass(frozen=True)
class Result:
    """A bundle that is not written yet."""

    manifest: Manifest
    old: Bundle
    """Where the files come from that have not changed."""
    changed: dict[str, bytes]
    """Files that have, and new ones, by path; among them the signature, unless it is the old one."""
    signature: bytes | None
    """Inside the bundle."""
    beside: bytes | None
    """The signature file beside it."""

    @property
    def identity(self) -> bytes:
        """What an update knows it by."""
        return identity(self.manifest.text(), self.signature)

    def members(self) -> list[Packed]:
        """Everything in the archive, sorted; what has not changed is not packed again."""
        folder = self.manifest.about.folder
        inside = {MANIFEST: self.manifest.text()}
        if self.signature is not None:
            inside[SIGNATURE] = self.signature
        packed = []
        for path in sorted([*self.manifest.files, *inside]):
            place = f"{folder}/{path}"
            content = inside.get(path, self.changed.get(path))
            packed.append(replace(self.old.members[path], path=place) if content is None else pack(place, content))
        return packed


def sorted_files(bundle: Bundle) -> list[str]:
    """Paths of what an update may change, as it numbers them: every file but the manifest."""
    return sorted([*bundle.members, *([] if bundle.signature is None else [SIGNATURE])])


def content_of(bundle: Bundle, path: str) -> bytes:
    """A file that an update may change."""
    return bundle.signature or b"" if path == SIGNATURE else bundle.content(path)


def make_result(old: Bundle, update: Update) -> Result:
    """Make the new bundle's files.

    Raises:
        DamagedError: when the update makes no sense for this bundle; `PathError` for a path outside the rules.
    """
    paths = sorted_files(old)
    if any(number >= len(paths) for number, _ in update.files):
        raise DamagedError("the update changes a file that the old bundle hasn't; don't use it")
    before = {paths[number]: content_of(old, paths[number]) for number, _ in update.files}
    sizes = dict(update.added)
    for number, growth in update.files:
        if growth is not None:
            sizes[paths[number]] = len(before[paths[number]]) + growth
    content = apply_patch(b"".join(before.values()), update.patch)
    if min(sizes.values(), default=0) < 0 or sum(sizes.values()) + (update.beside or 0) != len(content):
        raise DamagedError("the update makes files of other sizes than it says; don't use it")
    changed, place = {}, 0
    for path in sorted(sizes):
        changed[path] = content[place : place + sizes[path]]
        place += sizes[path]
    signature = changed.get(SIGNATURE, None if SIGNATURE in before else old.signature)
    sums = {path: known for path, known in old.manifest.files.items() if path not in before}
    sums |= {path: FileSum.of(text) for path, text in changed.items() if path != SIGNATURE}
    manifest = manifest_of({**asdict(old.manifest.about), **update.about}, sums)
    return Result(manifest, old, changed, signature, None if update.beside is None else content[place:])
