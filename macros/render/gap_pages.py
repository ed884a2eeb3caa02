"""What is missing, waits or may stand twice of what a group owns: a page for each group, beside the lists to browse by.

Each page shows the first of a kind and counts the others; `commonthread gaps --group` has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from macros.knowledge.findings.coordination import groups
from macros.knowledge.findings.library_findings import find_all
from macros.knowledge.graph import Graph
from macros.render.listings import BROWSE
from macros.render.page import PageContext, PageJob, RenderedPage, finished
from macros.words import N_

MOST = 25
"""Findings of one kind that a page shows."""


def gaps_path(group: str) -> str:
    """Where the page of a group stands."""
    return f"{BROWSE}/gaps/{group}.html"


def gap_jobs(graph: Graph, env: Environment) -> Iterator[PageJob]:
    """The pages of all groups, made together: everything that is found is found once."""
    if groups(graph):
        yield PageJob("gaps of groups", partial(_gap_pages, graph, env))


def _gap_pages(graph: Graph, env: Environment) -> Iterator[RenderedPage]:
    found, say = find_all(graph), graph.words.gettext
    for group in groups(graph):
        page = PageContext(graph, gaps_path(group.id))
        title = say(N_("Gaps and overlaps: %(group)s")) % {"group": group.listed_as()}
        lead = say(N_("What is missing, waits or may stand twice of what %(group)s owns.")) % {"group": group.title}
        kinds = [(kind, [one for one in ones if one.owner == group.id]) for kind, ones in found.kinds]
        html = env.get_template("lists/gaps_of_group.html").render(
            page=page, group=group, title=title, lead=lead, kinds=[one for one in kinds if one[1]], limit=MOST
        )
        yield finished(page.path, title, lead, html, page.headings)
