"""Updates: what changed and nothing else, made into the very same bundle or into nothing at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.check.verify import State, verify
from macros.bundles.container import archive as archives
from macros.bundles.container.bundle import open_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.signature import ENDING, Signer, public_keys
from macros.bundles.update.read.apply import apply_update
from macros.bundles.update.read.program import report_lines
from macros.bundles.update.read.safeguards import Permissions
from tests.bundles.samples import files, make, make_update_file, signer
from tests.conftest import ROOT

LATER = "2027-02-01"
SENTENCE = "Neighbours on both banks agreed when each opens the gate, and nobody wrote it down."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old bundle, a new one and the update between them; `there` is for what readers have."""
    make(tmp_path / "old.zip", files(pages=40))
    make(tmp_path / "new.zip", files(LATER, 40, p3=SENTENCE), LATER)
    make_update_file(tmp_path / "update.ctdelta", tmp_path / "old.zip", tmp_path / "new.zip")
    (tmp_path / "there").mkdir()
    for name in ("old.zip", "update.ctdelta"):
        shutil.copy(tmp_path / name, tmp_path / "there")
    return tmp_path


def _left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_update_gives_the_same_file(folder: Path) -> None:
    """Bit for bit, though every page has another date; found by name beside the update; the old one stays."""
    applied = apply_update(folder / "there/update.ctdelta")
    assert applied.path == folder / "there/new.zip" and applied.exact
    assert applied.path.read_bytes() == (folder / "new.zip").read_bytes()
    assert (folder / "there/old.zip").read_bytes() == (folder / "old.zip").read_bytes()


def test_a_changed_sentence_takes_little(folder: Path) -> None:
    """The day on forty pages and the sentence on a page and in the index."""
    assert (folder / "update.ctdelta").stat().st_size < 700


def test_the_old_bundle_can_be_replaced_in_place(folder: Path) -> None:
    """With the same name for both."""
    old = folder / "there/old.zip"
    assert apply_update(folder / "there/update.ctdelta", old, old).exact
    assert old.read_bytes() == (folder / "new.zip").read_bytes()


def test_signatures_come_with_an_update(tmp_path: Path) -> None:
    """The one inside and the one beside the bundle; an old one beside doesn't stay."""
    by = signer()
    old = make(tmp_path / "old.zip", files(), by=by)
    new = make(tmp_path / "new.zip", files(LATER), LATER, by)
    update = make_update_file(tmp_path / "update.ctdelta", old, new)
    sidecar = (tmp_path / f"new.zip{ENDING}").read_bytes()
    applied = apply_update(update, old, old)
    assert applied.signed and (tmp_path / f"old.zip{ENDING}").read_bytes() == sidecar
    unsigned = make(tmp_path / "plain.zip", files(LATER, p1="New."), LATER)
    apply_update(make_update_file(update, old, unsigned), old, old, permissions=Permissions(unsigned=True))
    assert not (tmp_path / f"old.zip{ENDING}").exists()


_NAMES = st.sampled_from(["a.html", "b.html", "c/a.html", "c/b.js", "d.png", "ș.txt"])
_TEXTS = st.one_of(
    st.just(b""),
    st.binary(max_size=60),
    st.lists(st.sampled_from([b"water ", b"gate ", b"2027-01-15 ", b"\n", b"<p>"]), max_size=80).map(b"".join),
)
_FILES = st.dictionaries(_NAMES, _TEXTS, max_size=6)


@settings(max_examples=60, deadline=None)
@given(_FILES, _FILES)
def test_any_bundle_becomes_any_other(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Whatever was added, removed, changed, emptied or moved."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = make(folder / "old.zip", before)
        new = make(folder / "new.zip", after, LATER)
        if old.read_bytes() != new.read_bytes():
            made = apply_update(make_update_file(folder / "d.ctdelta", old, new), old, folder / "made.zip")
            assert made.exact and made.path.read_bytes() == new.read_bytes()


def test_another_base_is_refused(folder: Path) -> None:
    """It says which bundle was given and what fits; doing it twice is said to be unnecessary."""
    other = make(folder / "there/old.zip", files("2027-01-01"), "2027-01-01")
    with pytest.raises(BundleError, match=r"is not the bundle that this update changes\. It is “Water"):
        apply_update(folder / "update.ctdelta", other)
    with pytest.raises(BundleError, match="is already what this update makes"):
        apply_update(folder / "update.ctdelta", folder / "new.zip")
    with pytest.raises(BundleError, match=r"Put old\.zip into the same folder, or write its name behind"):
        apply_update(folder / "there/update.ctdelta")


def test_a_damaged_base_is_refused(folder: Path) -> None:
    """Before anything is made of it."""
    old = folder / "there/old.zip"
    data = bytearray(old.read_bytes())
    data[len(data) // 3] ^= 4
    old.write_bytes(data)
    before = _left(folder / "there")
    with pytest.raises(BundleError, match=r"old\.zip"):
        apply_update(folder / "there/update.ctdelta", old)
    assert _left(folder / "there") == before


def test_a_new_signature_is_an_update_too(tmp_path: Path) -> None:
    """When a key has changed and nothing else; and what was signed otherwise is another bundle."""
    first, second = signer(), signer()
    plain = make(tmp_path / "plain.zip", files())
    old, new = make(tmp_path / "old.zip", files(), by=first), make(tmp_path / "new.zip", files(), by=second)
    for name, before in (("a", plain), ("b", old)):
        update = make_update_file(tmp_path / f"{name}.ctdelta", before, new)
        applied = apply_update(update, before, tmp_path / "made.zip", permissions=Permissions(other_key=True))
        assert applied.exact and applied.path.read_bytes() == new.read_bytes()
        applied.path.unlink()
    with pytest.raises(BundleError, match="is not the bundle that this update changes"):
        apply_update(tmp_path / "b.ctdelta", plain, tmp_path / "made.zip")


@pytest.mark.parametrize("name", ["OLD.ZIP", "no ending", "o\u0308ld.zip"])
def test_any_name_of_a_bundle_gives_an_update_that_can_be_applied(folder: Path, name: str) -> None:
    """What other computers can't store is called by its own folder and version instead."""
    old = Path(shutil.copy(folder / "old.zip", folder / name))
    update = make_update_file(folder / "odd.ctdelta", old, folder / "new.zip")
    assert apply_update(update, old, folder / "made.zip").exact


@pytest.mark.parametrize("there", ["photo", "older", "newer"])
def test_an_update_replaces_nothing_but_its_own_base(folder: Path, there: str) -> None:
    """Neither a photo nor another copy of the pack, when the update alone names it; with -o somebody else does."""
    standing = folder / "there/new.zip"
    if there == "photo":
        standing.write_bytes(b"holiday")
    else:
        make(standing, files(p1=there), "2026-01-01" if there == "older" else "2027-01-20")
    before = _left(folder / "there")
    with pytest.raises(BundleError, match=r"new\.zip exists, and is another file .* with -o, or move that file away"):
        apply_update(folder / "there/update.ctdelta")
    assert _left(folder / "there") == before
    assert apply_update(folder / "there/update.ctdelta", None, standing).exact


def test_an_update_that_is_done_already_says_so(folder: Path) -> None:
    """Whichever of the two bundles is named."""
    apply_update(folder / "there/update.ctdelta")
    with pytest.raises(BundleError, match=r"new\.zip is already what this update makes; there is nothing to do"):
        apply_update(folder / "there/update.ctdelta")


def test_the_update_itself_stays(folder: Path) -> None:
    """Even when it is named as the place of the new bundle."""
    update = folder / "there/update.ctdelta"
    with pytest.raises(BundleError, match="the update itself"):
        apply_update(update, folder / "there/old.zip", update)


def test_a_folder_in_the_place_of_the_old_bundle_is_said(folder: Path) -> None:
    """As where somebody has unpacked it and looks there."""
    (folder / "unpacked").mkdir()
    with pytest.raises(BundleError, match=r"unpacked is a folder; an update needs the \.zip file"):
        apply_update(folder / "update.ctdelta", folder / "unpacked")


def test_a_bundle_written_wrongly_takes_no_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a zlib that doesn't do what it says: every file is read again before the rename."""
    deflated = archives._deflated
    monkeypatch.setattr(archives, "_deflated", lambda text: b"\x03\x00" if b"<h1>" in text else deflated(text))
    with pytest.raises(BundleError, match=r"START-HERE\.html is damaged"):
        apply_update(folder / "there/update.ctdelta")
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}


def _signed_pair(folder: Path, by: Signer) -> tuple[Path, Path, Path]:
    """An old bundle, an update to a new one, and the signature beside the old one."""
    old, new = make(folder / "old.zip", files(), by=by), make(folder / "new.zip", files(LATER), LATER, by)
    return old, make_update_file(folder / "update.ctdelta", old, new), folder / f"old.zip{ENDING}"


def test_another_zlib_gives_another_zip_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its content is right; the signature of the published file would not fit it, so it doesn't lie beside it."""

    def faster(content: bytes) -> bytes:
        packer = zlib.compressobj(1, zlib.DEFLATED, -15)
        return packer.compress(content) + packer.flush()

    old, update, beside = _signed_pair(tmp_path, signer())
    monkeypatch.setattr(archives, "_deflated", faster)
    applied = apply_update(update, old, old)
    assert not applied.exact and applied.signed and not beside.exists()
    assert open_bundle(applied.path.read_bytes()).manifest.about.day == LATER
    assert "The zip itself differs from the published one" in " ".join(report_lines(applied))


def test_a_failure_keeps_the_signature_beside_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when another program has the bundle open."""
    old, update, beside = _signed_pair(tmp_path, signer())
    before = _left(tmp_path)

    def busy(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", busy)
        with pytest.raises(OSError, match="Permission denied"):
            apply_update(update, old, old)
    assert _left(tmp_path) == before
    assert apply_update(update, old, old).lost == "" and beside.read_bytes() != before[beside.name]


def test_a_signature_that_can_t_be_placed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundle is new then, and nobody says that it isn't."""
    old, update, beside = _signed_pair(tmp_path, signer())
    rename = Path.replace

    def partly(self: Path, target: Path) -> Path:
        if target == beside:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", partly)
    applied = apply_update(update, old, old)
    assert applied.exact and applied.lost == "Permission denied" and not beside.exists()
    assert "could not be written (Permission denied)" in " ".join(report_lines(applied))


def test_a_link_is_followed_to_the_bundle_and_its_signature(tmp_path: Path) -> None:
    """Both lie where the link leads."""
    by = signer()
    old, update, beside = _signed_pair(tmp_path, by)
    (tmp_path / "links").mkdir()
    link = tmp_path / "links/current.zip"
    link.symlink_to(old)
    apply_update(update, link, link)
    assert verify(old, public_keys([by.public_key]), True).state is State.SIGNED
    assert [path.name for path in (tmp_path / "links").iterdir()] == ["current.zip"] and beside.exists()


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[1])
step, steps = int(sys.argv[2]), [0]

def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.rename", "os.remove"):
        steps[0] += 1
        if steps[0] == step:
            os._exit(9)

sys.addaudithook(watch)
write = os.fsync
def fsync(handle):
    steps[0] += 1
    if steps[0] == step:
        os._exit(9)
    write(handle)
os.fsync = fsync
from macros.bundles.update.read.program import main
raise SystemExit(main(sys.argv[3:]))
"""


def test_killed_at_any_moment_it_leaves_the_old_or_the_new(folder: Path) -> None:
    """In place, the most dangerous way; stopped before each step that changes the disk, then done again."""
    old, new = (folder / "old.zip").read_bytes(), (folder / "new.zip").read_bytes()
    there = folder / "there/old.zip"
    ends = []
    for step in range(1, 40):
        there.write_bytes(old)
        command = [sys.executable, "-B", "-c", KILLED, str(ROOT), str(step), str(folder / "there/update.ctdelta")]
        ended = subprocess.run([*command, str(there), "-o", str(there)], capture_output=True, check=False)
        assert there.read_bytes() in (old, new)
        ends.append((ended.returncode, there.read_bytes() == new))
        if ended.returncode == 0:
            break
        assert ended.returncode == 9
        if there.read_bytes() == old:
            assert apply_update(folder / "there/update.ctdelta", there, there).exact
    assert ends[0] == (9, False) and ends[-1] == (0, True)
    assert (9, True) in ends and len(ends) >= 4, ends
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}


def test_a_folder_that_can_t_be_written_keeps_everything(folder: Path) -> None:
    """A file stands where a folder would have to be."""
    with pytest.raises(BundleError, match=r"old\.zip does not exist"):
        apply_update(folder / "there/update.ctdelta", None, folder / "there/old.zip/new.zip")
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}


def test_a_full_disk_keeps_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The half-written file goes, the old one stays; it is said how much room is needed."""

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BundleError, match=r"the disk is full: the new bundle needs 0\.0 MB in .*there"):
        apply_update(folder / "there/update.ctdelta")
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}
