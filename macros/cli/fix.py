"""`commonthread check --fix`: mend what is only spelling, as a diff first."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import click

from macros.bundles.container.atomic import replacing
from macros.bundles.container.errors import BundleError
from macros.cache_place import cache_folder
from macros.fixing.fixes import Fix, find_fixes
from macros.kept_entries import KeptEntries

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What a diff must not pass on to a terminal."""


def fixes_of(root: Path, changed: frozenset[str] | None, wanted: list[Path]) -> list[Fix]:
    """What can be mended in the files that were asked for.

    Args:
        root: the project's folder.
        changed: paths of files that may be mended; None for all.
        wanted: files and folders; none for all.
    """
    found = find_fixes(root, KeptEntries(cache_folder(root)), changed)
    return [fix for fix in found if not wanted or any(path in _above(root / fix.path) for path in wanted)]


def _above(place: Path) -> tuple[Path, ...]:
    return place, *place.parents


def diff(fix: Fix) -> Iterator[str]:
    """A mend as a unified diff, line by line; what steers a terminal is shown by its number."""
    before, after = (_lines(content) for content in (fix.before, fix.after))
    for line in difflib.unified_diff(before, after, f"a/{fix.path}", f"b/{fix.path}"):
        yield _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), line.rstrip("\n"))
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _lines(content: bytes) -> list[str]:
    return re.findall("[^\n]*\n|[^\n]+$", content.decode("utf-8"))


def write(root: Path, fix: Fix) -> None:
    """Put a mended file in the place of the old one: at any moment it is either.

    Raises:
        ClickException: when the file has changed meanwhile, or can't be written.
    """
    place = root / fix.path
    try:
        if place.read_bytes() != fix.before:
            raise click.ClickException(f"{fix.path} has changed meanwhile; nothing was done to it. Run this again")
        with replacing(place) as file:
            Path(file.name).chmod(place.stat().st_mode & 0o777)
            file.write(fix.after)
    except (OSError, BundleError) as error:
        raise click.ClickException(f"{fix.path} stays as it was: {error}") from None
