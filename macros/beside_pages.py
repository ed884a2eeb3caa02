"""What a built site has beside its pages: the data for other programs and the search, and nothing that nobody needs."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from macros.exports.embeds import write_embeds
from macros.exports.write import write_exports
from macros.giving.form_data import write_form_data
from macros.giving.form_file import write_excel_forms
from macros.offline import write_offline
from macros.search.library import write_search
from macros.shell import Site

DATA, SEARCH, GIVING, FORMS = "data", "search", "giving", "forms"
"""Folders of the site for other programs, for the search, for the form, and for forms in Excel."""


def write_data(site: Site, root: Path, target: Path, address: str | None) -> None:
    """Write what other programs and the search read.

    Args:
        site: its pages have been made.
        root: the project's folder.
        target: the built site.
        address: where it will be published, if that is known.
    """
    write_exports(site.graph, target / DATA, address)
    write_embeds(site.graph, site.env, target, address)
    write_search(site.graph, site.search(root), target / SEARCH)
    write_form_data(site.graph, target / GIVING)
    write_excel_forms(site.graph, target / FORMS)


def finish(target: Path, made: Mapping[str, str] | None) -> None:
    """Leave out what no reader needs, and list what readers may keep.

    Args:
        target: the built site.
        made: its version and day, where readers may keep it.
    """
    leave_out(target)
    if made:
        write_offline(target, made)


def leave_out(target: Path) -> None:
    """Delete what the theme and the templates bring and no reader needs.

    Args:
        target: the built site.
    """
    if (target / "bundles").exists():
        shutil.rmtree(target / "bundles")
    for unneeded in (*target.glob("assets/**/*.map"), *target.glob("assets/javascripts/lunr/**/*")):
        if unneeded.is_file():
            unneeded.unlink()
    for folder in sorted(target.glob("assets/javascripts/lunr/**/"), reverse=True):
        folder.rmdir()
    for worker in target.glob("assets/javascripts/workers/search*.js"):
        worker.unlink()
