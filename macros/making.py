"""Makes the pages of a library, or takes them from an earlier build where they would come out the same.

A page depends on what was asked of the library while it was made (`macros.knowledge.watched_graph`), and on what all
pages depend on: the program, its templates, its libraries, the community's settings. Nothing else is believed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from macros.kept import KeptValue, KeptValues, packed, unpacked
from macros.knowledge.lookups import Question, listening
from macros.knowledge.watched_graph import WatchedGraph
from macros.model.languages import base_language
from macros.model.record import Record
from macros.model.settings import Settings
from macros.render.page import Heading, PageJob, RenderedPage
from macros.render.reading import Reading
from macros.render.record_page import compose_record
from macros.render.site_pages import list_jobs
from macros.render.templates import compile_templates
from macros.search.index import Counted
from macros.search.library import count_record
from macros.search.sections import Entry, SearchPage, Section
from macros.search.words import Word, read_dictionaries
from macros.workers import in_order

PARALLEL_FROM = 100
"""Jobs from which making them is worth a second process; only where a process can be forked safely, on Linux."""
_AT_ONCE = 20
"""Jobs that a process is handed together."""
_LIBRARIES = (
    "babel", "jinja2", "lunr", "lxml", "markdown", "markupsafe", "nh3", "pydantic", "pystemmer", "pyyaml", "simplemma",
    "snowballstemmer", "stop-words",
)  # fmt: skip
"""What pages and their words are made with."""
_PROGRAM = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """What a job gives."""

    pages: tuple[RenderedPage, ...]
    counted: tuple[Counted, ...]
    """The pages of a record, their words counted."""


def all_made_by(templates: Path, settings: Settings) -> str:
    """A checksum of what every page depends on."""
    found = hashlib.sha256()
    for folder, pattern in ((_PROGRAM, "**/*.py"), (templates, "**/*.html")):
        for path in sorted(folder.glob(pattern)):
            content = path.read_bytes()
            found.update(b"%d %d " % (len(os.fsencode(path.relative_to(folder))), len(content)))
            found.update(os.fsencode(path.relative_to(folder)) + content)
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    found.update(f"{platform.python_version()} {versions} {settings!r}".encode())
    return found.hexdigest()


def make_all(graph: WatchedGraph, env: Environment, kept: KeptValues, processes: int = 1) -> list[Made]:
    """Every page of a library with the words of records counted: records in their order, then lists.

    Args:
        graph: the library, watched.
        env: its templates.
        kept: what earlier builds have left.
        processes: how many may be used.
    """
    record_jobs = [
        PageJob(f"{record.type_name} {record.id}", partial(compose_record, graph, env, record))
        for record in graph.inner.records.values()
    ]
    jobs = [*record_jobs, *list_jobs(graph, env)]
    found: dict[str, Made] = dict(_still_good(graph, kept, {job.name for job in jobs}))
    missing = [job for job in jobs if job.name not in found]
    owners = {job.name: record for job, record in zip(record_jobs, graph.inner.records.values(), strict=True)}
    new = []
    for job, (made, value) in zip(missing, _make_each(graph, env, missing, owners, processes), strict=True):
        found[job.name] = made
        new.append(value)
    if new or len(found) != len(jobs):
        kept.keep(new, found)
    return [found[job.name] for job in jobs]


def _still_good(graph: WatchedGraph, kept: KeptValues, wanted: set[str]) -> Iterator[tuple[str, Made]]:
    """What earlier builds have made from the same answers."""
    for one in kept.all():
        if one.name in wanted:
            try:
                questions, answers = unpacked(one.made_from)
                if _answers(graph, [tuple(question) for question in questions]) == answers:
                    yield one.name, _from_lists(unpacked(one.value))
            except (ValueError, TypeError, IndexError, KeyError, AttributeError):
                continue


def _answers(graph: WatchedGraph, questions: Sequence[Question]) -> str:
    """A checksum of the answers to some questions."""
    return hashlib.blake2b("".join(map(graph.answer, questions)).encode(), digest_size=16).hexdigest()


_Work = tuple[WatchedGraph, list[PageJob], dict[str, Record]]
_forked: _Work | None = None
"""What forked workers share; set only while they run."""


def _make_each(
    graph: WatchedGraph, env: Environment, jobs: list[PageJob], owners: dict[str, Record], processes: int
) -> Iterator[tuple[Made, KeptValue]]:
    """Jobs in their order, on several processes when there is enough to do."""
    global _forked
    work = graph, jobs, owners
    if processes < 2 or len(jobs) < PARALLEL_FROM or sys.platform != "linux":
        yield from (_make(work, number) for number in range(len(jobs)))
        return
    _prepare(graph, env)
    _forked = work
    try:
        starts = range(0, len(jobs), _AT_ONCE)
        for made in in_order(_make_forked, starts, "fork", processes):
            yield from made
    finally:
        _forked = None


def _prepare(graph: WatchedGraph, env: Environment) -> None:
    """Work out, compile and read what all processes need, before they part."""
    graph.complete()
    compile_templates(env)
    records = graph.inner.records.values()
    read_dictionaries({base_language(name.language) for record in records for name in record.known_as()})
    read_dictionaries({base_language(record.language) for record in records})


def _make_forked(start: int) -> list[tuple[Made, KeptValue]]:
    """Some jobs at once, so that little time goes into handing them over."""
    assert _forked is not None
    return [_make(_forked, number) for number in range(start, min(start + _AT_ONCE, len(_forked[1])))]


def _make(work: _Work, number: int) -> tuple[Made, KeptValue]:
    graph, jobs, owners = work
    job = jobs[number]
    record = owners.get(job.name)
    with listening() as asked:
        pages = list(job.make())
        counted = count_record(graph, record, pages) if record else []
    made = Made(tuple(page.without_parts() for page in pages), tuple(counted))
    questions = asked.about([record.id] if record else [])
    return made, KeptValue(job.name, packed([questions, _answers(graph, questions)]), packed(_as_lists(made)))


def _as_lists(made: Made) -> list[Any]:
    """What was made, of lists, texts and numbers alone."""
    return [list(map(_page_as_lists, made.pages)), list(map(_counted_as_lists, made.counted))]


def _from_lists(given: Any) -> Made:
    pages, counted = given
    return Made(tuple(_page_from(*page) for page in pages), tuple(_counted_from(*one) for one in counted))


def _page_as_lists(page: RenderedPage) -> list[Any]:
    headings = [[heading.level, heading.id, heading.title] for heading in page.headings]
    read = [page.reading.links, sorted(page.reading.anchors)]
    return [page.path, page.title, page.description, page.html, headings, read, page.source, page.redirect]


def _page_from(
    path: str, title: str, description: str, html: str, headings: Any, read: Any, source: Any, redirect: Any
) -> RenderedPage:
    known = tuple(Heading(*heading) for heading in headings)
    reading = Reading((), tuple(read[0]), frozenset(read[1]))
    return RenderedPage(path, title, description, html, known, reading, source, redirect)


def _counted_as_lists(counted: Counted) -> list[Any]:
    entry = counted.page.entry
    known = [getattr(entry, name) for name in Entry.__dataclass_fields__]
    sections = [[section.anchor, section.heading, section.text] for section in counted.page.sections]
    words: dict[str, list[list[str]]] = {}
    for (language, word), known_word in counted.words.items():
        words.setdefault(language, []).append([word, *known_word])
    return [known, sections, counted.sections, words]


def _counted_from(known: Any, sections: Any, counts: Any, words: Any) -> Counted:
    entry = Entry(**dict(zip(Entry.__dataclass_fields__, known, strict=True)))
    entry = Entry(**{**vars(entry), "names": tuple(tuple(name) for name in entry.names)})
    page = SearchPage(entry, tuple(Section(anchor, heading, {}, text) for anchor, heading, text in sections))
    counted = tuple(
        (tuple(lengths), {term: tuple(pattern) for term, pattern in terms.items()}) for lengths, terms in counts
    )
    known_words = {(language, word): Word(form, term) for language, all_ in words.items() for word, form, term in all_}
    return Counted(page, counted, known_words)
