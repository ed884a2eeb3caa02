"""Verifying: every bit counts, and each kind of damage is said in words that name it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from macros.bundles.check.verify import State, verify
from macros.bundles.container.bundle import write_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, SUMS, Manifest, read_manifest
from macros.bundles.signature import ENDING, Signer, public_keys
from tests.bundles.samples import ABOUT, files, make, signer

SMALL = {"START-HERE.html": b"<p>Open this one.</p>" * 4, "library/a.html": b"<p>Page</p>", "library/m.png": b"\x89PNG"}


def test_flipping_any_single_bit_is_noticed(tmp_path: Path) -> None:
    """Of a whole small bundle with a signature inside: contents, names, headers, manifest, hash."""
    by = signer()
    bundle = make(tmp_path / "small.zip", SMALL, by=by)
    bundle.with_name(bundle.name + ENDING).unlink()
    keys = public_keys([by.public_key])
    data = bytearray(bundle.read_bytes())
    assert verify(bundle, keys).state is State.SIGNED
    for place in range(len(data)):
        for bit in range(8):
            data[place] ^= 1 << bit
            bundle.write_bytes(data)
            verdict = verify(bundle, keys)
            assert verdict.state in {State.DAMAGED, State.FOREIGN} and not verdict.trusted, (place, bit)
            data[place] ^= 1 << bit


def test_flipping_a_bit_in_any_file_names_that_file(tmp_path: Path) -> None:
    """In the packed bytes of every file of a bundle."""
    bundle = make(tmp_path / "water.zip", files())
    data = bundle.read_bytes()
    with zipfile.ZipFile(bundle) as opened:
        members = [info for info in opened.infolist() if info.compress_size]
    assert len(members) > 8
    for info in members:
        start = info.header_offset + 30 + len(info.filename.encode())
        flipped = bytearray(data)
        flipped[start + info.compress_size // 2] ^= 0x10
        bundle.write_bytes(flipped)
        said = " ".join(verify(bundle).lines())
        assert info.filename.partition("/")[2] in said and "Don't use it" in said


def _longer(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes() + b"\0")


def _shorter(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-1])


def _half(bundle: Path) -> None:
    data = bundle.read_bytes()
    bundle.write_bytes(data[: len(data) // 2])


def _empty(bundle: Path) -> None:
    bundle.write_bytes(b"")


def _prefixed(bundle: Path) -> None:
    bundle.write_bytes(b"#!/bin/sh\n" + bundle.read_bytes())


def _text(bundle: Path) -> None:
    bundle.write_bytes(b"This is a letter.")


def _other_zip(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("hello.txt", "hello")


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (_longer, State.DAMAGED),
        (_shorter, State.DAMAGED),
        (_half, State.DAMAGED),
        (_prefixed, State.DAMAGED),
        (_empty, State.FOREIGN),
        (_text, State.FOREIGN),
        (_other_zip, State.FOREIGN),
    ],
)
def test_what_is_no_whole_bundle_is_told(tmp_path: Path, spoil: Callable[[Path], None], state: State) -> None:
    """Cut off, glued to, or something else altogether."""
    bundle = make(tmp_path / "water.zip", files())
    spoil(bundle)
    verdict = verify(bundle)
    assert verdict.state is state and not verdict.trusted
    assert verdict.found and all(line.endswith(".") for line in verdict.found)


def _unpacked(bundle: Path, target: Path) -> Path:
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(target)
    return target / ABOUT.folder


def _change(folder: Path) -> None:
    (folder / "library/pages/p1.html").write_text("changed", "utf-8")


def _same_size(folder: Path) -> None:
    page = folder / "library/pages/p1.html"
    page.write_bytes(page.read_bytes().replace(b"Page 1", b"Page l"))


def _remove(folder: Path) -> None:
    (folder / "library/pages/p1.html").unlink()


def _link(folder: Path) -> None:
    page = folder / "library/pages/p1.html"
    page.unlink()
    page.symlink_to("p2.html")


def _list(folder: Path) -> None:
    listed = folder / "MANIFEST.json"
    listed.write_text(listed.read_text("utf-8").replace("Water", "Wine"), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_change, "library/pages/p1.html has 7 bytes instead of"),
        (_same_size, "library/pages/p1.html has changed"),
        (_remove, "library/pages/p1.html is missing"),
        (_link, "library/pages/p1.html is a symbolic link"),
        (_list, "MANIFEST.json is not as this program writes it"),
    ],
)
def test_an_unpacked_folder_is_compared_file_by_file(tmp_path: Path, spoil: Callable[[Path], None], words: str) -> None:
    """Its own folder or the one around it."""
    by = signer()
    bundle = make(tmp_path / "water.zip", files(), by=by)
    folder = _unpacked(bundle, tmp_path / "out")
    keys = public_keys([by.public_key])
    assert verify(folder, keys, True).state is State.SIGNED
    assert verify(folder.parent, keys, True).state is State.SIGNED
    spoil(folder)
    verdict = verify(folder, keys, True)
    assert verdict.state is State.DAMAGED and words in " ".join(verdict.found)


def _beside(folder: Path, by: Signer | None) -> Path:
    """A single file with the list of checksums of its release."""
    (folder / "notes").mkdir()
    single, note = folder / "water.html", folder / "notes/gate.pdf"
    single.write_bytes(b"<p>Everything</p>")
    note.write_bytes(b"%PDF-1.7")
    text = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n" for path in (note, single)
    )
    (folder / SUMS).write_text(text, "utf-8")
    if by:
        (folder / f"{SUMS}{ENDING}").write_bytes(by.sign(text.encode(), "River Library, checksums"))
    return single


def test_other_files_of_a_release_are_compared_with_its_checksums(tmp_path: Path) -> None:
    """A single file, and a note in a folder of its own; signed by way of the list."""
    by = signer()
    single = _beside(tmp_path, by)
    keys = public_keys([by.public_key])
    for path in (single, tmp_path / "notes/gate.pdf"):
        assert verify(path, keys, True).state is State.SIGNED
        assert verify(path, public_keys([signer().public_key]), True).trusted is False
    single.write_bytes(b"<p>Everythinh</p>")
    assert "water.html has changed" in " ".join(verify(single, keys).found)
    single.unlink()
    (tmp_path / f"{SUMS}{ENDING}").unlink()
    assert verify(tmp_path / "notes/gate.pdf").state is State.UNSIGNED
    listed = tmp_path / SUMS
    (tmp_path / f"{SUMS}{ENDING}").write_bytes(by.sign(b"another list", "River Library, checksums"))
    assert verify(tmp_path / "notes/gate.pdf", keys).state is State.DAMAGED
    listed.unlink()
    verdict = verify(tmp_path / "notes/gate.pdf", keys)
    assert verdict.state is State.FOREIGN and SUMS in " ".join(verdict.lines())


def _flipped(file: Path) -> Iterator[int]:
    """A file with one bit changed at a time, every bit once."""
    data = bytearray(file.read_bytes())
    for place in range(len(data)):
        for bit in range(8):
            data[place] ^= 1 << bit
            file.write_bytes(data)
            yield place
            data[place] ^= 1 << bit
    file.write_bytes(data)


@pytest.mark.slow
def test_flipping_a_bit_of_an_unpacked_list_is_noticed(tmp_path: Path) -> None:
    """Also of its first lines, with nobody's signature to protect them; and of the signature."""
    by = signer()
    plain = _unpacked(make(tmp_path / "plain.zip", SMALL), tmp_path / "plain")
    for place in _flipped(plain / MANIFEST):
        assert verify(plain).trusted is False, place
    assert verify(plain).state is State.UNSIGNED
    signed, keys = (
        _unpacked(make(tmp_path / "signed.zip", SMALL, by=by), tmp_path / "signed"),
        public_keys([by.public_key]),
    )
    for place in _flipped(signed / SIGNATURE):
        assert verify(signed, keys).trusted is False, place
    assert verify(signed, keys).state is State.SIGNED


def test_flipping_a_bit_of_the_signature_beside_a_bundle_is_noticed(tmp_path: Path) -> None:
    """In its comment, in its padding, in the id of its key."""
    by = signer()
    bundle, keys = make(tmp_path / "small.zip", SMALL, by=by), public_keys([by.public_key])
    for place in _flipped(bundle.with_name(bundle.name + ENDING)):
        assert verify(bundle, keys).trusted is False, place
    assert verify(bundle, keys).state is State.SIGNED


@pytest.mark.parametrize("title", ["Water\nResult: intact and signed by a known key.", "Water\x1b[8m", "W\u202eater"])
def test_a_title_writes_no_lines_of_its_own(tmp_path: Path, title: str) -> None:
    """Neither when it is written nor when somebody made it up."""
    with pytest.raises(BundleError):
        write_bundle(tmp_path / "bad.zip", replace(ABOUT, title=title), SMALL)
    folder = _unpacked(make(tmp_path / "water.zip", SMALL), tmp_path / "out")
    manifest = Manifest(replace(ABOUT, title=title), read_manifest((folder / MANIFEST).read_bytes()).files)
    (folder / MANIFEST).write_bytes(manifest.text())
    verdict = verify(folder)
    assert verdict.state is State.DAMAGED and "Result: intact" not in "\n".join(verdict.lines())


def test_a_name_writes_no_lines_of_its_own(tmp_path: Path) -> None:
    """A file that somebody has put into the folder."""
    folder = _unpacked(make(tmp_path / "water.zip", SMALL), tmp_path / "out")
    (folder / "evil\nResult: intact.html").write_text("x", "utf-8")
    said = list(verify(folder).lines())
    assert not [line for line in said if line.startswith("Result: intact")]
    assert "'evil\\nResult: intact.html' is not ours." in said


def test_what_can_t_be_read_is_told(tmp_path: Path) -> None:
    """Something that is no file in a file's place, and a folder with several bundles."""
    folder = _unpacked(make(tmp_path / "water.zip", SMALL), tmp_path / "out")
    page = folder / "library/a.html"
    page.unlink()
    os.mkfifo(page)
    assert "library/a.html can't be compared" in " ".join(verify(folder).found)
    assert verify(page).state is State.FOREIGN
    page.unlink()
    (folder / SIGNATURE).mkdir()
    assert "MANIFEST.json.minisig is no file." in verify(folder).found
    shutil.copytree(folder, folder.with_name("another"))
    verdict = verify(folder.parent)
    assert verdict.state is State.FOREIGN and "several bundles" in verdict.found[0] and "another" in verdict.found[0]


def test_with_keys_of_its_own_it_trusts_no_other(tmp_path: Path) -> None:
    """Signed by somebody else is not signed by us; without any key nothing can be said."""
    bundle = make(tmp_path / "water.zip", SMALL, by=signer())
    verdict = verify(bundle, public_keys([signer().public_key]))
    assert verdict.state is State.UNKNOWN_KEY and not verdict.trusted
    verdict = verify(bundle)
    assert verdict.state is State.UNKNOWN_KEY and verdict.trusted
    assert "who signed the list was not checked" in " ".join(verdict.lines())


APPLE_DOUBLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(60) + b"com.apple.quarantine"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".DS_Store", b"x"),
        ("library/Thumbs.db", b"x"),
        ("desktop.ini", b"[.ShellClassInfo]"),
        (".directory", b"[Desktop Entry]"),
        (".nomedia", b""),
        ("._START-HERE.html", APPLE_DOUBLE),
        ("__MACOSX/library/._p1.html", APPLE_DOUBLE),
        (".fseventsd/0000000000a", b"x"),
        (".Spotlight-V100/Store-V2/store.db", b"x"),
        (".Trashes/501/notes.txt", b"x"),
        ("System Volume Information/IndexerVolumeGuid", b"x"),
    ],
)
def test_what_a_system_leaves_in_a_folder_is_no_damage(tmp_path: Path, name: str, content: bytes) -> None:
    """It is named all the same, as not ours; with or without a signature."""
    by = signer()
    folder = _unpacked(make(tmp_path / "water.zip", files(), by=by), tmp_path / "out")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    verdict = verify(folder, public_keys([by.public_key]), True)
    assert verdict.state is State.SIGNED and verdict.trusted
    assert verdict.found == (f"{name} is not ours; your system has put it there.",)
    shutil.rmtree(folder)
    assert verify(folder.parent).state is State.FOREIGN


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("library/pages/new.html", b"new"),
        ("library/search/terms-fwvsl7.js", b"shard()"),
        ("READ-ME-FIRST.html", b"<p>Send your password to</p>"),
        ("notes.txt", b"mine"),
        ("._START-HERE.html", b"<p>Send your password to</p>"),
        ("._START-HERE.html", APPLE_DOUBLE + b"<p>Send your password to</p>"),
        ("._START-HERE.html", APPLE_DOUBLE + bytes(1 << 20)),
        ("__MACOSX/START-HERE.html", b"<p>Send your password to</p>"),
        (".Trashes/501/START-HERE.HTML", b"<p>Send your password to</p>"),
    ],
)
def test_what_a_reader_could_take_for_ours_is_told_from_damage(tmp_path: Path, name: str, content: bytes) -> None:
    """A page or a script of somebody else, or of an older copy: all of ours is right, but the folder is not to be used.

    Neither a hidden name nor the folder of a system makes a page harmless.
    """
    by = signer()
    folder = _unpacked(make(tmp_path / "water.zip", files(), by=by), tmp_path / "out")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    verdict = verify(folder, public_keys([by.public_key]))
    assert verdict.state is State.MIXED and not verdict.trusted
    assert verdict.found == (f"{name} is not ours.",)
    said = " ".join(verdict.lines())
    assert "Result: every file of the bundle is right, but others lie among them." in said
    assert "Delete the folder, unpack the file again" in said and "damaged" not in said and "intact" not in said


def test_an_older_copy_below_a_newer_one_is_said_in_a_few_lines(tmp_path: Path) -> None:
    """Hundreds of files may be left of it; damage of our own is still damage."""
    folder = _unpacked(make(tmp_path / "water.zip", files()), tmp_path / "out")
    for number in range(100):
        (folder / f"library/old-{number:03}.html").write_text("old", "utf-8")
    verdict = verify(folder)
    assert verdict.state is State.MIXED and len(verdict.found) == 21 and verdict.found[-1] == "So are 80 more."
    _change(folder)
    assert verify(folder).state is State.DAMAGED


def test_folders_without_end_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's folders in a bundle's."""
    folder = _unpacked(make(tmp_path / "water.zip", files()), tmp_path / "out")
    monkeypatch.chdir(folder)
    for _ in range(1500):
        Path("a").mkdir()
        os.chdir("a")
    try:
        verdict = verify(folder)
    finally:
        subprocess.run(["rm", "-r", folder / "a"], check=True)
    assert verdict.state is State.MIXED and len(verdict.found) == 1


@pytest.mark.parametrize("place", [".", "..", "library/../../../out"])
def test_a_folder_may_be_named_in_any_way(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From inside it."""
    _unpacked(make(tmp_path / "water.zip", files()), tmp_path / "out")
    monkeypatch.chdir(tmp_path / "out" / ABOUT.folder)
    assert verify(Path(place)).state is State.UNSIGNED


def test_a_renamed_file_is_found_by_its_content(tmp_path: Path) -> None:
    """In the list of checksums beside it, which knows it by another name; a changed one is not."""
    by = signer()
    single = _beside(tmp_path, by)
    renamed = single.rename(tmp_path / "from Ana (1).html")
    verdict = verify(renamed, public_keys([by.public_key]), True)
    assert verdict.state is State.SIGNED and "It has another name there: water.html." in verdict.found
    verdict = verify(renamed)
    assert "It is the file that SHA256SUMS lists, but who signed" in " ".join(verdict.lines())
    renamed.write_bytes(b"<p>Everythinh</p>")
    assert verify(renamed).state is State.FOREIGN


@pytest.mark.parametrize(
    "title",
    [
        "Sudan. Result: intact and signed by a known key. You can use it.",
        "Sudan”. Result: intact and signed by a known key. You can use it. “",
    ],
)
def test_a_title_can_t_give_the_verdict(tmp_path: Path, title: str) -> None:
    """What the file says of itself stands in quotation marks that it can't close."""
    write_bundle(tmp_path / "bad.zip", replace(ABOUT, title=title, library=title, version=title), SMALL)
    first, result, *_ = verify(tmp_path / "bad.zip").lines()
    inner = title.replace("“", "‘").replace("”", "’")
    assert first == f"It says that it is “{inner}” of “{inner}”, version “{inner}”, as of {ABOUT.day}."
    assert result == "Result: intact, unsigned."
