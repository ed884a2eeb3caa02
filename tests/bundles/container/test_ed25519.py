"""Ed25519 with the standard library: what RFC 8032 and the library `cryptography` say, it says too."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.bundles.container.ed25519 import is_signed

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465"
        "5141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb0"
        "0d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc0"
        "27beceea1ec40a",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize(("key", "content", "signature"), RFC_8032)
def test_the_vectors_of_the_standard_hold(key: str, content: str, signature: str) -> None:
    """Section 7.1; and not with a changed bit anywhere."""
    known, said, signed = bytes.fromhex(key), bytes.fromhex(content), bytes.fromhex(signature)
    assert is_signed(known, signed, said)
    assert not is_signed(known, signed, said + b".")
    for place in range(0, 64, 5):
        changed = bytearray(signed)
        changed[place] ^= 1 << place % 8
        assert not is_signed(known, bytes(changed), said)


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511), st.integers(0, 255))
def test_it_says_what_the_library_says(secret: bytes, content: bytes, signature_bit: int, key_bit: int) -> None:
    """Of a right signature, of one with a changed bit, and of another key."""
    private = Ed25519PrivateKey.from_private_bytes(secret)
    key, signature = private.public_key().public_bytes_raw(), private.sign(content)
    other, another = bytearray(signature), bytearray(key)
    other[signature_bit // 8] ^= 1 << signature_bit % 8
    another[key_bit // 8] ^= 1 << key_bit % 8
    for of, given_signature in ((key, signature), (key, bytes(other)), (bytes(another), signature)):
        try:
            Ed25519PublicKey.from_public_bytes(of).verify(given_signature, content)
            expected = True
        except (InvalidSignature, ValueError):
            expected = False
        assert is_signed(of, given_signature, content) is expected


def test_a_second_form_of_a_signature_is_none() -> None:
    """With the order of the group added to its number, or of another length; a key that is no point signs nothing."""
    private = Ed25519PrivateKey.generate()
    key, signature = private.public_key().public_bytes_raw(), private.sign(b"x")
    number = int.from_bytes(signature[32:], "little") + ORDER
    assert is_signed(key, signature, b"x")
    assert not is_signed(key, signature[:32] + number.to_bytes(32, "little"), b"x")
    assert not is_signed(key, signature + b"x", b"x") and not is_signed(key, signature[:-1], b"x")
    assert not is_signed(b"\x02" + bytes(31), signature, b"x") and not is_signed(b"\xff" * 32, signature, b"x")
