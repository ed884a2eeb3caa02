"""Signatures in minisign's format, which minisign itself and every other program for it can check.

A secret key never stands in the repository: it is a file that the environment names.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path

import minisign

from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.container.manifest import About
from macros.bundles.container.sidecar import ENDING as ENDING

KEY = "COMMONTHREAD_SIGNING_KEY"
"""Environment variable with the path of the secret key file."""
PASSWORD = "COMMONTHREAD_SIGNING_PASSWORD"
"""Environment variable with its password, for a key that has one."""
_UNTRUSTED = "signature of an offline library"


class Signed(Enum):
    """What is known of a signature that fits its content."""

    NO = "unsigned"
    """There is none."""
    KNOWN = "signed"
    """By one of the given keys."""
    UNKNOWN = "signed by an unknown key"
    """By a key that was not given, so it can't be checked."""


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
        made = self._secret.sign(content, untrusted_comment=_UNTRUSTED, trusted_comment=comment)
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


def public_keys(given: Iterable[str]) -> list[minisign.PublicKey]:
    """Public keys, each given as its value or as the path of its file.

    Raises:
        BundleError: names what is no public key.
    """
    return [_public_key(text.strip()) for text in given]


def _public_key(text: str) -> minisign.PublicKey:
    try:
        return minisign.PublicKey.from_base64(text)
    except minisign.Error:
        pass
    try:
        return minisign.PublicKey.from_file(Path(text))
    except (OSError, ValueError):
        raise BundleError(
            f"{text!r} is neither a public key of minisign nor the path of one; a key begins with RW and has 56 signs"
        ) from None


def key_of(signature: bytes) -> bytes:
    """The id of the key that made a signature: eight bytes behind the two that name the algorithm.

    Raises:
        DamagedError: when it can't be read.
    """
    _read(signature)
    return base64.b64decode(signature.splitlines()[1])[2:10]


def _read(signature: bytes) -> minisign.Signature:
    try:
        return minisign.Signature.from_bytes(signature)
    except (minisign.Error, IndexError, ValueError):
        raise DamagedError("the signature can't be read") from None


def check_signature(
    content: bytes, signature: bytes | None, keys: Sequence[minisign.PublicKey], ours: bool = False
) -> Signed:
    """Check a signature file.

    Args:
        content: what it should belong to.
        signature: the file; none where there is none.
        keys: all that are trusted; several while one takes the place of another.
        ours: refuse what `Signer.sign` would have written in another way, even where minisign would not mind.

    Raises:
        DamagedError: when it can't be read or was not made for this content.
    """
    if signature is None:
        return Signed.NO
    read = _read(signature)
    if ours and (bytes(read) + b"\n" != signature or read.untrusted_comment != _UNTRUSTED):
        raise DamagedError("the signature is not as this program writes it")
    wrong = False
    for key in keys:
        try:
            key.verify(content, read)
        except minisign.VerifyError as error:
            wrong |= "key identifiers" not in str(error)
        else:
            return Signed.KNOWN
    if wrong:
        raise DamagedError("the signature was not made for this content: one of the two has been changed")
    return Signed.UNKNOWN
