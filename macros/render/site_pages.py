"""Every page that the core makes beside the records: lists, redirects, and what stands where an entry was withdrawn."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from macros.knowledge.graph import Graph
from macros.render.contact import general_contact
from macros.render.gap_pages import gap_jobs
from macros.render.listings import all_jobs, browse_jobs, browse_lists, used_by_jobs
from macros.render.own_pages import CHECK, EXPLORER, FORM
from macros.render.page import PageContext, PageJob, RenderedPage, address, anchor, finished, folder_of
from macros.render.presence_pages import presence_jobs
from macros.words import N_


def list_jobs(graph: Graph, env: Environment) -> Iterator[PageJob]:
    """Every page that is no record's."""
    yield from browse_jobs(graph, env)
    yield from all_jobs(graph, env)
    yield from used_by_jobs(graph, env)
    yield from presence_jobs(graph, env)
    yield from gap_jobs(graph, env)
    yield PageJob("explorer", partial(_explorer, graph, env))
    yield PageJob("check", partial(_check, graph, env))
    yield PageJob("form", partial(_form, graph, env))
    for old, target in sorted(graph.library.redirects.items()):
        yield PageJob(f"redirect {old} {target}", partial(_redirect, graph, env, old, target))
    for old, day in sorted(graph.library.withdrawn.items()):
        yield PageJob(f"withdrawn {old} {day}", partial(_withdrawn, graph, env, old, day))


def _explorer(graph: Graph, env: Environment) -> Iterator[RenderedPage]:
    """The page that scripts make the explorer of; without them it leads to the lists to browse by."""
    page = PageContext(graph, EXPLORER)
    folders = {name: folder_of(name) for name in graph.by_type}
    name = anchor(graph.settings.name)
    html = env.get_template("lists/explore.html").render(
        page=page, lists=browse_lists(graph), folders=folders, name=name
    )
    say = graph.words.gettext
    lead = say(N_("Narrow the library down with filters, and see what is missing."))
    yield finished(EXPLORER, say(N_("Explore")), lead, html, page.headings)


def _form(graph: Graph, env: Environment) -> Iterator[RenderedPage]:
    """The page that scripts make the form of (see `macros.giving.form_data`); without them it says what else to do."""
    page = PageContext(graph, FORM)
    html = env.get_template("lists/form.html").render(page=page, contact=general_contact(graph))
    say = graph.words.gettext
    lead = say(N_("Give an entry or a correction by a form that works without a network."))
    yield finished(FORM, say(N_("Give an entry")), lead, html, page.headings)


def _withdrawn(graph: Graph, env: Environment, old: str, day: datetime.date) -> Iterator[RenderedPage]:
    """What stands where an entry stood that was withdrawn: that it was, and when, and nothing of what it said."""
    page = PageContext(graph, f"{old}.html")
    title = graph.words.gettext(N_("Withdrawn"))
    html = env.get_template("lists/withdrawn.html").render(page=page, title=title, day=day)
    yield finished(page.path, title, title, html)


def _check(graph: Graph, env: Environment) -> Iterator[RenderedPage]:
    """The page on which scripts check and update a copy; it knows the keys that the community signs with."""
    page = PageContext(graph, CHECK)
    bundles = graph.settings.bundles
    html = env.get_template("lists/check_and_update.html").render(
        page=page, keys=bundles.public_keys, stale_after=bundles.stale_after
    )
    say = graph.words.gettext
    lead = say(N_("See whether a copy is whole, who signed it and how old it is, without a network."))
    yield finished(CHECK, say(N_("Check and update a copy")), lead, html, page.headings)


def unique(pages: list[RenderedPage]) -> list[RenderedPage]:
    """The pages as they came, once it is sure that none overwrites another.

    The checks refuse every id that could bring this about, so a clash is a mistake of the program: ValueError.
    """
    seen: dict[str, RenderedPage] = {}
    for page in pages:
        other = seen.setdefault(page.path.casefold(), page)
        if other is not page:
            raise ValueError(f"{page.title!r} and {other.title!r} both stand at {page.path}")
    return pages


def _redirect(graph: Graph, env: Environment, old: str, target: str) -> Iterator[RenderedPage]:
    record = graph.records[target]
    page = PageContext(graph, f"{old}.html")
    href = posixpath.relpath(address(record), posixpath.dirname(page.path) or ".")
    html = env.get_template("lists/redirect.html").render(
        page=page, title=record.title, target=href, target_title=record.title
    )
    yield finished(page.path, record.title, record.summary, html, (), None, href)
