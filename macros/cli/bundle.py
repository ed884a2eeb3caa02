"""`commonthread bundle`: the site as files that open without a network, and the page that lists them."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from macros.bundles.container.errors import BundleError
from macros.bundles.container.manifest import SUMS
from macros.bundles.editions.extras import ExtraMissingError
from macros.bundles.pages.built import DOWNLOADS, BuiltSite
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.downloads import downloads_page
from macros.bundles.release import make_release
from macros.bundles.released import Editions, Release
from macros.bundles.signature import signer
from macros.bundles.update.make.updates import earlier_bundles
from macros.cli.build import OURS, fill
from macros.cli.disk import in_words
from macros.cli.lock import sole_build
from macros.cli.place import place_for
from macros.cli.project import asked_day, given_path, shell_settings, templates_of, today_option
from macros.cli.swap import making, swap
from macros.giving.form_file import form_file
from macros.model.library import read_settings
from macros.model.registry import record_types
from macros.shell import open_site
from macros.surroundings import read_surroundings

PUBLISHED = "downloads"
"""Folder of the site from which readers take the files."""


@click.command()
@today_option
@click.option("--zim", is_flag=True, help="Write each pack as a ZIM for Kiwix too (extra: zim).")
@click.option("--pdf", is_flag=True, help="Write the print edition too (extra: pdf).")
@click.option(
    "--since",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Folder of an earlier release, `dist` for the last one; each of its packs gets an update to the new one.",
)
@click.option("--key", type=click.Path(path_type=Path), help="minisign secret key to sign with.")
@click.option("--site-dir", type=click.Path(path_type=Path), default=Path("site"), help="Where the site goes.")
@click.option("--dist-dir", type=click.Path(path_type=Path), default=Path("dist"), help="Where the files go.")
@click.pass_obj
def bundle(
    root: Path,
    today: str | None,
    zim: bool,
    pdf: bool,
    since: tuple[Path, ...],
    key: Path | None,
    site_dir: Path,
    dist_dir: Path,
) -> None:
    """Build the site and write it as bundles; a failure leaves the last site and the last bundles as they were.

    The site gets the list of files and the files themselves, in site/downloads/.
    """
    started = time.monotonic()
    site = place_for(root, site_dir, OURS)
    dist = place_for(root, dist_dir, SUMS, [site])
    folders = [given_path(root, folder) for folder in since]
    settings = shell_settings(root)
    online = str(settings.get("site_url") or "")
    if not online:
        raise click.UsageError(f"{root / 'mkdocs.yml'}: site_url must say where the site is published")
    editions = Editions(zim, pdf, str(settings.get("copyright") or ""))
    try:
        sign = signer(key, project=root)
        library = read_settings(root)
        earlier = earlier_bundles(folders, library.name) if library else {}
        with (
            in_words(),
            sole_build(site, dist) as alone,
            making(site, alone=alone) as built,
            making(dist, alone=alone) as made,
        ):
            kept = built / "surroundings.json"
            fill(root, today, built, kept)
            surroundings = read_surroundings(kept)
            kept.unlink()
            between = time.monotonic()
            day = asked_day(root, today)
            opened, _ = open_site(root, templates_of(root), day)
            if opened.version != surroundings.version:
                raise BundleError("The content has changed while it was built; run the command again.")
            opened.render(os.cpu_count() or 1)
            version = f"{day.isoformat()}-{opened.version}"
            contents = PackContents(opened, BuiltSite(built), surroundings, online.rstrip("/") + "/", version)
            types = [name for name in record_types() if name in opened.graph.by_type]
            forms = {name: form_file(opened.graph.library, name, day) for name in types}
            release = make_release(contents, made, sign, editions, earlier, _shown, forms)
            page = downloads_page(contents, release, PUBLISHED, sign.public_key if sign else "")
            (built / DOWNLOADS).write_text(page, encoding="utf-8")
            _publish(made, built / PUBLISHED)
            swap((made, dist), (built, site))
    except (BundleError, ExtraMissingError) as error:
        raise click.ClickException(f"{error}\nThe last site and the last bundles are untouched.") from None
    _report(release, dist_dir, time.monotonic() - started, time.monotonic() - between)


def _publish(made: Path, target: Path) -> None:
    """Put the files of a release into the site, as further names of the same files where the disk can."""
    for path in sorted(made.rglob("*")):
        place = target / path.relative_to(made)
        if path.is_dir():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, place)
        except OSError:
            shutil.copyfile(path, place)


def _shown(titles: list[str], step: str) -> Iterator[str]:
    """Titles, with their progress shown: a bar for whoever sits in front, lines in a log."""
    if sys.stderr.isatty():
        with click.progressbar(titles, label=step, file=sys.stderr, item_show_func=lambda title: title) as shown:
            yield from shown
        return
    click.echo(f"{step}: {len(titles)} …", err=True)
    yield from titles


def _report(release: Release, dist_dir: Path, whole: float, bundling: float) -> None:
    library = release.packs[0]
    click.echo(f"{library.zip.path}: {library.zip.size:,} bytes, {len(library.pack.ids)} entries", err=True)
    files = sum(len(one.files) for one in release.packs) + len(release.notes) + len(release.others)
    size = sum(file.size for one in release.packs for file in one.files)
    signed = "signed" if library.signature else "not signed: no key was given"
    for word in release.warnings:
        click.echo(word, err=True)
    click.echo(
        f"{len(release.packs)} packs, {files} files, {size / 1e6:.1f} MB in {dist_dir}/, {signed}; "
        f"{bundling:.1f} of {whole:.1f} s",
        err=True,
    )
