"""Updates between files: from one bundle to another, and from the bundles of earlier releases to those of a new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros.bundles.container.archive import read_file
from macros.bundles.container.bundle import read_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import About
from macros.bundles.container.sidecar import LARGEST_SIGNATURE, sidecar_of
from macros.bundles.update.make.make_update import make_update
from macros.bundles.update.read.apply import check_name

_TAKE_OUT = "Every .zip in the folder of an earlier release is read: take this one out, or name another folder"


def update_name(old: Path, new: Path) -> str:
    """What the file of an update is called."""
    return f"{old.stem}-to-{new.stem}.ctdelta"


def update_between(old: Path, new: Path) -> bytes:
    """The update that makes one file of a bundle from another, and the signature beside it, where there is one.

    Raises:
        BundleError: when a file is no whole bundle, or the two have too little in common.
    """
    before, (archive, after) = read_bundle(old)[1], read_bundle(new)
    names = _known_as(old.name, before.manifest.about), _known_as(new.name, after.manifest.about)
    beside = sidecar_of(new)
    signature = read_file(beside, LARGEST_SIGNATURE) if beside.is_file() else None
    return make_update(before, after, archive, names, signature)


def _known_as(name: str, about: About) -> str:
    """The name of a bundle's file as an update says it: one that every computer can store, whatever it is here."""
    try:
        check_name(name)
    except BundleError:
        return f"{about.folder}-{about.version}.zip"
    return name


def earlier_bundles(folders: Iterable[Path], library: str) -> Mapping[str, list[tuple[About, Path]]]:
    """The bundles that stand in folders, by pack, the latest first.

    Args:
        folders: of earlier releases; what doesn't end in `.zip` is passed over.
        library: name of the library that they have to be of.

    Raises:
        BundleError: names a zip file that is no whole bundle of this library.
    """
    found: dict[str, list[tuple[About, Path]]] = {}
    for path in _zips(folders):
        try:
            about = read_bundle(path)[1].manifest.about
        except BundleError as error:
            raise BundleError(f"{path.parent}: {error}. {_TAKE_OUT}") from None
        if about.library != library:
            raise BundleError(f"{path} is a bundle of “{about.library}”, not of “{library}”. {_TAKE_OUT}")
        found.setdefault(about.id, []).append((about, path))
    for bundles in found.values():
        bundles.sort(key=lambda bundle: (bundle[0].day, bundle[0].version), reverse=True)
    return found


def _zips(folders: Iterable[Path]) -> Iterator[Path]:
    """Every zip file once, also when a folder holds a copy of what another holds."""
    names = set()
    for folder in folders:
        for path in sorted(folder.glob("*.zip")):
            if path.name not in names:
                names.add(path.name)
                yield path
