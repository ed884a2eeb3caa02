"""A synthetic library of so many sections, its index, and the same sections as a plain Material site.

Run as `python -m tests.bench.search_library PROJECT TODAY PROCESSES WARM` it times the search phase of a build in
a process of its own and writes JSON.
"""

from __future__ import annotations

import gc
import gzip
import json
import multiprocessing
import re
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

from macros.model.record import Record
from macros.render.page import RenderedPage
from macros.render.record_page import compose_record
from macros.search import words
from macros.search.index import Index
from macros.search.kept_count import KeptCount, keep_count
from macros.search.library import SearchLibrary, count_record, search_library, write_search
from macros.search.words import fold, split, stop_words
from macros.shell import Site, check_site
from tests.bench.project import as_yaml, library, shipped_config, write, write_project

PROBE = 120
"""Entries from which is learned how many sections an entry has."""
KINDS = ("start", "forms", "terms", "lengths", "text")
"""Kinds of pieces of an index, by how their names begin."""


@dataclass(frozen=True)
class Size:
    """The pieces of one kind."""

    files: int
    raw: int
    gzipped: int


@dataclass(frozen=True)
class Vocabulary:
    """Whether a library's text is like natural text."""

    entries: int
    pages: int
    sections: int
    characters: float
    """Mean length of a section."""
    words: int
    """All words of the sections' texts."""
    forms: int
    """Different ones."""
    terms: int
    terms_per_section: float
    commonest: tuple[int, ...]
    """Sections that hold the 1st, 10th, 100th and 1,000th term."""
    once: float
    """Part of the terms that stand in one section only."""
    growth: tuple[tuple[int, int], ...]
    """Words and different ones after each quarter: Heaps' law."""


@dataclass(frozen=True)
class Phase:
    """The search phase of a build."""

    sections: int
    processes: int
    warm: bool
    """Whether the last build's words were remembered."""
    count: float
    """Seconds for cutting and counting."""
    index: float
    """Seconds for putting the counts together."""
    write: float
    """Seconds for the files."""
    memory: int
    """Bytes by which the process grew beyond what it had held before, at most."""

    @property
    def seconds(self) -> float:
        """All three."""
        return self.count + self.index + self.write


def open_project(root: Path, today: str) -> Site:
    """A project, checked and connected."""
    site, problems = check_site(root, root / "overrides", date.fromisoformat(today))
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    if site is None or errors:
        raise SystemExit("\n".join(errors[:5]))
    return site


def indexed(root: Path, today: str) -> tuple[Site, SearchLibrary]:
    """A project and its index."""
    site = open_project(root, today)
    site.render(2)
    return site, site.search(root)


def write_library(folder: Path, sections: int, today: str) -> tuple[Site, SearchLibrary]:
    """Write a project with at least so many sections, as few more as entries allow."""
    size, made = PROBE, 0
    while made < sections:
        write_project(folder, library(size))
        site, found = indexed(folder, today)
        made = len(found.index.sections)
        if made < sections:
            size = int(size * sections / made * (1.02 if size == PROBE else 1.01)) + 1
    return site, found


def vocabulary(site: Site, index: Index) -> Vocabulary:
    """How many words, and how they are spread."""
    seen: set[str] = set()
    total, growth = 0, []
    for number, section in enumerate(index.sections, start=1):
        forms = [fold(word) for word in split(section.text)]
        total += len(forms)
        seen.update(forms)
        if number % max(1, len(index.sections) // 4) == 0:
            growth.append((total, len(seen)))
    held = sorted(map(len, index.postings), reverse=True)
    return Vocabulary(
        entries=len(site.graph.records),
        pages=len(index.entries),
        sections=len(index.sections),
        characters=sum(len(section.text) for section in index.sections) / len(index.sections),
        words=total,
        forms=len(seen),
        terms=len(index.terms),
        terms_per_section=sum(held) / len(index.sections),
        commonest=tuple(held[place] for place in (0, 9, 99, 999) if place < len(held)),
        once=sum(count == 1 for count in held) / len(held),
        growth=tuple(growth),
    )


def queries(index: Index, lengths: Sequence[int] = (1, 1, 1, 2, 2, 2, 2, 3, 3, 3)) -> list[str]:
    """Queries of so many words that stand together in a section: some common ones, some rare ones, always the same."""
    random = Random("queries")
    most = len(index.sections)
    ignored = stop_words("en")
    held_by = Counter(word for section in index.sections for word in set(split(section.text)))
    bands = [(0.1, 0.4), (0.01, 0.1), (0.0015, 0.01)]
    found: list[str] = []
    while len(found) < len(lengths):
        section = random.choice(index.sections)
        usable = [word for word in split(section.text) if word.isalpha() and word.isascii() and len(word) > 4]
        usable = [word for word in usable if word not in ignored]
        chosen: list[str] = []
        for place in range(lengths[len(found)]):
            low, high = bands[(len(found) + place) % len(bands)]
            held = [word for word in usable if low * most <= held_by[word] < high * most and word not in chosen]
            if held:
                chosen.append(random.choice(held))
        if len(chosen) == lengths[len(found)]:
            found.append(" ".join(chosen))
    return found


def misspelled(query: str) -> str:
    """A query with two letters of its first word changed round."""
    return query[:2] + query[3] + query[2] + query[4:]


def sizes(folder: Path) -> dict[str, Size]:
    """The pieces of an index by kind; the explorer's pieces beside them are no part of it."""
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.js")):
        kind = path.stem.partition("-")[0]
        if kind in found:
            found[kind].append(path.read_bytes())
    return {kind: measured_size(pieces) for kind, pieces in found.items()}


def measured_size(pieces: Sequence[bytes]) -> Size:
    """Files as they lie there and as they travel."""
    gzipped = sum(len(gzip.compress(piece, 6, mtime=0)) for piece in pieces)
    return Size(len(pieces), sum(map(len, pieces)), gzipped)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~^=:])")


def write_material(target: Path, index: Index) -> None:
    """A plain Material project whose pages have the sections of an index, word for word."""
    shutil.rmtree(target, ignore_errors=True)
    pages: dict[int, list[str]] = {}
    for page, section in zip(index.pages, index.sections, strict=True):
        heading = f"## {_literal(section.heading)} {{#{section.anchor}}}\n\n" if section.anchor else ""
        pages.setdefault(page, []).append(f"{heading}{_literal(section.text)}\n")
    for number, entry in enumerate(index.entries):
        text = "\n".join(pages.get(number, []))
        path = entry.path.removesuffix(".html") + ".md"
        write(target / "docs" / path, f"# {_literal(entry.title)}\n\n{text}")
    if not (target / "docs/index.md").exists():
        write(target / "docs/index.md", "# Home\n")
    shipped = shipped_config()
    config = {
        "site_name": "Synthetic library",
        "use_directory_urls": False,
        "theme": {name: shipped["theme"][name] for name in ("name", "font", "language", "features", "palette")},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
        "nav": ["index.md"],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    write(target / "mkdocs.yml", as_yaml(config))


def _literal(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


_work: tuple[Site, Mapping[str, Sequence[RenderedPage]]] | None = None
"""What forked workers share."""


def _count(id: str) -> list[KeptCount]:
    assert _work is not None
    site, pages = _work
    return [keep_count(counted) for counted in count_record(site.graph, site.graph.records[id], pages[id])]


def _rendered(site: Site) -> dict[str, Sequence[RenderedPage]]:
    def pages(record: Record) -> Sequence[RenderedPage]:
        return compose_record(site.graph, site.env, record)

    return {id: pages(record) for id, record in site.graph.records.items()}


def timed_phase(root: Path, today: str, processes: int, warm: bool) -> Phase:
    """Cut, count, index and write as a build does, everything else being done before.

    A build counts a page in the process that rendered it; here all is rendered first, so that only counting is
    timed, on as many processes.
    """
    global _work
    gc.disable()
    site = open_project(root, today)
    pages = _rendered(site)
    _work = site, pages
    if warm:
        for id in pages:
            _count(id)
    else:
        words.KNOWN.clear()
    before = _peak(begin=True)
    started = perf_counter()
    counted = _timed_count(list(pages), processes)
    between = perf_counter()
    found = search_library(site.graph, [], root, counted)
    then = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        write_search(site.graph, found, Path(folder))
    ended = perf_counter()
    grown = _peak() - before
    return Phase(len(found.index.sections), processes, warm, between - started, then - between, ended - then, grown)


def _timed_count(ids: Sequence[str], processes: int) -> list[KeptCount]:
    if processes == 1:
        return [counted for id in ids for counted in _count(id)]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return [counted for several in pool.map(_count, ids, chunksize=50) for counted in several]


def _peak(begin: bool = False) -> int:
    """The most that this process has held since it was asked to begin, in bytes; its workers aside.

    Where the system can't begin anew (other than Linux), since the process started.
    """
    try:
        if begin:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    project, day, many, remembered = sys.argv[1:]
    print(json.dumps(asdict(timed_phase(Path(project).resolve(), day, int(many), remembered == "warm"))))
