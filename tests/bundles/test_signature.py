"""Signatures: minisign's own program takes ours, we take its, and each thing that can be wrong has its words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import minisign
import pytest

from macros.bundles.check.verify import State, verify
from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.container.minisig import Signed, check_signature
from macros.bundles.signature import (
    ENDING,
    KEY,
    PASSWORD,
    Signer,
    public_keys,
    signer,
    trusted_comment,
)
from tests.bundles.samples import ABOUT, files, make
from tests.bundles.samples import signer as any_signer

CONTENT = b"what was signed"


def _run(*command: str | Path, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **given)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def by() -> Signer:
    """Somebody with a key."""
    return any_signer()


def test_minisign_itself_verifies_a_bundle(tmp_path: Path, by: Signer) -> None:
    """`minisign -V`, with the file beside the bundle; and not after a bit has changed."""
    bundle = make(tmp_path / "water.zip", files(), by=by)
    command = ["minisign", "-V", "-P", by.public_key, "-m", bundle]
    verified = _run(*command)
    assert verified.returncode == 0, verified.stderr
    assert f"Trusted comment: {trusted_comment(ABOUT)}" in verified.stdout
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    assert _run(*command).returncode != 0


def test_we_verify_what_minisign_itself_signed(tmp_path: Path) -> None:
    """A key and a signature that its own program has made."""
    (tmp_path / "a").write_bytes(CONTENT)
    made = _run("minisign", "-G", "-W", "-f", "-p", tmp_path / "k.pub", "-s", tmp_path / "k.key")
    assert made.returncode == 0, made.stderr
    signed = _run("minisign", "-S", "-s", tmp_path / "k.key", "-m", tmp_path / "a", "-t", "of somebody")
    assert signed.returncode == 0, signed.stderr
    keys = public_keys([str(tmp_path / "k.pub")])
    signature = (tmp_path / "a.minisig").read_bytes()
    assert check_signature(CONTENT, signature, keys).state is Signed.KNOWN
    with pytest.raises(DamagedError, match="not made for this content"):
        check_signature(CONTENT + b".", signature, keys)
    assert signer(tmp_path / "k.key", {}).public_key == (tmp_path / "k.pub").read_text("ascii").splitlines()[1]  # type: ignore[union-attr]


def test_a_key_with_a_password_is_opened_by_the_environment(tmp_path: Path) -> None:
    """Missing and wrong passwords are told apart, and neither shows the key."""
    pair = minisign.KeyPair.generate()
    pair.secret_key.encrypt("river")
    (tmp_path / "k.key").write_bytes(bytes(pair.secret_key))
    environment = {KEY: str(tmp_path / "k.key")}
    opened = signer(None, {**environment, PASSWORD: "river"})
    assert opened and opened.public_key == str(pair.public_key.to_base64(), "ascii")
    with pytest.raises(BundleError, match=f"has a password; put it into {PASSWORD}"):
        signer(None, environment)
    with pytest.raises(BundleError, match=f"the password in {PASSWORD} does not open"):
        signer(None, {**environment, PASSWORD: "lake"})


def test_without_a_key_nobody_signs() -> None:
    """Signing is optional."""
    assert signer(None, {}) is None
    assert signer(None, {KEY: ""}) is None


@pytest.mark.parametrize(("content", "words"), [(None, "can't be read"), (b"no key", "is no secret key of minisign")])
def test_a_key_that_is_none_is_said(tmp_path: Path, content: bytes | None, words: str) -> None:
    """With its path."""
    place = tmp_path / "k.key"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(BundleError, match=words) as raised:
        signer(place, {})
    assert str(place) in str(raised.value)


@pytest.mark.parametrize("text", ["", "RWQ", "no-such-file.pub", "x" * 56])
def test_a_public_key_that_is_none_is_said(text: str) -> None:
    """A key has a form that can be named."""
    with pytest.raises(BundleError, match="begins with RW and has 56 signs"):
        public_keys([text])


def test_keys_can_be_rotated(tmp_path: Path, by: Signer) -> None:
    """While readers know the old and the new key, both are taken; a third isn't."""
    old, new, other = by, any_signer(), any_signer()
    bundle = make(tmp_path / "water.zip", files(), by=old)
    assert verify(bundle, public_keys([new.public_key, old.public_key]), True).state is State.SIGNED
    assert verify(bundle, public_keys([old.public_key]), True).trusted
    foreign = verify(bundle, public_keys([other.public_key]), True)
    assert foreign.state is State.UNKNOWN_KEY and not foreign.trusted
    assert "no key that is trusted here has signed it" in list(foreign.lines())[-1]


def test_a_signature_of_other_content_is_no_signature(tmp_path: Path, by: Signer) -> None:
    """Taken from another bundle, inside or beside, it counts as damage."""
    one = make(tmp_path / "one.zip", files(), by=by)
    make(tmp_path / "two.zip", files(p1="Other words."), by=by)
    (tmp_path / f"one.zip{ENDING}").write_bytes((tmp_path / f"two.zip{ENDING}").read_bytes())
    verdict = verify(one, public_keys([by.public_key]))
    assert verdict.state is State.DAMAGED
    assert any("not made for this content" in line for line in verdict.found)


def test_an_unsigned_bundle_is_said_to_be_one(tmp_path: Path, by: Signer) -> None:
    """Whole, but nobody vouches for it; whoever asks for a signature doesn't get it by asking."""
    bundle = make(tmp_path / "water.zip", files())
    assert verify(bundle).state is State.UNSIGNED and verify(bundle).trusted
    assert not verify(bundle, public_keys([by.public_key]), True).trusted


def test_the_same_content_gives_the_same_signature(by: Signer) -> None:
    """No clock and no chance in it, so bundles stay reproducible."""
    assert by.sign(CONTENT, "words") == by.sign(CONTENT, "words")
