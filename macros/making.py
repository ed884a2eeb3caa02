"""Makes the pages of a library, or takes them from an earlier build where they would come out the same.

A page depends on what was asked of the library while it was made (`macros.knowledge.watched_graph`), and on what all
pages depend on: the program, its templates, its libraries, the community's settings. Nothing else is believed.
"""

from __future__ import annotations

import gc
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

from macros.kept import KeptValue, KeptValues
from macros.knowledge.lookups import Question, listening
from macros.knowledge.watched_graph import WatchedGraph
from macros.model.languages import base_language
from macros.model.record import Record
from macros.model.settings import Settings
from macros.packing import PackedText, joined, packed, parted, unpacked
from macros.problems import ContentError, Problem
from macros.render.page import Heading, PageJob, RenderedPage
from macros.render.reading import Reading
from macros.render.record_page import compose_record
from macros.render.site_pages import list_jobs
from macros.render.templates import compile_templates
from macros.search.kept_count import KeptCount, entry_as_list, entry_from, keep_count
from macros.search.library import count_record
from macros.search.words import read_dictionaries
from macros.words import Words
from macros.workers import in_order

PARALLEL_FROM = 100
"""Jobs from which making them is worth a second process; only where a process can be forked safely, on Linux."""
_AT_ONCE = 20
"""Jobs that a process is handed together."""
_KEPT_AT_ONCE = 200
"""Values that are written together; nobody holds more of them beside what is made of them."""
_LIBRARIES = (
    "babel", "jinja2", "lunr", "lxml", "markdown", "markupsafe", "nh3", "pydantic", "pystemmer", "pyyaml", "simplemma",
    "snowballstemmer",
)  # fmt: skip
"""What pages and their words are made with."""
_PROGRAM = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """What a job gives."""

    pages: tuple[RenderedPage, ...]
    counted: tuple[KeptCount, ...]
    """The pages of a record, their words counted."""


def all_made_by(templates: Path, settings: Settings, words: Words) -> str:
    """A checksum of what every page depends on."""
    found = hashlib.sha256()
    for folder, pattern in ((_PROGRAM, "**/*.py"), (templates, "**/*.html")):
        for path in sorted(folder.glob(pattern)):
            content = path.read_bytes()
            found.update(b"%d %d " % (len(os.fsencode(path.relative_to(folder))), len(content)))
            found.update(os.fsencode(path.relative_to(folder)) + content)
    versions = " ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    found.update(f"{platform.python_version()} {versions} {settings!r} {words.checksum}".encode())
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
    found = dict(_still_good(graph, kept, {job.name for job in jobs}))
    missing = [job for job in jobs if job.name not in found]
    owners = {job.name: record for job, record in zip(record_jobs, graph.inner.records.values(), strict=True)}
    new = []
    for value in _make_each(graph, env, missing, owners, processes):
        found[value.name] = _from_bytes(value.value)
        new.append(value)
        if len(new) == _KEPT_AT_ONCE:
            kept.keep(new)
            new = []
    if missing:
        kept.keep(new)
        kept.keep_only(found)
    return [found[job.name] for job in jobs]


def _still_good(graph: WatchedGraph, kept: KeptValues, wanted: set[str]) -> Iterator[tuple[str, Made]]:
    """What earlier builds have made from the same answers."""
    for one in kept.all():
        if one.name in wanted:
            try:
                questions, answers = unpacked(one.made_from)
                if _answers(graph, [tuple(question) for question in questions]) == answers:
                    yield one.name, _from_bytes(one.value)
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
) -> Iterator[KeptValue]:
    """Jobs in their order, on several processes when there is enough to do."""
    global _forked
    work = graph, jobs, owners
    if processes < 2 or len(jobs) < PARALLEL_FROM or sys.platform != "linux":
        yield from (_make(work, number) for number in range(len(jobs)))
        return
    _prepare(graph, env)
    gc.freeze()
    _forked = work
    try:
        starts = range(0, len(jobs), _AT_ONCE)
        for made in in_order(_make_forked, starts, "fork", processes):
            yield from made
    finally:
        _forked = None
        gc.unfreeze()


def _prepare(graph: WatchedGraph, env: Environment) -> None:
    """Work out, compile and read what all processes need, before they part."""
    graph.complete()
    compile_templates(env)
    records = graph.inner.records.values()
    read_dictionaries({base_language(name.language) for record in records for name in record.known_as()})
    read_dictionaries({base_language(record.language) for record in records})


def _make_forked(start: int) -> list[KeptValue]:
    """Some jobs at once, so that little time goes into handing them over.

    What a page leaves behind in circles is looked for, and for nothing that was there before the processes parted.
    """
    assert _forked is not None
    gc.enable()
    return [_make(_forked, number) for number in range(start, min(start + _AT_ONCE, len(_forked[1])))]


def _make(work: _Work, number: int) -> KeptValue:
    graph, jobs, owners = work
    job = jobs[number]
    record = owners.get(job.name)
    with listening() as asked:
        pages = _pages(graph, job, record)
        counted = count_record(graph, record, pages) if record else []
    made = Made(tuple(page.without_parts() for page in pages), tuple(map(keep_count, counted)))
    questions = asked.about([record.id] if record else [])
    return KeptValue(job.name, packed([questions, _answers(graph, questions)]), _as_bytes(made))


def _pages(graph: WatchedGraph, job: PageJob, record: Record | None) -> list[RenderedPage]:
    """What a job makes.

    Raises:
        ContentError: when an entry nests or holds more than can be made; the check sees most of these before.
    """
    try:
        return list(job.make())
    except (RecursionError, MemoryError) as error:
        path = graph.inner.library.documents[record.id].path if record else job.name
        message = f"its page can't be made ({type(error).__name__}); nest less, and hold less"
        raise ContentError([Problem(path, 1, "-", message, "too-large")]) from None


def _as_bytes(made: Made) -> bytes:
    """What was made: what is known of it, the HTML of each page, the counts of each page."""
    known = [list(map(_page_as_list, made.pages)), [entry_as_list(count.entry) for count in made.counted]]
    html = (page.content.content for page in made.pages)
    return joined([packed(known), *html, *(count.content for count in made.counted)])


def _from_bytes(content: bytes) -> Made:
    """What `_as_bytes` was given; texts and counts stay packed."""
    known, *rest = parted(content)
    pages, entries = unpacked(known)
    html, counts = rest[: len(pages)], rest[len(pages) :]
    return Made(
        tuple(_page_from(PackedText(text), *page) for text, page in zip(html, pages, strict=True)),
        tuple(KeptCount(entry_from(entry), count) for entry, count in zip(entries, counts, strict=True)),
    )


def _page_as_list(page: RenderedPage) -> list[Any]:
    """A page but for its HTML."""
    headings = [[heading.level, heading.id, heading.title] for heading in page.headings]
    read = [page.reading.links, sorted(page.reading.anchors)]
    return [
        page.path, page.title, page.description, headings, read, page.source, page.redirect, page.label, page.data,
    ]  # fmt: skip


def _page_from(
    html: PackedText, path: str, title: str, description: str, headings: Any, read: Any, *rest: Any
) -> RenderedPage:
    known = tuple(Heading(*heading) for heading in headings)
    links, anchors = read
    reading = Reading((), tuple(map(sys.intern, links)), frozenset(map(sys.intern, anchors)))
    source, redirect, label, data = rest
    return RenderedPage(path, title, description, html, known, reading, source, redirect, label, data)
