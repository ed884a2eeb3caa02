"""The file of a delta: what it holds, how it is written, and how it is read when it comes from a stranger.

A magic line, the SHA-256 of all that follows, the hashes and sizes of `Head`, then one raw LZMA stream:
first every number, as varints, then every text that is inserted, one after the other.
"""

from __future__ import annotations

import hashlib
import lzma
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.bundles.container.archive import LARGEST_TOTAL
from macros.bundles.container.errors import BundleError, DamagedError, ForeignError
from macros.bundles.update.read.edits import TO_END, Change, Edits
from macros.bundles.update.read.renumber import Runs

MAGIC = b"common-thread delta 1\n"
LARGEST_NUMBERS, LARGEST_TEXTS = 2 << 20, 64 << 20
"""Bytes of the two halves of the unpacked stream; the reader refuses more, and its memory is bounded by them."""
MOST_SUBSTITUTIONS = 16
_FILTERS = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 8 << 20, "lc": 1, "pb": 0}]
"""Written and read with a window of 8 MiB, so that reading never needs more memory."""
_HEAD = struct.Struct(">32s32s32sIII")


@dataclass(frozen=True)
class Head:
    """What a delta says before its stream."""

    base: bytes
    """What the bundle that it applies to is known by; see `macros.bundles.container.bundle.identity`."""
    result: bytes
    """What the bundle that it makes is known by."""
    archive: bytes
    """SHA-256 of that bundle's file."""
    total: int
    """Bytes of everything that is made: its files, the manifest up to its first file, the signature beside it."""
    numbers: int
    """Bytes of the numbers in the stream."""
    texts: int
    """Bytes of the texts in the stream."""


class Writer:
    """Puts edits into a stream's two halves."""

    def __init__(self) -> None:
        self.numbers = bytearray()
        self.texts = bytearray()

    def number(self, value: int) -> None:
        """Put a number, 0 or more: seven bits a byte, the lowest first."""
        while value > 0x7F:
            self.numbers.append(value & 0x7F | 0x80)
            value >>= 7
        self.numbers.append(value)

    def signed(self, value: int) -> None:
        """Put a number that may be negative."""
        self.number(value * 2 if value >= 0 else -value * 2 - 1)

    def text(self, value: bytes) -> None:
        """Put a text with its length."""
        self.number(len(value))
        self.texts += value

    def indices(self, values: Iterable[int]) -> None:
        """Put rising numbers as what each adds to the one before."""
        last = 0
        for value in values:
            self.number(value - last)
            last = value

    def runs(self, runs: Runs) -> None:
        """Put runs as what each skips among the old and the new numbers."""
        self.number(len(runs))
        end = place = 0
        for first, length, new in runs:
            self.number(first - end)
            self.number(length)
            self.signed(new - place)
            end, place = first + length, new + length

    def changes(self, changes: Sequence[Change]) -> None:
        """Put how files are made, like with like: all counts, all skips, all lengths."""
        for change in changes:
            self.number(len(change.steps) * 4 + change.plain * 2 + _to_end(change))
        for change in changes:
            self.number(change.second)
        for change in changes:
            replaced = 0
            for skip, _, insert in change.steps:
                self.signed(skip - replaced)
                replaced = len(insert)
        told = [step for change in changes for step in change.steps if step[1] != TO_END]
        for _, copy, _ in told:
            self.number(copy)
        for _, _, insert in told:
            self.text(insert)

    def edits(self, edits: Edits) -> None:
        """Put everything."""
        for name in edits.names:
            self.text(name.encode())
        self.number(len(edits.substitutions))
        for pair in edits.substitutions:
            self.text(pair[0])
            self.text(pair[1])
        self.runs(edits.sections)
        self.runs(edits.patterns)
        self.number(len(edits.removed))
        self.indices(edits.removed)
        self.number(len(edits.changed))
        self.indices(index for index, _ in edits.changed)
        self.number(len(edits.added))
        for path, base, _ in edits.added:
            self.text(path.encode())
            self.number(base)
        self.number(len(edits.sidecar))
        self.changes(_changes(edits))


def _to_end(change: Change) -> bool:
    """Whether the last copy takes all that is left; nothing follows it then, and nothing is told of its length."""
    return bool(change.steps) and change.steps[-1][1] == TO_END


def _changes(edits: Edits) -> list[Change]:
    added = [change for _, _, change in edits.added]
    return [edits.about, *(change for _, change in edits.changed), *added, *edits.sidecar]


def write_delta(base: bytes, result: bytes, archive: bytes, total: int, edits: Edits) -> bytes:
    """A delta's bytes; for the arguments see `Head`.

    Raises:
        BundleError: when the reader would refuse it for its size.
    """
    writer = Writer()
    writer.edits(edits)
    if len(writer.numbers) > LARGEST_NUMBERS or len(writer.texts) > LARGEST_TEXTS:
        raise BundleError("the two bundles have too little in common for a delta; give the whole new one")
    head = _HEAD.pack(base, result, archive, total, len(writer.numbers), len(writer.texts))
    rest = head + lzma.compress(bytes(writer.numbers + writer.texts), lzma.FORMAT_RAW, filters=_FILTERS)
    return MAGIC + hashlib.sha256(rest).digest() + rest


class _Reader:
    """Takes numbers and texts from a stream and never more than there is."""

    def __init__(self, numbers: bytes, texts: bytes) -> None:
        self._numbers, self._texts = numbers, texts
        self._at = self._read = 0

    def number(self) -> int:
        value = shift = 0
        while True:
            if self._at >= len(self._numbers) or shift > 35:
                raise DamagedError("the delta's numbers make no sense")
            byte = self._numbers[self._at]
            self._at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def count(self) -> int:
        """How many follow; each takes a byte at least."""
        value = self.number()
        if value > len(self._numbers) - self._at:
            raise DamagedError("the delta promises more than it holds")
        return value

    def signed(self) -> int:
        value = self.number()
        return -(value + 1 >> 1) if value & 1 else value >> 1

    def text(self) -> bytes:
        length = self.number()
        if length > len(self._texts) - self._read:
            raise DamagedError("the delta promises more text than it holds")
        self._read += length
        return self._texts[self._read - length : self._read]

    def name(self) -> str:
        try:
            return self.text().decode()
        except UnicodeDecodeError:
            raise DamagedError("a name in the delta can't be read") from None

    def indices(self, count: int) -> tuple[int, ...]:
        values, last = [], 0
        for _ in range(count):
            last += self.number()
            values.append(last)
        return tuple(values)

    def runs(self) -> Runs:
        found, end, place = [], 0, 0
        for _ in range(self.count()):
            first, length = end + self.number(), self.number()
            place += self.signed()
            if place < 0:
                raise DamagedError("the delta's numbers make no sense")
            found.append((first, length, place))
            end, place = first + length, place + length
        return tuple(found)

    def changes(self, count: int) -> Iterator[Change]:
        sizes = [self.number() for _ in range(count)]
        seconds = [self.number() for _ in range(count)]
        total, ends = sum(size >> 2 for size in sizes), sum(size & 1 for size in sizes)
        if total < ends or total * 3 - ends * 2 > len(self._numbers) - self._at:
            raise DamagedError("the delta promises more than it holds")
        skips = iter([self.signed() for _ in range(total)])
        copies = iter([self.number() for _ in range(total - ends)])
        inserts = iter([self.text() for _ in range(total - ends)])
        for size, second in zip(sizes, seconds, strict=True):
            told, replaced = (size >> 2) - (size & 1), 0
            if told < 0:
                raise DamagedError("the delta's numbers make no sense")
            steps = []
            for _ in range(told):
                skip, insert = next(skips) + replaced, next(inserts)
                steps.append((skip, next(copies), insert))
                replaced = len(insert)
            if size & 1:
                steps.append((next(skips) + replaced, TO_END, b""))
            yield Change(bool(size & 2), second, tuple(steps))

    def edits(self) -> Edits:
        names = (self.name(), self.name())
        substitutions = tuple((self.text(), self.text()) for _ in range(self.count()))
        if len(substitutions) > MOST_SUBSTITUTIONS:
            raise DamagedError("the delta promises more than it holds")
        sections, patterns = self.runs(), self.runs()
        removed = self.indices(self.count())
        changed = self.indices(self.count())
        added = [(self.name(), self.number()) for _ in range(self.count())]
        sidecars = self.number()
        if sidecars > 1:
            raise DamagedError("the delta promises more than it holds")
        made = self.changes(1 + len(changed) + len(added) + sidecars)
        edits = Edits(
            names,
            substitutions,
            sections,
            patterns,
            removed,
            about=next(made),
            changed=tuple((index, next(made)) for index in changed),
            added=tuple((path, base, next(made)) for path, base in added),
            sidecar=tuple(made),
        )
        if self._at != len(self._numbers) or self._read != len(self._texts):
            raise DamagedError("the delta holds more than it uses")
        return edits


def read_delta(data: bytes) -> tuple[Head, Edits]:
    """Read a delta, trusting nothing in it.

    Raises:
        ForeignError: when it is no delta.
        DamagedError: when a bit of it has changed, or it promises sizes past the limits.
    """
    if not data.startswith(MAGIC):
        raise ForeignError("this is no delta of this program")
    seal, rest = data[len(MAGIC) : len(MAGIC) + 32], data[len(MAGIC) + 32 :]
    if len(rest) < _HEAD.size or hashlib.sha256(rest).digest() != seal:
        raise DamagedError("the delta is damaged: copy or download it again")
    head = Head(*_HEAD.unpack_from(rest))
    size = head.numbers + head.texts
    if head.numbers > LARGEST_NUMBERS or head.texts > LARGEST_TEXTS or head.total > LARGEST_TOTAL:
        raise DamagedError("the delta would unpack to more than any bundle holds; don't use it")
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_FILTERS)
    try:
        body = unpacker.decompress(rest[_HEAD.size :], size + 1)
        ended = unpacker.eof or not unpacker.decompress(b"", 1)
    except (lzma.LZMAError, EOFError):
        body, ended = b"", False
    if len(body) != size or not ended or unpacker.unused_data:
        raise DamagedError("the delta does not hold what it promises; don't use it")
    return head, _Reader(body[: head.numbers], body[head.numbers :]).edits()
