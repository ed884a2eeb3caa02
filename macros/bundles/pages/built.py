"""The built site as bundles take it: its files as they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from macros.bundles.container.errors import BundleError
from macros.render.authored import DECISIONS

DOWNLOADS = "downloads.html"
"""The page of the bundles themselves; every bundle has one of its own."""
LEFT_OUT = {"404.html", "assets/css/embed.css", "llms.txt", "robots.txt", "sitemap.xml", "sitemap.xml.gz", DOWNLOADS}
"""Files that only a web server needs, and the page of the bundles."""
LEFT_OUT_FOLDERS = ("assets/img/share/", "data/", "downloads/", "embed/", "forms/", DECISIONS)
"""What is for programs or for links on the web, is a bundle or a form in Excel, or tells of the program's making; links
to it lead to the site."""

COMMON = ("assets/", "giving/")
"""Folders that every pack holds."""


class BuiltSite:
    """A folder that `commonthread build` has written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"<BuiltSite in {self.folder}>"

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every file that can be carried away, by its address."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and name not in LEFT_OUT and not name.startswith(LEFT_OUT_FOLDERS):
                found[name] = path.read_bytes()
        return found

    @cached_property
    def downloads(self) -> str:
        """The page of the bundles, as it was written.

        Raises:
            BundleError: when nobody has written it.
        """
        page = self.folder / DOWNLOADS
        if not page.is_file():
            raise BundleError(
                "docs/downloads.md is missing: bundles need a page that lists them and says how to open them; "
                "copy the one of Common Thread and change what you like"
            )
        return page.read_text("utf-8")

    @cached_property
    def common(self) -> Mapping[str, bytes]:
        """What every pack needs: styles, scripts, pictures, and all that the form asks by."""
        return {name: content for name, content in self.files.items() if name.startswith(COMMON)}
