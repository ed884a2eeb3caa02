"""Verifying: every bit counts, and each kind of damage is said in words that name it."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from macros.bundles.container.bundle import write_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import MANIFEST, SIGNATURE, SUMS, Manifest, read_manifest
from macros.bundles.signature import ENDING, Signer, public_keys
from macros.bundles.verify import State, verify
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


def _add(folder: Path) -> None:
    (folder / "library/pages/new.html").write_text("new", "utf-8")


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
        (_add, "library/pages/new.html is not part of the bundle"),
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
    assert "Result: damaged." in said and not [line for line in said if line.startswith("Result: intact")]
    assert "'evil\\nResult: intact.html' is not part of the bundle." in said


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


def test_what_a_system_leaves_in_a_folder_is_no_damage(tmp_path: Path) -> None:
    """It is named all the same."""
    folder = _unpacked(make(tmp_path / "water.zip", files()), tmp_path / "out")
    (folder / ".DS_Store").write_bytes(b"x")
    verdict = verify(folder)
    assert verdict.state is State.UNSIGNED and "your system has put it there" in verdict.found[0]
    shutil.rmtree(folder)
    assert verify(folder.parent).state is State.FOREIGN
