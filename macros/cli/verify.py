"""`commonthread verify`: is this bundle what its makers gave away?"""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from macros.bundles.check.verify import verify as verified
from macros.bundles.container.errors import BundleError
from macros.bundles.signature import public_keys
from macros.cli.named_file import NamedFile
from macros.model.library import read_settings
from macros.model.settings import PATH


@click.command()
@click.argument("file", type=NamedFile(folders=True))
@click.option(
    "--public-key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="Public key of the makers, or its file; several while one takes the place of another. Requires a signature. "
    "In a project folder those of data/site.yml are known.",
)
@click.option("--require-signature", is_flag=True, help="Fail unless a known key has signed it.")
@click.pass_obj
def verify(root: Path, file: Path, keys: tuple[str, ...], require_signature: bool) -> None:
    """Check a bundle, or the folder that it unpacked to, without a network.

    Tells of each file that is not as it was packed, and exits with 1 when the bundle should not be used.
    """
    try:
        settings = read_settings(root)
        known = keys or (settings.bundles.public_keys if settings else ())
        verdict = verified(file, public_keys(known), require_signature or bool(keys))
        if settings is None and (root / PATH).exists() and not keys:
            click.echo(f"{PATH} of this folder can't be read, so the keys in it are not known.", err=True)
    except BundleError as error:
        raise click.UsageError(str(error)) from None
    for line in verdict.lines(datetime.date.today()):
        click.echo(line)
    raise SystemExit(0 if verdict.trusted else 1)
