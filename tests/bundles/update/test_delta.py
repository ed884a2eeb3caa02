"""Updates: what changed and nothing else, made into the very same bundle or into nothing at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.container.archive import read_file
from macros.bundles.container.bundle import open_bundle
from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import head_text
from macros.bundles.signature import ENDING, Signer, public_keys
from macros.bundles.update.make.standalone import PARTS, program
from macros.bundles.update.read.apply import apply_delta, told
from macros.bundles.update.read.deltafile import Head, read_delta, write_delta
from macros.bundles.update.read.edits import Change, Edits
from macros.bundles.verify import State, verify
from tests.bundles.samples import ABOUT, files, make, make_delta_file, signer
from tests.conftest import ROOT

LATER = "2027-02-01"
SENTENCE = "Neighbours on both banks agreed when each opens the gate, and nobody wrote it down."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old bundle, a new one and the delta between them; `there` is for what readers have."""
    make(tmp_path / "old.zip", files(pages=40))
    make(tmp_path / "new.zip", files(LATER, 40, p3=SENTENCE), LATER)
    make_delta_file(tmp_path / "update.ctdelta", tmp_path / "old.zip", tmp_path / "new.zip")
    (tmp_path / "there").mkdir()
    for name in ("old.zip", "update.ctdelta"):
        shutil.copy(tmp_path / name, tmp_path / "there")
    return tmp_path


def _left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_update_gives_the_same_file(folder: Path) -> None:
    """Bit for bit, though every page has another date; found by name beside the update; the old one stays."""
    applied = apply_delta(folder / "there/update.ctdelta")
    assert applied.path == folder / "there/new.zip" and applied.exact
    assert applied.path.read_bytes() == (folder / "new.zip").read_bytes()
    assert (folder / "there/old.zip").read_bytes() == (folder / "old.zip").read_bytes()


def test_a_changed_sentence_takes_little(folder: Path) -> None:
    """The day on forty pages and the sentence on a page and in the index."""
    assert (folder / "update.ctdelta").stat().st_size < 700


def test_the_old_bundle_can_be_replaced_in_place(folder: Path) -> None:
    """With the same name for both."""
    old = folder / "there/old.zip"
    assert apply_delta(folder / "there/update.ctdelta", old, old).exact
    assert old.read_bytes() == (folder / "new.zip").read_bytes()


def test_signatures_come_with_an_update(tmp_path: Path) -> None:
    """The one inside and the one beside the bundle; an old one beside doesn't stay."""
    by = signer()
    old = make(tmp_path / "old.zip", files(), by=by)
    new = make(tmp_path / "new.zip", files(LATER), LATER, by)
    delta = make_delta_file(tmp_path / "update.ctdelta", old, new)
    sidecar = (tmp_path / f"new.zip{ENDING}").read_bytes()
    applied = apply_delta(delta, old, old)
    assert applied.signed and (tmp_path / f"old.zip{ENDING}").read_bytes() == sidecar
    unsigned = make(tmp_path / "plain.zip", files(LATER, p1="New."), LATER)
    apply_delta(make_delta_file(delta, old, unsigned), old, old)
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
            made = apply_delta(make_delta_file(folder / "d.ctdelta", old, new), old, folder / "made.zip")
            assert made.exact and made.path.read_bytes() == new.read_bytes()


def test_another_base_is_refused(folder: Path) -> None:
    """It says which bundle was given and what fits; doing it twice is said to be unnecessary."""
    other = make(folder / "there/old.zip", files("2027-01-01"), "2027-01-01")
    with pytest.raises(BundleError, match=r"is not the bundle that this delta changes\. It is “Water"):
        apply_delta(folder / "update.ctdelta", other)
    with pytest.raises(BundleError, match="is already what this delta makes"):
        apply_delta(folder / "update.ctdelta", folder / "new.zip")
    with pytest.raises(BundleError, match=r"\(old.zip\) is not beside it"):
        apply_delta(folder / "there/update.ctdelta")


def test_a_damaged_base_is_refused(folder: Path) -> None:
    """Before anything is made of it."""
    old = folder / "there/old.zip"
    data = bytearray(old.read_bytes())
    data[len(data) // 3] ^= 4
    old.write_bytes(data)
    before = _left(folder / "there")
    with pytest.raises(BundleError, match=r"old\.zip"):
        apply_delta(folder / "there/update.ctdelta", old)
    assert _left(folder / "there") == before


def test_any_changed_byte_of_an_update_is_noticed(folder: Path) -> None:
    """At every place, and when it was cut off; nothing is written."""
    delta, old = folder / "there/update.ctdelta", folder / "there/old.zip"
    data = delta.read_bytes()
    for place in range(len(data)):
        delta.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        with pytest.raises(BundleError):
            apply_delta(delta, old)
    for length in (0, 5, len(data) // 2, len(data) - 1):
        delta.write_bytes(data[:length])
        with pytest.raises(BundleError):
            apply_delta(delta, old)
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}


def _forged(folder: Path, change: Callable[[Edits], Edits], **head: int) -> Path:
    """An update with a right checksum whose content somebody has made up."""
    known, edits = read_delta((folder / "update.ctdelta").read_bytes())
    made = write_delta(known.base, known.result, known.archive, head.get("total", known.total), change(edits))
    (folder / "there/update.ctdelta").write_bytes(made)
    return folder / "there/update.ctdelta"


def _added(path: str) -> Callable[[Edits], Edits]:
    return lambda edits: replace(edits, added=((path, 0, Change(True, 0, ((0, 0, b"x"),))),))


def _about(old: str, new: str) -> Callable[[Edits], Edits]:
    """Another head of the manifest, with another folder for instance."""
    head = head_text(ABOUT).replace(old.encode(), new.encode())
    return lambda edits: replace(edits, about=Change(True, 0, ((0, 0, head),)))


def _copies(steps: tuple[tuple[int, int, bytes], ...]) -> Callable[[Edits], Edits]:
    return lambda edits: replace(edits, changed=((0, Change(True, 0, steps)),))


MALICIOUS: dict[str, Callable[[Edits], Edits]] = {
    "leads out of the folder": _added("../../evil.html"),
    "leads to the root": _added("/etc/evil"),
    "leads to a drive": _added("C:/evil.html"),
    "leads back with a backslash": _added("a\\..\\..\\evil.html"),
    "is a file of Windows": _added("library/NUL.html"),
    "turns its direction": _added("library/\u202elmth.a"),
    "is far too long": _added("a" * 300),
    "differs in case only": _added("library/PAGES/p1.html"),
    "takes the manifest's place": _added("MANIFEST.json"),
    "makes a folder of a file": _added("START-HERE.html/x"),
    "names another folder for everything": _about(ABOUT.folder, "../up"),
    "names no folder": _about(ABOUT.folder, ""),
    "names an impossible day": _about(ABOUT.day, "2027-13-45"),
    "copies from before the beginning": _copies(((-5, 3, b""),)),
    "copies from behind the end": _copies(((0, 10_000_000, b""),)),
    "removes what isn't there": lambda edits: replace(edits, removed=(9_999,)),
    "changes what isn't there": lambda edits: replace(edits, changed=((9_999, Change(True, 0, ())),)),
    "changes a file twice": lambda edits: replace(edits, changed=((1, Change(True, 0, ())), (1, Change(True, 0, ())))),
    "takes a base that isn't there": lambda edits: replace(edits, added=(("x.html", 9_999, Change(True, 0, ())),)),
    "makes more than it promised": _copies(((0, 0, b"x" * 100_000),)),
    "repeats one file without end": _copies(((0, 60, b""), (-60, 60, b"")) * 5_000),
    "replaces nothing by much": lambda edits: replace(edits, substitutions=((b"", b"x" * 1_000),)),
    "grows by substitution": lambda edits: replace(edits, substitutions=((b"e", b"e" * 60_000), (b"e", b"e" * 60_000))),
    "is named as a path": lambda edits: replace(edits, names=("old.zip", "../new.zip")),
    "is named as a program": lambda edits: replace(edits, names=("old.zip", "new.exe")),
    "runs through blanks without end": lambda edits: replace(
        edits,
        substitutions=((b"shard(", b'commonThreadShard("terms-a","' + b" " * 400_000 + b'"); ('),),
        sections=((0, 1, 1),),
    ),
    "holds a number without end": lambda edits: replace(
        edits,
        substitutions=((b"shard(", b'commonThreadShard("terms-a","' + b"~" * 400_000 + b'00");\n ('),),
        sections=((0, 1, 1),),
    ),
    "changes without end": lambda edits: replace(
        edits, changed=tuple((number, Change(True, 0, ((0, 0, b""),))) for number in range(200_000))
    ),
    "grows and shrinks without end": lambda edits: replace(
        edits, substitutions=((b"e", b"e" * 300_000), (b"e" * 300_000, b"e")) * 8
    ),
    "adds files without end": lambda edits: replace(
        edits, added=tuple((f"a/{number}", 0, Change(True, 0, ())) for number in range(60_000))
    ),
    "adds a folder without end": _added("/".join("a" * 40)),
    "gives other content": lambda edits: replace(edits, changed=()),
}


@pytest.mark.parametrize("trick", MALICIOUS)
def test_a_malicious_update_is_refused(folder: Path, trick: str) -> None:
    """In plain words, with nothing written anywhere."""
    delta = _forged(folder, MALICIOUS[trick])
    before, around = _left(folder / "there"), set(folder.iterdir())
    with pytest.raises(BundleError) as raised:
        apply_delta(delta, folder / "there/old.zip")
    assert "Traceback" not in str(raised.value) and len(str(raised.value)) > 20
    assert _left(folder / "there") == before and set(folder.iterdir()) == around


@pytest.mark.parametrize("promise", [0, 10, 2**32 - 1])
def test_a_false_promise_of_size_is_refused(folder: Path, promise: int) -> None:
    """Too little and too much."""
    with pytest.raises(BundleError):
        apply_delta(_forged(folder, lambda edits: edits, total=promise), folder / "there/old.zip")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_nonsense_with_a_right_checksum_is_refused(body: bytes, numbers: int, texts: int) -> None:
    """The reader trusts no length and never falls over."""
    head = bytes(96) + b"".join(number.to_bytes(4, "big") for number in (100, numbers, texts))
    with pytest.raises(BundleError):
        read_delta(b"common-thread delta 1\n" + hashlib.sha256(head + body).digest() + head + body)


def test_what_is_written_is_read(folder: Path) -> None:
    """Head and edits come back as they were."""
    data = (folder / "update.ctdelta").read_bytes()
    head, edits = read_delta(data)
    assert isinstance(head, Head) and write_delta(head.base, head.result, head.archive, head.total, edits) == data
    assert head.base == open_bundle(read_file(folder / "old.zip")).identity


def test_a_new_signature_is_an_update_too(tmp_path: Path) -> None:
    """When a key has changed and nothing else; and what was signed otherwise is another bundle."""
    first, second = signer(), signer()
    plain = make(tmp_path / "plain.zip", files())
    old, new = make(tmp_path / "old.zip", files(), by=first), make(tmp_path / "new.zip", files(), by=second)
    for name, before in (("a", plain), ("b", old)):
        applied = apply_delta(make_delta_file(tmp_path / f"{name}.ctdelta", before, new), before, tmp_path / "made.zip")
        assert applied.exact and applied.path.read_bytes() == new.read_bytes()
    with pytest.raises(BundleError, match="is not the bundle that this delta changes"):
        apply_delta(tmp_path / "b.ctdelta", plain, tmp_path / "made.zip")


@pytest.mark.parametrize("name", ["OLD.ZIP", "no ending", "o\u0308ld.zip"])
def test_any_name_of_a_bundle_gives_an_update_that_can_be_applied(folder: Path, name: str) -> None:
    """What other computers can't store is called by its own folder and version instead."""
    old = Path(shutil.copy(folder / "old.zip", folder / name))
    delta = make_delta_file(folder / "odd.ctdelta", old, folder / "new.zip")
    assert apply_delta(delta, old, folder / "made.zip").exact


def test_only_a_bundle_of_the_same_pack_gives_way(folder: Path) -> None:
    """When the update alone names the file: not a photo, and not another pack."""
    there = folder / "there/new.zip"
    there.write_bytes(b"holiday")
    with pytest.raises(BundleError, match="exists and is another file"):
        apply_delta(folder / "there/update.ctdelta")
    assert there.read_bytes() == b"holiday"
    make(there, files(), "2026-01-01")
    assert apply_delta(folder / "there/update.ctdelta").exact
    delta = folder / "there/update.ctdelta"
    with pytest.raises(BundleError, match="the delta itself"):
        apply_delta(delta, folder / "there/old.zip", delta)


def _signed_pair(folder: Path, by: Signer) -> tuple[Path, Path, Path]:
    """An old bundle, an update to a new one, and the signature beside the old one."""
    old, new = make(folder / "old.zip", files(), by=by), make(folder / "new.zip", files(LATER), LATER, by)
    return old, make_delta_file(folder / "update.ctdelta", old, new), folder / f"old.zip{ENDING}"


def test_a_failure_keeps_the_signature_beside_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when another program has the bundle open."""
    old, delta, beside = _signed_pair(tmp_path, signer())
    before = _left(tmp_path)

    def busy(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", busy)
        with pytest.raises(OSError, match="Permission denied"):
            apply_delta(delta, old, old)
    assert _left(tmp_path) == before
    assert apply_delta(delta, old, old).lost == "" and beside.read_bytes() != before[beside.name]


def test_a_signature_that_can_t_be_placed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundle is new then, and nobody says that it isn't."""
    old, delta, beside = _signed_pair(tmp_path, signer())
    rename = Path.replace

    def partly(self: Path, target: Path) -> Path:
        if target == beside:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", partly)
    applied = apply_delta(delta, old, old)
    assert applied.exact and applied.lost == "Permission denied" and not beside.exists()
    assert "could not be written (Permission denied)" in " ".join(told(applied))


def test_a_link_is_followed_to_the_bundle_and_its_signature(tmp_path: Path) -> None:
    """Both lie where the link leads."""
    by = signer()
    old, delta, beside = _signed_pair(tmp_path, by)
    (tmp_path / "links").mkdir()
    link = tmp_path / "links/current.zip"
    link.symlink_to(old)
    apply_delta(delta, link, link)
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
from macros.bundles.update.read.apply import main
raise SystemExit(main(sys.argv[3:]))
"""


def test_killed_at_any_moment_it_leaves_the_old_or_the_new(folder: Path) -> None:
    """In place, the most dangerous way; stopped before each step that changes the disk, then done again."""
    old, new = (folder / "old.zip").read_bytes(), (folder / "new.zip").read_bytes()
    there = folder / "there/old.zip"
    seen = []
    for step in range(1, 40):
        there.write_bytes(old)
        command = [sys.executable, "-B", "-c", KILLED, str(ROOT), str(step), str(folder / "there/update.ctdelta")]
        ended = subprocess.run([*command, str(there), "-o", str(there)], capture_output=True, check=False)
        assert there.read_bytes() in (old, new)
        seen.append((ended.returncode, there.read_bytes() == new))
        if ended.returncode == 0:
            break
        assert ended.returncode == 9
        if there.read_bytes() == old:
            assert apply_delta(folder / "there/update.ctdelta", there, there).exact
    assert seen[0] == (9, False) and seen[-1] == (0, True)
    assert (9, True) in seen and len(seen) >= 4, seen


def test_a_folder_that_can_t_be_written_keeps_everything(folder: Path) -> None:
    """A file stands where a folder would have to be."""
    with pytest.raises(BundleError, match=r"old\.zip does not exist"):
        apply_delta(folder / "there/update.ctdelta", None, folder / "there/old.zip/new.zip")
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}


def test_a_full_disk_keeps_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The half-written file goes, the old one stays."""

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        apply_delta(folder / "there/update.ctdelta")
    assert set(_left(folder / "there")) == {"old.zip", "update.ctdelta"}


def test_python_alone_applies_it(folder: Path) -> None:
    """The program beside the bundles: no package, no site, no environment; it says what it did."""
    (folder / "there/update.pyz").write_bytes(program())
    command = [sys.executable, "-I", "-S", str(folder / "there/update.pyz"), str(folder / "there/update.ctdelta")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0 and ended.stderr == ""
    assert "new.zip is ready and complete." in ended.stdout
    assert (folder / "there/new.zip").read_bytes() == (folder / "new.zip").read_bytes()
    again = subprocess.run([*command, str(folder / "there/new.zip")], capture_output=True, text=True, check=False)
    assert again.returncode == 1 and "there is nothing to do" in again.stderr
    assert "What you have is as it was." in again.stderr


def test_the_program_needs_nothing_but_the_standard_library() -> None:
    """Every module that it loads is Python's own or in it."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import macros.bundles.update.read.apply\n"
        "print(*(name for name in sys.modules if name.partition('.')[0] not in sys.stdlib_module_names))"
    )
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    loaded = set(ended.stdout.split()) - {"__main__"}
    packages = {"macros", "macros.bundles", "macros.bundles.container", "macros.bundles.update", "macros.search"}
    loaded -= {*packages, "macros.bundles.update.read"}
    assert loaded == {f"macros.{part.replace('/', '.')}" for part in PARTS}
    assert program() == program()
