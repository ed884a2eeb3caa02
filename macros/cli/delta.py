"""`commonthread delta` and `commonthread apply`: what changed between two bundles, as a small file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from macros.bundles.container.bundle import replacing
from macros.bundles.container.errors import BundleError, DamagedError
from macros.bundles.signature import public_keys
from macros.bundles.update.make.updates import update_between, update_name
from macros.bundles.update.read.apply import apply_delta, told
from macros.bundles.verify import verify

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the delta goes; beside NEW."
)
def delta(old: Path, new: Path, output: Path | None) -> None:
    """Write what changed between two bundles, for those who have the OLD one."""
    output = output or new.with_name(update_name(old, new))
    if output.resolve() in {old.resolve(), new.resolve()}:
        raise click.UsageError(f"{output} is one of the two bundles; name another file with -o")
    try:
        made = update_between(old, new, _shown)
        with replacing(output) as file:
            file.write(made)
    except (BundleError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{output}: {len(made):,} bytes instead of {new.stat().st_size:,}")


def _shown(paths: Iterable[str]) -> Iterator[str]:
    """Paths, with their progress shown to whoever sits in front."""
    if sys.stderr.isatty():
        with click.progressbar(list(paths), label="Comparing", file=sys.stderr) as shown:
            yield from shown
    else:
        yield from paths


@click.command()
@click.argument("delta_file", metavar="DELTA", type=_FILE)
@click.argument("old", required=False, type=_FILE)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the new bundle goes; beside OLD."
)
@click.option("--public-key", "keys", multiple=True, metavar="KEY", help="Take only what this key has signed.")
def apply(delta_file: Path, old: Path | None, output: Path | None, keys: tuple[str, ...]) -> None:
    """Make the new bundle from the OLD one, looked for beside DELTA unless given.

    The new bundle takes its place when it is complete and right; until then, and on any failure, what you have stays.
    """
    try:
        known = public_keys(keys)

        def check(file: Path) -> None:
            verdict = verify(file, known, require_signature=True)
            if not verdict.trusted:
                raise DamagedError(f"the new bundle is {verdict.state.value}")

        applied = apply_delta(delta_file, old, output, check if known else None)
    except (BundleError, OSError) as error:
        raise click.ClickException(f"{error}\nNothing was changed.") from None
    for line in told(applied, bool(known)):
        click.echo(line)
