"""From a project folder to everything the site shell needs: checked, connected, rendered.

The last module of the core; `macros/hooks.py` and `macros/__init__.py` hand its results to MkDocs,
and the command line uses it without MkDocs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path

from macros.checking import Content, check_content
from macros.kept import KeptValues
from macros.kept_files import KeptFiles
from macros.knowledge.graph import Graph
from macros.knowledge.watched_graph import WatchedGraph
from macros.making import all_made_by, make_all
from macros.problems import ContentError, Problem, errors
from macros.render.author import AuthorMacros
from macros.render.in_words import day_words
from macros.render.outputs import Macro, MacroOutputs
from macros.render.page import RenderedPage
from macros.render.site_pages import unique
from macros.search.kept_count import KeptCount
from macros.search.library import SearchLibrary, search_library
from macros.version import version_of


class Site(Content):
    """A project that may be built: its content, and what is made of it."""

    def __init__(self, graph: Graph, root: Path, templates: Path) -> None:
        self.view = WatchedGraph(graph)
        super().__init__(graph, root, templates)
        self.outputs = MacroOutputs()
        self.pages: list[RenderedPage] = []
        self.counted: list[KeptCount] = []

    def asked(self) -> Graph:
        """The graph, watched: whoever makes pages has it noted what they ask."""
        return self.view

    @cached_property
    def version(self) -> str:
        """What this state of the project is called."""
        return version_of(self.root, self.templates)

    def made(self) -> dict[str, str]:
        """When it is made and what it is called: the day, the day in words, the version."""
        day = self.graph.today
        return {"day": day.isoformat(), "words": day_words(day, self.graph.language), "version": self.version}

    def macros(self, path: str, source: str) -> dict[str, Macro]:
        """The author macros for a page, giving marks for `outputs` to replace.

        Args:
            path: the page's address inside the site.
            source: its file, from the project's folder.
        """
        return self.outputs.marked(AuthorMacros(self.view, self.env, path).functions(), source)

    def render(self, processes: int = 1) -> list[RenderedPage]:
        """Render every page and count its words for the search, but for what an earlier build has left.

        Args:
            processes: how many may be used when there is enough to do.
        """
        kept = KeptValues(self.cache, all_made_by(self.templates, self.graph.settings, self.graph.words))
        made = make_all(self.view, self.env, kept, processes)
        self.pages = unique([page for one in made for page in one.pages])
        self.counted = [page for one in made for page in one.counted]
        return self.pages

    @cached_property
    def kept_files(self) -> KeptFiles:
        """What earlier builds have made of pictures and attachments."""
        return KeptFiles(self.cache)

    def files(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Every picture, with its smaller copies, and every attachment: its address, and what gives its bytes."""
        most = self.graph.settings.files.most_pixels
        for files in self.graph.library.files.values():
            for one in files:
                published = partial(self.kept_files.published, self.root / one.path, most)
                yield one.address, published
                for copy in one.copies:
                    yield copy.address, partial(published, copy.width)

    def search(self, root: Path) -> SearchLibrary:
        """The index of what was rendered."""
        return search_library(self.graph, self.pages, root, self.counted)


def open_site(root: Path, templates: Path, today: datetime.date) -> tuple[Site, list[Problem]]:
    """Read and check a project.

    Returns:
        The site and its warnings.

    Raises:
        ContentError: with every problem, when there is an error.
    """
    site, problems = check_site(root, templates, today)
    if site is None or errors(problems):
        raise ContentError(problems)
    return site, problems


def check_site(root: Path, templates: Path, today: datetime.date) -> tuple[Site | None, list[Problem]]:
    """Read a project and report all its problems; see `macros.checking`."""
    return check_content(root, templates, today, Site)


def content_security_policy(*, serving: bool = False) -> str:
    """The policy of every page: own files only, and no inline script.

    While serving, the live reload script of MkDocs is inline and needs `unsafe-inline`.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'" + (" 'unsafe-inline'" if serving else ""),
            "style-src 'self'",
            "img-src 'self' data:",
            *(["connect-src 'self'"] if serving else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
