"""`python -m tests.bench`: measure all sizes in one run; everything happens below `.bench/`."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, TaskID

from tests.bench import bundles as bundle
from tests.bench import search
from tests.bench.measure import CommandFailedError, Run, least, measure
from tests.bench.plain import write_plain
from tests.bench.project import ROOT, library, write_project
from tests.bench.report import Measured, page_sizes, show, write_report

FOLDER = ROOT / ".bench"
CHECK_ONLY = 10_000
"""Entries at which only the check is measured."""
CACHE = Path(tempfile.gettempdir()) / f"commonthread-bench-{os.getpid()}"
"""Where measured commands keep what they keep: outside of the checkout, as they want it."""
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(CACHE)}
STEPS = 8
"""Generate, check, build, build after an edit, search, search again, plain, phases."""
QUIET = 0.5
"""Load of the machine below which a run counts as undisturbed."""


@click.command()
@click.option("--sizes", default="100,1000,5000", show_default=True, help="Entries, separated by commas.")
@click.option("--check-only", default=CHECK_ONLY, show_default=True, help="Entries for the check alone; 0 for none.")
@click.option("--repeat", default=1, show_default=True, help="Runs of each command; the quickest counts.")
@click.option("--search", "sections", default=5000, show_default=True, help="Sections to search in; 0 for no search.")
@click.option("--bundles/--no-bundles", default=True, show_default=True, help="Measure bundles and updates.")
@click.option("--today", default="2026-06-01", show_default=True, help="Day to build for.")
def main(sizes: str, check_only: int, repeat: int, sections: int, bundles: bool, today: str) -> None:
    """Measure our build beside plain mkdocs-material, our search beside Material's, and what bundles weigh."""
    load = os.getloadavg()[0]
    if load > QUIET:
        print(
            f"The machine is busy (load {load:.1f}): these figures will be larger than on a quiet one.", file=sys.stderr
        )
    wanted = [int(size) for size in sizes.split(",") if size]
    console = Console()
    results = []
    try:
        with Progress(console=console) as progress:
            task = progress.add_task("", total=STEPS * len(wanted) + (2 if check_only else 0))
            for size in wanted:
                results.append(_measured(size, today, repeat, progress, task))
            if check_only:
                results.append(_checked(check_only, today, repeat, progress, task)[0])
    except CommandFailedError as error:
        raise click.ClickException(str(error)) from None
    if results:
        show(results, console)
        write_report(results, FOLDER, today, load)
        console.print(f"Written: {FOLDER / 'report.md'} and results.json")
    shutil.rmtree(CACHE, ignore_errors=True)
    if bundles:
        bundle.run(console, FOLDER / "bundles")
    if sections:
        try:
            search.run(console, sections, True, today)
        except (CommandFailedError, FileNotFoundError) as error:
            raise click.ClickException(str(error)) from None


def _checked(size: int, today: str, repeat: int, progress: Progress, task: TaskID) -> tuple[Measured, Path]:
    """Generate a library and measure its check; also its folder."""
    folder = FOLDER / str(size)
    _next(progress, task, f"{size:,} entries: generating")
    made = library(size)
    write_project(folder / "project", made)
    write_plain(folder / "plain", made)
    progress.advance(task)
    check = _run(progress, task, f"{size:,}: checking", ("-m", "macros", "check", "--today", today), folder, repeat)
    return Measured(size, sum(entry.words for entry in made) / size, check), folder


def _measured(size: int, today: str, repeat: int, progress: Progress, task: TaskID) -> Measured:
    """Everything at one size."""
    checked, folder = _checked(size, today, repeat, progress, task)
    ours = ("-m", "macros", "build", "--today", today)
    build = _run(progress, task, f"{size:,}: building", ours, folder, repeat, cold=True)
    entry = next(path for path in sorted((folder / "project/docs/practices").glob("*.md")) if path.name != "index.md")
    entry.write_text(entry.read_text("utf-8").rstrip() + " One more sentence.\n", "utf-8")
    edited = _run(progress, task, f"{size:,}: building after an edit", ours, folder, 1)
    asked = ("-m", "macros", "search", "--today", today, "social", "cohesion")
    _run(progress, task, f"{size:,}: searching", asked, folder, 1)
    search_again = _run(progress, task, f"{size:,}: searching again", asked, folder, repeat)
    other = ("-m", "mkdocs", "build", "--quiet", "--strict")
    plain = _run(progress, task, f"{size:,}: plain Material", other, folder, repeat, project="plain")
    steps = ("-m", "tests.bench.phases", str(folder / "project"), today)
    timed = _run(progress, task, f"{size:,}: phases", steps, ROOT, 1, project=".", cold=True)
    site = folder / "project" / "site"
    pages = page_sizes(site)
    return Measured(
        size,
        checked.words,
        checked.check,
        build,
        edited,
        search_again,
        plain,
        json.loads(timed.output),
        len(pages),
        sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
        max(pages, key=lambda page: page.raw),
        max(pages, key=lambda page: page.gzipped),
        tuple(page for page in pages if page.too_large),
    )


def _run(
    progress: Progress, task: TaskID, words: str, arguments: tuple[str, ...], folder: Path, repeat: int,
    project: str = "project", cold: bool = False,
) -> Run:  # fmt: skip
    """The quickest of some runs of a command; what it keeps lies apart from the user's caches.

    Args:
        cold: nothing is kept from one run to the next.
    """
    _next(progress, task, words)
    runs = []
    for _ in range(repeat):
        if cold:
            shutil.rmtree(CACHE, ignore_errors=True)
        runs.append(measure([sys.executable, *arguments], folder / project, ENVIRONMENT))
    progress.advance(task)
    return least(runs)


def _next(progress: Progress, task: TaskID, words: str) -> None:
    progress.update(task, description=words)


if __name__ == "__main__":
    main()
