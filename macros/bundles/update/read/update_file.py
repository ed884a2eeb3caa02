"""The file of an update: what it holds, how it is written, and how it is read when it comes from a stranger.

A magic line, the SHA-256 of all that follows, the three hashes and three sizes of `_HEAD`, then one raw LZMA stream
of three blocks: a head in JSON, bsdiff's differences, and bsdiff's insertions. In an old bundle of

    START-HERE.html  library/a.html  library/b.html  library/c.html

a word has changed in `a.html`, `b.html` has gone, and `d.html`, of 80 bytes, has come. The old side of the comparison
is then `a.html` and `b.html` one after the other, the new side `a.html` and `d.html`, and the head reads:

    {"names": ["pack-1.zip", "pack-2.zip"],     what the two bundles' files are called
     "about": {"version": "2"},                 facts of the manifest that have changed
     "files": [1, 1], "growth": [3, null],      old files 1 and 1 + 1; the first grows by 3 bytes, the second goes
     "added": {"library/d.html": 80},           paths and sizes of new files
     "beside": null,                            size of the signature file beside the new bundle, which comes last
     "copies": [200, 40], "inserts": [9, 34], "seeks": [-60, 0]}

The last line makes the new side: 200 bytes of the old one, each with its difference added, then the first 9 of the
insertions, 60 bytes back in the old side, and so on. Everything else in the new bundle follows from the old one; its
manifest follows from its files.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from macros.bundles.container.errors import BundleError, DamagedError, ForeignError
from macros.bundles.container.sidecar import LARGEST_SIGNATURE
from macros.bundles.update.read.patch import Patch

MAGIC = b"common-thread update 1\n"
LARGEST_HEAD, LARGEST_CONTENT = 4 << 20, 64 << 20
"""Bytes of the JSON, and of all content that has changed; the reader refuses more, and its memory follows from them."""
_DIGITS = 12
"""Digits of a number in the head: none counts more than bytes."""
_HEAD = struct.Struct(">32s32s32sIII")


@dataclass(frozen=True)
class Update:
    """What an update says."""

    base: bytes
    """What the bundle that it changes is known by; see `macros.bundles.container.bundle.identity`."""
    result: bytes
    """What the bundle that it makes is known by."""
    archive: bytes
    """SHA-256 of that bundle's file."""
    names: tuple[str, str]
    """File names of the two bundles."""
    about: Mapping[str, Any]
    """Facts of the manifest that have changed."""
    files: tuple[tuple[int, int | None], ...]
    """Old files that have changed, by their number among the sorted paths, and how much each grows; None: it goes."""
    added: Mapping[str, int]
    """Paths of new files, and their sizes."""
    beside: int | None
    """Size of the signature file beside the new bundle."""
    patch: Patch
    """From the old files in `files` to the new ones, those that were added among them, and the one beside."""


def write_update(update: Update) -> bytes:
    """The file of an update.

    Raises:
        BundleError: when it is larger than the reader would take.
    """
    numbers = [number for number, _ in update.files]
    patch = update.patch
    head = {
        "names": update.names,
        "about": update.about,
        "files": [number - before for before, number in zip([0, *numbers], numbers, strict=False)],
        "growth": [growth for _, growth in update.files],
        "added": update.added,
        "beside": update.beside,
        "copies": [copy for copy, _, _ in patch.steps],
        "inserts": [insert for _, insert, _ in patch.steps],
        "seeks": [seek for _, _, seek in patch.steps],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    sizes = len(text), len(patch.differences), len(patch.insertions)
    if not _readable(*sizes):
        raise BundleError("the two bundles have too little in common for an update; give the whole new one")
    lzma = _lzma()
    stream: bytes = lzma.compress(text + patch.differences + patch.insertions, lzma.FORMAT_RAW, filters=_filters(lzma))
    rest = _HEAD.pack(update.base, update.result, update.archive, *sizes) + stream
    return MAGIC + hashlib.sha256(rest).digest() + rest


def read_update(data: bytes) -> Update:
    """Read an update, trusting nothing in it.

    Raises:
        ForeignError: when it is none.
        DamagedError: when a bit of it has changed, or it isn't as `write_update` writes it.
    """
    if not data.startswith(MAGIC):
        raise ForeignError("this is no update of this program")
    seal, rest = data[len(MAGIC) : len(MAGIC) + 32], data[len(MAGIC) + 32 :]
    if len(rest) < _HEAD.size or hashlib.sha256(rest).digest() != seal:
        raise DamagedError("the update is damaged: copy or download it again")
    base, result, archive, *sizes = _HEAD.unpack_from(rest)
    if not _readable(*sizes):
        raise DamagedError("the update would unpack to more than any real one; don't use it")
    body = _unpacked(rest[_HEAD.size :], sum(sizes))
    first, second = sizes[0], sizes[0] + sizes[1]
    return _update((base, result, archive), body[:first], body[first:second], body[second:])


def _readable(head: int, differences: int, insertions: int) -> bool:
    return head <= LARGEST_HEAD and differences + insertions <= LARGEST_CONTENT


def _lzma() -> ModuleType:
    try:
        import lzma
    except ImportError:
        raise BundleError(
            "this Python was made without its module lzma, which an update needs; take another, from python.org for "
            "instance"
        ) from None
    return lzma


def _filters(lzma: ModuleType) -> list[dict[str, int]]:
    """Written and read with a window of 8 MiB, so that reading never needs more memory."""
    preset = 9 | lzma.PRESET_EXTREME
    return [{"id": lzma.FILTER_LZMA1, "preset": preset, "dict_size": 8 << 20, "lc": 1, "pb": 0}]


def _unpacked(stream: bytes, size: int) -> bytes:
    lzma = _lzma()
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_filters(lzma))
    try:
        body: bytes = unpacker.decompress(stream, size + 1)
    except lzma.LZMAError:
        body = b""
    if len(body) != size or not unpacker.eof or unpacker.unused_data:
        raise DamagedError("the update does not hold what it promises; don't use it")
    return body


def _update(hashes: tuple[bytes, bytes, bytes], text: bytes, differences: bytes, insertions: bytes) -> Update:
    try:
        head = json.loads(text, parse_int=_number)
        names, about, added, beside = (head[name] for name in ("names", "about", "added", "beside"))
        gaps, growth, copies, inserts, seeks = (
            list(head[name]) for name in ("files", "growth", "copies", "inserts", "seeks")
        )
    except (LookupError, TypeError, ValueError, RecursionError):
        raise _senseless() from None
    counts = [*gaps, *copies, *inserts, *added.values()] if isinstance(added, dict) else [None]
    fits = (
        isinstance(names, list)
        and len(names) == 2
        and all(isinstance(name, str) for name in names)
        and isinstance(about, dict)
        and all(type(count) is int and count >= 0 for count in counts)
        and all(gap > 0 for gap in gaps[1:])
        and all(type(number) is int for number in seeks)
        and all(number is None or type(number) is int for number in growth)
        and (beside is None or (type(beside) is int and 0 <= beside <= LARGEST_SIGNATURE))
        and len(gaps) == len(growth)
        and len(copies) == len(inserts) == len(seeks)
    )
    if not fits:
        raise _senseless()
    numbers, last = [], 0
    for gap in gaps:
        last += gap
        numbers.append(last)
    return Update(
        *hashes,
        (names[0], names[1]),
        about,
        tuple(zip(numbers, growth, strict=True)),
        added,
        beside,
        Patch(tuple(zip(copies, inserts, seeks, strict=True)), differences, insertions),
    )


def _number(digits: str) -> int:
    """A number of the head; a longer one would take long to read."""
    if len(digits) > _DIGITS:
        raise ValueError("more digits than any size has")
    return int(digits)


def _senseless() -> DamagedError:
    return DamagedError("the update's numbers make no sense; don't use it")
