"""Signatures and public keys in minisign's format, read and checked. Needs nothing but the standard library."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from macros.bundles.container.ed25519 import is_signed
from macros.bundles.container.errors import BundleError, DamagedError

OURS = "signature of an offline library"
"""The comment that nobody signs, as this program writes it."""
_UNTRUSTED, _TRUSTED = b"untrusted comment: ", b"trusted comment: "
_PREHASHED = b"ED"


class Signed(Enum):
    """What is known of a signature that fits its content."""

    NO = "unsigned"
    """There is none."""
    KNOWN = "signed"
    """By one of the given keys."""
    UNKNOWN = "signed by an unknown key"
    """By a key that was not given, so it can't be checked."""


@dataclass(frozen=True)
class SignedBy:
    """What a signature says; true only where the state is `KNOWN`."""

    state: Signed
    key: str = ""
    """Id of the key, as minisign shows it."""
    comment: str = ""
    """What is signed with the content: its name and its day, for instance."""


UNSIGNED = SignedBy(Signed.NO)
"""Where there is no signature."""


@dataclass(frozen=True)
class Key:
    """A public key."""

    id: bytes
    """Eight bytes."""
    signed: Callable[[bytes, bytes], bool]
    """Whether it has made a signature, 64 bytes, of some content."""


@dataclass(frozen=True)
class Signature:
    """A signature file."""

    prehashed: bool
    """The digest of the content is signed, not the content."""
    key: bytes
    """Id of the key."""
    signature: bytes
    comment: bytes
    """Signed too, behind the signature."""
    whole: bytes
    """Signature of both."""
    ours: bool
    """Every byte of the file is as this program writes it."""

    @property
    def key_name(self) -> str:
        """The id of the key as minisign shows it."""
        return self.key[::-1].hex().upper()


def read_key(text: str) -> Key:
    """A public key as minisign writes it: 56 signs.

    Raises:
        BundleError: when it is none.
    """
    id, point = key_parts(text)
    return Key(id, partial(is_signed, point))


def key_parts(text: str) -> tuple[bytes, bytes]:
    """The id of a public key, and its 32 bytes for Ed25519.

    Raises:
        BundleError: when it is none.
    """
    packed = _decoded(text.encode(), 42)
    if packed is None or packed[:2] != b"Ed":
        raise BundleError(f"{text!r} is no public key of minisign; a key begins with RW and has 56 signs")
    return packed[2:10], packed[10:]


def read_signature(file: bytes) -> Signature:
    """A signature file.

    Raises:
        DamagedError: when it is none.
    """
    lines = file.splitlines()
    packed, whole = (_decoded(lines[1], 74), _decoded(lines[3], 64)) if len(lines) == 4 else (None, None)
    if packed is None or whole is None or packed[:2] not in {b"Ed", _PREHASHED}:
        raise DamagedError("the signature can't be read")
    if not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED) or _text(lines[2]) is None:
        raise DamagedError("the signature can't be read")
    ours = lines[0] == _UNTRUSTED + OURS.encode() and file == b"\n".join(lines) + b"\n"
    comment = lines[2][len(_TRUSTED) :]
    return Signature(packed[:2] == _PREHASHED, packed[2:10], packed[10:], comment, whole, ours)


def check_signature(content: bytes, signature: bytes | None, keys: Sequence[Key], ours: bool = False) -> SignedBy:
    """Check a signature file.

    Args:
        content: what it should belong to.
        signature: the file; none where there is none.
        keys: all that are trusted; several while one takes the place of another.
        ours: refuse what this program would have written in another way, even where minisign would not mind.

    Raises:
        DamagedError: when it can't be read or was not made for this content.
    """
    if signature is None:
        return UNSIGNED
    read = read_signature(signature)
    if ours and not read.ours:
        raise DamagedError("the signature is not as this program writes it")
    of = hashlib.blake2b(content).digest() if read.prehashed else content
    fitting = [key for key in keys if key.id == read.key]
    known = any(
        key.signed(read.signature, of) and key.signed(read.whole, read.signature + read.comment) for key in fitting
    )
    if fitting and not known:
        raise DamagedError("the signature was not made for this content: one of the two has been changed")
    return SignedBy(Signed.KNOWN if known else Signed.UNKNOWN, read.key_name, read.comment.decode())


def _decoded(text: bytes, size: int) -> bytes | None:
    """Bytes of base64, written in the only way that gives them."""
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return found if len(found) == size and base64.b64encode(found) == text else None


def _text(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None
