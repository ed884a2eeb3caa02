"""Makes the pages of unusual entries apart, within limits of time and memory, so that nobody waits for one.

Entries that hold no more than readers write are so small that no parser can take long over them. What exceeds that
(`macros.load.text.is_unusual`) is made into its page here, in a copy of this process that the system stops: what asks
for more than the limits, or can't be made at all, is a problem of its entry. Links to places of the page itself are
followed too, since only the page knows its places.
"""

from __future__ import annotations

import gc
import os
import posixpath
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import islice
from urllib.parse import unquote

from jinja2 import Environment

from macros.knowledge.graph import Graph
from macros.knowledge.links import first_lines
from macros.knowledge.markup import FILE, TARGET
from macros.load.code import without_code
from macros.load.document import Document, Location
from macros.model.body import section_lines
from macros.model.record import Record
from macros.model.registry import prose
from macros.problems import MOST_PROBLEMS, Problem, nearest
from macros.render.limits import bytes_with
from macros.render.record_page import compose_record

with suppress(ImportError):  # where it is missing, nothing is tried
    import resource

SECONDS = 1.0
"""Processor time that the page of one entry may take; the longest shipped one takes a tenth of a second."""
MEGABYTES = 150
"""Memory that it may take beside what the program holds already."""
_OTHERS, _SHOWN = 3, 8
"""Pages of other entries that are made for one, and places of a page that are told."""
_WAITED = 30
"""Seconds after which a trial ends that uses no processor."""
_OUT_OF_MEMORY = 3


def try_entries(graph: Graph, env: Environment, ids: Sequence[str]) -> Iterator[Problem]:
    """Make the pages of some entries, one by one; gives what is wrong with them.

    Only on Linux, where a process can be copied safely; elsewhere nothing is tried.

    Args:
        graph: the library.
        env: its templates.
        ids: of the entries.
    """
    for id in ids if sys.platform == "linux" else ():
        record = graph.records[id]
        location, longest = _heaviest(record)
        document = graph.library.documents[id]
        told = _tried(partial(_found, graph, env, record), longest)
        in_text = bool(told) and location[:1] == ("body",)
        lines = section_lines(document, record.sections) if in_text else {}
        for message, code in told:
            written = _written(document, record, message) if code == "broken-link" else None
            if written:
                yield replace(written, message=message, code=code)
                continue
            problem = document.problem(location, message, code)
            line = lines.get(str(location[1]), document.body_line) if in_text else problem.line
            yield replace(problem, line=line, field="text" if in_text else problem.field)


def _written(document: Document, record: Record, message: str) -> Problem | None:
    """A problem where the link is written that a message begins with; None where it isn't found."""
    link = message[1:].partition('" leads')[0]
    for _, location, text in prose(record):
        at = next((at for form in (link, unquote(link)) if (at := text.find(f"]({form})")) >= 0), -1)
        if at >= 0:
            problem = document.problem(location, message, "broken-link")
            if location[0] != "body":
                return problem
            line = first_lines(document, record).get(str(location[1]), document.body_line)
            return replace(problem, line=line + text.count("\n", 0, at), field="text")
    return None


def _heaviest(record: Record) -> tuple[Location, int]:
    """Where the text stands over which a parser takes longest, as far as one can tell, and its length."""
    texts = [(sum(not char.isalnum() and char != " " for char in text), loc, text) for _, loc, text in prose(record)]
    _, location, text = max(texts, key=lambda one: (one[0], len(one[2])), default=(0, (), ""))
    return location, len(text)


def _found(graph: Graph, env: Environment, record: Record) -> list[str]:
    """Make the pages of an entry; gives the links in them that lead to no place of a page, and what places there are.

    Links by the name of a file lead to headings of other entries; of these a few are made too.
    """
    pages = compose_record(graph, env, record)
    anchors = {posixpath.basename(page.path): page.reading.anchors for page in pages}
    missing = []
    for page in pages:
        for link in page.reading.links:
            name, _, anchor = link.partition("#")
            known = anchors.get(name or posixpath.basename(page.path))
            if anchor and known is not None and unquote(anchor) not in known:
                missing.append(_told(link, unquote(anchor), known, "this page"))
    others: dict[str, frozenset[str]] = {}
    links = (found[1] for _, _, text in prose(record) for found in TARGET.finditer(without_code(text)))
    for link, file in ((link, FILE.fullmatch(link)) for link in links):
        other = graph.records.get(file[1]) if file else None
        if (
            file
            and other
            and other is not record
            and file[2]
            and len(file[2]) > 1
            and (other.id in others or len(others) < _OTHERS)
        ):
            if other.id not in others:
                made = compose_record(graph, env, other)
                others[other.id] = frozenset().union(*(page.reading.anchors for page in made))
            anchor = unquote(file[2][1:])
            if anchor not in others[other.id]:
                missing.append(_told(link, anchor, others[other.id], f'the page of "{other.id}"'))
    return missing


def _told(link: str, anchor: str, known: Collection[str], page: str) -> str:
    """That a link leads to no place of a page, and which is near, or which there are."""
    hint = nearest(anchor, known).replace(' "', ' "#') or f"; there are #{', #'.join(sorted(known)[:_SHOWN])}"
    return f'"{link[:300]}" leads to no place of {page}; link to a heading of it{hint}'


def _tried(make: Callable[[], list[str]], length: int) -> list[tuple[str, str]]:
    """What a copy of this process finds out within the limits, as messages with their codes."""
    reading, writing = os.pipe()
    gc.freeze()
    copy = os.fork()
    if not copy:
        os.close(reading)
        _try(make, writing)
    os.close(writing)
    gc.unfreeze()
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read().splitlines()
    status = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    if not status:
        return [(message, "broken-link") for message in said]
    if status in (-signal.SIGPROF, -signal.SIGALRM):
        why = f"takes more than {SECONDS} seconds to make"
    elif status == _OUT_OF_MEMORY:
        why = f"needs more than {MEGABYTES} MB"
    else:
        why = f"can't be made ({said[0] if said else f'status {status}'})"
    shorter = f"its longest text has {length:,} characters. Shorten it, split it, take signs out of it, nest less"
    return [(f"the page of this entry {why}; {shorter}", "too-large")]


def _try(make: Callable[[], list[str]], writing: int) -> None:
    """The life of the copy: answers through a pipe, and ends, whatever happens."""
    status, said = 1, b""
    try:
        _limit()
        missing = dict.fromkeys(message for message in make() if message.isprintable())
        said = "\n".join(islice(missing, MOST_PROBLEMS)).encode()
        status = 0
    except MemoryError:
        status = _OUT_OF_MEMORY
    except Exception as error:
        said = type(error).__name__.encode()
    finally:
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
            os.write(writing, said)
        finally:
            os._exit(status)


def _limit() -> None:
    """Have the system stop this process."""
    gc.disable()
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (bytes_with(MEGABYTES),) * 2)
    signal.setitimer(signal.ITIMER_REAL, _WAITED)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
