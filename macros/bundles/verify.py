"""Whether a bundle is what its makers gave away, said in words for the person who holds it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import minisign

from macros.bundles.container.archive import LARGEST_FILE, check_seal, read_file, read_members
from macros.bundles.container.bundle import Bundle, gather
from macros.bundles.container.errors import BundleError, DamagedError, ForeignError, PathError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, SUMS, About, FileSum, Manifest, read_manifest
from macros.bundles.container.sidecar import LARGEST_SIGNATURE, sidecar_of
from macros.bundles.signature import Signed, check_signature, key_of

LARGEST_LIST = 16 << 20
"""Bytes of a manifest or a list of checksums that are read."""
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that systems leave in folders that somebody looks at; they are named, and no damage."""


class State(Enum):
    """What was found."""

    SIGNED = "intact and signed by a known key"
    UNSIGNED = "intact, unsigned"
    UNKNOWN_KEY = "intact, but signed by a key that is not known here"
    DAMAGED = "damaged"
    FOREIGN = "not one of our bundles"


@dataclass(frozen=True)
class Verdict:
    """What was found, and what it means for the reader."""

    state: State
    about: About | None
    """What the bundle says of itself, where that can be read."""
    found: tuple[str, ...]
    """Each thing that is wrong or worth knowing, one line each."""
    trusted: bool
    """Whether the bundle can be used, by the rules that were asked for."""

    def lines(self) -> Iterator[str]:
        """The whole answer."""
        if self.about:
            yield f"{self.about.library}: {self.about.title}, version {self.about.version}, as of {self.about.day}"
        yield f"Result: {self.state.value}."
        yield from self.found
        yield _ADVICE[self.state] if self.trusted or self.state in _BAD else _NOT_TRUSTED


_BAD = {State.DAMAGED, State.FOREIGN}
_ADVICE = {
    State.SIGNED: "You can use it.",
    State.UNSIGNED: "Every file is as the list in it says. Nothing proves who made the list: use it if you trust where "
    "it is from.",
    State.UNKNOWN_KEY: "Every file is as the list in it says, but who signed the list was not checked. Ask the "
    "library's editors for their public key, and check again with --public-key.",
    State.DAMAGED: "Don't use it. Get it again from where it came from; if it is damaged again, tell the editors.",
    State.FOREIGN: "Check that you took the right file. A bundle ends in .zip and is made by commonthread bundle; "
    f"a single file, a ZIM and a PDF can be checked where {SUMS} of the same release stands beside them.",
}
_NOT_TRUSTED = (
    "Every file is as the list in it says, but no key that is trusted here has signed it. Don't use it as theirs."
)


def verify(path: Path, keys: Sequence[minisign.PublicKey] = (), require_signature: bool = False) -> Verdict:
    """Check a bundle, packed or unpacked, without a network.

    Args:
        path: a zip file, the folder that it unpacked to, or another file of a release with its checksums beside it.
        keys: public keys of the makers; without any, no signature can be checked.
        require_signature: trust only what one of the keys has signed.
    """
    try:
        bundle_text = _folder(path) if path.is_dir() else _listed(path) or _archive(path)
    except ForeignError as error:
        return Verdict(State.FOREIGN, None, (_sentence(error),), False)
    except BundleError as error:
        return Verdict(State.DAMAGED, None, (_sentence(error),), False)
    found = list(bundle_text.found)
    signed = Signed.NO
    try:
        signed = check_signature(bundle_text.text, bundle_text.signature, keys, ours=True)
        found += _beside(path, bundle_text, keys)
    except DamagedError as error:
        return Verdict(State.DAMAGED, bundle_text.about, (*bundle_text.damage, *found, _sentence(error)), False)
    if bundle_text.damage:
        return Verdict(State.DAMAGED, bundle_text.about, (*bundle_text.damage, *found), False)
    state = {Signed.NO: State.UNSIGNED, Signed.KNOWN: State.SIGNED, Signed.UNKNOWN: State.UNKNOWN_KEY}[signed]
    unknown = state is State.UNKNOWN_KEY and keys
    trusted = state is State.SIGNED or not (require_signature or unknown)
    return Verdict(state, bundle_text.about, tuple(found), trusted)


@dataclass(frozen=True)
class _Looked:
    """A manifest or a list of checksums with its signature, and what differs from it."""

    about: About | None
    text: bytes
    signature: bytes | None
    damage: tuple[str, ...]
    found: tuple[str, ...] = ()


def _listed(path: Path) -> _Looked | None:
    """Compare a file that is no bundle with the list of checksums beside it or one folder up, where one names it."""
    if path.suffix == ".zip":
        return None
    for folder in (path.parent, path.parent.parent):
        sums, name = folder / SUMS, path.relative_to(folder).as_posix()
        text = read_file(sums, LARGEST_LIST) if sums.is_file() else b""
        expected = next((line[:64] for line in text.splitlines() if line[66:] == name.encode()), None)
        if expected is not None:
            found = hashlib.sha256(read_file(path)).hexdigest().encode()
            damage = (
                () if found == expected else (f"{_shown(name)} has changed: it is not the file that {SUMS} lists.",)
            )
            signature = sidecar_of(sums)
            signed = read_file(signature, LARGEST_SIGNATURE) if signature.is_file() else None
            return _Looked(None, text, signed, damage, (f"It was compared with {SUMS}.",))
    return None


def _archive(path: Path) -> _Looked:
    """Compare a zip file with its own hash and its manifest.

    Raises:
        BundleError: when not even its manifest can be read.
    """
    data = read_file(path)
    damage = []
    try:
        check_seal(data)
    except DamagedError as error:
        damage.append(_sentence(error))
    try:
        bundle = gather(list(read_members(data)))
    except BundleError as error:
        if damage and not isinstance(error, PathError):
            raise DamagedError(f"{damage[0]} More: {error}") from None
        raise
    differing = [text for name in bundle.members if (text := _difference(bundle, name))]
    if damage and not differing:
        differing = ["Its files are right; the damage is around them."]
    return _Looked(bundle.manifest.about, bundle.text, bundle.signature, (*damage, *differing))


def _difference(bundle: Bundle, name: str) -> str | None:
    """What is wrong with a file of an archive."""
    try:
        content = bundle.members[name].content()
    except DamagedError:
        return f"{name} can't be unpacked: its bytes have changed."
    return _compared(name, FileSum.of(content), bundle.manifest)


def _compared(name: str, found: FileSum, manifest: Manifest) -> str | None:
    expected = manifest.files[name]
    if found.size != expected.size:
        return f"{name} has {found.size} bytes instead of {expected.size}."
    if found != expected:
        return f"{name} has changed: its SHA-256 is {found.sha256[:16]}… instead of {expected.sha256[:16]}…."
    return None


def _folder(path: Path) -> _Looked:
    """Compare a folder with its manifest.

    Raises:
        BundleError: when the manifest can't be read.
    """
    root = _root(path)
    text = read_file(root / MANIFEST, LARGEST_LIST)
    manifest = read_manifest(text)
    damage, found, seen = [], [], set()
    for name, file in _walked(root):
        seen.add(name)
        if file.is_symlink():
            damage.append(f"{_shown(name)} is a symbolic link, which no bundle holds.")
        elif name in manifest.files:
            damage += filter(None, [_differing_file(name, file, manifest)])
        elif file.name in LITTER:
            found.append(f"{name} is not part of the bundle; your system has put it there.")
        elif name not in {MANIFEST, SIGNATURE}:
            damage.append(f"{_shown(name)} is not part of the bundle.")
    damage += [f"{name} is missing." for name in manifest.files if name not in seen]
    signature = root / SIGNATURE
    if signature.exists() and not signature.is_file():
        damage.append(f"{SIGNATURE} is no file.")
    signed = read_file(signature, LARGEST_SIGNATURE) if signature.is_file() else None
    return _Looked(manifest.about, text, signed, tuple(damage), tuple(found))


def _root(path: Path) -> Path:
    """The folder of the bundle: this one, or the one in it that has a manifest.

    Raises:
        ForeignError: when there is none, or more than one.
    """
    try:
        folders = sorted(folder for folder in path.iterdir() if folder.is_dir() and not folder.is_symlink())
        found = [folder for folder in (path, *folders) if (folder / MANIFEST).is_file()]
    except OSError as error:
        raise ForeignError(f"{path} can't be read: {error.strerror or error}") from None
    if not found:
        raise ForeignError(f"there is no {MANIFEST} in {path}")
    if len(found) > 1 and found[0] != path:
        names = ", ".join(_shown(folder.name) for folder in found)
        raise ForeignError(f"there are several bundles in {path}; check each by itself: {names}")
    return found[0]


def _walked(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file and every link below a folder, links not followed."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted([*files, *(name for name in folders if Path(folder, name).is_symlink())]):
            file = Path(folder, name)
            yield file.relative_to(root).as_posix(), file


def _differing_file(name: str, file: Path, manifest: Manifest) -> str | None:
    try:
        return _compared(name, FileSum.of(read_file(file, LARGEST_FILE)), manifest)
    except ForeignError as error:
        return f"{name} can't be compared: {error}."


def _beside(path: Path, looked: _Looked, keys: Sequence[minisign.PublicKey]) -> list[str]:
    """What the signature file beside a zip file says.

    Raises:
        DamagedError: when it belongs to another file, or is of another key than the signature inside.
    """
    file = sidecar_of(path)
    if path.is_dir() or not file.is_file():
        return []
    try:
        text = read_file(file, LARGEST_SIGNATURE)
        signed = check_signature(read_file(path), text, keys, ours=True)
        if looked.signature is not None and key_of(text) != key_of(looked.signature):
            raise DamagedError("it is of another key than the signature inside the bundle")
    except BundleError as error:
        raise DamagedError(f"{_shown(file.name)}: {error}") from None
    if signed is Signed.UNKNOWN:
        return [f"{_shown(file.name)} was made with a key that is not known here, so it was not checked."]
    return [f"{_shown(file.name)} fits."]


def _shown(name: str) -> str:
    """The name of a file that a stranger chose, so that it can't write lines of its own."""
    return name if name.isprintable() else ascii(name)


def _sentence(error: object) -> str:
    """A message with its capital and its full stop; the name of a file keeps its first letter."""
    text = str(error)
    named = not text.partition(" ")[0].isalpha() or text.startswith("'")
    return (text if named else text[:1].upper() + text[1:]) + ("" if text.endswith(".") else ".")
