"""Applying a delta: a bundle and what changed become the next bundle, wholly or not at all.

Needs nothing but the standard library.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from macros.bundles.container.archive import read_file, write_archive
from macros.bundles.container.bundle import Bundle, identity, open_bundle, opened, replacing
from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.container.manifest import SIGNATURE, About, read_manifest
from macros.bundles.container.paths import check_path
from macros.bundles.container.sidecar import replacing_beside, sidecar_of
from macros.bundles.update.read.deltafile import Head, read_delta
from macros.bundles.update.read.result import Result


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
    lost: str = ""
    """Why there is no signature file beside it, where there should be one."""


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
    for name in edits.names:
        check_name(name)
    old = old or _find(delta.parent, edits.names[0], head)
    bundle = _open_base(old, head)
    given, target = target is not None, _real(target or old.with_name(edits.names[1]))
    if target == _real(delta):
        raise BaseError(f"{target.name} is the delta itself; name another file for the new bundle")
    result = Result(bundle, head, edits)
    text, members = result.members()
    by_path = {member.path.partition("/")[2]: member for member in members}
    signature = by_path[SIGNATURE].content() if SIGNATURE in by_path else b""
    if identity(text, signature) != head.result:
        raise DamagedError("the delta does not give the bundle that it promises; don't use it")
    about = read_manifest(text).about
    if not given and target != _real(old):
        _may_replace(target, about)
    sidecar = [result.made(signature, change) for change in edits.sidecar]
    exact = False

    def finished(file: Path) -> None:
        nonlocal exact
        exact = _compare(file, head)
        if exact and sidecar:
            sidecar_of(file).write_bytes(sidecar[0])
        if check:
            check(file)

    with replacing_beside(target) as beside, replacing(target, lambda file: beside.follow(file, finished)) as file:
        write_archive(file, members, about.date)
    return Applied(target, exact, bool(signature), beside.lost)


def _real(path: Path) -> Path:
    """A path with symbolic links followed."""
    return Path(os.path.realpath(path))


def _may_replace(target: Path, about: About) -> None:
    """Refuse to put a bundle in the place of anything but a bundle of the same pack, when only the delta named it.

    Raises:
        BaseError: when something else stands there.
    """
    try:
        known = open_bundle(read_file(target)).manifest.about if target.exists() else about
    except BundleError:
        known = None
    if known is None or (known.library, known.id) != (about.library, about.id):
        raise BaseError(
            f"{target.name} exists and is another file; name the new bundle with -o, or move that file away"
        )


def check_name(name: str) -> None:
    """Check a name that stands in a delta, which must be a file's name and no more.

    Raises:
        BundleError: when it is anything else.
    """
    check_path(name)
    if "/" in name or not name.endswith(".zip"):
        raise DamagedError(f"{name!r} in the delta is no name of a bundle; don't use it")


def _open_base(path: Path, head: Head) -> Bundle:
    bundle = opened(path)[1]
    if bundle.identity == head.result:
        raise BaseError(f"{path.name} is already what this delta makes; there is nothing to do")
    if bundle.identity != head.base:
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
            if open_bundle(read_file(path)).identity == head.base:
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
    if written.identity != head.result:
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
    if applied.lost:
        yield f"The signature file beside it could not be written ({applied.lost}); the one inside it is there."
    if checked:
        yield "It is signed with the key you gave."
    elif applied.signed:
        yield "It carries a signature, which was not checked here."


def print_any_letter() -> None:
    """A console that lacks a letter gets its number instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


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
    print_any_letter()
    try:
        applied = apply_delta(given.delta, given.old, given.output)
    except (BundleError, OSError) as error:
        print(f"Not applied: {error}", file=sys.stderr)
        print("What you have is as it was.", file=sys.stderr)
        return 1
    print("\n".join(told(applied)))
    return 0
