"""`commonthread build`: the site, through MkDocs.

A build is made beside the last site and takes its place only when everything, links included, is sound.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import click

from macros.check_links import broken_links, read_known
from macros.check_secrets import published_keys
from macros.cli.disk import ENDED, UNTOUCHED, in_words
from macros.cli.lock import sole_build
from macros.cli.place import place_for
from macros.cli.project import today_option
from macros.cli.run_shell import run_shell
from macros.cli.swap import making, swap
from macros.problems import Problem

OURS = "assets/js/keep.js"
"""A file that every built site has, so that nothing else is taken for one."""


@click.command()
@today_option
@click.option("--site-dir", type=click.Path(path_type=Path), default=Path("site"), help="Where the site goes.")
@click.pass_obj
def build(root: Path, today: str | None, site_dir: Path) -> None:
    """Check the content and build the site; a failed build leaves the last one as it was."""
    started = time.monotonic()
    target = place_for(root, site_dir, OURS)
    with in_words(), sole_build(target) as alone, making(target, alone=alone) as beside:
        fill(root, today, beside)
        swap((beside, target))
    pages = sum(1 for path in target.rglob("*.html") if path.relative_to(target).parts[0] != "embed")
    click.echo(f"{pages} pages in {site_dir}/, {time.monotonic() - started:.1f} s", err=True)


def fill(root: Path, today: str | None, beside: Path, surroundings: Path | None = None) -> None:
    """Build a site into a new folder, and look whether it is sound.

    Args:
        root: the project's folder.
        today: the day to build for; see `asked_day`.
        beside: the new folder.
        surroundings: file for what is around the finished pages, if somebody wants it.

    Raises:
        SystemExit: when the content is wrong; everything about it has been said.
        ClickException: when the process that builds has been ended from outside.
    """
    click.echo("Checking and rendering the content …", err=True)
    links = beside / "links.json"
    asked = {"COMMONTHREAD_LINKS": str(links)}
    if surroundings:
        asked["COMMONTHREAD_SURROUNDINGS"] = str(surroundings)
    made = run_shell(root, today, "build", "--quiet", "--strict", "--site-dir", str(beside), asked=asked)
    if made < 0:
        raise click.ClickException(f"the process that builds the site {ENDED} (signal {-made})\n{UNTOUCHED}")
    if made:
        raise SystemExit(made)
    click.echo("Following every link …", err=True)
    known = read_known(links)
    links.unlink(missing_ok=True)
    found = [*published_keys(beside), *broken_links(beside, known)]
    for problem in found:
        click.echo(str(_by_its_source(problem, root)))
    if found:
        problems = f"{len(found)} problem{'' if len(found) == 1 else 's'}"
        click.echo(f"{problems} in the built site; the last site is untouched.", err=True)
        raise SystemExit(1)


def _by_its_source(problem: Problem, root: Path) -> Problem:
    """A problem of an authored page under the name of the file that somebody can mend."""
    source = f"docs/{problem.path.removesuffix('.html')}.md"
    return replace(problem, path=source, line=1) if (root / source).is_file() else problem
