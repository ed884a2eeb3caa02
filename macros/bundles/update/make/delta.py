"""Making a delta: what changed between two bundles, and nothing else."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping

from macros.bundles.container.bundle import Bundle
from macros.bundles.container.manifest import SIGNATURE, head_text
from macros.bundles.update.make.diff import GRAM, Step, steps
from macros.bundles.update.make.moves import find_moves
from macros.bundles.update.make.substitutions import find_substitutions
from macros.bundles.update.read.deltafile import write_delta
from macros.bundles.update.read.edits import TO_END, Change, Edits
from macros.bundles.update.read.renumber import renumbered
from macros.bundles.update.read.result import substituted

_FRAGMENT = re.compile(rb"[^\n>,]{12,}")
"""A piece of text by which two files are compared as a whole."""
FEW = 8
"""With fewer pieces, as in the search's packed numbers, files are compared by all their grams."""
MUCH = 64
"""Inserted bytes from which a second old file is looked for."""
WORTH = 256
"""Inserted bytes from which the second old file may be looked for by grams, which takes longer."""
LONGEST = 1 << 16
"""Bytes of a file that are looked at then."""


def make_delta(
    old: Bundle,
    new: Bundle,
    archive: bytes,
    names: tuple[str, str],
    sidecar: bytes | None = None,
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> bytes:
    """The delta that makes one bundle from another.

    Args:
        archive: the new bundle's file, whose hash the result must have.
        names: file names of the two bundles.
        sidecar: the signature file beside the new bundle.
        progress: told of each file that is compared.

    Raises:
        DamagedError: when a file of either bundle is not what its manifest says.
    """
    before, after = _files(old), _files(new)
    numbers = {path: number for number, path in enumerate(before)}
    heads = head_text(old.manifest.about), head_text(new.manifest.about)
    pairs = find_substitutions([heads, *((before[path], after[path]) for path in after if path in before)])
    sections, patterns = find_moves(before, after)
    made = {path: renumbered(substituted(text, pairs), sections, patterns) for path, text in before.items()}
    maker = _Maker(before, made, before.keys() - after.keys())
    changed = [
        (numbers[path], maker.change(path, path, after[path]))
        for path in progress(after)
        if path in before and maker.after[path] != after[path]
    ]
    added = []
    for path in after:
        if path not in before:
            base = maker.similar(path, after[path])
            added.append((path, numbers[base] + 1 if base else 0, maker.change(path, base, after[path])))
    edits = Edits(
        names,
        tuple(pairs),
        sections,
        patterns,
        tuple(numbers[path] for path in before if path not in after),
        Change(False, 0, _steps(substituted(heads[0], pairs), heads[1])),
        tuple(changed),
        tuple(added),
        (Change(True, 0, _steps(after.get(SIGNATURE, b""), sidecar)),) if sidecar is not None else (),
    )
    return write_delta(
        old.identity,
        new.identity,
        hashlib.sha256(archive).digest(),
        sum(map(len, (heads[1], sidecar or b"", *after.values()))),
        edits,
    )


def _files(bundle: Bundle) -> dict[str, bytes]:
    """Every file except the manifest, sorted."""
    files = {path: bundle.content(path) for path in bundle.members}
    if bundle.signature is not None:
        files[SIGNATURE] = bundle.signature
    return dict(sorted(files.items()))


def _steps(old: bytes, new: bytes, wide: bool = False) -> tuple[Step, ...]:
    found = steps(old, new, wide)
    end = sum(step.skip + step.copy for step in found)
    last = found[-1]
    if last.copy and not last.insert and end == len(old):
        found[-1] = last._replace(copy=TO_END)
    return tuple(found)


def _cost(change: Change) -> int:
    """About how many bytes a change takes."""
    return sum(4 + len(insert) for _, _, insert in change.steps)


class _Maker:
    """Finds out how a file is best made from the old ones."""

    def __init__(self, before: Mapping[str, bytes], after: Mapping[str, bytes], gone: Iterable[str]) -> None:
        self.after = after
        """Old files with the substitutions made and the postings renumbered."""
        self._before = before
        self._numbers = {path: number for number, path in enumerate(before)}
        self._gone = set(gone)
        self._known: dict[tuple[str, bool], set[bytes]] = {}

    def change(self, path: str, base: str, new: bytes) -> Change:
        """From the base, as it is or with what changes everywhere; where much is new, from a second old file too."""
        old = self.after.get(base, b"")
        best = Change(False, 0, _steps(old, new))
        if base and old != self._before[base] and _cost(best) > MUCH:
            plain = Change(True, 0, _steps(self._before[base], new))
            best = min(best, plain, key=_cost)
        if sum(len(step[2]) for step in best.steps) > MUCH:
            text = self._before[base] if best.plain else old
            best = min(best, Change(best.plain, 0, _steps(text, new, wide=True)), key=_cost)
        inserted = b"\n".join(step[2] for step in best.steps)
        second = self.similar(path, inserted, base) if len(inserted) > MUCH else ""
        if second:
            both = Change(False, self._numbers[second] + 1, _steps(old + self.after[second], new, wide=True))
            best = min(best, both, key=_cost)
        return best

    def similar(self, path: str, content: bytes, other_than: str = "") -> str:
        """The old file that has most in common with a content: of its folder, or gone; empty when none has."""
        wanted = _pieces(content, False)
        grams = len(wanted) < FEW and (not other_than or (path.endswith(".js") and len(content) > WORTH))
        if grams:
            wanted = _pieces(content, True)
        folder, ending = posixpath.dirname(path), posixpath.splitext(path)[1]
        best, most = "", 0
        for other in self._before:
            near = posixpath.dirname(other) == folder and posixpath.splitext(other)[1] == ending
            if other != other_than and (near or other in self._gone):
                shared = len(wanted & self._of(other, grams))
                best, most = (other, shared) if shared > most else (best, most)
        return best

    def _of(self, path: str, grams: bool) -> set[bytes]:
        if (path, grams) not in self._known:
            self._known[path, grams] = _pieces(self.after[path], grams)
        return self._known[path, grams]


def _pieces(content: bytes, grams: bool) -> set[bytes]:
    if grams:
        return {content[at : at + GRAM] for at in range(min(len(content), LONGEST))}
    return set(_FRAGMENT.findall(content))
