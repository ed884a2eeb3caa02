"""The zip file of a bundle: one way to write any content, and a reader that takes nothing else.

Members are sorted, dated on the day of the build, without extra fields and without gaps; the comment at the
end holds the SHA-256 of all bytes before it. So the same content is the same file, and a change of any bit shows.
"""

from __future__ import annotations

import datetime
import hashlib
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from macros.bundles.container.errors import DamagedError, ForeignError
from macros.bundles.container.manifest import MOST_FILES
from macros.bundles.container.paths import check_paths

WORDS = b"An offline library; check it with: commonthread verify FILE. sha256:"
"""The comment, up to the hash of everything from the file's first byte to the colon: 64 hexadecimal digits."""
HASH = 64
LARGEST, LARGEST_FILE, LARGEST_TOTAL = 256 << 20, 64 << 20, 512 << 20
"""Bytes of an archive, of one file in it, and of all its files together; the reader refuses more."""
MOST_GROWTH = 100
"""How many times larger than the archive its content may be; text grows about four times."""

STORED, DEFLATED = 0, 8
_PACKED_ALREADY = (".gif", ".gz", ".jpeg", ".jpg", ".mp3", ".mp4", ".pdf", ".png", ".webp", ".woff", ".woff2", ".zip")
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_FILE = 0o100644 << 16
_UNIX, _VERSION, _UTF8 = 3, 20, 0x800


@dataclass(frozen=True)
class Packed:
    """A file as it stands in an archive."""

    path: str
    """With the top folder."""
    method: int
    """`STORED` or `DEFLATED`."""
    crc: int
    size: int
    """Bytes of its content."""
    data: bytes
    """Content, packed."""

    def content(self) -> bytes:
        """The file.

        Raises:
            DamagedError: when the content is not of the size or the checksum that were promised.
        """
        content = self.data if self.method == STORED else _inflated(self.data, self.size)
        if content is None or len(content) != self.size or zlib.crc32(content) != self.crc:
            raise DamagedError(f"{self.path} is damaged")
        return content


def pack(path: str, content: bytes) -> Packed:
    """Pack one file: deflated as well as zlib can, or stored where that doesn't make it smaller."""
    crc = zlib.crc32(content)
    if not path.lower().endswith(_PACKED_ALREADY):
        data = _deflated(content)
        if len(data) < len(content):
            return Packed(path, DEFLATED, crc, len(content), data)
    return Packed(path, STORED, crc, len(content), content)


@lru_cache(maxsize=1_000)
def _deflated(content: bytes) -> bytes:
    """Packed; many bundles hold the same styles, scripts and pages."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _inflated(data: bytes, size: int) -> bytes | None:
    """Unpacked, at most one byte more than promised; nothing when there is an error or a rest."""
    unpacker = zlib.decompressobj(-15)
    try:
        content = unpacker.decompress(data, size + 1)
    except zlib.error:
        return None
    return content if unpacker.eof and not unpacker.unused_data else None


def write_archive(target: BinaryIO, members: Iterable[Packed], day: datetime.date) -> None:
    """Write an archive, member by member.

    Args:
        target: open for writing, empty.
        members: sorted by path; checked with `check_paths` by who made them.
        day: date of each member, from 1980 to 2107.
    """
    sha256 = hashlib.sha256()
    place = 0
    central = []

    def put(data: bytes) -> None:
        nonlocal place
        sha256.update(data)
        target.write(data)
        place += len(data)

    for member in members:
        central.append(_central(member, len(member.data), place, day))
        put(_local(member, len(member.data), day))
        put(member.data)
    start = place
    for entry in central:
        put(entry)
    put(_end(len(central), place - start, start) + WORDS)
    target.write(sha256.hexdigest().encode())


def _stamp(member: Packed, packed: int, day: datetime.date) -> tuple[int, ...]:
    """Flags, method, time, date, checksum, sizes and length of the name: the same in both headers."""
    date = (day.year - 1980) << 9 | day.month << 5 | day.day
    flags = 0 if member.path.isascii() else _UTF8
    return (flags, member.method, 0, date, member.crc, packed, member.size, len(member.path.encode()), 0)


def _local(member: Packed, packed: int, day: datetime.date) -> bytes:
    return _LOCAL.pack(b"PK\3\4", _VERSION, *_stamp(member, packed, day)) + member.path.encode()


def _central(member: Packed, packed: int, place: int, day: datetime.date) -> bytes:
    made_by = _UNIX << 8 | _VERSION
    stamp = _stamp(member, packed, day)
    return _CENTRAL.pack(b"PK\1\2", made_by, _VERSION, *stamp, 0, 0, 0, _FILE, place) + member.path.encode()


def _end(count: int, size: int, start: int) -> bytes:
    return _END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(WORDS) + HASH)


def read_file(path: Path, most: int = LARGEST) -> bytes:
    """A file's bytes, an archive's unless `most` says that it is something smaller.

    Raises:
        ForeignError: when there is no such file, it is no plain file, or it is larger than it may be.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ForeignError(f"{path} is no file that can be read")
        if found.st_size > most:
            raise ForeignError(f"{path} has {found.st_size:,} bytes, more than any file of its kind ({most:,})")
        return path.read_bytes()
    except OSError as error:
        raise ForeignError(f"{path} can't be read: {error.strerror or error}") from None


def check_seal(data: bytes) -> None:
    """Compare an archive with the hash in its comment.

    Raises:
        ForeignError: when the file doesn't end like one of ours.
        DamagedError: when a bit of it has changed.
    """
    end = len(data) - HASH - len(WORDS)
    if data[max(end, 0) : end + len(WORDS)] != WORDS:
        if b"/MANIFEST.json" not in data:
            raise ForeignError("this is no bundle of this program")
        raise DamagedError("its end is missing or changed: the copy is incomplete, or another program packed it again")
    if hashlib.sha256(data[:-HASH]).hexdigest().encode() != data[-HASH:]:
        raise DamagedError("its bytes don't give the SHA-256 that stands at its end")


def read_members(data: bytes) -> Iterator[Packed]:
    """Every member, in order; headers are compared byte by byte with what `write_archive` writes.

    Raises:
        DamagedError: at the first thing that `write_archive` would not have written: links, encrypted or repeated
            entries, gaps, anything before or after, headers that contradict each other, promised sizes past the limits.
        PathError: when a path is not one that every computer can store.
    """
    end = len(data) - HASH - len(WORDS) - _END.size
    if end < 0 or data[end : end + 4] != b"PK\5\6":
        raise DamagedError("the list of its files is not where it should be")
    _, _, _, count, _, size, start, _ = _END.unpack_from(data, end)
    if data[end : end + _END.size] != _end(count, size, start) or start + size != end or count > MOST_FILES:
        raise DamagedError("the list of its files is damaged")
    place, total, listed, days = 0, 0, [], set()
    for member, packed, entry, day in _entries(data, start, end, count):
        local = _local(member, packed, day)
        if _central(member, packed, place, day) != entry:
            raise DamagedError(f"{member.path}: {_strange(entry, place)}")
        if data[place : place + len(local)] != local:
            raise DamagedError(f"{member.path}: its two headers contradict each other")
        total += member.size
        if member.size > LARGEST_FILE or total > min(LARGEST_TOTAL, MOST_GROWTH * len(data)):
            raise DamagedError(f"{member.path}: would unpack to more than any bundle holds; it may be a zip bomb")
        listed.append((member, place + len(local), packed))
        days.add(day)
        place += len(local) + packed
    if place != start:
        raise DamagedError("there is something between its files that the list doesn't name")
    paths = [member.path for member, _, _ in listed]
    check_paths(paths)
    if paths != sorted(paths) or len(days) > 1:
        raise DamagedError("its files are not in order, or not of one day")
    for member, begin, packed in listed:
        yield Packed(member.path, member.method, member.crc, member.size, data[begin : begin + packed])


def _entries(data: bytes, place: int, end: int, count: int) -> Iterator[tuple[Packed, int, bytes, datetime.date]]:
    """Members without their content, packed sizes, the bytes of their entries, and days."""
    for _ in range(count):
        if place + _CENTRAL.size > end:
            raise DamagedError("the list of its files ends too early")
        values = _CENTRAL.unpack_from(data, place)
        stop = place + _CENTRAL.size + values[10]
        try:
            path = data[place + _CENTRAL.size : stop].decode()
            day = datetime.date(1980 + (values[6] >> 9), values[6] >> 5 & 15, values[6] & 31)
        except ValueError:
            raise DamagedError("an entry in the list of its files can't be read") from None
        if values[4] not in {STORED, DEFLATED} or stop > end:
            raise DamagedError(f"{path}: packed in a way that this program doesn't use")
        yield Packed(path, values[4], values[7], values[9], b""), values[8], data[place:stop], day
        place = stop
    if place != end:
        raise DamagedError("the list of its files has something behind it")


def _strange(entry: bytes, place: int) -> str:
    """What in an entry is not as it should be."""
    values = _CENTRAL.unpack_from(entry)
    if values[3] & 1:
        return "it is encrypted"
    if values[15] >> 28 == 0o12:
        return "it is a symbolic link, which could lead anywhere"
    if values[16] != place:
        return "it stands twice, or there is something in front of it"
    return "its entry in the list of files is damaged"
