"""Which paths a bundle may hold: those that every computer can unpack, and that stay in their folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from macros.bundles.container.errors import PathError

LONGEST = 120
"""Characters of a path, its top folder included: what Windows leaves when it is unpacked in a user's folder."""
DEEPEST = 12
"""Folders and name of a path; more only cost whoever checks them."""
LONGEST_PART = 255
"""Bytes of one name in UTF-8, on Linux, Android and macOS."""
REMEMBERED = 10_000
"""Paths that are not looked at anew: a bundle's are checked when it is made, when it is written and when it is read."""
_FORBIDDEN = frozenset('<>:"|?*\\')
_RESERVED = {
    *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
    *(f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"),
}


def check_paths(paths: Iterable[str]) -> None:
    """Check all paths of one bundle, each by itself and against the others.

    Args:
        paths: relative, with `/` between their parts.

    Raises:
        PathError: at the first path that breaks a rule; names it.
    """
    spelled: dict[str, tuple[str, bool]] = {}
    for path in paths:
        check_path(path)
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            part, is_file = "/".join(parts[:end]), end == len(parts)
            before = spelled.get(_key(part))
            if before and before[0] != part:
                raise PathError(f"{path!r} and {before[0]!r} are one name where case or Unicode form don't count")
            if before and before[1] != is_file:
                raise PathError(f"{part!r} would be a file and a folder at once")
            if before and is_file:
                raise PathError(f"{path!r} stands twice")
            spelled[_key(part)] = (part, is_file)


def check_path(path: str) -> None:
    """Check one path by itself.

    Raises:
        PathError: in words that name the path and the rule.
    """
    trouble = _trouble(path)
    if trouble:
        raise PathError(f"{path!r} {trouble}")


@lru_cache(maxsize=REMEMBERED)
def _trouble(path: str) -> str:
    if len(path) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if path.startswith("/"):
        return "is not relative"
    if path.count("/") >= DEEPEST:
        return f"has more than {DEEPEST} parts"
    for character in path:
        if character in _FORBIDDEN or not character.isprintable():
            return f"holds {character!r}, which not every computer can store"
    if unicodedata.normalize("NFC", path) != path:
        return "is not in Unicode's composed form (NFC)"
    return next((found for part in path.split("/") if (found := _part_trouble(part))), "")


def _part_trouble(part: str) -> str:
    if part in {"", ".", ".."}:
        return "has an empty part, or one that leads to another folder"
    if part[-1] in ". " or part[0] == " ":
        return "has a part with a space at an end, or with a dot at its end"
    if part.split(".")[0].rstrip(" ").upper() in _RESERVED:
        return f"has the part {part!r}, a name that Windows keeps for itself"
    if len(part.encode()) > LONGEST_PART:
        return f"has a part of more than {LONGEST_PART} bytes"
    return ""


@lru_cache(maxsize=REMEMBERED)
def _key(path: str) -> str:
    """Equal for two paths that some file system takes for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
