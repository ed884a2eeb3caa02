"""`python -m tests.bench.search`: how fast readers find something and whether it is what they looked for.

Speed is measured beside Material's own search over the same sections, in the same run; quality beside MkDocs' lunr.
Everything is written below `.bench/`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import Browser
from rich.console import Console

from macros.build_day import build_day
from tests.bench.measure import CommandFailedError, measure
from tests.bench.project import ROOT
from tests.bench.search_browser import (
    ENGINE,
    MATERIAL,
    UI,
    Way,
    chromium,
    cold,
    from_disk,
    served,
    session,
    silent,
    slowdown,
)  # fmt: skip
from tests.bench.search_explorer import explored
from tests.bench.search_library import (
    Phase,
    indexed,
    measured_size,
    misspelled,
    queries,
    sizes,
    vocabulary,
    write_library,
    write_material,
)  # fmt: skip
from tests.bench.search_quality import (
    JUDGEMENTS,
    default_lunr,
    judgements,
    mkdocs_documents,
    ours,
    unknown_ids,
    with_core_pages,
)
from tests.bench.search_report import Quality, Speed, show, write_report
from tests.bench.search_ways import asked_of_all

FOLDER = ROOT / ".bench"
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
SLOW = (1, 4, 8)
"""Places of the queries, one of each length, that are measured in more ways."""
Say = Callable[[str], None]


@click.command()
@click.option("--sections", default=5000, show_default=True, help="Sections of the synthetic library, at least.")
@click.option("--quality-only", is_flag=True, help="Only ask the judged queries.")
@click.option("--speed-only", is_flag=True, help="Only measure speed.")
@click.option("--today", default="2026-06-01", show_default=True, help="Day to build the synthetic library for.")
def main(sections: int, quality_only: bool, speed_only: bool, today: str) -> None:
    """Measure the search: its speed at many sections, and its answers to the judged queries."""
    console = Console()
    try:
        run(console, 0 if quality_only else sections, not speed_only, today)
    except (CommandFailedError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None


def run(console: Console, sections: int, quality: bool, today: str) -> None:
    """Measure, print and write; no speed at 0 sections, no quality where nothing is judged."""
    judged = quality and any(JUDGEMENTS.rglob("*.yml"))
    with console.status("search") as status, chromium() as browser:
        speed = measured_speed(browser, sections, today, status.update) if sections else None
        found = measured_quality(browser, build_day(ROOT).isoformat(), status.update) if judged else None
    show(speed, found, console)
    if quality and not judged:
        console.print(f"Nothing is judged: {JUDGEMENTS} has no lists of queries.")
    for page in write_report(speed, found, FOLDER):
        console.print(f"Written: {page} and {page.stem}.json")


def measured_speed(browser: Browser, sections: int, today: str, say: Say) -> Speed:
    """Everything that takes time or space at a size."""
    project, plain = FOLDER / "search" / "ours", FOLDER / "search" / "plain"
    say(f"{sections:,} sections: generating")
    opened, library = write_library(project, sections, today)
    speed = Speed(vocabulary(opened, library.index), queries(library.index))
    write_material(plain, library.index)
    say("building ours")
    speed.build = measure([sys.executable, "-m", "macros", "build", "--today", today], project, ENVIRONMENT)
    say("building plain Material")
    measure([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"], plain, ENVIRONMENT)
    speed.sizes = sizes(project / "site" / "search")
    index = (plain / "site" / "search" / "search_index.json").read_bytes()
    speed.material, speed.material_documents = measured_size([index]), len(json.loads(index)["docs"])
    say("timing the search phase")
    speed.phases = [_phase(project, today, processes, warm) for processes in (1, 2) for warm in (False, True)]
    _browse(browser, speed, project / "site", plain / "site", say)
    return speed


def _phase(project: Path, today: str, processes: int, warm: bool) -> Phase:
    command = ["-m", "tests.bench.search_library", str(project), today, str(processes), "warm" if warm else "cold"]
    return Phase(**json.loads(measure([sys.executable, *command], ROOT, ENVIRONMENT).output))


def _browse(browser: Browser, speed: Speed, site: Path, plain: Path, say: Say) -> None:
    """Everything that needs a browser; the ways take turns, so that other work on the machine disturbs all alike."""
    record = next(path.relative_to(site).as_posix() for path in sorted((site / "practices").glob("practice-*.html")))
    with served(site) as web, served(plain) as other:
        asked = speed.queries
        ways = _ways(site, web, plain, other)
        for number, query in enumerate(asked, start=1):
            for name, where, address, way in ways:
                say(f"query {number} of {len(asked)}: {name}")
                found = partial(cold, browser, where, address, way)
                speed.cold.setdefault(name, []).extend(found([query]))
                if way is not MATERIAL and address != web:
                    speed.pasted.setdefault(name, []).extend(found([query], at_once=True))
                if asked.index(query) in SLOW and address != site.as_uri():
                    speed.slowed.setdefault(name, []).extend(found([query], "process"))
                    speed.poor.setdefault(name, []).extend(found([query], "network"))
                if asked.index(query) in SLOW and way is not MATERIAL and address != web:
                    speed.misspelled.setdefault(name, []).extend(found([misspelled(query)]))
        for name, where, address, way in ways:
            say(f"{name}: all queries in one page")
            speed.sessions[name] = session(browser, where, address, way, asked)
        say("what else there is to see")
        for page in ("index.html", record):
            for how, address in (("file", site.as_uri()), ("http", web)):
                speed.silent[f"{page} ({how})"] = silent(browser, site, address, page)
        speed.from_disk = from_disk(browser, plain, asked[0])
        speed.slowdown = {"Chromium": slowdown(browser, "cdp"), "stopping the renderer": slowdown(browser, "process")}
        for name, address in (("file", site.as_uri()), ("http", web)):
            seen = explored(browser, site, address)
            if seen:
                speed.explored[name] = seen


def _ways(site: Path, web: str, plain: Path, other: str) -> list[tuple[str, Path, str, Way]]:
    """Our header where the site has it, our engine behind a bare field, and Material."""
    mine = [ENGINE, *([UI] if "ct-find" in (site / "index.html").read_text(encoding="utf-8") else [])]
    found = [
        (f"{way.name}, {how}", site, address, way)
        for way in mine
        for how, address in (("file", site.as_uri()), ("http", web))
    ]
    return [*found, ("Material, http", plain, other, MATERIAL)]


def measured_quality(browser: Browser, today: str, say: Say) -> Quality:
    """Every judged query, asked of both engines."""
    asked = judgements()
    say("quality: our index")
    site, library = indexed(ROOT, today)
    say("quality: MkDocs' documents")
    documents = with_core_pages(mkdocs_documents(ROOT, today), site.pages)
    ids = {entry.path: entry.id for entry in library.index.entries}
    say("quality: lunr")
    default, rejected = default_lunr(browser, documents, asked, ids)
    ways = asked_of_all(browser, asked, today, say)
    return Quality(ours(library, asked), default, rejected, unknown_ids(asked, library), ways)


if __name__ == "__main__":
    main()
