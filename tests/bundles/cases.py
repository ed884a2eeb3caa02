"""Copies and updates that must be refused, or taken for what they are: one list for every program that reads them.

`tests/bundles/test_cases.py` tries them with the command line's reader and the updater of one file, and
`tests/browser/test_check_and_update.py` with the page in a browser. Each is by somebody who means harm and makes
everything fit but the one thing that a guard is for, or by an accident. Files that are checked with others beside them
stand in `tests/bundles/listed_cases.py`.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from macros.bundles.container.archive import HASH, LARGEST_FILE, Packed, pack, read_members, write_archive
from macros.bundles.container.bundle import identity, open_bundle, read_bundle
from macros.bundles.container.manifest import About, FileSum, Manifest
from macros.bundles.signature import ENDING, Signer
from macros.bundles.update.read import update_file
from macros.bundles.update.read.patch import Patch
from macros.bundles.update.read.result import sorted_files
from macros.bundles.update.read.update_file import Update, read_update, write_update
from tests.bundles.samples import ABOUT, files, make, make_update_file, signer

LATER = "2027-02-01"


@dataclass(frozen=True)
class UpdateCase:
    """An update to `old.zip` in a folder that `fill_folder` has filled."""

    make: Callable[[Path], bytes]
    words: str
    """Pattern of what is said; every reader says it."""


def fill_folder(folder: Path) -> None:
    """An old bundle and an honest update."""
    make(folder / "old.zip", files())
    make(folder / "new.zip", files(LATER, p3="Nobody wrote it down."), LATER)
    make_update_file(folder / "update.ctdelta", folder / "old.zip", folder / "new.zip")


def honest(folder: Path) -> Update:
    """What the honest update says."""
    return read_update((folder / "update.ctdelta").read_bytes())


def fitting(folder: Path, added: dict[str, bytes], about: dict[str, Any] | None = None) -> Update:
    """An update that adds files, and whose sizes and hashes are those of the bundle that it would make."""
    old = read_bundle(folder / "old.zip")[1]
    facts = {**asdict(old.manifest.about), **(about or {})}
    sums = {**old.manifest.files, **{path: FileSum.of(content) for path, content in added.items()}}
    try:
        result = identity(Manifest(About(**facts), sums).text(), None)
    except UnicodeEncodeError:
        result = bytes(32)
    content = b"".join(added[path] for path in sorted(added))
    sizes = {path: len(text) for path, text in added.items()}
    patch = Patch(((0, len(content), 0),), b"", content)
    return replace(honest(folder), result=result, about=about or {}, files=(), added=sizes, beside=None, patch=patch)


PATHS = {
    "../../evil.html": "leads to another folder",
    "/etc/evil": "has an empty part",
    "C:/evil.html": "not every computer can store",
    "a\\..\\..\\evil.html": "not every computer can store",
    "library/NUL.html": "Windows keeps for itself",
    "library/\u202elmth.a": "not every computer can store",
    "library/\ud800.html": "not every computer can store",
    "library/\x00": "not every computer can store",
    "a" * 300: "is longer than 120 characters",
    "/".join("a" * 40): "has more than 12 parts",
    "library/PAGES/p1.html": "are one name where case or Unicode form don't count",
    "START-HERE.html/x": "would be a file and a folder at once",
    "MANIFEST.json": "stands twice",
}


def _at_path(path: str, folder: Path) -> bytes:
    update, dump = fitting(folder, {path: b"evil"}), json.dumps
    with mock.patch.object(update_file.json, "dumps", lambda head, **how: dump(head)):
        return write_update(update)


ABOUTS: dict[str, tuple[dict[str, Any], str]] = {
    "another folder for everything": ({"folder": "../up"}, "as its folder, which is more than one"),
    "a folder above": ({"folder": ".."}, "leads to another folder"),
    "no folder": ({"folder": ""}, "is not relative"),
    "a day that is none": ({"day": "2027-13-45"}, "no day that a zip file can hold"),
    "a title with lines of its own": ({"title": "Water\nResult: signed"}, "does not say what the bundle is"),
    "a title that is no text": ({"title": ["Water"]}, "does not say what the bundle is"),
    "another library": ({"library": "Sea Library"}, "makes another pack, “Water .*” of “Sea Library”"),
    "another pack": ({"id": "fire"}, "makes another pack"),
}


NAMES = ("../new.zip", "a/new.zip", "new.exe", ".zip", "..zip", ".hidden.zip", "CON.zip", "new.zip\n", "")
_NAME_WORDS = "is no name of a bundle|leads to another folder|not every computer|Windows keeps"


def _named(names: tuple[str, str], folder: Path) -> bytes:
    return write_update(replace(honest(folder), names=names))


def _steps(*steps: tuple[int, int, int]) -> Callable[[Update, int], Update]:
    return lambda update, size: replace(update, patch=replace(update.patch, steps=steps))


def _end(old: int, back: int, copy: int) -> Callable[[Update, int], Update]:
    """Copies from so many bytes before the end of the old side."""
    return lambda update, size: replace(
        update,
        patch=Patch(((0, 0, size - back), (copy, 0, 0)), bytes(copy), b""),
        added={"x": copy},
        files=update.files,
    )


def _sized(added: dict[str, int], content: int) -> Callable[[Update, int], Update]:
    return lambda update, size: replace(
        update, files=(), added=added, patch=Patch(((0, content, 0),), b"", b"x" * content)
    )


NOWHERE, MORE = "copies from where there is nothing", "uses more than it holds"
SIZES, ABSENT = "makes files of other sizes than it says", "changes a file that the old bundle hasn't"
PATCHES: dict[str, tuple[Callable[[Update, int], Update], str]] = {
    "copies from before the beginning": (_steps((0, 0, -5), (3, 0, 0)), NOWHERE),
    "copies from behind the end": (_steps((0, 0, 10_000_000), (3, 0, 0)), NOWHERE),
    "copies past the end": (_end(0, 2, 3), NOWHERE),
    "copies the same without end": (_steps(*[(40, 0, -40)] * 200_000), MORE),
    "inserts more than it holds": (_steps((0, 10_000_000, 0)), MORE),
    "makes less than it says": (_steps((0, 0, 0)), SIZES),
    "makes more than it says": (_sized({"x": 3}, 4), SIZES),
    "makes a file of less than nothing": (
        lambda update, size: replace(
            update, files=((0, -(1 << 20)),), added={"x": 1 << 20}, patch=Patch(((0, size, 0),), b"", bytes(size))
        ),
        SIZES,
    ),
    "changes what isn't there": (lambda update, size: replace(update, files=((9_999, 0),)), ABSENT),
    "gives other content": (
        lambda update, size: replace(update, patch=replace(update.patch, insertions=update.patch.insertions[::-1])),
        "does not give the bundle that it promises",
    ),
}


def _patched(trick: str, folder: Path) -> bytes:
    known = honest(folder)
    bundle = read_bundle(folder / "old.zip")[1]
    paths = sorted_files(bundle)
    size = sum(bundle.manifest.files[paths[number]].size for number, _ in known.files)
    if trick == "makes a file of less than nothing":
        size = bundle.manifest.files[paths[0]].size
    return write_update(PATCHES[trick][0](known, size))


def _raw(change: Callable[[dict[str, Any]], Any], folder: Path) -> bytes:
    """The honest update with another head, as `write_update` would never write it."""
    dump = json.dumps

    def changed(head: dict[str, Any], **how: Any) -> str:
        made = change(head)
        return made if isinstance(made, str) else dump(head, **how)

    with mock.patch.object(update_file.json, "dumps", changed):
        return write_update(honest(folder))


HEADS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "is no JSON": lambda head: "common thread",
    "is a list": lambda head: "[]",
    "is nested without end": lambda head: "[" * 400_000,
    "has a number without end": lambda head: '{"names":' + "9" * 100_000 + "}",
    "has a number that no size has": lambda head: head["growth"].__setitem__(0, 10**13),
    "lacks a block": lambda head: str(head.pop("seeks"))[:0] or None,
    "names one file": lambda head: head.update(names=["new.zip"]),
    "names three files": lambda head: head.update(names=["old.zip", "new.zip", "x.zip"]),
    "names a number": lambda head: head.update(names=["old.zip", 5]),
    "names nothing": lambda head: head.update(names=None),
    "names two letters": lambda head: head.update(names="ab"),
    "lists facts": lambda head: head.update(about=["day"]),
    "lists new files": lambda head: head.update(added=["x"]),
    "adds a file of a size that is no number": lambda head: head.update(added={"x": "1"}),
    "adds a file of half a byte": lambda head: head.update(added={"x": 0.5}),
    "adds a file of less than nothing": lambda head: head.update(added={"x": -1, "y": 1}),
    "adds a file of a size that is true": lambda head: head.update(added={"x": True}),
    "takes back a file number": lambda head: head["files"].__setitem__(1, -1),
    "begins before the first file": lambda head: head["files"].__setitem__(0, -1),
    "changes a file twice": lambda head: head["files"].__setitem__(1, 0),
    "numbers a file with a word": lambda head: head["files"].__setitem__(0, "a"),
    "grows by a word": lambda head: head["growth"].__setitem__(0, "a"),
    "grows more files than it changes": lambda head: head["growth"].append(0),
    "copies less than nothing": lambda head: head["copies"].__setitem__(0, -1),
    "inserts less than nothing": lambda head: head["inserts"].__setitem__(0, -1),
    "seeks by half a byte": lambda head: head["seeks"].__setitem__(0, 0.5),
    "seeks more often than it copies": lambda head: head["seeks"].append(0),
    "copies more often than it seeks": lambda head: head["copies"].append(0),
    "inserts more often than it copies": lambda head: head["inserts"].append(0),
    "has a signature of no size": lambda head: head.update(beside="1"),
    "has a signature without end": lambda head: head.update(beside=10_001),
    "has a signature of less than nothing": lambda head: head.update(beside=-1),
    "counts in no list": lambda head: head.update(copies=7),
}


def sealed(rest: bytes) -> bytes:
    return update_file.MAGIC + hashlib.sha256(rest).digest() + rest


def _sizes(data: bytes, *sizes: int) -> bytes:
    """An update with other sizes in front of its stream."""
    rest = data[len(update_file.MAGIC) + 32 :]
    return sealed(rest[:96] + b"".join(size.to_bytes(4, "big") for size in sizes) + rest[108:])


STREAMS: dict[str, tuple[Callable[[bytes, list[int]], bytes], str]] = {
    "a head past all bounds": (lambda data, sizes: _sizes(data, (4 << 20) + 1, *sizes[1:]), "more than any real one"),
    "content past all bounds": (lambda data, sizes: _sizes(data, sizes[0], 32 << 20, (32 << 20) + 1), "more than any"),
    "more than there is": (lambda data, sizes: _sizes(data, *sizes[:2], sizes[2] + 1), "not hold what it promises"),
    "less than there is": (lambda data, sizes: _sizes(data, *sizes[:2], sizes[2] - 1), "not hold what it promises"),
    "something behind its end": (lambda data, sizes: sealed(data[55:] + b"x"), "not hold what it promises"),
    "no end": (lambda data, sizes: sealed(data[55:-1]), "not hold what it promises"),
    "no stream": (lambda data, sizes: sealed(data[55:163] + b"\xff" * 40), "not hold what it promises"),
    "not even a head": (lambda data, sizes: sealed(data[55:150]), "the update is damaged"),
    "another beginning": (lambda data, sizes: b"common-thread delta 1\n" + data[23:], "this is no update"),
}


def _streamed(trick: str, folder: Path) -> bytes:
    data = (folder / "update.ctdelta").read_bytes()
    assert len(update_file.MAGIC) == 23
    return STREAMS[trick][0](data, [int.from_bytes(data[at : at + 4], "big") for at in (151, 155, 159)])


UPDATES: dict[str, UpdateCase] = {
    **{
        f"adds a file at {ascii(path)[:40]}": UpdateCase(partial(_at_path, path), words)
        for path, words in PATHS.items()
    },
    **{
        f"says of itself {trick}": UpdateCase(
            lambda folder, about=about: write_update(fitting(folder, {}, about)),  # type: ignore[misc]
            words,
        )
        for trick, (about, words) in ABOUTS.items()
    },
    **{f"names the new file {name!r}": UpdateCase(partial(_named, ("old.zip", name)), _NAME_WORDS) for name in NAMES},
    **{f"names the old file {name!r}": UpdateCase(partial(_named, (name, "new.zip")), _NAME_WORDS) for name in NAMES},
    **{trick: UpdateCase(partial(_patched, trick), words) for trick, (_, words) in PATCHES.items()},
    **{
        f"has a head that {trick}": UpdateCase(partial(_raw, change), "the update's numbers make no sense")
        for trick, change in HEADS.items()
    },
    **{
        f"has a stream with {trick}": UpdateCase(partial(_streamed, trick), words)
        for trick, (_, words) in STREAMS.items()
    },
    "adds more files than any bundle has": UpdateCase(
        lambda folder: write_update(fitting(folder, {f"a/{number}": b"" for number in range(49_990)})),
        "50,001 files, more than",
    ),
    "makes a bundle that nobody could open": UpdateCase(
        lambda folder: write_update(fitting(folder, {"zeros": bytes(10_000_000)})),
        "would unpack to more than any bundle holds; it may be a zip bomb",
    ),
}
"""By what they do."""


@dataclass(frozen=True)
class CopyCase:
    """A file that somebody gives as a bundle, made of a bundle by `signer`."""

    change: Callable[[bytes], bytes]
    state: str
    """Name of the state that every reader finds."""
    words: str
    """Pattern of what is said beside it."""
    signed: bool = False
    """Whether the bundle that it is made of is signed."""
    keys: str = "none"
    """Which keys the reader knows: `none`, the one that `signed` it, or `another`."""


def as_zip(members: list[Packed], change: Callable[[bytes], bytes] = lambda data: data) -> bytes:
    """An archive whose hash is right, whatever is in it."""
    target = io.BytesIO()
    write_archive(target, members, datetime.date(2027, 1, 15))
    data = change(target.getvalue()[:-HASH])
    return data + hashlib.sha256(data).hexdigest().encode()


def member(name: str, content: bytes = b"x") -> Packed:
    """A file in the folder of the bundle."""
    return pack(f"river-library/{name}", content)


def _set(field: int, value: int, form: str = "<H") -> Callable[[bytes], bytes]:
    """Write into the last entry of the list of files."""

    def change(data: bytes) -> bytes:
        at = data.rindex(b"PK\1\2") + field
        return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form) :]

    return change


ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "has a file twice": (lambda: as_zip([member("a"), member("a")]), "stands twice"),
    "has its files in another order": (lambda: as_zip([member("b"), member("a")]), "not in order"),
    "leads out of its folder": (lambda: as_zip([member("../../x")]), "leads to another folder"),
    "begins at the root": (lambda: as_zip([pack("/x", b"")]), "not relative"),
    "has one name twice": (lambda: as_zip([member("a"), member("A")][::-1]), "one name"),
    "has a link": (lambda: as_zip([member("a")], _set(38, 0o120777 << 16, "<I")), "symbolic link"),
    "is encrypted": (lambda: as_zip([member("a")], _set(8, 1)), "encrypted"),
    "is packed with bzip2": (lambda: as_zip([member("a")], _set(10, 12)), "a way that this program doesn't use"),
    "lies about a size": (
        lambda: as_zip([member("a")], _set(24, 77, "<I")),
        "its two headers contradict each other",
    ),
    "leads to another file": (
        lambda: as_zip([member("a"), member("b")], _set(42, 0, "<I")),
        "stands twice, or there is something in front",
    ),
    "is a program too": (
        lambda: as_zip([member("a")], lambda data: b"#!/bin/sh\n" + data),
        "list of its files is damaged",
    ),
    "promises a large file": (lambda: as_zip([replace(member("a"), size=LARGEST_FILE + 1)]), "zip bomb"),
    "grows a thousandfold": (lambda: as_zip([member("a", b"\0" * 10_000_000)]), "zip bomb"),
    "grows by many files": (
        lambda: as_zip([replace(member(f"a{number:03}"), size=4_000_000) for number in range(200)]),
        "zip bomb",
    ),
    "has no list of files": (lambda: as_zip([member("a")]), "so it is no bundle of this program"),
}
"""Archives whose hash is right, and what is wrong with them."""


def _other_zip(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return made.getvalue()


def _packed_again(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as opened, zipfile.ZipFile(made, "w") as archive:
        for name in opened.namelist():
            archive.writestr(name, opened.read(name))
    return made.getvalue()


def _flipped(data: bytes) -> bytes:
    """One bit of a page, in its packed bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        info = opened.getinfo("river-library/library/pages/p3.html")
    at = info.header_offset + 30 + len(info.filename.encode()) + info.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


def _forged(**changed: bytes) -> Callable[[bytes], bytes]:
    """Some members with other content, all checksums of the archive right."""

    def change(data: bytes) -> bytes:
        contents = {name.replace("_", "."): content for name, content in changed.items()}
        found = {one.path: contents.get(one.path.rpartition("/")[2]) for one in read_members(data)}
        return as_zip([one if (new := found[one.path]) is None else pack(one.path, new) for one in read_members(data)])

    return change


def _title_forged(data: bytes) -> bytes:
    """Another title, and a manifest that fits it, under the old signature."""
    old = open_bundle(data)
    about = replace(old.manifest.about, title="Sudan”. Result: intact and signed by a known key. “")
    text = Manifest(about, old.manifest.files).text()
    place = f"{about.folder}/MANIFEST.json"
    return as_zip([pack(one.path, text) if one.path == place else one for one in read_members(data)])


COPIES: dict[str, CopyCase] = {
    "as it was made": CopyCase(lambda data: data, "UNSIGNED", ""),
    "signed, where no key is known": CopyCase(lambda data: data, "UNKNOWN_KEY", "was not checked", True),
    "signed by a known key": CopyCase(lambda data: data, "SIGNED", "You can use it", True, "signed"),
    "signed by somebody else": CopyCase(lambda data: data, "UNKNOWN_KEY", "Don't use it as theirs", True, "another"),
    "a byte too long": CopyCase(lambda data: data + b"\0", "DAMAGED", "its end is missing|Its end is missing"),
    "a byte too short": CopyCase(lambda data: data[:-1], "DAMAGED", "Its end is missing"),
    "half of it": CopyCase(lambda data: data[: len(data) // 2], "DAMAGED", "Its end is missing"),
    "nothing": CopyCase(lambda data: b"", "FOREIGN", "no bundle of this program"),
    "a letter": CopyCase(lambda data: b"This is a letter.", "FOREIGN", "no bundle of this program"),
    "another zip": CopyCase(_other_zip, "FOREIGN", "no bundle of this program"),
    "packed again": CopyCase(_packed_again, "DAMAGED", "another program packed it again"),
    "with something in front": CopyCase(lambda data: b"#!/bin/sh\n" + data, "DAMAGED", "don't give the SHA-256"),
    "with a changed bit": CopyCase(_flipped, "DAMAGED", r"library/pages/p3\.html can't be unpacked"),
    "with another page": CopyCase(
        _forged(p3_html=b"<p>Send your password to</p>"), "DAMAGED", r"library/pages/p3\.html has 28 bytes instead of"
    ),
    "with a manifest that is none": CopyCase(_forged(MANIFEST_json=b"{}"), "DAMAGED", "is of another format"),
    "with a manifest that is no JSON": CopyCase(_forged(MANIFEST_json=b"{"), "DAMAGED", "can't be read"),
    "with another title under the old signature": CopyCase(
        _title_forged, "DAMAGED", "was not made for this content", True, "signed"
    ),
    "with another title, unsigned": CopyCase(_title_forged, "UNSIGNED", "“Sudan’. Result: intact .*‘” of “River"),
    **{
        f"an archive that {trick}": CopyCase(
            lambda data, made=made: made(),  # type: ignore[misc]
            "FOREIGN" if "no list" in trick else "DAMAGED",
            words,
        )
        for trick, (made, words) in ARCHIVES.items()
    },
}
"""By what they are."""


@dataclass(frozen=True)
class TrustCase:
    """An update from one bundle to another, and who has signed each."""

    old: str
    """Who signed the old one: `nobody`, `ana` or `ben`."""
    new: str
    """Who signed the new one; `forger` copies the id of Ana's key and can't sign."""
    known: tuple[str, ...] = ()
    """Whose keys the reader knows."""
    day: str = LATER
    """Of the new one; the old one is of 15 January 2027."""
    words: str = ""
    """Pattern of the refusal; empty when the update is taken."""


TRUST: dict[str, TrustCase] = {
    "unsigned stays unsigned": TrustCase("nobody", "nobody", ("ana",)),
    "unsigned becomes signed": TrustCase("nobody", "ana", ("ana",)),
    "signed stays signed by a known key": TrustCase("ana", "ana", ("ana",)),
    "signed stays signed where no key is known": TrustCase("ana", "ana"),
    "one known key takes the place of another": TrustCase("ana", "ben", ("ben", "ana")),
    "signed becomes unsigned": TrustCase(
        "ana",
        "nobody",
        ("ana",),
        words=r"old\.zip is signed, and “Water .*” of 2027-02-01, which the update makes, is not",
    ),
    "signed becomes signed by an unknown key": TrustCase(
        "ana",
        "ben",
        ("ana",),
        words="“Water .*” of 2027-02-01, .* is signed by the key [0-9A-F]{16}, which is not known here",
    ),
    "signed by one becomes signed by another, where no key is known": TrustCase(
        "ana", "ben", words=r"old\.zip is signed by the key [0-9A-F]{16}, and “Water .*” .*by another one, [0-9A-F]{16}"
    ),
    "signed becomes signed by a forger": TrustCase("ana", "forger", ("ana",), words="was not made for this content"),
    "unsigned becomes signed by a forger": TrustCase(
        "nobody", "forger", ("ana",), words="was not made for this content"
    ),
    "signed becomes older": TrustCase(
        "ana",
        "ana",
        ("ana",),
        "2027-01-01",
        r"“Water .*” of 2027-01-01, older than the one you have: old\.zip is of 2027-01-15",
    ),
    "unsigned becomes older": TrustCase("nobody", "nobody", (), "2027-01-01", "older than the one you have"),
}
"""What may become of a copy, and what may not."""


class _Forger(Signer):
    """Somebody who writes the id of another's key onto a signature of other content."""

    def __init__(self, by: Signer) -> None:
        self._by = by

    def sign(self, content: bytes, words: str) -> bytes:
        """As `Signer.sign`, of nothing."""
        return self._by.sign(b"", words)


def fill_trust(folder: Path, case: TrustCase) -> list[str]:
    """Make `old.zip`, `new.zip` and `update.ctdelta` of a case; gives the public keys that the reader knows."""
    people: dict[str, Signer] = {"ana": signer(), "ben": signer()}
    signers: dict[str, Signer | None] = {**people, "nobody": None, "forger": _Forger(people["ana"])}
    for name, day, by in (("old", ABOUT.day, case.old), ("new", case.day, case.new)):
        made = make(folder / f"{name}.zip", files(day, p1=f"As of {day}."), day, signers[by])
        made.with_name(made.name + ENDING).unlink(missing_ok=True)
    make_update_file(folder / "update.ctdelta", folder / "old.zip", folder / "new.zip")
    return [people[name].public_key for name in case.known]
