"""Finished pages in the hands of MkDocs: files that write themselves, in frames that its templates give.

Belongs to the adapter: `macros/hooks.py` says when.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.frame import Filling, Frames, StandIn, filling_of
from macros.model.settings import is_placeholder
from macros.render.contact import Contact
from macros.render.page import RenderedPage, tidy


class FinishedFile(File):
    """A page that the core has finished, as MkDocs sees it: a file that links can lead to, and that copies itself."""

    def __init__(
        self, page: RenderedPage, config: MkDocsConfig, contact: Callable[[RenderedPage, str], Contact]
    ) -> None:
        """Hand a page over; `contact` says where its readers write to, given the page and its address on the web."""
        super().__init__(page.path.removesuffix(".html") + ".md", None, config.site_dir, False, dest_uri=page.path)
        self.generated_by = "commonthread"
        self.finished = page
        self.frames: Frames | None = None
        self._edit = edit_address(page, config)
        self.canonical = urljoin(config.site_url, page.path) if config.site_url else ""
        self._contact = contact(page, self.canonical)

    def is_documentation_page(self) -> bool:
        """Nothing of an entry passes through MkDocs' readers, its Markdown or its templates for pages."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Write the page with the site around it."""
        assert self.frames is not None
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.frames.page(self.filling()), encoding="utf-8", newline="\n")

    def filling(self) -> Filling:
        """What it puts into its frame."""
        return filling_of(self.finished, self._edit, self.canonical, self._contact)


class BesideFile(File):
    """A picture or an attachment of an entry, as MkDocs sees it: what is published is not the file that was given."""

    def __init__(self, address: str, config: MkDocsConfig, content: Callable[[], bytes]) -> None:
        """Hand a file over; `content` gives its bytes when they are written."""
        super().__init__(address, None, config.site_dir, False, dest_uri=address)
        self.generated_by = "commonthread"
        self._published = content

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self._published())


def edit_address(page: RenderedPage, config: MkDocsConfig) -> str:
    """Where the source of a finished page can be edited; empty when it has none, or the site names no real place."""
    if not (page.source and config.edit_uri) or is_placeholder(config.edit_uri):
        return ""
    return urljoin(config.repo_url or "", config.edit_uri.removesuffix("docs/") + page.source)


def frames_of(env: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> Frames:
    """The site around finished pages, as its templates give it."""
    sections = _sections(nav)
    around, entry = env.get_template("main.html"), env.get_template("partials/toc-item.html")

    def render(page: StandIn) -> str:
        return tidy(around.render(get_context(nav, files, config, page)))  # type: ignore[arg-type]

    return Frames(
        render,
        lambda heading: tidy(entry.render(toc_item=heading)).strip(),
        lambda folder: sections.get(folder.partition("/")[0]),
    )


def _sections(nav: Navigation) -> dict[str, Any]:
    """The section of the navigation for each folder, so that its tab shows as the current one on pages below."""
    sections: dict[str, Any] = {}
    for page in nav.pages:
        folder = posixpath.dirname(page.file.src_uri)
        if page.parent is not None and (page.is_index or isinstance(page.file, FinishedFile)):
            sections[folder] = top_section(page)
        elif page.parent is not None and folder:
            sections.setdefault(folder, top_section(page))
    return sections


def top_section(page: Page) -> Any:
    """The section of the navigation, one of those that all pages show, that a page lies in; None for none."""
    return next(iter(list(page.ancestors)[::-1]), None)
