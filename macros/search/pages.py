"""Which pages a search finds, and what it knows of each: the records, and the pages that maintainers write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import markdown
from lxml.html import fragment_fromstring

from macros.knowledge.graph import Graph
from macros.load.page_fields import search_words
from macros.model.definition import Definition
from macros.model.fields import Term
from macros.model.languages import base_language
from macros.model.record import Record
from macros.model.registry import badge, slots
from macros.render.authored import DECISIONS, authored_pages
from macros.render.page import RenderedPage, address
from macros.render.row_facts import row_facts
from macros.render.templates import plain
from macros.search.names import LONGEST_NAME, forms_of
from macros.search.sections import ASKED, PAGE, Entry, SearchPage, cut
from macros.search.words import NAME, name_form

BOOSTS = {"directory": 0.35, "more": 0.7, "page": 0.35}
"""Weight of pages that are rarely what a reader came for: directory entries, second pages, pages about the site."""
_EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "pymdownx.superfences"]
"""The extensions of `mkdocs.yml`, so that anchors come out the same."""
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DESCRIPTION = re.compile(r"^description: *(.+)$", re.MULTILINE)


def record_entry(graph: Graph, record: Record, page: RenderedPage) -> Entry:
    """What a search knows of a page of a record."""
    vocabulary = next(slot.marker.vocabulary for slot in slots(type(record), Term) if slot.path == ("status",))
    term = graph.vocabularies[vocabulary].get(record.status)
    own = page.path == address(record)
    return Entry(
        path=page.path,
        title=page.title,
        kind=record.type_name,
        language=record.language,
        summary=record.summary if own else "",
        asked=ASKED.join(record.search_words) if own else "",
        names=tuple(_names(record)) if own else (),
        status=graph.label(vocabulary, record.status),
        tone=(term.tone if term else None) or "plain",
        boost=BOOSTS["directory"] if record.directory else 1.0 if own else BOOSTS["more"],
        whole=record.directory,
        answer=plain(graph, record.harmonised.text) if own and isinstance(record, Definition) else "",
        added=record.added.isoformat(),
        id=record.id if own else page.path.removesuffix(".html"),
        facts=" · ".join(_facts(graph, record)) if own else "",
    )


def _facts(graph: Graph, record: Record) -> Iterator[str]:
    """Where and when an entry was, and what its badge says where that is no status: how far evidence carries."""
    known, mark = row_facts(graph, record), badge(record)
    yield from filter(None, (known.where, known.when))
    if mark and mark[1] != record.status:
        yield graph.label(*mark)


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """What a record is called, word by word, and each name as a whole."""
    for name in record.known_as():
        yield base_language(name.language), name.text
    wholes = (forms_of(text) for text in (record.title, *(name.text for name in record.known_as())))
    yield from dict.fromkeys((NAME, name_form(forms)) for forms in wholes if 0 < len(forms) <= LONGEST_NAME)


def authored(graph: Graph, root: Path) -> Iterator[SearchPage]:
    """The pages that maintainers write for readers.

    Without what their macros list, since that is found in the entries themselves, and without decisions.
    """
    for path in authored_pages(root):
        if path.startswith(DECISIONS):
            continue
        text = (root / "docs" / path).read_text(encoding="utf-8")
        head = _FRONT_MATTER.match(text)
        body = _MACRO.sub("&nbsp;", text[head.end() :] if head else text)
        content = markdown.markdown(body, extensions=_EXTENSIONS)
        title = fragment_fromstring(content, create_parent="div").find(".//h1")
        described = _DESCRIPTION.search(head[0]) if head else None
        entry = Entry(
            path=path.removesuffix(".md") + ".html",
            title=title.text_content().strip() if title is not None else graph.settings.name,
            kind=PAGE,
            language=graph.language,
            summary=described[1].strip("\"'") if described else "",
            asked=ASKED.join(search_words(text)),
            boost=BOOSTS["page"],
            id=path.removesuffix(".md"),
        )
        yield cut(entry, content)
