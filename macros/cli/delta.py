"""`commonthread delta` and `commonthread apply`: what changed between two bundles, as a small file."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from macros.bundles.check.verify import verify
from macros.bundles.container.atomic import replacing
from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.signature import public_keys
from macros.bundles.update.make.updates import update_between, update_name
from macros.bundles.update.read.apply import apply_update
from macros.bundles.update.read.program import ALLOW, error_words, report_lines
from macros.bundles.update.read.safeguards import Permissions
from macros.cli.named_file import NamedFile
from macros.model.library import read_settings

Command = Callable[..., Any]
_FILE = NamedFile()


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the update goes; beside NEW."
)
def delta(old: Path, new: Path, output: Path | None) -> None:
    """Write what changed between two bundles, for those who have the OLD one."""
    output = output or new.with_name(update_name(old, new))
    if output.resolve() in {old.resolve(), new.resolve()}:
        raise click.UsageError(f"{output} is one of the two bundles; name another file with -o")
    try:
        made = update_between(old, new)
        with replacing(output) as file:
            file.write(made)
    except (BundleError, OSError) as error:
        raise click.ClickException(error_words(error)) from None
    click.echo(f"{output}: {len(made):,} bytes instead of {new.stat().st_size:,}")


def _allowing(option: str) -> Callable[[Command], Command]:
    return click.option(option, is_flag=True, help=f"{ALLOW[option][:1].upper()}{ALLOW[option][1:]}.")


@click.command()
@click.argument("update", type=_FILE)
@click.argument("old", required=False, type=_FILE)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the new bundle goes; beside OLD."
)
@click.option(
    "--public-key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Take only what this key has signed. In a project folder those of data/site.yml are known without it.",
)
@_allowing("--allow-unsigned")
@_allowing("--allow-other-key")
@_allowing("--allow-older")
@click.pass_obj
def apply(
    root: Path,
    update: Path,
    old: Path | None,
    output: Path | None,
    keys: tuple[str, ...],
    allow_unsigned: bool,
    allow_other_key: bool,
    allow_older: bool,
) -> None:
    """Make the new bundle from the OLD one, looked for beside UPDATE unless given.

    The new bundle takes its place when it is complete and right; until then, and on any failure, what you have stays.
    It is never less than what you have: not unsigned in the place of signed, not signed by another key, unless the
    key is given with --public-key, and not older.
    """
    try:
        settings = None if keys else read_settings(root)
        known = public_keys(keys or (settings.bundles.public_keys if settings else ()))

        def check(file: Path) -> None:
            verdict = verify(file, known, require_signature=True)
            if not verdict.trusted:
                raise DamagedError(f"the new bundle is {verdict.state.value}")

        permissions = Permissions(allow_unsigned, allow_other_key or bool(keys), allow_older)
        applied = apply_update(update, old, output, check if keys else None, permissions, known)
    except (BundleError, OSError) as error:
        raise click.ClickException(f"{error_words(error)}\nNothing was changed.") from None
    for line in report_lines(applied, datetime.date.today()):
        click.echo(line)
