"""`commonthread withdraw`: take an entry back, and say what can't be undone."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import click

from macros.cli.library import need_library
from macros.cli.project import asked_day, today_option
from macros.desk.withdrawal import Withdrawal, carry_out, made_with, withdrawal_of
from macros.knowledge.graph import Graph
from macros.model.library import Library
from macros.model.settings import REDIRECTS_PATH
from macros.problems import nearest

_COPIES = (
    "1. Copies that were given out stay with those who have them: tell them. The next update takes the page out there."
)
_CACHES = """\
2. Search engines and archives of the web keep copies for weeks: ask each to drop the address, in Google's Search
   Console (Removals), Bing's Webmaster Tools (Block URLs) and by a letter to the Internet Archive."""
_HISTORY = """\
3. Deleting a file doesn't take it out of Git's history: {known} it, and so does every clone and fork.
   Where nobody may read it, rewrite the history, with everybody's agreement and in a fresh clone:
     git filter-repo --invert-paths {paths}
     git push --force --all && git push --force --tags
   Then ask the code host to drop its caches and the proposals that show the file, ask owners of forks to delete them,
   and have everybody clone anew: who pushes an old clone brings it back. Where people are in danger, act as if it had
   been read. docs/about/withdraw.md explains each step."""


@click.command()
@click.argument("id")
@click.option("--redirect", "target", metavar="ID", help="Entry to which its page leads from now on.")
@click.option("--without-page", is_flag=True, help="Leave nothing at its address, where the id itself tells something.")
@click.option(
    "--reason", metavar="WORDS", default="", help="Why, for the letter to those who hold copies; kept nowhere."
)
@click.option("--write", is_flag=True, help="Do it; without this, only say what would be done.")
@today_option
@click.pass_obj
def withdraw(
    root: Path, id: str, target: str | None, without_page: bool, reason: str, write: bool, today: str | None
) -> None:
    """Take an entry back. Says first all that it touches; with --write, deletes its file and keeps its address.

    At its address stands then that an entry was withdrawn, and when, and nothing of what it said; or a redirect. What
    leads to it from elsewhere is named, and not changed: the check names it until somebody has.
    """
    library = need_library(root)
    if id not in library.records:
        _gone(library, id)
        return
    if target == id or (target and target not in library.records):
        others = [one for one in library.records if one != id]
        message = f"no other entry is called {target!r}{nearest(target, others)}"
        raise click.BadParameter(message, param_hint="--redirect")
    if target and without_page:
        raise click.UsageError("--redirect keeps the address; leave out --without-page")
    day = asked_day(root, today)
    one = withdrawal_of(Graph(library, day), library.records[id])
    _say(root, one, day, target, without_page)
    if not write:
        click.echo("\nNothing was changed. To do it: the same with --write", err=True)
        return
    commits = _commits(root, one.path)
    try:
        carry_out(root, one, day, target, page=not without_page)
    except OSError as error:
        raise click.ClickException(f"not withdrawn: {error.filename or one.path}: {error.strerror or error}") from None
    also = f" with {len(one.files)} beside it" if one.files else ""
    click.echo(f"\nwithdrawn: {one.path} is deleted{also}{'' if without_page else f', {REDIRECTS_PATH} is written'}")
    click.echo("Now: commonthread check, mend what it names, commit, and publish. Then:\n")
    click.echo(_COPIES)
    if reason:
        click.echo(f"   The reason that you gave, which is kept nowhere: {reason}")
    click.echo(_CACHES)
    if commits == 0:
        click.echo("3. Git holds no version of the file.")
        return
    known = "it may hold" if commits is None else f"{commits} commits hold" if commits > 1 else "one commit holds"
    click.echo(_HISTORY.format(known=known, paths=" ".join(f"--path {path}" for path in (one.path, *one.files))))


def _gone(library: Library, id: str) -> None:
    """Say of an id that no entry has whether it was withdrawn before."""
    for old, day in library.withdrawn.items():
        if old.rpartition("/")[2] == id:
            click.echo(f"{id} was withdrawn on {day}; there is nothing more to do here")
            return
    for old, target in library.redirects.items():
        if old.rpartition("/")[2] == id:
            click.echo(f"{id} is gone; its page leads to {target}")
            return
    raise click.BadParameter(f"no entry is called {id!r}{nearest(id, library.records)}", param_hint="ID")


def _say(root: Path, one: Withdrawal, day: datetime.date, target: str | None, without_page: bool) -> None:
    """All that the entry touches."""
    stays = "nothing" if without_page else f"a redirect to {target}" if target else f"that it was withdrawn on {day}"
    for path in (one.path, *one.files):
        click.echo(f"{path}: deleted")
    click.echo(f"{one.pages[0]}: {stays} stands there")
    for page in one.pages[1:]:
        click.echo(f"{page}: gone")
    for old in one.retired:
        click.echo(f"{REDIRECTS_PATH}: {old}, which leads to it, goes the same way")
    click.echo(f"It leaves {', '.join((*one.lists, 'search', 'explorer', 'feeds and exports'))} by itself.")
    if one.linked_texts:
        click.echo(f"Its names link {len(one.linked_texts)} texts to it; these links go by themselves.")
    if one.leading:
        click.echo(f"\nTo be changed by you ({len(one.leading)}); the check names them until it is done:")
        for place in one.leading:
            click.echo(f"  {place.path}:{place.line}: {place.field}")
    site, given = made_with(root, one)
    if site:
        click.echo("\nMade with it; the next build makes them anew, or delete them:")
        for path in site:
            click.echo(f"  {path}")
    if given:
        click.echo("\nReleases with it, which may have been given out; delete them where they are offered:")
        for path in given:
            click.echo(f"  {path}")


def _commits(root: Path, path: str) -> int | None:
    """How many commits hold a file, under any name that it had; None where Git can't say."""
    command = ["git", "-C", os.fspath(root), "log", "--format=%H", "--follow", "--", path]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return len(done.stdout.split())
