"""Measurements to a table on the terminal, a Markdown page and JSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.console import Console

from tests.bench.measure import Run
from tests.bench.phases import PHASES
from tests.bench.tables import in_markdown, on_screen

MOST_RAW = 60_000
"""Bytes that the largest page may have."""
MOST_GZIPPED = 15_000
"""The same as it travels."""


@dataclass(frozen=True)
class PageSize:
    """A page of a built site."""

    path: str
    raw: int
    gzipped: int

    @property
    def too_large(self) -> bool:
        """Whether it breaks a limit."""
        return self.raw > MOST_RAW or self.gzipped > MOST_GZIPPED


@dataclass(frozen=True)
class Measured:
    """Everything measured at one size."""

    entries: int
    words: float
    """Average words of prose in an entry."""
    check: Run
    build: Run | None = None
    """With nothing kept from earlier builds."""
    edited: Run | None = None
    """After a sentence of one entry has changed."""
    search_again: Run | None = None
    """A question in the terminal to a library that has been asked before."""
    plain: Run | None = None
    phases: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    output: int = 0
    """Bytes of our site."""
    largest: PageSize | None = None
    most_gzipped: PageSize | None = None
    breaches: tuple[PageSize, ...] = ()

    @property
    def ratio(self) -> float | None:
        """Our time over plain Material's."""
        return self.build.seconds / self.plain.seconds if self.build and self.plain else None

    @property
    def cpu_ratio(self) -> float | None:
        """The same in processor time, which other work on the machine disturbs less."""
        return self.build.cpu / self.plain.cpu if self.build and self.plain else None


def page_sizes(site: Path) -> list[PageSize]:
    """Every page of a site, as it lies there and as it travels."""
    found = []
    for path in sorted(site.rglob("*.html")):
        raw = path.read_bytes()
        found.append(PageSize(path.relative_to(site).as_posix(), len(raw), len(gzip.compress(raw, mtime=0))))
    return found


def rows(results: Sequence[Measured]) -> list[tuple[str, ...]]:
    """One row per figure, one column per size, the first row the heading."""
    figures = {
        "build, s": [_number(m.build.seconds if m.build else None) for m in results],
        "plain Material with search, s": [_number(m.plain.seconds if m.plain else None) for m in results],
        "**ratio**": [_number(m.ratio, 2) for m in results],
        "build, CPU s": [_number(m.build.cpu if m.build else None) for m in results],
        "plain, CPU s": [_number(m.plain.cpu if m.plain else None) for m in results],
        "ratio of CPU": [_number(m.cpu_ratio, 2) for m in results],
        "after an edited sentence, s": [_number(m.edited.seconds if m.edited else None) for m in results],
        "after an edited sentence, CPU s": [_number(m.edited.cpu if m.edited else None) for m in results],
        "of the CPU of the whole build": [
            _number(m.edited.cpu / m.build.cpu if m.edited and m.build else None, 2) for m in results
        ],
        "search again in a terminal, CPU s": [_number(m.search_again.cpu if m.search_again else None) for m in results],
        "build, peak MB": [_megabytes(m.build) for m in results],
        "plain, peak MB": [_megabytes(m.plain) for m in results],
        "check alone, s": [_number(m.check.seconds) for m in results],
        "check, ms per entry": [_number(1000 * m.check.seconds / m.entries, 2) for m in results],
        **{f"phase: {phase}, s": [_number(m.phases.get(phase), 2) for m in results] for phase in PHASES},
        "pages": [f"{m.pages:,}" if m.pages else "" for m in results],
        "site, KB per entry": [_number(m.output / m.entries / 1000) if m.output else "" for m in results],
        "largest page, KB": [_number(m.largest.raw / 1000 if m.largest else None) for m in results],
        "largest page gzipped, KB": [
            _number(m.most_gzipped.gzipped / 1000 if m.most_gzipped else None) for m in results
        ],
        "pages over the limit": [str(len(m.breaches)) if m.pages else "" for m in results],
    }
    return [("entries", *(f"{m.entries:,}" for m in results)), *((name, *cells) for name, cells in figures.items())]


def show(results: Sequence[Measured], console: Console) -> None:
    """Print the table, and the pages that are too large."""
    console.print(on_screen([(name.strip("*"), *cells) for name, *cells in rows(results)]))
    for line in _breaches(results):
        console.print(line, style="red")


def write_report(results: Sequence[Measured], folder: Path, today: str, load: float) -> None:
    """Write `report.md` and `results.json`.

    Args:
        load: of the machine when the run began, in processes that wanted to run.
    """
    lines = [
        "# Benchmarks",
        "",
        f"Synthetic entries of {results[0].words:.0f} words on average, built for {today}.",
        "`build` is all of `commonthread build`, nothing kept from before: check, pages, MkDocs, links and exports.",
        f"The load of the machine was {load:.1f} when the run began.",
        "`plain` is mkdocs-material with its search plugin and no overrides on the same text.",
        "The phases come from a separate run and leave out the start of the two processes.",
        "",
        *in_markdown(rows(results)),
        "",
        f"No page may be over {MOST_RAW // 1000} KB, or {MOST_GZIPPED // 1000} KB gzipped.",
        *(f"- {line}" for line in _breaches(results)),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    data = [{**asdict(measured), "ratio": measured.ratio, "cpu_ratio": measured.cpu_ratio} for measured in results]
    text = json.dumps({"today": today, "load": load, "sizes": data}, indent=1)
    (folder / "results.json").write_text(text + "\n", encoding="utf-8")


def _breaches(results: Sequence[Measured]) -> list[str]:
    return [
        f"{m.entries:,} entries: {page.path} has {page.raw / 1000:.1f} KB, {page.gzipped / 1000:.1f} KB gzipped"
        for m in results
        for page in m.breaches
    ]


def _number(value: float | None, digits: int = 1) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


def _megabytes(run: Run | None) -> str:
    return f"{run.memory / 1e6:,.0f}" if run else ""
