"""A bundle as a whole: written from files, and opened with everything about it compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.bundles.container.archive import Packed, check_seal, pack, read_file, read_members, write_archive
from macros.bundles.container.atomic import replacing
from macros.bundles.container.errors import BundleError, DamagedError, ForeignError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, About, FileSum, Manifest, read_manifest
from macros.bundles.container.paths import check_paths


@dataclass(frozen=True)
class Bundle:
    """An opened bundle whose bytes give its own hash; its files are compared with the manifest as they are read."""

    manifest: Manifest
    text: bytes
    """The manifest as it stands in the archive."""
    signature: bytes | None
    """Signature of the manifest, as it stands in the archive."""
    members: Mapping[str, Packed]
    """By path below the bundle's folder; the files that the manifest lists."""

    @property
    def identity(self) -> bytes:
        """What an update knows it by: see `identity`."""
        return identity(self.text, self.signature)

    def content(self, path: str) -> bytes:
        """One file.

        Raises:
            DamagedError: when it is not what the manifest says.
        """
        content = self.members[path].content()
        if FileSum.of(content) != self.manifest.files[path]:
            raise DamagedError(f"{path} is not the file that {MANIFEST} lists")
        return content


def identity(text: bytes, signature: bytes | None) -> bytes:
    """SHA-256 of a manifest and of its signature; the same content under another signature is another bundle."""
    return hashlib.sha256(b"%d %s%s" % (len(text), text, signature or b"")).digest()


def open_bundle(data: bytes) -> Bundle:
    """Open an archive's bytes.

    Raises:
        ForeignError: when it is no bundle.
        DamagedError: when it is not as it was written; `PathError` when it holds a path that no bundle may hold.
    """
    check_seal(data)
    return gather(list(read_members(data)))


def read_bundle(path: Path) -> tuple[bytes, Bundle]:
    """The bytes of a bundle's file and the bundle in it.

    Raises:
        BundleError: names the file and what is wrong with it.
    """
    data = read_file(path)
    try:
        return data, open_bundle(data)
    except BundleError as error:
        raise type(error)(f"{path.name}: {error}") from None


def gather(members: Iterable[Packed]) -> Bundle:
    """Put the members of an archive together.

    Raises:
        DamagedError: when they are not exactly the files that the manifest lists.
    """
    by_path = {member.path: member for member in members}
    place = next((path for path in by_path if path.count("/") == 1 and path.endswith(f"/{MANIFEST}")), None)
    if place is None:
        raise ForeignError(f"there is no {MANIFEST} in it, so it is no bundle of this program")
    text = by_path.pop(place).content()
    manifest = read_manifest(text)
    folder = manifest.about.folder
    signature = by_path.pop(f"{folder}/{SIGNATURE}", None)
    listed = {f"{folder}/{path}": path for path in manifest.files}
    for path in sorted(listed.keys() ^ by_path.keys()):
        raise DamagedError(f"{path} is missing" if path in listed else f"{path} stands in no list")
    files = {listed[path]: member for path, member in by_path.items()}
    return Bundle(manifest, text, signature.content() if signature else None, files)


def write_bundle(
    target: Path, about: About, files: Mapping[str, bytes], sign: Callable[[bytes], bytes] | None = None
) -> Manifest:
    """Write a bundle; the target is replaced when all is written, or left as it was.

    Args:
        about: what it is.
        files: by path below the bundle's folder.
        sign: gives the signature file of the manifest.

    Returns:
        The manifest.

    Raises:
        PathError: when a path is not one that every computer can store.
        BundleError: when the reader would refuse the bundle, for a size for instance.
    """
    manifest = Manifest(about, {path: FileSum.of(files[path]) for path in sorted(files)})
    check_paths([f"{about.folder}/{path}" for path in (MANIFEST, SIGNATURE, *files)])
    text = manifest.text()
    inside = {**files, MANIFEST: text}
    if sign:
        inside[SIGNATURE] = sign(text)
    with replacing(target, _readable) as file:
        write_archive(file, (pack(f"{about.folder}/{path}", inside[path]) for path in sorted(inside)), about.date)
    return manifest


def _readable(file: Path) -> None:
    try:
        open_bundle(read_file(file))
    except BundleError as error:
        raise BundleError(f"nobody could open this bundle: {error}") from None
