"""The program that checks copies and applies updates, for people who have Python and nothing else: words, options.

Needs nothing but the standard library.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import time
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path

from macros.bundles.check.age import age_line
from macros.bundles.check.verify import verify
from macros.bundles.container.errors import BundleError
from macros.bundles.container.minisig import Signed, read_key
from macros.bundles.update.read.apply import Applied, apply_update
from macros.bundles.update.read.safeguards import Permissions

ALLOW = {
    "--allow-unsigned": "let an unsigned bundle take the place of a signed one",
    "--allow-other-key": "let the new bundle be signed by another key than the old one",
    "--allow-older": "let the new bundle be older than the old one",
}
"""The options that switch safeguards off, by the field of `Permissions` that they set."""


def report_lines(applied: Applied, today: datetime.date | None = None) -> Iterator[str]:
    """What was done, in lines for a person; with how old the new bundle is, where it is said which day it is."""
    about, before = applied.about, applied.before
    yield f"{applied.path} is ready and complete: “{about.title}”, as of {about.day}."
    if about.day < before.day:
        yield f"It is older than the one you had, which is as of {before.day}."
    if today and (age := age_line(about.date, today, about.online)):
        yield age
    if not applied.exact:
        yield (
            "Every file in it is right. The zip itself differs from the published one, because this computer packs "
            "in another way; its checksum on the download page won't fit."
        )
    if applied.lost:
        yield f"The signature file beside it could not be written ({applied.lost}); the one inside it is there."
    if applied.by.state is Signed.KNOWN:
        yield f"It is signed with the key {applied.by.key}, which is known here."
    elif applied.signed:
        yield f"It carries a signature of the key {applied.by.key}, which was not checked."
    else:
        yield "It is not signed, so nothing says who made it."


def error_words(error: BundleError | OSError) -> str:
    """What went wrong, without the numbers of the system."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def main(arguments: Sequence[str] | None = None, known: Sequence[str] = ()) -> int:
    """Run as a program of its own: UPDATE [OLD] [-o NEW], or --check FILE.

    Args:
        arguments: of the command line.
        known: public keys of the library that gives the program away.

    Returns:
        0, or 1 when nothing was changed or a copy should not be used.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(
        description="Make the next bundle from the one you have and an update, or check a bundle."
    )
    parser.add_argument("update", type=Path, nargs="?", help="file that ends in .ctdelta")
    parser.add_argument("old", type=Path, nargs="?", help="bundle that you have; looked for beside the update")
    parser.add_argument("-o", "--output", type=Path, help="where the new bundle goes; beside the old one")
    parser.add_argument("--check", type=Path, metavar="FILE", help="only say whether this file or folder is right")
    parser.add_argument(
        "--public-key", action="append", metavar="KEY", help="key of the makers, in the place of those known here"
    )
    for option, words in ALLOW.items():
        parser.add_argument(option, action="store_true", help=words)
    given = parser.parse_args(arguments)
    if (given.update is None) == (given.check is None):
        parser.error("name an update, or a file behind --check")
    today = datetime.date(*time.gmtime()[:3])
    permissions = Permissions(given.allow_unsigned, given.allow_other_key, given.allow_older)
    try:
        keys = [read_key(text) for text in given.public_key or known]
        if given.check:
            verdict = verify(given.check, keys, bool(given.public_key))
            print("\n".join(verdict.lines(today)))
            return 0 if verdict.trusted else 1
        applied = apply_update(given.update, given.old, given.output, permissions=permissions, keys=keys)
    except (BundleError, OSError) as error:
        print(f"Not applied: {error_words(error)}", file=sys.stderr)
        print("What you have is as it was.", file=sys.stderr)
        return 1
    print("\n".join(report_lines(applied, today)))
    return 0
