"""Applying an update: a bundle and what changed become the next bundle, wholly or not at all.

Needs nothing but the standard library.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.bundles.container.archive import Packed, read_file, write_archive
from macros.bundles.container.atomic import clear_unfinished, replacing
from macros.bundles.container.bundle import Bundle, open_bundle, read_bundle
from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.container.manifest import About
from macros.bundles.container.minisig import UNSIGNED, Key, Signed, SignedBy, check_signature
from macros.bundles.container.paths import check_path
from macros.bundles.container.sidecar import LARGEST_SIGNATURE, replacing_beside, sidecar_of
from macros.bundles.update.read.result import Result, make_result
from macros.bundles.update.read.safeguards import NO_PERMISSIONS, Copy, Permissions, check_replacement
from macros.bundles.update.read.update_file import Update, read_update

_OTHERS = {".html", ".zim", ".pdf"}
"""How files of a release end that no update changes."""
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class BaseError(BundleError):
    """The update is for another bundle than the given one, or for another place."""


@dataclass(frozen=True)
class Applied:
    """What applying an update has made."""

    path: Path
    about: About
    before: About
    """Of the bundle that it was made from."""
    exact: bool
    """The file is the builder's, bit for bit; otherwise its content is, packed differently by this computer's zlib."""
    signed: bool
    """The bundle holds a signature."""
    lost: str = ""
    """Why there is no signature file beside it, where there should be one."""
    by: SignedBy = UNSIGNED
    """What the signature says, and whether a known key has made it."""


def apply_update(
    file: Path,
    old: Path | None = None,
    target: Path | None = None,
    check: Callable[[Path], None] | None = None,
    permissions: Permissions = NO_PERMISSIONS,
    keys: Sequence[Key] = (),
) -> Applied:
    """Make the new bundle beside its place and put it there when its hash is right.

    Args:
        file: the update.
        old: bundle to apply it to; looked for beside the update unless given.
        target: where the new bundle goes; beside the old one, under the name in the update, unless given.
            It may be the old one itself.
        check: looks at the new file before it takes its place, and raises to refuse it.
        permissions: which of `safeguards` are off.
        keys: the makers' keys, to check signatures with; a signed bundle becomes only one that such a key has signed.

    Raises:
        BundleError: when either file is damaged, foreign or malicious, they don't belong together, or there is no
            room. Nothing has changed then.
    """
    update = read_update(read_file(file))
    for name in update.names:
        check_name(name)
    old = old or _find(file.parent, update)
    bundle = _open_base(old, update)
    try:
        check_signature(bundle.text, bundle.signature, keys)
    except DamagedError as error:
        raise DamagedError(f"{old.name}: {error}") from None
    place = _real(target or old.with_name(update.names[1]))
    if place == _real(file):
        raise BaseError(f"{place.name} is the update itself; name another file for the new bundle")
    result = make_result(bundle, update)
    if result.identity != update.result:
        raise DamagedError("the update does not give the bundle that it promises; don't use it")
    by = check_signature(result.manifest.text(), result.signature, keys)
    new = Copy(result.manifest.about, result.signature, by.state is Signed.KNOWN)
    check_replacement(old.name, _copy(old, bundle), new, permissions, bool(keys))
    if place.exists() and not place.samefile(old):
        _check_target(place, target is not None, update, new, permissions, bool(keys))
    exact, lost = _write(place, result, update, check)
    return Applied(place, result.manifest.about, bundle.manifest.about, exact, new.signature is not None, lost, by)


def _write(place: Path, result: Result, update: Update, check: Callable[[Path], None] | None) -> tuple[bool, str]:
    """Whether the file is the builder's bit for bit, and why its signature is not beside it, if so."""
    members = result.members()
    clear_unfinished(place.parent)
    exact = False

    def finished(file: Path) -> None:
        nonlocal exact
        exact = _compare(file, update)
        if exact and result.beside is not None:
            sidecar_of(file).write_bytes(result.beside)
        if check:
            check(file)

    try:
        with replacing_beside(place) as beside, replacing(place, lambda file: beside.follow(file, finished)) as file:
            write_archive(file, members, result.manifest.about.date)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise BundleError(f"the disk is full: the new bundle needs {_megabytes(members)} in {place.parent}") from None
    return exact, beside.lost


def _megabytes(members: list[Packed]) -> str:
    return f"{sum(len(member.data) + 2 * len(member.path) + 100 for member in members) / 1e6:.1f} MB"


def _real(path: Path) -> Path:
    """A path with symbolic links followed."""
    return Path(os.path.realpath(path))


def _copy(path: Path, bundle: Bundle) -> Copy:
    """A bundle that is there; a signature beside it counts like one inside it."""
    beside = sidecar_of(_real(path))
    found = read_file(beside, LARGEST_SIGNATURE) if bundle.signature is None and beside.is_file() else None
    return Copy(bundle.manifest.about, bundle.signature or found)


def _check_target(
    target: Path, given: bool, update: Update, new: Copy, permissions: Permissions, keys_known: bool
) -> None:
    """Refuse to replace a file that is not the old bundle, unless somebody has named it and loses nothing by it.

    Raises:
        BundleError: says why.
    """
    try:
        bundle = open_bundle(read_file(target))
    except BundleError:
        bundle = None
    if not given and bundle and bundle.identity == update.result:
        raise BaseError(f"{target.name} is already what this update makes; there is nothing to do")
    if not given:
        raise BaseError(
            f"{target.name} exists, and is another file than the one that this update changes; name the new bundle "
            "with -o, or move that file away"
        )
    if bundle:
        check_replacement(target.name, _copy(target, bundle), new, permissions, keys_known)


def check_name(name: str) -> None:
    """Check a name that stands in an update, which must be a file's name and no more.

    Raises:
        BundleError: when it is anything else, or that of a hidden file.
    """
    check_path(name)
    if "/" in name or name.startswith(".") or not name.endswith(".zip"):
        raise DamagedError(f"{name!r} in the update is no name of a bundle; don't use it")


def _open_base(path: Path, update: Update) -> Bundle:
    if path.is_dir():
        raise BaseError(f"{path.name} is a folder; an update needs the .zip file that it was unpacked from")
    if path.suffix.lower() in _OTHERS:
        raise BaseError(
            f"{path.name} is no packed file. Updates change packed files (.zip) only: a single file, a ZIM or a PDF "
            "puts the same entries together in another way, so take the new one whole, or the packed file"
        )
    bundle = read_bundle(path)[1]
    if bundle.identity == update.result:
        raise BaseError(f"{path.name} is already what this update makes; there is nothing to do")
    if bundle.identity != update.base:
        about = bundle.manifest.about
        raise BaseError(
            f"{path.name} is not the bundle that this update changes. It is “{about.title}” of {about.day}; "
            "an update fits one version only. Get the update for your version, or the whole bundle."
        )
    return bundle


def _find(folder: Path, update: Update) -> Path:
    """The bundle that an update is for: by its name, else any beside it."""
    for path in [folder / update.names[0], *sorted(folder.glob("*.zip"))]:
        try:
            if open_bundle(read_file(path)).identity == update.base:
                return path
        except BundleError:
            continue
    raise BaseError(
        f"the bundle that this update changes is missing. Put {update.names[0]} into the same folder, or write its "
        "name behind that of the update"
    )


def _compare(file: Path, update: Update) -> bool:
    """Whether the written file is the builder's, bit for bit.

    Raises:
        BundleError: when it is no bundle that anybody could open.
    """
    data = read_file(file)
    written = open_bundle(data)
    for path in written.members:
        written.content(path)
    return hashlib.sha256(data).digest() == update.archive
