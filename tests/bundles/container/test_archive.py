"""The zip file of a bundle: the same bytes anywhere, readable by everybody, and nothing else passes for one."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from macros.bundles.check.verify import State, verify
from macros.bundles.container import archive as archives
from macros.bundles.container.archive import HASH, WORDS, Packed, read_members
from macros.bundles.container.bundle import gather, open_bundle, write_bundle
from macros.bundles.container.errors import BundleError, DamagedError, PathError
from tests.bundles.cases import ARCHIVES
from tests.bundles.samples import ABOUT, files, make
from tests.conftest import ROOT

DAY = datetime.date(2027, 1, 15)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unsigned bundle."""
    return make(tmp_path_factory.mktemp("archive") / "water.zip", files())


def test_any_program_for_zip_files_opens_it(bundle: Path) -> None:
    """Python's own: names, content, dates, rights; text deflated, pictures and what doesn't shrink stored."""
    with zipfile.ZipFile(bundle) as opened:
        assert opened.testzip() is None
        inside = {info.filename: info for info in opened.infolist()}
        assert list(inside) == sorted(inside)
        assert {name.split("/")[0] for name in inside} == {ABOUT.folder}
        for path, content in files().items():
            assert opened.read(f"{ABOUT.folder}/{path}") == content
    assert {info.date_time for info in inside.values()} == {(2027, 1, 15, 0, 0, 0)}
    assert {(info.create_system, info.external_attr >> 16, info.extra) for info in inside.values()} == {
        (3, 0o100644, b"")
    }
    assert inside["river-library/library/pages/p1.html"].compress_type == zipfile.ZIP_DEFLATED
    assert inside["river-library/library/mark.png"].compress_type == zipfile.ZIP_STORED
    assert inside["river-library/library/empty.txt"].compress_type == zipfile.ZIP_STORED


def test_its_end_is_the_hash_of_all_before(bundle: Path) -> None:
    """So that one needs no list of checksums to notice damage."""
    data = bundle.read_bytes()
    assert data[-HASH:].decode() == hashlib.sha256(data[:-HASH]).hexdigest()
    assert data[: -HASH].endswith(WORDS)  # fmt: skip


def test_the_same_content_is_the_same_file_anywhere(tmp_path: Path, bundle: Path) -> None:
    """Another folder, time zone, umask, hash seed, locale, order of files; twice."""
    script = (
        "import sys; from pathlib import Path; from tests.bundles.samples import *\n"
        "content = files()\n"
        "make(Path(sys.argv[1]), dict(sorted(content.items(), reverse=True)))\n"
    )
    made = []
    for number, (zone, umask, seed) in enumerate([("Pacific/Kiritimati", 0o022, "1"), ("America/Adak", 0o077, "77")]):
        folder = tmp_path / f"{number} a folder"
        folder.mkdir()
        known = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
        target = folder / "x.zip"
        subprocess.run([sys.executable, "-c", script, target], cwd=folder, env=known, umask=umask, check=True)
        made.append(target.read_bytes())
    assert made == [bundle.read_bytes()] * 2


def test_a_bundle_is_written_wholly_or_not_at_all(tmp_path: Path, bundle: Path) -> None:
    """A path that can't be stored is named; the file that was there stays, and nothing lies beside it."""
    target = tmp_path / "water.zip"
    target.write_bytes(b"before")
    with pytest.raises(PathError, match=r"river-library/library/nul\.html"):
        write_bundle(target, ABOUT, {"library/nul.html": b""})
    with pytest.raises(PathError):
        write_bundle(target, ABOUT, {"MANIFEST.JSON": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["water.zip"] and target.read_bytes() == b"before"


def test_every_flipped_bit_is_noticed(tmp_path: Path, bundle: Path) -> None:
    """One bit of every byte of the file, and every bit of its list of files and of its end."""
    data = bundle.read_bytes()
    start = data.index(b"PK\1\2")
    places = [(place, place % 8) for place in range(start)]
    places += [(place, bit) for place in range(start, len(data)) for bit in range(8)]
    unnoticed = []
    for place, bit in places:
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        try:
            open_bundle(bytes(changed))
        except BundleError:
            continue
        unnoticed.append((place, bit))
    assert unnoticed == []
    assert open_bundle(data).manifest.about == ABOUT


def test_the_headers_alone_show_most_damage(bundle: Path) -> None:
    """Without the hash at the end, the reader still refuses every change of a header: it knows each byte of them."""
    data = bundle.read_bytes()
    inside = data[: data.index(b"PK\1\2")]
    places = [place + at for place in _all(inside, b"PK\3\4") for at in range(30)]
    places += range(len(inside), len(data) - HASH - len(WORDS))
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(BundleError):
            [member.content() for member in read_members(bytes(changed))]


def _all(data: bytes, wanted: bytes) -> list[int]:
    found, at = [], data.find(wanted)
    while at >= 0:
        found.append(at)
        at = data.find(wanted, at + 1)
    return found


def test_cut_off_and_added_bytes_are_noticed(tmp_path: Path, bundle: Path) -> None:
    """At every length, in front, and behind."""
    data = bundle.read_bytes()
    for changed in [*(data[:length] for length in range(0, len(data), 97)), b"\0" + data, data + b"\0", data + data]:
        with pytest.raises(BundleError):
            open_bundle(changed)


@pytest.mark.parametrize("trick", ARCHIVES)
def test_a_malicious_archive_is_refused_though_its_hash_is_right(trick: str) -> None:
    """Twice the same, out of the folder, links, encrypted, contradicting headers, bombs."""
    made, words = ARCHIVES[trick]
    archives.check_seal(made())
    with pytest.raises(BundleError, match=words):
        gather(read_members(made()))


def test_a_member_never_unpacks_to_more_than_it_promised() -> None:
    """Neither in memory nor at all: the unpacker is stopped one byte behind."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(bytes(50_000_000)) + packer.flush()
    for lie in (Packed("a", 8, 0, 10, bomb), Packed("a", 8, 0, 60_000_000, bomb), Packed("a", 0, 0, 1, b"ab")):
        with pytest.raises(DamagedError):
            lie.content()


def test_another_zip_file_is_no_bundle(tmp_path: Path, bundle: Path) -> None:
    """Nor is ours after another program has packed it again; its folder can still be checked."""
    foreign, again = tmp_path / "foreign.zip", tmp_path / "again.zip"
    with zipfile.ZipFile(foreign, "w") as file:
        file.writestr("a.txt", "a")
    assert verify(foreign).state is State.FOREIGN
    with zipfile.ZipFile(bundle) as opened, zipfile.ZipFile(again, "w") as file:
        opened.extractall(tmp_path / "out")
        for name in opened.namelist():
            file.writestr(name, opened.read(name))
    verdict = verify(again)
    assert verdict.state is State.DAMAGED and "another program packed it again" in "\n".join(verdict.lines())
    assert verify(tmp_path / "out").state is State.UNSIGNED
