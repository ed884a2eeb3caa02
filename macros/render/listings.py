"""Pages that list entries: browsing by a controlled list or a country, A to Z of a type, used-by.

Every list is cut into pages of a fixed size, so that no page grows with the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from jinja2 import Environment

from macros.knowledge.facets import Facet, Value
from macros.knowledge.graph import Graph
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.settings import COUNTRIES
from macros.model.vocabulary import page_name
from macros.render.page import PageContext, PageJob, RenderedPage, address, finished, folder_of
from macros.render.row_facts import listed_key

BROWSE = "browse"
"""Folder of the browse pages."""
SMALLEST_PAGE, LARGEST_PAGE = 10, 200
"""Entries on one page of a list, whatever the settings say."""
BACKLINKS_SHOWN = 8
"""Entries of one type that a record's own page names beside it; the whole list stands on a page of its own."""
MOST_PAGES = 4
"""Pages of a list to browse by; a value that nearly everything carries tells nobody anything."""


@dataclass(frozen=True)
class ListedEntry:
    """An entry in a list, and what the list says of it beside its title."""

    record: Record
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A value that readers can browse by."""

    value: Value
    count: int
    """Its entries; those of the directory don't count."""
    directory: int
    """Those of the directory."""
    path: str
    """Page that lists them."""


@dataclass(frozen=True)
class BrowseList:
    """A facet as a page shows it: the values that have entries, and those that have none."""

    facet: Facet
    path: str
    choices: tuple[Choice, ...]
    empty: tuple[Value, ...]


def used_by_path(record: Record) -> str:
    """Where the whole list of a record's backlinks stands, when it doesn't fit its page."""
    return address(record).removesuffix(".html") + "-used-by.html"


def all_path(type_name: str) -> str:
    """Where the whole A to Z of a type stands."""
    return f"{folder_of(type_name)}/all.html"


def index_path(graph: Graph, type_name: str) -> str | None:
    """Where readers find the entries of a type: its index page, else the whole A to Z; nowhere without entries."""
    if type_name in graph.library.indexes:
        return f"{folder_of(type_name)}/index.html"
    return all_path(type_name) if graph.by_type[type_name] else None


def value_path(facet: str, value: str = "") -> str:
    """Where the entries of a value are listed, or, without one, the values of a facet."""
    return f"{BROWSE}/{facet}/{page_name(value)}.html" if value else f"{BROWSE}/{facet}.html"


def choice_path(facet: Facet, value: str) -> str | None:
    """The page that readers are led to from a value: its list, or the country's own page; none where there is none."""
    if facet.id == COUNTRIES:
        return f"{folder_of('country')}/{value}.html"
    return value_path(facet.id, value) if facet.browse else None


def browse_lists(graph: Graph) -> list[BrowseList]:
    """Everything readers can browse by: the lists marked so, and countries."""
    return [browse_list(graph, facet) for facet in graph.facets.values() if facet.browse]


def browse_list(graph: Graph, facet: Facet) -> BrowseList:
    """A facet as pages show it."""
    choices = []
    for value in facet.values:
        count = entry_count(facet.entries[value.id])
        path = choice_path(facet, value.id) or ""
        choices.append(Choice(value, count, len(facet.entries[value.id]) - count, path))
    used = tuple(choice for choice in choices if choice.count or choice.directory)
    return BrowseList(
        facet, value_path(facet.id), used, tuple(choice.value for choice in choices if choice not in used)
    )


def entry_count(records: Sequence[Record]) -> int:
    """How many entries there are; those of the directory are listed, and not counted."""
    return sum(not record.directory for record in records)


def browse_jobs(graph: Graph, env: Environment) -> Iterator[PageJob]:
    """One page for each list to browse by, and pages for each of its values."""
    for id, facet in graph.facets.items():
        if facet.browse:
            yield PageJob(f"browse {id}", partial(_browse_page, graph, env, id))
            for value in facet.values:
                yield PageJob(f"browse {id}/{value.id}", partial(_value_pages, graph, env, id, value))


def _browse_page(graph: Graph, env: Environment, id: str) -> Iterator[RenderedPage]:
    known = browse_list(graph, graph.facets[id])
    page = PageContext(graph, known.path)
    html = env.get_template("lists/facet.html").render(page=page, known=known)
    label = graph.words.gettext("Browse")
    yield finished(known.path, known.facet.title, known.facet.definition, html, page.headings, label=label)


def _value_pages(graph: Graph, env: Environment, id: str, value: Value) -> Iterator[RenderedPage]:
    facet = graph.facets[id]
    records = facet.entries[value.id]
    if not records or (id == COUNTRIES and not too_many(graph.belonging(value.id))):
        return
    entries, elsewhere = _cut(records, MOST_PAGES * _page_size(graph))
    title, lead = f"{facet.title}: {value.label}", value.definition or ""
    path, parent = value_path(id, value.id), value_path(id)
    directory = 0 if elsewhere else len(records) - entry_count(records)
    yield from _listing(graph, env, path, title, lead, entries, parent, facet.title, elsewhere, directory)


def _cut(records: Sequence[Record], most: int) -> tuple[list[ListedEntry], Mapping[str, int]]:
    """The entries of a list; one longer than `most` leaves those of the directory, by type, to their own lists."""
    kept = [record for record in records if not record.directory]
    if len(records) <= most or not kept:
        return [ListedEntry(record) for record in records], {}
    return [ListedEntry(record) for record in kept], Counter(record.type_name for record in records if record.directory)


def all_jobs(graph: Graph, env: Environment) -> Iterator[PageJob]:
    """The whole A to Z of every type."""
    for name in record_types():
        yield PageJob(f"all {name}", partial(_all_pages, graph, env, name))


def _all_pages(graph: Graph, env: Environment, name: str) -> Iterator[RenderedPage]:
    entries = [ListedEntry(record) for record in sorted(graph.by_type[name], key=listed_key)]
    title = graph.words.gettext("All %(kind)s, A to Z") % {"kind": graph.kinds.plural(name).lower()}
    parent = index_path(graph, name) if name in graph.library.indexes else None
    yield from _listing(graph, env, all_path(name), title, "", entries, parent, graph.kinds.plural(name))


def too_many(by_type: Mapping[str, Sequence[object]]) -> bool:
    """Whether a record's own page can't name all of them."""
    return any(len(found) > BACKLINKS_SHOWN for found in by_type.values())


def used_by_jobs(graph: Graph, env: Environment) -> Iterator[PageJob]:
    """For records with more mentions of one type than their page shows: the whole list."""
    for record in graph.records.values():
        if too_many(graph.mentions(record.id)):
            yield PageJob(f"used-by {record.id}", partial(_used_by_pages, graph, env, record.id))


def _used_by_pages(graph: Graph, env: Environment, id: str) -> Iterator[RenderedPage]:
    record = graph.records[id]
    entries = [ListedEntry(link.record, link.roles) for found in graph.mentions(id).values() for link in found]
    title = graph.words.gettext("Where %(title)s is used") % {"title": record.title}
    yield from _listing(graph, env, used_by_path(record), title, "", entries, address(record), record.title)


def _listing(
    graph: Graph,
    env: Environment,
    path: str,
    title: str,
    lead: str,
    entries: Sequence[ListedEntry],
    parent: str | None,
    parent_title: str,
    elsewhere: Mapping[str, int] = MappingProxyType({}),
    directory: int = 0,
) -> Iterator[RenderedPage]:
    """A list cut into pages: `x.html`, `x-2.html`, …

    Args:
        elsewhere: how many more entries there are of types that have lists of their own.
        directory: how many of the entries belong to the directory, where they are listed and not counted.
    """
    size = _page_size(graph)
    cuts = [entries[start : start + size] for start in range(0, len(entries), size)]
    paths = [
        path if number == 1 else path.removesuffix(".html") + f"-{number}.html" for number in range(1, len(cuts) + 1)
    ]
    for index, shown in enumerate(cuts):
        page = PageContext(graph, paths[index])
        html = env.get_template("lists/listing.html").render(
            page=page,
            title=title,
            lead=lead,
            entries=shown,
            total=len(entries) - directory,
            directory=directory,
            paths=paths,
            number=index + 1,
            parent=parent,
            parent_title=parent_title,
            elsewhere=elsewhere,
            all_path=all_path,
        )
        numbered = graph.words.gettext("%(title)s (page %(number)s of %(all)s)")
        heading = title if len(cuts) == 1 else numbered % {"title": title, "number": index + 1, "all": len(cuts)}
        words = (lead or title) if index == 0 else f"{lead} {heading}".strip()
        yield finished(paths[index], heading, words, html, page.headings)


def _page_size(graph: Graph) -> int:
    return max(SMALLEST_PAGE, min(graph.settings.page_size, LARGEST_PAGE))
