"""Signatures in minisign's format, which minisign itself and every other program for it can check.

A secret key never stands in the repository: it is a file that the environment names.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import minisign
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import About
from macros.bundles.container.minisig import OURS, Key, key_parts
from macros.bundles.container.sidecar import ENDING as ENDING

KEY = "COMMONTHREAD_SIGNING_KEY"
"""Environment variable with the path of the secret key file."""
PASSWORD = "COMMONTHREAD_SIGNING_PASSWORD"
"""Environment variable with its password, for a key that has one."""


class Signer:
    """Signs with one secret key. The same content and words give the same signature."""

    def __init__(self, secret: minisign.SecretKey) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return f"<Signer with {self.public_key}>"

    @property
    def public_key(self) -> str:
        """What readers check with."""
        return str(self._secret.get_public_key().to_base64(), "ascii")

    def sign(self, content: bytes, words: str) -> bytes:
        """A signature file.

        Args:
            content: what is signed.
            words: the trusted comment, which is signed too; only its ASCII, as minisign wants it.
        """
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
        comment = "".join(character for character in plain if character.isprintable())
        made = self._secret.sign(content, untrusted_comment=OURS, trusted_comment=comment)
        return bytes(made) + b"\n"


def trusted_comment(about: About) -> str:
    """What a signature says of a bundle: no clock, so it is always the same."""
    return f"{about.library}, {about.id}, version {about.version}, as of {about.day}"


def signer(
    key: Path | None = None, environment: Mapping[str, str] = os.environ, project: Path | None = None
) -> Signer | None:
    """The signer whose key is given or named in the environment; none where there is no key.

    Args:
        key: file of the secret key; named in the environment unless given.
        environment: of the process.
        project: folder that the key must not lie in, since what lies there can get published.

    Raises:
        BundleError: when the key can't be read, or its password is missing or wrong, or it lies in the project.
    """
    path = key or (Path(environment[KEY]) if environment.get(KEY) else None)
    if path is None:
        return None
    if project and path.resolve().is_relative_to(project.resolve()):
        raise BundleError(
            f"the signing key {path} lies in the project's folder, where it could get published; move it out"
        )
    try:
        secret = minisign.SecretKey.from_file(path)
    except OSError as error:
        raise BundleError(f"the signing key {path} can't be read: {error.strerror or error}") from None
    except (minisign.Error, IndexError):
        raise BundleError(f"{path} is no secret key of minisign") from None
    if secret.is_encrypted():
        if PASSWORD not in environment:
            raise BundleError(f"the signing key {path} has a password; put it into {PASSWORD}")
        try:
            secret.decrypt(environment[PASSWORD])
        except (minisign.Error, MemoryError, ValueError):
            raise BundleError(f"the password in {PASSWORD} does not open the signing key {path}") from None
    return Signer(secret)


def check_listed(signer: Signer | None, listed: Sequence[str]) -> None:
    """Refuse to sign a release with a key that readers don't know.

    Args:
        signer: of the release, when there is one.
        listed: `bundles.public_keys` in `data/site.yml`, which readers are given.

    Raises:
        BundleError: says which key to list.
    """
    if signer and signer.public_key not in listed:
        known = f"They are {', '.join(listed)}" if listed else "There is none"
        raise BundleError(
            "data/site.yml: bundles.public_keys: the key you sign with is not among them, so readers would be told not "
            f"to trust what it signs. {known}. Sign with one of them, or put this one first: {signer.public_key}"
        )


def public_keys(given: Iterable[str]) -> list[Key]:
    """Public keys, each given as its value or as the path of its file; the library checks with them.

    Raises:
        BundleError: names what is no public key.
    """
    return [_public_key(text.strip()) for text in given]


def _public_key(text: str) -> Key:
    try:
        id, point = key_parts(text)
    except BundleError:
        try:
            id, point = key_parts(Path(text).read_text("utf-8").splitlines()[1])
        except (BundleError, OSError, ValueError, IndexError):
            raise BundleError(
                f"{text!r} is neither a public key of minisign nor the path of one; a key begins with RW and has 56 "
                "signs"
            ) from None
    return Key(id, partial(_is_signed, point))


def _is_signed(point: bytes, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(point).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
