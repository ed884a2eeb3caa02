"""Secret keys that would be published are found before they are."""

from __future__ import annotations

from pathlib import Path

import minisign
import pytest

from macros.check_secrets import published_keys


@pytest.mark.parametrize(
    "key",
    [
        bytes(minisign.KeyPair.generate().secret_key),
        b"untrusted comment: minisign encrypted secret key\nRWRTY0Iy",
        b"-----BEGIN OPENSSH PRIVATE KEY-----\n",
        b"-----BEGIN PRIVATE KEY-----\n",
        b"-----BEGIN RSA PRIVATE KEY-----\n",
        b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
    ],
)
def test_a_secret_key_is_named(tmp_path: Path, key: bytes) -> None:
    """Whatever its name is, in any folder."""
    (tmp_path / "about").mkdir()
    (tmp_path / "about/notes.txt").write_bytes(key)
    (found,) = published_keys(tmp_path)
    assert str(found).startswith("about/notes.txt:1: -: this is a secret key")


def test_a_public_key_and_words_about_keys_are_none(tmp_path: Path) -> None:
    """They may stand on any page."""
    (tmp_path / "library.pub").write_bytes(bytes(minisign.KeyPair.generate().public_key))
    (tmp_path / "trust.html").write_text("<p>-----BEGIN PRIVATE KEY----- is how one begins.</p>", "utf-8")
    assert list(published_keys(tmp_path)) == []
