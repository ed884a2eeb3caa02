"""Pages that list entries: browsing by a controlled list or a country, A to Z of a type, used-by.

Every list is cut into pages of a fixed size, so that no page grows with the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from jinja2 import Environment

from macros.knowledge.graph import Graph
from macros.model.record import Record
from macros.model.registry import record_types
from macros.model.vocabulary import Vocabulary, page_name
from macros.render.page import PageContext, RenderedPage, address, folder_of

BROWSE = "browse"
"""Folder of the browse pages."""
SMALLEST_PAGE, LARGEST_PAGE = 10, 200
"""Entries on one page of a list, whatever the settings say."""
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

    id: str
    label: str
    definition: str | None
    count: int
    path: str
    """Page that lists the entries."""


@dataclass(frozen=True)
class Facet:
    """A list that readers can browse by, with the values that have entries."""

    id: str
    title: str
    definition: str
    path: str
    choices: tuple[Choice, ...]
    empty: tuple[str, ...]
    """Labels of values that no entry carries yet."""


def used_by_path(record: Record) -> str:
    """Where the whole list of a record's backlinks stands, when it doesn't fit its page."""
    return address(record).removesuffix(".html") + "-used-by.html"


def all_path(type_name: str) -> str:
    """Where the whole A to Z of a type stands."""
    return f"{folder_of(type_name)}/all.html"


def facets(graph: Graph) -> list[Facet]:
    """Everything readers can browse by: the lists marked so, and countries."""
    found = [_vocabulary_facet(graph, known) for known in graph.vocabularies.values() if known.browse]
    found.append(_country_facet(graph))
    first = list(graph.settings.browse)
    return sorted(found, key=lambda facet: first.index(facet.id) if facet.id in first else len(first))


def _vocabulary_facet(graph: Graph, vocabulary: Vocabulary) -> Facet:
    carried = graph.carried(vocabulary)
    choices, empty = [], []
    for term in vocabulary.terms:
        label = term.label_in(graph.language)
        if carried[term.id]:
            path = f"{BROWSE}/{vocabulary.id}/{page_name(term.id)}.html"
            choices.append(Choice(term.id, label, term.definition, len(carried[term.id]), path))
        else:
            empty.append(label)
    return Facet(
        vocabulary.id,
        vocabulary.title_in(graph.language),
        vocabulary.definition,
        f"{BROWSE}/{vocabulary.id}.html",
        tuple(choices),
        tuple(empty),
    )


def _country_facet(graph: Graph) -> Facet:
    choices = []
    for country in graph.by_type.get("country", ()):
        count = sum(len(found) for found in graph.backlinks(country.id).values())
        if count:
            choices.append(Choice(country.id, country.title, None, count, address(country)))
    words = graph.kinds.purpose("country")
    return Facet("countries", graph.kinds.plural("country"), words, f"{BROWSE}/countries.html", tuple(choices), ())


def browse_pages(graph: Graph, env: Environment) -> Iterator[RenderedPage]:
    """One page for each list to browse by, and pages for each of its values."""
    for facet in facets(graph):
        page = PageContext(graph, facet.path)
        html = env.get_template("lists/facet.html").render(page=page, facet=facet)
        yield RenderedPage(facet.path, facet.title, facet.definition, html, tuple(page.headings))
        if facet.id not in graph.vocabularies:
            continue
        carried = graph.carried(graph.vocabularies[facet.id])
        for choice in facet.choices:
            entries, elsewhere = _cut(carried[choice.id], MOST_PAGES * _page_size(graph))
            title, lead = f"{facet.title}: {choice.label}", choice.definition or ""
            yield from _listing(graph, env, choice.path, title, lead, entries, facet.path, facet.title, elsewhere)


def _cut(records: Sequence[Record], most: int) -> tuple[list[ListedEntry], Mapping[str, int]]:
    """The entries of a list; one longer than `most` leaves those of the directory, by type, to their own lists."""
    kept = [record for record in records if not record.directory]
    if len(records) <= most or not kept:
        return [ListedEntry(record) for record in records], {}
    return [ListedEntry(record) for record in kept], Counter(record.type_name for record in records if record.directory)


def all_pages(graph: Graph, env: Environment) -> Iterator[RenderedPage]:
    """The whole A to Z of every type."""
    for name in record_types():
        entries = [ListedEntry(record) for record in graph.by_type[name]]
        if entries:
            title = f"All {graph.kinds.plural(name).lower()}, A to Z"
            parent = f"{folder_of(name)}/index.html"
            yield from _listing(graph, env, all_path(name), title, "", entries, parent, graph.kinds.plural(name))


def used_by_pages(graph: Graph, env: Environment, most: int) -> Iterator[RenderedPage]:
    """For records with more than `most` backlinks of one type: the whole list."""
    for record in graph.records.values():
        backlinks = graph.backlinks(record.id)
        if any(len(found) > most for found in backlinks.values()):
            entries = [ListedEntry(link.record, link.roles) for found in backlinks.values() for link in found]
            title = f"Where {record.title} is used"
            yield from _listing(graph, env, used_by_path(record), title, "", entries, address(record), record.title)


def _listing(
    graph: Graph,
    env: Environment,
    path: str,
    title: str,
    lead: str,
    entries: Sequence[ListedEntry],
    parent: str,
    parent_title: str,
    elsewhere: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[RenderedPage]:
    """A list cut into pages: `x.html`, `x-2.html`, …

    Args:
        elsewhere: how many more entries there are of types that have lists of their own.
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
            total=len(entries),
            paths=paths,
            number=index + 1,
            parent=parent,
            parent_title=parent_title,
            elsewhere=elsewhere,
            all_path=all_path,
        )
        heading = title if len(cuts) == 1 else f"{title} (page {index + 1} of {len(cuts)})"
        yield RenderedPage(paths[index], heading, lead or title, html, tuple(page.headings))


def _page_size(graph: Graph) -> int:
    return max(SMALLEST_PAGE, min(graph.settings.page_size, LARGEST_PAGE))
