"""Who is where in one focus area: pages that name the organisations of each country with the entries behind them.

The page of all areas has numbers (`author/who_is_where.html`); each leads here, to its country. The pages stand beside
the lists to browse by, and like these are cut, so that none grows with the library.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment

from macros.knowledge.graph import Graph
from macros.knowledge.presence import AREAS, Actor, actors_by_country
from macros.model.record import Record
from macros.model.vocabulary import page_name
from macros.render.listings import BROWSE, value_path
from macros.render.page import PageContext, PageJob, RenderedPage, finished
from macros.words import N_

MOST_LINES = 200
"""Lines of one page, an organisation or an entry each; an organisation and its entries are not parted."""
MOST_ENTRIES = 12
"""Entries that are named behind an organisation in one country; the others are counted, and its page names them."""
NOWHERE = "no-country"
"""Anchor of what names no country."""


@dataclass(frozen=True)
class Here:
    """A country on one page, or part of it."""

    country: Record | None
    """None for what names no country."""
    anchor: str
    actors: tuple[Actor, ...]
    goes_on: bool
    """Whether it began on the page before."""


def area_path(area: str, number: int = 1) -> str:
    """Where a focus area's page stands, or a further one of its pages."""
    return f"{BROWSE}/who-is-where/{page_name(area)}{f'-{number}' if number > 1 else ''}.html"


def cut_area(graph: Graph, area: str) -> list[list[Here]]:
    """What stands on each page of a focus area; no page where nobody is."""
    pages: list[list[Here]] = []
    left = 0
    for country, found in actors_by_country(graph, area):
        rest, goes_on = found, False
        while rest:
            if not left:
                pages.append([])
                left = MOST_LINES
            taken, lines = 0, 0
            for actor in rest:
                lines += 1 + min(len(actor.behind), MOST_ENTRIES)
                if lines > left and (taken or pages[-1]):
                    break
                taken += 1
            if taken:
                anchor = country.id if country else NOWHERE
                pages[-1].append(Here(country, anchor, tuple(rest[:taken]), goes_on))
            left = 0 if taken < len(rest) else max(0, left - lines)
            rest, goes_on = rest[taken:], goes_on or bool(taken)
    return pages


def places_in(graph: Graph, area: str) -> dict[str, str]:
    """Where each country of a focus area begins: its id to page and anchor inside the site."""
    return {
        here.anchor: f"{area_path(area, number)}#{here.anchor}"
        for number, page in enumerate(cut_area(graph, area), start=1)
        for here in page
        if not here.goes_on
    }


def presence_jobs(graph: Graph, env: Environment) -> Iterator[PageJob]:
    """The pages of every focus area, where the library has such a list."""
    for value in graph.facets[AREAS].values if AREAS in graph.facets else ():
        yield PageJob(f"who-is-where {value.id}", partial(_area_pages, graph, env, value.id))


def _area_pages(graph: Graph, env: Environment, area: str) -> Iterator[RenderedPage]:
    cuts, label = cut_area(graph, area), graph.label(AREAS, area)
    say = graph.words.gettext
    title = say(N_("Who is where: %(area)s")) % {"area": label}
    lead = say(N_("Organisations that entries name under %(area)s, by country.")) % {"area": label}
    paths = [area_path(area, number) for number in range(1, len(cuts) + 1)]
    for number, shown in enumerate(cuts, start=1):
        page = PageContext(graph, paths[number - 1])
        html = env.get_template("lists/who_is_where.html").render(
            page=page,
            title=title,
            lead=lead,
            area=area,
            value_page=value_path(AREAS, area) if graph.facets[AREAS].browse else None,
            shown=shown,
            paths=paths,
            number=number,
            most=MOST_ENTRIES,
        )
        numbered = say(N_("%(title)s (page %(number)s of %(all)s)"))
        heading = title if len(cuts) == 1 else numbered % {"title": title, "number": number, "all": len(cuts)}
        yield finished(page.path, heading, lead if number == 1 else heading, html, page.headings)
