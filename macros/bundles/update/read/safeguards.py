"""What an update may not do to a copy that somebody has, unless they say so.

Whoever has a signed copy has reason to expect a signed one, by a key that is known or the same, and not an older one.
Where no key is known, a signature can only be compared by the id of its key, which anybody can copy.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.container.manifest import About


class PermissionMissingError(BundleError):
    """The update would take something from the copy that is there; says what, and which option allows it."""


@dataclass(frozen=True)
class Permissions:
    """What has been asked for."""

    unsigned: bool = False
    """An unsigned copy may take the place of a signed one."""
    other_key: bool = False
    """A copy may take the place of one that another key has signed."""
    older: bool = False
    """A copy may take the place of one of a later day."""


NO_PERMISSIONS = Permissions()


@dataclass(frozen=True)
class Copy:
    """A bundle as these rules see it."""

    about: About
    signature: bytes | None
    """Of what is there, inside the bundle or beside it; of what an update makes, inside it."""
    known: bool = False
    """A known key has made the signature."""


def check_replacement(name: str, there: Copy, new: Copy, permissions: Permissions, keys_known: bool = False) -> None:
    """Check that one copy may take the place of another, or go before it.

    Args:
        name: of the file that is there.
        there: what is there.
        new: what the update makes.
        permissions: what has been asked for.
        keys_known: there are keys to check a signature with.

    Raises:
        PermissionMissingError: names the option that allows it.
        BundleError: when the two are of different packs, or a signature can't be read.
    """
    known, makes = there.about, new.about
    if (known.library, known.id) != (makes.library, makes.id):
        raise BundleError(
            f"{name} is “{known.title}” of “{known.library}”, and the update makes another pack, “{makes.title}” of "
            f"“{makes.library}”"
        )
    if makes.day < known.day and not permissions.older:
        raise PermissionMissingError(
            f"the update makes “{makes.title}” of {makes.day}, older than the one you have: {name} is of {known.day}. "
            "If you want the older one, repeat it with --allow-older"
        )
    if there.signature is None:
        return
    if new.signature is None:
        if not permissions.unsigned:
            raise PermissionMissingError(
                f"{name} is signed, and “{makes.title}” of {makes.day}, which the update makes, is not, so nobody "
                "could tell who made it. If you trust whoever gave it to you, repeat it with --allow-unsigned"
            )
        return
    if new.known or permissions.other_key:
        return
    if keys_known:
        raise PermissionMissingError(
            f"“{makes.title}” of {makes.day}, which the update makes, is signed by the key "
            f"{signing_key(new.signature)}, which is not known here. If its makers have told you of a new key, repeat "
            "it with --allow-other-key"
        )
    keys = signing_key(there.signature), signing_key(new.signature)
    if keys[0] != keys[1]:
        raise PermissionMissingError(
            f"{name} is signed by the key {keys[0]}, and “{makes.title}” of {makes.day}, which the update makes, by "
            f"another one, {keys[1]}. If its makers have told you of a new key, repeat it with --allow-other-key"
        )


def signing_key(signature: bytes) -> str:
    """The id of the key that made a signature, as minisign shows it.

    Raises:
        DamagedError: when this is no signature of minisign.
    """
    try:
        packed = base64.b64decode(signature.splitlines()[1], validate=True)
    except (IndexError, ValueError):
        packed = b""
    if len(packed) != 74 or packed[:2] not in {b"Ed", b"ED"}:
        raise DamagedError("there is a signature that can't be read")
    return packed[2:10][::-1].hex().upper()
