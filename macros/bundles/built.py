"""The built site as bundles take it: its pages cut at their links, and every other file as it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from macros.bundles.links import LinkedPage, cut_at_links

LEFT_OUT = {"404.html", "sitemap.xml", "sitemap.xml.gz", "downloads.html"}
"""Files that only a web server needs, and the page of the bundles themselves."""


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
            if path.is_file() and name not in LEFT_OUT:
                found[name] = path.read_bytes()
        return found

    @cached_property
    def pages(self) -> Mapping[str, LinkedPage]:
        """Every page, cut at its links."""
        return {
            name: cut_at_links(name, content.decode("utf-8"))
            for name, content in self.files.items()
            if name.endswith(".html")
        }

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """Styles, scripts and pictures, which every pack needs."""
        return {name: content for name, content in self.files.items() if name.startswith("assets/")}
