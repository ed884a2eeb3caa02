"""From a project folder to everything the site shell needs: checked, connected, rendered.

The last module of the core; `macros/hooks.py` and `macros/__init__.py` hand its results to MkDocs,
and the command line uses it without MkDocs.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

from jinja2 import Environment

from macros.cache_place import cache_folder
from macros.kept import KeptValues
from macros.knowledge.checks import check_connected
from macros.knowledge.graph import Graph
from macros.knowledge.reviews import overdue_reviews
from macros.knowledge.watched_graph import WatchedGraph
from macros.making import all_made_by, make_all
from macros.model.fields import FIRST_YEAR, LAST_YEAR
from macros.problems import ContentError, Problem, errors, some_of_each
from macros.render.addresses import taken_addresses
from macros.render.author import AuthorMacros
from macros.render.authored import check_authored
from macros.render.outputs import Macro, MacroOutputs
from macros.render.page import RenderedPage
from macros.render.site_pages import unique
from macros.render.templates import environment
from macros.search.index import Counted
from macros.search.library import SearchLibrary, search_library
from macros.search.memory import recall, remember
from macros.version import version_of


class Site:
    """A project that may be built: its graph and its templates."""

    def __init__(self, graph: Graph, root: Path, templates: Path) -> None:
        self.graph = graph
        self.templates = templates
        self.cache = cache_folder(root)
        self.view = WatchedGraph(graph)
        self.env: Environment = environment(templates, self.view, self.cache)
        self.outputs = MacroOutputs()
        self.pages: list[RenderedPage] = []
        self.counted: list[Counted] = []
        self.version = version_of(root, templates)

    def __repr__(self) -> str:
        return f"<Site of {self.graph!r}>"

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
        recall(self.cache)
        kept = KeptValues(self.cache, all_made_by(self.templates, self.graph.settings))
        made = make_all(self.view, self.env, kept, processes)
        self.pages = unique([page for one in made for page in one.pages])
        self.counted = [page for one in made for page in one.counted]
        return self.pages

    def search(self, root: Path) -> SearchLibrary:
        """The index of what was rendered; remembers its words for the next build."""
        library = search_library(self.graph, self.pages, root, self.counted)
        remember(self.cache, library.words)
        return library


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
    """Read a project and report all its problems; authored pages are tried when the records are sound."""
    library, links, problems = check_connected(root)
    if library is None or errors(problems):
        return None, some_of_each(problems)
    site = Site(Graph(library, today, links), root, templates)
    problems += overdue_reviews(site.graph)
    problems += check_authored(site.view, site.env, root)
    problems += taken_addresses(site.graph, root, templates)
    return site, some_of_each(problems)


def build_day(root: Path, given: str | None = None) -> datetime.date:
    """The day a build is made for: given, else SOURCE_DATE_EPOCH, else the last commit's, else today.

    The same commit thus gives the same site on any day.

    Raises:
        ValueError: when what is given, or SOURCE_DATE_EPOCH, is no day from 1980 to 2105; says how to write it.
    """
    if given:
        return _within(datetime.date.fromisoformat(given), given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _day_of(epoch)
    try:
        asked = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=True
        )  # fmt: skip
        return datetime.datetime.fromtimestamp(int(asked.stdout.strip()), tz=datetime.UTC).date()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return datetime.datetime.now(tz=datetime.UTC).date()


def _day_of(epoch: str) -> datetime.date:
    """The day of a SOURCE_DATE_EPOCH.

    Raises:
        ValueError: when it is none.
    """
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 11):
        raise ValueError(f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970")
    return _within(datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date(), f"SOURCE_DATE_EPOCH {epoch}")


def _within(day: datetime.date, given: str) -> datetime.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{given} is not between {FIRST_YEAR} and {LAST_YEAR}, as the dates in archives have to be")
    return day


def epoch_of(day: datetime.date) -> int:
    """Seconds since 1970 at noon UTC of a day: never 0, and the same day in every time zone of Europe and Africa."""
    noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    return int(noon.timestamp())


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
