"""What an update may not take from the copy that somebody has, unless they say so."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from macros.bundles.container.errors import BundleError
from macros.bundles.signature import ENDING, Signer
from macros.bundles.update.read.apply import apply_update
from macros.bundles.update.read.program import report_lines
from macros.bundles.update.read.safeguards import Permissions, signing_key
from tests.bundles.samples import files, make, make_update_file, signer

SHORT = b"comment\n" + base64.b64encode(b"ED" + bytes(40))
EARLIER, LATER, LATEST = "2027-01-01", "2027-02-01", "2027-03-01"


@pytest.fixture
def by() -> Signer:
    """Somebody with a key."""
    return signer()


@pytest.fixture
def signed(tmp_path: Path, by: Signer) -> Path:
    """A signed bundle."""
    (tmp_path / "there").mkdir()
    return make(tmp_path / "there/old.zip", files(), by=by)


def _update(old: Path, day: str = LATER, by: Signer | None = None, name: str = "new.zip") -> Path:
    """An update to a bundle of some day, signed by somebody or nobody."""
    made = old.parent.parent / "made"
    made.mkdir(exist_ok=True)
    new = make(made / name, files(day, p1=f"As of {day}."), day, by)
    return make_update_file(old.with_name("update.ctdelta"), old, new)


def _kept(folder: Path, words: str, update: Path, *arguments: Path | None, permissions: Permissions) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(BundleError, match=words):
        apply_update(update, *arguments, permissions=permissions)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("in_place", [True, False])
def test_a_signed_copy_does_not_become_an_unsigned_one(signed: Path, in_place: bool) -> None:
    """Neither in its place nor beside it; the words say title and day, and what to do."""
    update = _update(signed)
    target = signed if in_place else None
    words = "old.zip is signed, and “Water .*” of 2027-02-01, which the update makes, is not.*--allow-unsigned"
    _kept(signed.parent, words, update, signed, target, permissions=Permissions(other_key=True, older=True))
    applied = apply_update(update, signed, target, permissions=Permissions(unsigned=True))
    assert not applied.signed and "nothing says who made it" in " ".join(report_lines(applied))
    assert signed.with_name(signed.name + ENDING).exists() is not in_place


def test_a_copy_keeps_its_key(signed: Path, by: Signer) -> None:
    """Another key is named, as minisign names it; the same key is no news."""
    other = signer()
    update = _update(signed, by=other)
    first, second = (signing_key(one.sign(b"x", "words")) for one in (by, other))
    assert first != second
    words = f"old.zip is signed by the key {first}, and “Water .*” of 2027-02-01.* by another one, {second}"
    _kept(signed.parent, words, update, permissions=Permissions(unsigned=True, older=True))
    assert apply_update(update, permissions=Permissions(other_key=True)).signed
    assert apply_update(_update(signed, by=by), signed, signed).signed


def test_a_copy_does_not_become_older(signed: Path, by: Signer) -> None:
    """Not even with a right signature: a replayed old version is the oldest trick."""
    update = _update(signed, EARLIER, by)
    words = "makes “Water .*” of 2027-01-01, older than the one you have: old.zip is of 2027-01-15.*--allow-older"
    _kept(signed.parent, words, update, permissions=Permissions(unsigned=True, other_key=True))
    applied = apply_update(update, permissions=Permissions(older=True))
    assert "It is older than the one you had, which is as of 2027-01-15." in list(report_lines(applied))


def test_a_newer_signed_copy_beside_it_stays(signed: Path, by: Signer) -> None:
    """When an update names its result like it, nothing allows it; when somebody names it, the same rules hold."""
    newest = make(signed.with_name("new.zip"), files(LATEST), LATEST, by)
    update = _update(signed, by=by)
    everything = Permissions(True, True, True)
    _kept(signed.parent, "new.zip exists, and is another file than the one", update, permissions=everything)
    words = "older than the one you have: new.zip is of 2027-03-01"
    _kept(signed.parent, words, update, signed, newest, permissions=Permissions())
    assert apply_update(update, signed, newest, permissions=Permissions(older=True)).about.day == LATER


def test_a_signed_copy_that_is_named_stays_signed(signed: Path, by: Signer) -> None:
    """An unsigned base gives an unsigned bundle, which may not go where a signed one is."""
    there = make(signed.with_name("there.zip"), files(), by=by)
    plain = make(signed.with_name("plain.zip"), files())
    update = _update(plain)
    _kept(signed.parent, "there.zip is signed", update, plain, there, permissions=Permissions())
    assert not apply_update(update, plain).signed


def test_a_signature_beside_counts_too(signed: Path, by: Signer) -> None:
    """A file that somebody has signed with minisign alone."""
    plain = make(signed.with_name("plain.zip"), files())
    plain.with_name("plain.zip" + ENDING).write_bytes(by.sign(plain.read_bytes(), "by hand"))
    _kept(signed.parent, "plain.zip is signed", _update(plain), plain, permissions=Permissions())


def test_a_signature_beside_does_not_stand_for_the_one_inside(signed: Path, by: Signer) -> None:
    """It gets lost on the way, and doesn't fit where another zlib packs."""
    new = make(signed.with_name("new.zip"), files(LATER), LATER)
    beside = new.with_name(new.name + ENDING)
    beside.write_bytes(by.sign(new.read_bytes(), "by hand"))
    update = make_update_file(signed.with_name("update.ctdelta"), signed, new)
    new.unlink()
    beside.unlink()
    _kept(signed.parent, "old.zip is signed, and .* is not", update, permissions=Permissions())


@pytest.mark.parametrize(
    "text", [b"", b"one line", b"comment\nno base64!", b"comment\n" + base64.b64encode(bytes(74)), SHORT]
)
def test_a_signature_that_is_none_is_no_signature(signed: Path, text: bytes) -> None:
    """So it can't pass for one."""
    new = make(signed.with_name("new.zip"), files(LATER) | {"x": b""}, LATER, _Forger(text))
    update = make_update_file(signed.with_name("update.ctdelta"), signed, new)
    new.unlink()
    new.with_name(new.name + ENDING).unlink()
    _kept(signed.parent, "the signature can't be read", update, permissions=Permissions())


class _Forger(Signer):
    """Signs with anything."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def sign(self, content: bytes, words: str) -> bytes:
        return self._text


def test_a_key_is_named_as_minisign_names_it() -> None:
    """As `minisign -G` has said it of a key that was thrown away."""
    public = base64.b64decode("RWRYI80ZNlfhnzyrO/wP7qIYwsVdhDyI/3f7kujxZVFPXF0CApMP69ZE")
    signature = b"untrusted comment: x\n" + base64.b64encode(b"ED" + public[2:10] + bytes(64)) + b"\n"
    assert signing_key(signature) == "9FE1573619CD2358"
