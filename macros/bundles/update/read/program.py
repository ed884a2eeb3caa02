"""The program that applies updates, for people who have Python and nothing else: words, options, exit code.

Needs nothing but the standard library.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from macros.bundles.container.errors import BundleError
from macros.bundles.update.read.apply import Applied, apply_update
from macros.bundles.update.read.safeguards import Permissions

ALLOW = {
    "--allow-unsigned": "let an unsigned bundle take the place of a signed one",
    "--allow-other-key": "let the new bundle be signed by another key than the old one",
    "--allow-older": "let the new bundle be older than the old one",
}
"""The options that switch safeguards off, by the field of `Permissions` that they set."""


def report_lines(applied: Applied, checked: bool = False) -> Iterator[str]:
    """What was done, in lines for a person; `checked`: the signature too."""
    about, before = applied.about, applied.before
    yield f"{applied.path} is ready and complete: “{about.title}”, as of {about.day}."
    if about.day < before.day:
        yield f"It is older than the one you had, which is as of {before.day}."
    if not applied.exact:
        yield (
            "Every file in it is right. The zip itself differs from the published one, because this computer packs "
            "in another way; its checksum on the download page won't fit."
        )
    if applied.lost:
        yield f"The signature file beside it could not be written ({applied.lost}); the one inside it is there."
    if checked:
        yield "It is signed with the key you gave."
    elif applied.signed:
        yield "It carries a signature, which was not checked here."
    else:
        yield "It is not signed, so nothing says who made it."


def error_words(error: BundleError | OSError) -> str:
    """What went wrong, without the numbers of the system."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a program of its own: UPDATE [OLD] [-o NEW].

    Returns:
        0, or 1 when nothing was changed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(description="Make the next bundle from the one you have and an update.")
    parser.add_argument("update", type=Path, help="file that ends in .ctdelta")
    parser.add_argument("old", type=Path, nargs="?", help="bundle that you have; looked for beside the update")
    parser.add_argument("-o", "--output", type=Path, help="where the new bundle goes; beside the old one")
    for option, words in ALLOW.items():
        parser.add_argument(option, action="store_true", help=words)
    given = parser.parse_args(arguments)
    permissions = Permissions(given.allow_unsigned, given.allow_other_key, given.allow_older)
    try:
        applied = apply_update(given.update, given.old, given.output, permissions=permissions)
    except (BundleError, OSError) as error:
        print(f"Not applied: {error_words(error)}", file=sys.stderr)
        print("What you have is as it was.", file=sys.stderr)
        return 1
    print("\n".join(report_lines(applied)))
    return 0
