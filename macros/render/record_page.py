"""One record to one finished page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from jinja2 import Environment

from macros.knowledge.graph import Backlink, Graph
from macros.knowledge.group_work import told_of_work
from macros.knowledge.links import cited_sources
from macros.knowledge.markup import citations
from macros.model.record import Citation, Record
from macros.model.registry import prose
from macros.model.settings import COUNTRIES
from macros.render.linked_data import linked_data
from macros.render.listings import BACKLINKS_SHOWN, too_many, used_by_path, value_path
from macros.render.page import PageContext, RenderedPage, address, finished, second_path
from macros.render.templates import own_anchors


@dataclass(frozen=True)
class NumberedSource:
    """A source as a page lists it."""

    number: int
    record: Record
    locators: tuple[str, ...]
    """Places in it that the page cites."""
    notes: tuple[str, ...]
    verification: str
    """Term of the list `verification`: of the citation where it says so, else of the source."""


@dataclass(frozen=True)
class Uses:
    """The entries of a type that lead to a page's entry."""

    type_name: str
    total: int
    roles: tuple[str, ...]
    """What all of them do with the entry; empty where they differ, and each says it by itself."""
    shown: tuple[Backlink, ...]


@dataclass(frozen=True)
class RelatedEntry:
    """A related entry, and the strongest of the reasons that say something to a reader."""

    record: Record
    kind: str
    """What is shared: the id of a list, the type of an entry, or `term`."""
    value: str
    """In words."""


def compose_record(graph: Graph, env: Environment, record: Record) -> list[RenderedPage]:
    """Render a record through `records/<type>.html`: its page, and a second one when one would be too long.

    The first page always has every anchor, so that links stay good when an entry grows.
    """
    more = more_path(record)
    page = _page(graph, env, record, address(record))
    backlinks, belonging = graph.mentions(record.id), graph.belonging(record.id)
    came_from = [node for node in graph.provenance.came_from(record.id) if node not in page.numbers]
    led_to = graph.provenance.led_to(record)
    steps = frozenset[str]() if record.directory else {node.partition("#")[0] for node in (*came_from, *led_to)}
    html = env.get_template(f"records/{record.type_name}.html").render(
        page=page,
        record=record,
        more=more,
        sources=_numbered(graph, record, page),
        uses=list(_uses(backlinks, steps | told_of_work(graph, record))),
        uses_more=used_by_path(record) if too_many(backlinks) else None,
        belonging={name: shown[:BACKLINKS_SHOWN] for name, shown in belonging.items()},
        belonging_total={name: len(all_) for name, all_ in belonging.items()},
        belonging_more=value_path(COUNTRIES, record.id) if too_many(belonging) else None,
        came_from=came_from,
        led_to=led_to,
        related=_related(graph, record),
        files=graph.files(record.id),
        due=graph.review_due(record),
        overdue=graph.overdue(record),
    )
    source = graph.library.documents[record.id].path
    label, data = graph.kinds.label(record.type_name), linked_data(graph, record)
    pages = [finished(page.path, record.title, record.summary, html, page.headings, source, None, label, data)]
    second = record.second_page()
    if more and second:
        pages.append(_second_page(graph, env, record, more, graph.words.gettext(second.title), source))
    return pages


def _second_page(graph: Graph, env: Environment, record: Record, path: str, words: str, source: str) -> RenderedPage:
    page = _page(graph, env, record, path)
    title = f"{record.title}: {words}"
    html = env.get_template(f"records/{record.type_name}-more.html").render(
        page=page, record=record, title=title, sources=_numbered(graph, record, page)
    )
    label = graph.kinds.label(record.type_name)
    return finished(path, title, f"{record.summary} ({words})", html, page.headings, source, None, label)


def _page(graph: Graph, env: Environment, record: Record, path: str) -> PageContext:
    items = {item: words for _, item, words in record.items()}
    own = own_anchors(env) | {section.key.replace("_", "-") for section in record.sections}
    return PageContext(graph, path, record=record, cited=cited_sources(record), items=items, own=own)


def more_path(record: Record) -> str | None:
    """Where a record's second page stands, if it has one."""
    second = record.second_page()
    return second_path(record, second) if second else None


def _numbered(graph: Graph, record: Record, page: PageContext) -> list[NumberedSource]:
    """The sources of a page in the order of their numbers, with every place that is cited."""
    locators: dict[str, dict[str, None]] = {id: {} for id in page.numbers}
    notes: dict[str, dict[str, None]] = {id: {} for id in page.numbers}
    levels: dict[str, str] = {}
    for citation in record.sources:
        _note(citation, locators, notes, levels)
    for _, _, text in prose(record):
        for source, locator in citations(text):
            if locator:
                locators[source][locator] = None
    return [
        NumberedSource(
            number,
            graph.records[id],
            tuple(locators[id]),
            tuple(notes[id]),
            levels.get(id) or str(getattr(graph.records[id], "verification", "")),
        )
        for id, number in page.numbers.items()
    ]


def _note(
    citation: Citation, locators: dict[str, dict[str, None]], notes: dict[str, dict[str, None]], levels: dict[str, str]
) -> None:
    if citation.locator:
        locators[citation.source][citation.locator] = None
    if citation.note:
        notes[citation.source][citation.note] = None
    if citation.verification:
        levels[citation.source] = citation.verification


def _uses(backlinks: Mapping[str, Sequence[Backlink]], told: AbstractSet[str]) -> Iterator[Uses]:
    """The entries that lead to one, by type, but for those that the page has told already."""
    for type_name, found in backlinks.items():
        left = [backlink for backlink in found if backlink.record.id not in told]
        roles = {backlink.roles for backlink in left}
        if left:
            shown = tuple(left[:BACKLINKS_SHOWN])
            yield Uses(type_name, len(left), roles.pop() if len(roles) == 1 else (), shown)


def _related(graph: Graph, record: Record) -> list[RelatedEntry]:
    found = []
    for related in graph.related(record.id):
        kind, value = next(reason for reason in related.reasons if reason[0] != "word")
        words = graph.label(kind, value) if kind in graph.vocabularies else graph.records[value].title
        found.append(RelatedEntry(graph.records[related.id], kind, words))
    return found
