"""What bundles are made of: the site built into a folder of its own, and the same library in hand."""

from __future__ import annotations

import os
from pathlib import Path

import click

from macros.bundles.container.errors import BundleError
from macros.bundles.pages.built import BuiltSite
from macros.bundles.pages.contents import PackContents
from macros.cli.build import fill
from macros.cli.project import asked_day, shell_settings, templates_of
from macros.shell import open_site
from macros.surroundings import read_surroundings


def online_of(root: Path) -> str:
    """Where a project is published, with a slash at its end.

    Raises:
        UsageError: when its `mkdocs.yml` doesn't say.
    """
    online = str(shell_settings(root).get("site_url") or "")
    if not online:
        raise click.UsageError(f"{root / 'mkdocs.yml'}: site_url must say where the site is published")
    return online.rstrip("/") + "/"


def built_contents(root: Path, today: str | None, built: Path, online: str) -> PackContents:
    """Build the site of a project and open its library beside it.

    Args:
        root: the project's folder.
        today: the day to build for; see `asked_day`.
        built: new folder for the site.
        online: address of the site on the web.

    Raises:
        BundleError: when the content has changed in the meantime.
        SystemExit: when the content is wrong; everything about it has been said.
    """
    kept = built / "surroundings.json"
    fill(root, today, built, kept)
    surroundings = read_surroundings(kept)
    kept.unlink()
    day = asked_day(root, today)
    opened, _ = open_site(root, templates_of(root), day)
    if opened.version != surroundings.version:
        raise BundleError("The content has changed while it was built; run the command again.")
    opened.render(os.cpu_count() or 1)
    return PackContents(opened, BuiltSite(built), surroundings, online, f"{day.isoformat()}-{opened.version}")
