"""Making an update: what changed between two bundles, and nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from bsdiff4 import core

from macros.bundles.container.bundle import Bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.update.read.patch import Patch
from macros.bundles.update.read.result import content_of, make_result, sorted_files
from macros.bundles.update.read.update_file import LARGEST_CONTENT, Update, read_update, write_update


def make_update(old: Bundle, new: Bundle, archive: bytes, names: tuple[str, str], beside: bytes | None = None) -> bytes:
    """The update that makes one bundle from another.

    Args:
        archive: the new bundle's file, whose hash the result must have.
        names: file names of the two bundles.
        beside: the signature file beside the new bundle.

    Raises:
        BundleError: when the two have too little in common, or are of different packs.
        DamagedError: when a file of either bundle is not what its manifest says.
    """
    facts, known = asdict(new.manifest.about), asdict(old.manifest.about)
    if any(facts[name] != known[name] for name in ("library", "id")):
        raise BundleError("the two bundles are of different packs; an update leads from one to the next of the same")
    before, after = _files(old), _files(new)
    sources = {path: number for number, path in enumerate(before) if after.get(path) != before[path]}
    targets = [path for path in after if before.get(path) != after[path]]
    content = b"".join(after[path] for path in targets) + (beside or b"")
    if len(content) > LARGEST_CONTENT:
        raise BundleError(f"{len(content):,} bytes have changed, too many for an update; give the whole new bundle")
    update = Update(
        old.identity,
        new.identity,
        hashlib.sha256(archive).digest(),
        names,
        {name: value for name, value in facts.items() if known[name] != value},
        tuple(
            (number, len(after[path]) - len(before[path]) if path in after else None)
            for path, number in sources.items()
        ),
        {path: len(after[path]) for path in targets if path not in before},
        None if beside is None else len(beside),
        _patch(b"".join(before[path] for path in sources), content),
    )
    data = write_update(update)
    if make_result(old, read_update(data)).identity != new.identity:
        raise BundleError("the update does not give the new bundle; please report this")
    return data


def _files(bundle: Bundle) -> dict[str, bytes]:
    return {path: content_of(bundle, path) for path in sorted_files(bundle)}


def _patch(old: bytes, new: bytes) -> Patch:
    """As bsdiff makes it, its control block in numbers."""
    control, differences, insertions = core.diff(old, new)
    numbers = [core.decode_int64(control[at : at + 8]) for at in range(0, len(control), 8)]
    return Patch(tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)), differences, insertions)
