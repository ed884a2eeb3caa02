"""The template environment of the core: strict, autoescaping, reading only `overrides/`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.knowledge.actions import actions_of, overdue, silent
from macros.knowledge.chain import Chain, chain_of
from macros.knowledge.citing.formats import beside
from macros.knowledge.citing.work import Works
from macros.knowledge.graph import Backlink, Graph, fold
from macros.knowledge.group_work import work_of
from macros.knowledge.markup import spoken
from macros.knowledge.presence import actors_in, places_of
from macros.model.follow_up import Action
from macros.model.languages import direction, language_name
from macros.model.record import Record
from macros.model.registry import badge
from macros.model.vocabulary import VocabularyTerm, page_name
from macros.render.box_picture import BoxPicture, picture_of
from macros.render.compiled import CompiledTemplates
from macros.render.gap_pages import gaps_path
from macros.render.in_words import day_words, number_words, size_words
from macros.render.listings import index_path, value_path
from macros.render.page import PageContext, address, second_path
from macros.render.placed_pictures import PlacedPicture
from macros.render.prose import ProseRenderer, short_text
from macros.render.row_facts import row_facts
from macros.render.translated import translate


def environment(templates: Path, graph: Graph, cache: Path | None = None) -> Environment:
    """The environment for one library.

    Args:
        templates: the folder of templates.
        graph: the library.
        cache: a folder that nobody else can write to, for compiled templates; each is compiled anew when left out.

    Templates find `page` (a `PageContext`) in their context; filters that need it take it from there:
    `block` and `inline` render prose, `href` gives a record's address, `record` the record of an id,
    `term` a controlled value, `day` a date in words, `direction` which way a language is written,
    `said` what a model states, in the site's language. `_`, `ngettext` and `pgettext` say words of the interface.
    """
    env = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=CompiledTemplates(cache / "templates", graph.words) if cache else None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translate(env, graph.words)
    prose = ProseRenderer(lambda page, placed: _figure(env, page, placed))
    env.filters["block"] = _with_page(lambda page, text: _spoken(env, page, prose.block(page, text), "div"))
    env.filters["inline"] = _with_page(lambda page, text: _spoken(env, page, prose.inline(page, text), "span"))
    env.filters["href"] = _with_page(_href)
    env.filters["use"] = _with_page(_use)
    env.filters["record"] = lambda id: graph.records[id.partition("#")[0]]
    env.filters["page_name"] = page_name
    env.filters["plain"] = lambda text: plain(graph, text)
    env.filters["item"] = lambda id: item_text(graph, id)
    env.filters["term"] = lambda id, vocabulary: _term(graph, vocabulary, id)
    env.filters["split_by"] = lambda items, vocabulary, field: _split_by(graph, items, vocabulary, field)
    env.filters["tally"] = _tally
    env.filters["label"] = lambda id, vocabulary: graph.label(vocabulary, id)
    env.filters["day"] = lambda value: day_words(value, graph.language)
    env.filters["direction"] = direction
    env.filters["language_name"] = lambda tag: language_name(tag, graph.language)
    env.filters["number"] = lambda value: number_words(value, graph.language)
    env.filters["filesize"] = lambda value: size_words(value, graph.language)
    env.filters["short"] = short_text
    works = Works(graph)
    env.filters["work_beside"] = lambda source: beside(works.source(source))
    env.filters["owner_note"] = lambda action: _owner_note(graph, action)
    env.filters["tracked"] = lambda meeting: list(actions_of(meeting))
    env.tests["overdue"] = lambda one: overdue(graph, one)
    env.tests["silent"] = lambda one: silent(graph, one)
    env.filters["chain"] = lambda meeting: chain_of(graph, meeting)
    env.filters["picture"] = lambda chain: _picture(graph, chain)
    env.filters["actors_in"] = lambda country: actors_in(graph, country.id)
    env.filters["places_of"] = lambda organisation: places_of(graph, organisation.id)
    env.filters["gaps_path"] = gaps_path
    env.filters["group_work"] = lambda group: work_of(graph, group)
    env.filters["said"] = graph.words.gettext
    env.filters["facts"] = lambda record: row_facts(graph, record)
    env.globals["graph"] = graph
    env.globals["kinds"] = graph.kinds
    env.globals["value_path"] = value_path
    env.globals["badge"] = badge
    env.globals["index_path"] = lambda name: index_path(graph, name)
    return env


_OWN_ANCHOR = re.compile(r"""(?:heading|open|section|folded)\([^()]*(?:\([^()]*\)[^()]*)*?["']([a-z][a-z0-9-]+)["']\)"""
                         r'|\bid="([a-z][a-z0-9-]*)"')  # fmt: skip
"""An anchor that a template gives: as the last thing of a heading, or written out."""


@cache
def own_anchors(env: Environment) -> frozenset[str]:
    """Anchors that the templates of records give, which no heading in a contributor's text may take."""
    assert env.loader is not None
    names = env.list_templates(filter_func=lambda name: name.startswith("records/"))
    sources = (env.loader.get_source(env, name)[0] for name in names)
    return frozenset(one or other for source in sources for one, other in _OWN_ANCHOR.findall(source))


def compile_templates(env: Environment) -> None:
    """Compile the templates of finished pages, so that processes that part now share them."""
    for name in env.list_templates(filter_func=lambda name: name.startswith(("records/", "lists/"))):
        env.get_template(name)


def _with_page(function: Callable[[PageContext, Any], Any]) -> Callable[..., Any]:
    @pass_context
    def apply(context: Context, value: Any) -> Markup | str:
        page = context["page"]
        return function(page, value)  # type: ignore[no-any-return]

    return apply


def _spoken(env: Environment, page: PageContext, html: Markup, tag: str) -> Markup:
    """A rendered text, with its language where it isn't the site's; one with blocks in it is one itself."""
    if not html or page.language == page.graph.language:
        return html
    tag = "div" if html.startswith("<p") else tag
    shown = env.get_template("records/_spoken.html").render(tag=tag, language=page.language, html=html)
    return Markup(shown.strip())


def _figure(env: Environment, page: PageContext, placed: PlacedPicture) -> Markup:
    return Markup(env.get_template("records/_placed.html").render(page=page, placed=placed))


def _href(page: PageContext, target: str | Record) -> str:
    if isinstance(target, Record):
        return page.link(address(target)) if page.record is not target else page.href(target.id)
    return page.href(target)


def _use(page: PageContext, use: Backlink) -> str:
    """Where an entry refers to another: to the very item, on whichever page it stands in full."""
    if not use.place:
        return page.href(use.record.id)
    second = use.record.second_page() if use.record.on_second_page(use.place) else None
    path = second_path(use.record, second) if second else address(use.record)
    return f"{page.link(path)}#{use.place}"


def _term(graph: Graph, vocabulary: str, id: str) -> VocabularyTerm:
    found = graph.vocabularies[vocabulary].get(id)
    if found is None:
        raise KeyError(f"{id} is not in {vocabulary}")
    return found


def _split_by(graph: Graph, items: Iterable[Any], vocabulary: str, field: str) -> tuple[list[Any], list[Any]]:
    """Items whose value in a field counts as what its list is about, and the others."""
    found: tuple[list[Any], list[Any]] = [], []
    for item in items:
        found[not _term(graph, vocabulary, getattr(item, field)).counts].append(item)
    return found


def _owner_note(graph: Graph, action: Action) -> str:
    """What an action's source calls its owner, unless the names of the owners' entries say it already."""
    words = fold(action.owner or "")
    names = (name for id in action.owners for name in (graph.records[id].title, graph.records[id].listed_as()))
    return "" if any(words in fold(name) for name in names) else action.owner or ""


def _tally(items: Iterable[Any], field: str, ids: Iterable[str]) -> list[tuple[str, int]]:
    """How many items name each of some ids in a field, the most named first."""
    named = Counter(id for item in items for id in getattr(item, field))
    return sorted(((id, named[id]) for id in ids), key=lambda pair: -pair[1])


_BEFORE_CITATION = re.compile(r"[ \u00a0]+(?=\[@[^\]]+\]\s*[,.;:?!)])")
"""The blank before a citation, where a sign follows that then stands behind the word."""


def plain(graph: Graph, text: str) -> str:
    """A Markdown text as words only: links by their words or the entry's title, citations left out."""

    def title(id: str) -> str:
        return graph.records[id].title if id in graph.records else id

    without_blank = _BEFORE_CITATION.sub("", text)
    return re.sub(r" (?=[.,])", "", " ".join(spoken(without_blank, title).split()))


def _picture(graph: Graph, chain: Chain) -> BoxPicture:
    return picture_of(
        chain.columns, chain.steps, {node: item_text(graph, node) for nodes in chain.columns for node in nodes}
    )


def item_text(graph: Graph, target: str) -> str:
    """The words of an item (`record#item`); the record's title when no item is named."""
    id, _, item = target.partition("#")
    record = graph.records[id]
    for _, name, text in record.items():
        if name == item:
            return plain(graph, text)
    return record.title
