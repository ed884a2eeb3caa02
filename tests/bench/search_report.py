"""What was measured of the search, as tables on the terminal, a Markdown page and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from tests.bench.measure import Run
from tests.bench.search_browser import GAP, Session, Typed, median
from tests.bench.search_explorer import Explored
from tests.bench.search_library import Phase, Size, Vocabulary
from tests.bench.search_quality import AT, Judged, Means, grouped, means
from tests.bench.search_ways import Ways, ways_tables
from tests.bench.tables import in_markdown, on_screen

Rows = list[tuple[str, ...]]
"""A table: its head, then its lines."""


@dataclass
class Speed:
    """Everything measured at one size."""

    vocabulary: Vocabulary
    queries: Sequence[str]
    cold: dict[str, list[Typed]] = field(default_factory=dict)
    """By way of searching: each query in a fresh profile, typed."""
    slowed: dict[str, list[Typed]] = field(default_factory=dict)
    """The same, with the whole renderer slowed, workers too."""
    poor: dict[str, list[Typed]] = field(default_factory=dict)
    """The same with a poor connection."""
    sessions: dict[str, Session] = field(default_factory=dict)
    """The same queries in one page."""
    pasted: dict[str, list[Typed]] = field(default_factory=dict)
    """Each query in a fresh profile, all at once."""
    misspelled: dict[str, list[Typed]] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    material: Size | None = None
    """Material's one file."""
    material_documents: int = 0
    phases: list[Phase] = field(default_factory=list)
    build: Run | None = None
    silent: dict[str, list[str]] = field(default_factory=dict)
    """What pages read below `search/` although nobody searches."""
    from_disk: tuple[int, str] = (0, "")
    """Material from the disk: results, and what it says."""
    slowdown: dict[str, tuple[float, float]] = field(default_factory=dict)
    """How much slower the main thread and a worker really ran."""
    explored: dict[str, Explored] = field(default_factory=dict)


@dataclass
class Quality:
    """How two engines answered the judgements."""

    ours: list[Judged]
    default: list[Judged]
    rejected: list[str]
    """Queries that lunr's parser rejects."""
    unknown: list[str]
    """Expected ids that no page has."""
    ways: Ways
    """The same library asked as readers ask it."""


def speed_tables(speed: Speed) -> list[tuple[str, Rows]]:
    """Tables with their captions."""
    return [
        ("Typed key by key, a fresh profile for each query: median (worst)", _typed(speed.cold)),
        ("The same with workers slowed as well", _typed(speed.slowed)),
        ("The same with a poor connection", _typed(speed.poor)),
        ("Pasted, a fresh profile for each query: median (worst)", _typed(speed.pasted)),
        ("With a slip in the first word", _typed(speed.misspelled)),
        ("All queries one after the other in one page", _sessions(speed.sessions)),
        ("The index", _sizes(speed)),
        ("The search phase of a build", _phases(speed)),
        ("The explorer", _explored(speed)),
    ]


def _typed(found: dict[str, list[Typed]]) -> Rows:
    rows: Rows = [("", *found)]
    figures: dict[str, Callable[[Typed], float | None]] = {
        "first result after opening, ms": lambda typed: typed.first,
        "first result after loading began, ms": lambda typed: typed.first_from_start,
        "results after the last key, ms": lambda typed: typed.after_last,
        "longest task, ms": lambda typed: typed.longest,
        "files read": lambda typed: typed.requests,
        "KB read": lambda typed: typed.read.raw / 1000,
        "KB read, gzipped": lambda typed: typed.read.gzipped / 1000,
        "of it texts, KB": lambda typed: typed.kinds.get("text", 0) / 1000,
        "of it terms, KB": lambda typed: typed.kinds.get("terms", 0) / 1000,
    }
    rows.append(("queries", *(str(len(several)) for several in found.values())))
    for name, figure in figures.items():
        rows.append((name, *(_spread([figure(typed) for typed in several]) for several in found.values())))
    rows.append(("without results", *(str(sum(not typed.results for typed in several)) for several in found.values())))
    return rows if found else []


def _sessions(found: dict[str, Session]) -> Rows:
    if not found:
        return []
    columns = list(found.values())
    later = [one.typed[1:] for one in columns]
    return [
        ("", *found),
        ("results after the last key, ms", *(_spread([t.after_last for t in several]) for several in later)),
        ("longest task, ms", *(_spread([t.longest for t in several]) for several in later)),
        ("KB read by all", *(f"{sum(t.read.raw for t in one.typed) / 1000:,.0f}" for one in columns)),
        ("heap before, MB", *(f"{one.heap_before:,.1f}" for one in columns)),
        ("heap after, MB", *(f"{one.heap_after:,.1f}" for one in columns)),
        ("most heap seen, MB", *(f"{one.heap_peak:,.1f}" for one in columns)),
    ]


def _sizes(speed: Speed) -> Rows:
    count = speed.vocabulary.sections
    rows: Rows = [("kind of piece", "files", "KB", "gzipped", "bytes per section", "gzipped")]
    for name, size in (*speed.sizes.items(), ("all", _sum(speed.sizes.values()))):
        rows.append(_size(name, size, count))
    if speed.material:
        rows.append(_size("Material's index", speed.material, count))
    return rows


def _size(name: str, size: Size, count: int) -> tuple[str, ...]:
    return (
        name, f"{size.files:,}", f"{size.raw / 1000:,.1f}", f"{size.gzipped / 1000:,.1f}",
        f"{size.raw / count:,.1f}", f"{size.gzipped / count:,.1f}",
    )  # fmt: skip


def _sum(sizes: Iterable[Size]) -> Size:
    listed = list(sizes)
    return Size(
        sum(size.files for size in listed), sum(size.raw for size in listed), sum(size.gzipped for size in listed)
    )


def _phases(speed: Speed) -> Rows:
    rows: Rows = [("processes", "words", "count, s", "index, s", "write, s", "sections per second", "memory added, MB")]
    for one in speed.phases:
        rows.append(
            (
                str(one.processes), "remembered" if one.warm else "new", f"{one.count:.2f}", f"{one.index:.2f}",
                f"{one.write:.2f}", f"{one.sections / one.seconds:,.0f}", f"{one.memory / 1e6:,.0f}",
            )
        )  # fmt: skip
    return rows if speed.phases else []


def _explored(speed: Speed) -> Rows:
    if not speed.explored:
        return []
    columns = list(speed.explored.values())
    return [
        ("", *speed.explored),
        ("ready after loading began, ms", *(f"{one.ready:,.0f}" for one in columns)),
        ("click to list, ms", *(_spread(list(one.clicks)) for one in columns)),
        ("longest task, ms", *(f"{one.longest:,.0f}" for one in columns)),
    ]


def remarks(speed: Speed) -> list[str]:
    """What no table says."""
    words = speed.vocabulary
    commonest = ", ".join(f"{count:,}" for count in words.commonest)
    growth = ", ".join(f"{forms:,} of {total:,}" for total, forms in words.growth)
    lines = [
        f"{words.sections:,} sections of {words.characters:.0f} characters and {words.terms_per_section:.0f} "
        f"different terms on {words.pages:,} pages of {words.entries:,} entries; {words.words:,} words, "
        f"{words.forms:,} different ones, {words.terms:,} terms.",
        f"The 1st, 10th, 100th and 1,000th term stand in {commonest} sections, {words.once:.0%} of them in one only; "
        f"different words after each quarter: {growth}.",
        f"Material's index has {speed.material_documents:,} documents.",
        "Queries: " + ", ".join(f"“{query}”" for query in speed.queries) + ".",
    ]
    lines.append("A poor connection: 400 kbit/s, 300 ms from a request to its answer; what can be is compressed.")
    for name, (main, worker) in speed.slowdown.items():
        lines.append(
            f"Slowed by {name}: a loop took {main:.1f} times as long on the main thread, {worker:.1f} in a worker."
        )
    for name, read in speed.silent.items():
        lines.append(f"{name}, without searching, reads below search/: {', '.join(read) or 'nothing'}.")
    results, said = speed.from_disk
    lines.append(f"Material from the disk: {results} results; its list says “{said}”.")
    lines.append(
        f"Keys come every {GAP} ms, the first one {GAP} ms after opening; our engine answers from the second key on. "
        "Tasks of less than 50 ms count as 0. Times include one frame of painting."
    )
    if speed.build:
        lines.append(f"Our whole build: {speed.build.seconds:.1f} s, {speed.build.memory / 1e6:,.0f} MB at most.")
    return lines


def quality_tables(quality: Quality) -> list[tuple[str, Rows]]:
    """Averages by who asked, by file and by kind."""
    found = []
    for caption, name in (("By who asked", "by"), ("By file", "file"), ("By kind", "kind")):
        mine = grouped(quality.ours, lambda one, name=name: str(getattr(one, name)))  # type: ignore[misc]
        theirs = grouped(quality.default, lambda one, name=name: str(getattr(one, name)))  # type: ignore[misc]
        head = ("", "queries", f"recall@{AT}", "lunr", "MRR", "lunr")
        rows: Rows = [head, *(_means(group, mine[group], theirs[group]) for group in mine)]
        rows.append(_means("all", means(quality.ours), means(quality.default)))
        found.append((caption, rows))
    return [*found, *ways_tables(quality.ways)]


def _means(name: str, mine: Means, theirs: Means) -> tuple[str, ...]:
    return (
        name, str(mine.queries), f"{mine.recall:.3f}", f"{theirs.recall:.3f}", f"{mine.reciprocal:.3f}",
        f"{theirs.reciprocal:.3f}",
    )  # fmt: skip


def missed_lines(quality: Quality) -> list[str]:
    """Every expected page that our engine doesn't show, and every query whose first result isn't expected."""
    lines = []
    for one in quality.ours:
        if one.missed:
            ids = ", ".join(f"{id} ({f'rank {rank}' if rank else 'not found'})" for id, rank in one.missed)
            lines.append(f"{one.judgement.file}: “{one.judgement.query}” ({one.judgement.kind}) misses {ids}")
    lines += [f"no such page: {line}" for line in quality.unknown]
    return lines


def late_lines(quality: Quality) -> list[str]:
    """Every query whose first result is not an expected one, with the first expected one's rank."""
    return [
        f"{one.judgement.file}: “{one.judgement.query}” ({one.judgement.kind}): first expected at rank "
        f"{round(1 / one.reciprocal) if one.reciprocal else '–'}, behind {', '.join(one.first[:3])}"
        for one in quality.ours
        if one.reciprocal < 1
    ]


def show(speed: Speed | None, quality: Quality | None, console: Console) -> None:
    """Print everything."""
    for caption, rows in [*(speed_tables(speed) if speed else ()), *(quality_tables(quality) if quality else ())]:
        if rows:
            console.print(on_screen(rows, caption))
            console.print()
    for line in [*(remarks(speed) if speed else ()), *(missed_lines(quality) if quality else ())]:
        console.print(line, highlight=False, markup=False)


def write_report(speed: Speed | None, quality: Quality | None, folder: Path) -> list[Path]:
    """Write what was measured as Markdown and as JSON; returns the pages."""
    written = []
    if speed:
        lines = [*_markdown(speed_tables(speed)), "## Remarks", "", *(f"- {line}" for line in remarks(speed))]
        written.append(_write(folder, "search-speed", "Speed of the search", lines, asdict(speed)))
    if quality:
        lines = _markdown(quality_tables(quality))
        for caption, listed in (
            ("Missed", missed_lines(quality)),
            ("First result not an expected one", late_lines(quality)),
            ("Rejected by lunr", quality.rejected),
        ):
            lines += [f"## {caption}", "", *(f"- {line}" for line in listed), ""]
        written.append(_write(folder, "search-quality", "Quality of the search", lines, asdict(quality)))
    return written


def _markdown(tables: Sequence[tuple[str, Rows]]) -> list[str]:
    lines = []
    for caption, rows in tables:
        if rows:
            lines += [f"## {caption}", "", *in_markdown(rows), ""]
    return lines


def _write(folder: Path, name: str, title: str, lines: Sequence[str], data: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    page = folder / f"{name}.md"
    page.write_text("\n".join([f"# {title}", "", *lines]).rstrip() + "\n", encoding="utf-8")
    return page


def _spread(values: Sequence[float | None]) -> str:
    """The median, and the worst where there are several; `none` counts what never came."""
    known = [value for value in values if value is not None]
    middle = median(known)
    if middle is None:
        return "none"
    never = len(values) - len(known)
    worst = f" ({max(known):,.0f})" if len(known) > 1 else ""
    return f"{middle:,.0f}{worst}" + (f", {never} never" if never else "")
