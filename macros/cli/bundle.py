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
from macros.bundles.editions.kept_papers import KeptPapers
from macros.bundles.pages.authored_page import with_packs
from macros.bundles.pages.built import DOWNLOADS
from macros.bundles.pages.downloads import downloads_page
from macros.bundles.picked import PICKED
from macros.bundles.release import make_release
from macros.bundles.released import Editions, Release, ReleasedPack
from macros.bundles.signature import check_listed, signer
from macros.bundles.update.make.updates import earlier_bundles
from macros.cache_place import cache_folder
from macros.cli.build import OURS
from macros.cli.built_contents import built_contents, online_of
from macros.cli.disk import in_words
from macros.cli.lock import sole_build
from macros.cli.pick import MOST_FOUND, MOST_PICKED, Asked, pick
from macros.cli.place import place_for
from macros.cli.project import asked_day, given_path, shell_settings, today_option
from macros.cli.swap import making, swap
from macros.giving.form_file import form_files
from macros.kept_entries import all_read_by
from macros.model.library import read_settings
from macros.model.registry import record_types
from macros.offline import renew_offline

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
@click.option(
    "--pick", "picked", multiple=True, metavar="ID…", help="Only a pack of these entries; several may follow."
)
@click.option("--query", default="", metavar="WORDS", help="Only a pack of what the search finds for these words.")
@click.option(
    "--limit",
    default=MOST_FOUND,
    show_default=True,
    type=click.IntRange(1, MOST_PICKED),
    help="Entries that --query takes.",
)
@click.option("--title", default="", help="What the pack of --pick or --query is called.")
@click.argument("more", nargs=-1, metavar="")
@click.pass_obj
def bundle(
    root: Path,
    today: str | None,
    picked: tuple[str, ...],
    query: str,
    limit: int,
    title: str,
    more: tuple[str, ...],
    zim: bool,
    pdf: bool,
    since: tuple[Path, ...],
    key: Path | None,
    site_dir: Path,
    dist_dir: Path,
) -> None:
    """Build the site and write it as bundles; a failure leaves the last site and the last bundles as they were.

    The site gets the list of files and the files themselves, in site/downloads/.
    With --pick or --query, one pack of one's own goes to dist/picked/, and everything else stays as it is.
    """
    started = time.monotonic()
    if more and not picked:
        raise click.UsageError(f"got an unexpected argument: {more[0]}; entries follow --pick")
    if picked or query.strip():
        _own(root, today, Asked((*picked, *more), query, limit, title), key, dist_dir, zim or pdf or since)
        return
    site = place_for(root, site_dir, OURS)
    dist = place_for(root, dist_dir, SUMS, [site], PICKED)
    folders = [given_path(root, folder) for folder in since]
    online = online_of(root)
    editions = Editions(zim, pdf, str(shell_settings(root).get("copyright") or ""))
    try:
        sign = signer(key, project=root)
        library = read_settings(root)
        listed = library.bundles.public_keys if library else ()
        check_listed(sign, listed)
        earlier = earlier_bundles(folders, library.name) if library else {}
        with (
            in_words(),
            sole_build(site, dist) as alone,
            making(site, alone=alone) as built,
            making(dist, alone=alone) as made,
        ):
            contents = built_contents(root, today, built, online)
            between, day, graph = time.monotonic(), asked_day(root, today), contents.site.graph
            with_packs(contents.built.downloads, "")  # ends here rather than when all is made
            types = [name for name in record_types() if name in graph.by_type]
            forms = (form for name in types for form in form_files(graph.library, name, day))
            papers = KeptPapers(cache_folder(root), all_read_by()) if pdf else None
            release = make_release(contents, made, sign, editions, earlier, _shown, forms, papers)
            trusted = sorted(listed, key=lambda known: known != sign.public_key) if sign else []
            page = downloads_page(contents, release, PUBLISHED, trusted)
            (built / DOWNLOADS).write_text(page, encoding="utf-8")
            renew_offline(built)
            _publish(made, built / PUBLISHED)
            _publish(dist / PICKED, made / PICKED)
            swap((made, dist), (built, site))
    except (BundleError, ExtraMissingError) as error:
        raise click.ClickException(f"{error}\nThe last site and the last bundles are untouched.") from None
    _report(release, dist_dir, time.monotonic() - started, time.monotonic() - between)


def _own(root: Path, today: str | None, asked: Asked, key: Path | None, dist: Path, other: object) -> None:
    """Make a pack of one's own, and say what it is."""
    if asked.ids and asked.query.strip():
        raise click.UsageError("name entries with --pick or look for them with --query, not both")
    if other:
        raise click.UsageError("--zim, --pdf and --since make a whole release; leave them out with --pick and --query")
    try:
        sign, library = signer(key, project=root), read_settings(root)
        check_listed(sign, library.bundles.public_keys if library else ())
        made = pick(root, today, asked, online_of(root), sign, dist)
    except BundleError as error:
        raise click.ClickException(f"{error}\nNothing was changed.") from None
    for file in (made.zip, made.single):
        click.echo(f"{dist / PICKED / file.path}: {file.size:,} bytes")
    click.echo(_held(made), err=True)


def _held(made: ReleasedPack) -> str:
    chosen = f"{len(made.pack.entries)} {'entry' if len(made.pack.entries) == 1 else 'entries'}"
    return (
        f"{chosen}, with {len(made.pack.added)} definitions and sources that they rest on"
        if made.pack.added
        else chosen
    )


def _publish(made: Path, target: Path) -> None:
    """Put the files of a folder into another, as further names of the same files where the disk can."""
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
    files = sum(len(one.files) for one in release.packs) + len(release.printed) + len(release.others)
    size = sum(file.size for one in release.packs for file in one.files)
    signed = "signed" if library.signature else "not signed: no key was given"
    for word in release.warnings:
        click.echo(word, err=True)
    click.echo(
        f"{len(release.packs)} packs, {files} files, {size / 1e6:.1f} MB in {dist_dir}/, {signed}; "
        f"{bundling:.1f} of {whole:.1f} s",
        err=True,
    )
