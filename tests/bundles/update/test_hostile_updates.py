"""Updates by somebody who means harm, and who makes everything fit but the one thing that a guard is for."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.container.bundle import identity, read_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import About, FileSum, Manifest
from macros.bundles.update.read import update_file
from macros.bundles.update.read.apply import apply_update
from macros.bundles.update.read.patch import Patch
from macros.bundles.update.read.result import sorted_files
from macros.bundles.update.read.update_file import Update, read_update, write_update
from tests.bundles.samples import ABOUT, files, make, make_update_file

LATER = "2027-02-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old bundle and an honest update; `there` is for what readers have."""
    make(tmp_path / "old.zip", files())
    make(tmp_path / "new.zip", files(LATER, p3="Nobody wrote it down."), LATER)
    make_update_file(tmp_path / "update.ctdelta", tmp_path / "old.zip", tmp_path / "new.zip")
    (tmp_path / "there").mkdir()
    shutil.copy(tmp_path / "old.zip", tmp_path / "there")
    return tmp_path


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _honest(folder: Path) -> Update:
    return read_update((folder / "update.ctdelta").read_bytes())


def _fitting(folder: Path, added: dict[str, bytes], about: dict[str, Any] | None = None) -> Update:
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
    return replace(_honest(folder), result=result, about=about or {}, files=(), added=sizes, beside=None, patch=patch)


def _refused(folder: Path, data: bytes, words: str) -> None:
    update = folder / "there/update.ctdelta"
    update.write_bytes(data)
    before, around = _files(folder / "there"), set(folder.iterdir())
    with pytest.raises(BundleError, match=words):
        apply_update(update, folder / "there/old.zip")
    assert _files(folder / "there") == before and set(folder.iterdir()) == around


def test_the_attacker_of_these_tests_is_good_enough(folder: Path) -> None:
    """What fits and does no harm is applied, so what is refused below is refused for what it does."""
    data = write_update(_fitting(folder, {"library/pages/new.html": b"x"}, {"day": LATER}))
    (folder / "there/update.ctdelta").write_bytes(data)
    applied = apply_update(folder / "there/update.ctdelta", folder / "there/old.zip")
    assert read_bundle(applied.path)[1].content("library/pages/new.html") == b"x"


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


@pytest.mark.parametrize("path", PATHS, ids=ascii)
def test_a_file_outside_the_rules_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Whatever an update may add, it adds below the folder of the bundle, under a name that every computer takes."""
    update, dump = _fitting(folder, {path: b"evil"}), json.dumps
    with monkeypatch.context() as patched:
        patched.setattr(update_file.json, "dumps", lambda head, **how: dump(head))
        data = write_update(update)
    _refused(folder, data, PATHS[path])


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


@pytest.mark.parametrize("trick", ABOUTS)
def test_a_manifest_outside_the_rules_is_refused(folder: Path, trick: str) -> None:
    """The facts of a bundle are its own, and a person can read them."""
    about, words = ABOUTS[trick]
    _refused(folder, write_update(_fitting(folder, {}, about)), words)


@pytest.mark.parametrize(
    "name", ["../new.zip", "a/new.zip", "new.exe", ".zip", "..zip", ".hidden.zip", "CON.zip", "new.zip\n", ""]
)
def test_a_name_that_is_none_of_a_bundle_is_refused(folder: Path, name: str) -> None:
    """The update names the new file: in the same folder, in sight, and nothing that a computer would run."""
    words = "is no name of a bundle|leads to another folder|not every computer|Windows keeps"
    _refused(folder, write_update(replace(_honest(folder), names=("old.zip", name))), words)
    _refused(folder, write_update(replace(_honest(folder), names=(name, "new.zip"))), words)


def test_more_files_than_any_bundle_has_are_refused(folder: Path) -> None:
    """Before any of them is made."""
    _refused(folder, write_update(_fitting(folder, {f"a/{n}": b"" for n in range(49_990)})), "50,001 files, more than")


def test_a_bundle_that_nobody_could_open_takes_no_place(folder: Path) -> None:
    """A few bytes of update that give thousands of times as many."""
    data = write_update(_fitting(folder, {"zeros": bytes(10_000_000)}))
    assert len(data) < 3_000
    _refused(folder, data, "would unpack to more than any bundle holds; it may be a zip bomb")


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


@pytest.mark.parametrize("trick", PATCHES)
def test_a_patch_that_does_not_fit_is_refused(folder: Path, trick: str) -> None:
    """It reads from the old files and from itself, no byte more, and makes what it said."""
    honest = _honest(folder)
    bundle = read_bundle(folder / "old.zip")[1]
    paths = sorted_files(bundle)
    size = sum(bundle.manifest.files[paths[number]].size for number, _ in honest.files)
    change, words = PATCHES[trick]
    if trick == "makes a file of less than nothing":
        size = bundle.manifest.files[paths[0]].size
    _refused(folder, write_update(change(honest, size)), words)


def _raw(folder: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The honest update with another head, as `write_update` would never write it."""
    with monkeypatch.context() as patched:
        dump = json.dumps

        def changed(head: dict[str, Any], **how: Any) -> str:
            made = change(head)
            return made if isinstance(made, str) else dump(head, **how)

        patched.setattr(update_file.json, "dumps", changed)
        return write_update(_honest(folder))


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


@pytest.mark.parametrize("trick", HEADS)
def test_a_head_that_makes_no_sense_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch, trick: str) -> None:
    """In words, before anything is made of it."""
    _refused(folder, _raw(folder, monkeypatch, HEADS[trick]), "the update's numbers make no sense")


def _sealed(rest: bytes) -> bytes:
    return update_file.MAGIC + hashlib.sha256(rest).digest() + rest


def _sizes(data: bytes, *sizes: int) -> bytes:
    """An update with other sizes in front of its stream."""
    rest = data[len(update_file.MAGIC) + 32 :]
    return _sealed(rest[:96] + b"".join(size.to_bytes(4, "big") for size in sizes) + rest[108:])


STREAMS: dict[str, tuple[Callable[[bytes, list[int]], bytes], str]] = {
    "a head past all bounds": (lambda data, sizes: _sizes(data, (4 << 20) + 1, *sizes[1:]), "more than any real one"),
    "content past all bounds": (lambda data, sizes: _sizes(data, sizes[0], 32 << 20, (32 << 20) + 1), "more than any"),
    "more than there is": (lambda data, sizes: _sizes(data, *sizes[:2], sizes[2] + 1), "not hold what it promises"),
    "less than there is": (lambda data, sizes: _sizes(data, *sizes[:2], sizes[2] - 1), "not hold what it promises"),
    "something behind its end": (lambda data, sizes: _sealed(data[55:] + b"x"), "not hold what it promises"),
    "no end": (lambda data, sizes: _sealed(data[55:-1]), "not hold what it promises"),
    "no stream": (lambda data, sizes: _sealed(data[55:163] + b"\xff" * 40), "not hold what it promises"),
    "not even a head": (lambda data, sizes: _sealed(data[55:150]), "the update is damaged"),
    "another beginning": (lambda data, sizes: b"common-thread delta 1\n" + data[23:], "this is no update"),
}


@pytest.mark.parametrize("trick", STREAMS)
def test_a_file_that_promises_something_else_is_refused(folder: Path, trick: str) -> None:
    """Sizes are bounds for the computer's memory, so they come first."""
    data = (folder / "update.ctdelta").read_bytes()
    sizes = [int.from_bytes(data[at : at + 4], "big") for at in (151, 155, 159)]
    assert len(update_file.MAGIC) == 23
    change, words = STREAMS[trick]
    _refused(folder, change(data, sizes), words)


def test_any_changed_byte_of_an_update_is_noticed(folder: Path) -> None:
    """At every place, and when it was cut off; nothing is written."""
    data = (folder / "update.ctdelta").read_bytes()
    spoilt = [data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :] for place in range(len(data))]
    spoilt += [data[:length] for length in (0, 5, len(data) // 2, len(data) - 1)]
    for one in spoilt:
        with pytest.raises(BundleError, match=r"this is no update|the update is damaged"):
            read_update(one)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_nonsense_with_a_right_checksum_is_refused(body: bytes, differences: int, insertions: int) -> None:
    """The reader trusts no length and never falls over."""
    head = bytes(96) + b"".join(number.to_bytes(4, "big") for number in (100, differences, insertions))
    with pytest.raises(BundleError):
        read_update(_sealed(head + body))


def test_about_names_nothing_beside_the_facts(folder: Path) -> None:
    """A fact that this program doesn't know is passed over, not written."""
    update = replace(_fitting(folder, {"x": b""}), about={"colour": "blue"})
    (folder / "there/update.ctdelta").write_bytes(write_update(update))
    applied = apply_update(folder / "there/update.ctdelta", folder / "there/old.zip", folder / "there/made.zip")
    assert b"colour" not in read_bundle(applied.path)[1].text and applied.about == ABOUT
