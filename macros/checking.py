"""From a project folder to checked content: read, connected, every problem said.

What `commonthread check` needs and no more; `macros.shell` goes on to pages.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment

from macros.cache_place import cache_folder
from macros.kept_entries import KeptEntries
from macros.knowledge.checks import check_connected
from macros.knowledge.graph import Graph
from macros.knowledge.name_checks import common_names, numbers_as_names
from macros.knowledge.reviews import days_to_come, overdue_reviews
from macros.problems import Problem, errors, some_of_each
from macros.render.addresses import taken_addresses
from macros.render.authored import check_authored
from macros.render.published import vanished_addresses
from macros.render.templates import environment


class Content:
    """A project's content, connected, with its templates."""

    def __init__(self, graph: Graph, root: Path, templates: Path) -> None:
        self.graph = graph
        self.root = root
        self.templates = templates
        self.cache = cache_folder(root)
        self.env: Environment = environment(templates, self.asked(), self.cache)

    def asked(self) -> Graph:
        """The graph that templates ask."""
        return self.graph

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.graph!r}>"


Opened = TypeVar("Opened", bound=Content)


def check_content(
    root: Path, templates: Path, today: datetime.date, kind: type[Opened], untried: frozenset[str] = frozenset()
) -> tuple[Opened | None, list[Problem]]:
    """Read a project and report all its problems; authored pages are tried when the records are sound.

    Args:
        root: the project's folder.
        templates: its templates.
        today: the day against which reviews are judged.
        kind: what is made of sound content: `Content`, or more.
        untried: files of which none is run: macros of these pages; and no page is made where a template is among them.
    """
    sound = KeptEntries(cache_folder(root))
    library, links, problems = check_connected(root, sound)
    sound.save()
    if library is None or errors(problems):
        return None, some_of_each(problems)
    content = kind(Graph(library, today, links), root, templates)
    problems += [*days_to_come(content.graph), *overdue_reviews(content.graph)]
    problems += [*numbers_as_names(content.graph.library), *common_names(content.graph)]
    changed = [path for path in untried if templates in (root / path).parents]
    if changed:
        message = "templates are code, and this one has changed: no page is tried here. Read it before you do"
        problems += [Problem(path, 1, "-", message, "untried-code", "warning") for path in changed]
        problems += [*taken_addresses(content.graph, root, templates), *vanished_addresses(content.graph, root)]
        return content, some_of_each(problems)
    if library.unusual:
        problems += _tried(content)
        if errors(problems):
            return content, some_of_each(problems)
    problems += check_authored(content.asked(), content.env, root, untried)
    problems += [*taken_addresses(content.graph, root, templates), *vanished_addresses(content.graph, root)]
    return content, some_of_each(problems)


def _tried(content: Content) -> list[Problem]:
    """What is wrong with the pages of unusual entries; most libraries have none, and needn't wait for the module."""
    from macros.trial import try_entries

    return list(try_entries(content.graph, content.env, content.graph.library.unusual))
