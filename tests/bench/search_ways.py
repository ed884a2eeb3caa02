"""Three ways to search one library, asked the same: the dialog of the site, `commonthread search`, the single file.

Each is asked as a reader asks it: what is typed into the field, in a real Chromium, or given to the command. A single
file holds entries alone: queries that pages about the library answer are left out there.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import packs_of
from macros.bundles.pages.single_file import SingleFiles
from macros.cli.built_contents import built_contents
from macros.cli.search import results, searcher_of
from tests.bench.project import ROOT
from tests.bench.search_quality import AT, Judged, Judgement, grouped, judge

SITE, TERMINAL, SINGLE = "site", "terminal", "single file"
ONLINE = "https://common-thread.example.org/"
SLOWER = 6
"""Times that a phone is slower than the machine that measures."""
OPENED = 5
"""Times that the file is opened for its time to a first result."""
ASK_SITE = """async (queries) => {
  const wait = () => new Promise((done) => setTimeout(done, 20)), found = [];
  document.querySelector(".ct-find").click();
  while (!document.querySelector(".ct-search__words")) await wait();
  const field = document.querySelector(".ct-search__words"), body = document.querySelector(".ct-search__body");
  for (const query of queries) {
    field.value = query;
    field.dispatchEvent(new Event("input"));
    do await wait(); while (body.getAttribute("aria-busy") !== "false");
    found.push({
      links: [...document.querySelectorAll(".ct-hit__link")].map((link) => link.href),
      notes: [...document.querySelectorAll(".ct-search__note")].map((note) => note.textContent),
    });
  }
  return found;
}"""
ASK_SINGLE = """async (queries) => {
  const found = [], field = document.getElementById("find"), count = document.getElementById("count");
  for (const query of queries) {
    field.value = query;
    field.dispatchEvent(new Event("input"));
    do await new Promise((done) => setTimeout(done, 20)); while (count.textContent === "Searching …");
    found.push({
      links: [...document.querySelectorAll(".found > li")].map((item) =>
        document.getElementById(decodeURIComponent(item.querySelector("a").hash.slice(1))).closest("article").id),
      notes: [...document.querySelectorAll(".ct-search__note")].map((note) => note.textContent),
    });
  }
  return found;
}"""
_FIRST = """async (query) => {
  const field = document.getElementById("find"), begun = performance.now();
  field.focus();
  field.value = query;
  field.dispatchEvent(new Event("input"));
  while (!document.querySelector(".found > li")) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return [performance.now() - begun, begun];
}"""


@dataclass(frozen=True)
class FirstResult:
    """How soon the single file answers the first words on a slowed processor, in milliseconds."""

    opened: float
    """From its address to where a reader can type."""
    found: float
    """From the words to the first result on the screen, the pause after the last key included."""
    size: int
    """Bytes of the file."""


@dataclass(frozen=True)
class Ways:
    """What each way found."""

    judged: Mapping[str, Sequence[Judged]]
    first: FirstResult


def ways_tables(ways: Ways) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Tables with their captions: averages of each way by who asked, and how soon the single file answers."""
    rows: list[tuple[str, ...]] = [("", "way", "queries", f"recall@{AT}", "MRR")]
    for way, judged in ways.judged.items():
        for who, known in grouped(judged, lambda one: one.by).items():
            rows.append((who, way, str(known.queries), f"{known.recall:.3f}", f"{known.reciprocal:.3f}"))
    first = ways.first
    head = ("single file, bytes", "to its search, ms", "words to first result, ms")
    times = (head, (f"{first.size:,}", f"{first.opened:,.0f}", f"{first.found:,.0f}"))
    return [("By way", rows), (f"The single file on a processor {SLOWER} times as slow", list(times))]


def asked_of_all(browser: Browser, asked: Sequence[Judgement], today: str, say: Callable[[str], None]) -> Ways:
    """Ask the shipped library all ways.

    Args:
        browser: to ask in.
        asked: queries with what they should find.
        today: day to build for.
        say: shows progress.
    """
    queries = [one.query for one in asked]
    with tempfile.TemporaryDirectory(prefix="commonthread-ways-") as folder:
        say("ways to search: building")
        contents = built_contents(ROOT, today, Path(folder) / "site", ONLINE)
        file = Path(folder) / "single.html"
        file.write_bytes(single_file(contents))
        known = {record: record for record in contents.site.graph.records}
        by_path = {entry.path: entry.id for entry in (one.entry for one in contents.site.counted)}
        say("ways to search: the site")
        site = [_ids(found, by_path) for found in ask_site(browser, Path(folder) / "site", queries)]
        say("ways to search: the single file")
        single = ask_single(browser, file, queries)
        first = first_result(browser, file, asked[0].query)
        say("ways to search: the terminal")
        terminal = list(ask_terminal(queries, today))
    here = [(one, found) for one, found in zip((_inside(one, known) for one in asked), single, strict=True)]
    return Ways(
        {
            SITE: [judge(one, found) for one, found in zip(asked, site, strict=True)],
            TERMINAL: [judge(one, found) for one, found in zip(asked, terminal, strict=True)],
            SINGLE: [judge(one, found) for one, found in here if one.expect],
        },
        first,
    )


def _inside(one: Judgement, known: Mapping[str, str]) -> Judgement:
    """A judgement of what entries alone can answer; second pages stand in their entry."""
    return replace(one, expect=tuple(id for id in one.expect if id in known))


def _ids(addresses: Iterable[str], by_path: Mapping[str, str]) -> list[str]:
    """Ids of pages, or their paths without ending, by their addresses in the built site."""
    paths = (address.partition("/site/")[2].partition("?")[0].partition("#")[0] for address in addresses)
    return [by_path.get(path, path.removesuffix(".html")) for path in paths]


def single_file(contents: PackContents) -> bytes:
    """The whole library as one file."""
    return SingleFiles(contents).make(packs_of(contents.site.graph)[0])


def ask_site(browser: Browser, folder: Path, queries: Sequence[str]) -> list[list[str]]:
    """The addresses that the dialog shows first for each query, from the folder of a built site."""
    page = browser.new_page()
    page.goto((folder / "guidance/index.html").as_uri())
    found: list[dict[str, list[str]]] = page.evaluate(ASK_SITE, list(queries))
    page.close()
    return [one["links"][:AT] for one in found]


def ask_single(browser: Browser, file: Path, queries: Sequence[str]) -> list[list[str]]:
    """The ids of the entries that a single file shows first for each query."""
    page = browser.new_page()
    page.goto(file.as_uri())
    found: list[dict[str, list[str]]] = page.evaluate(ASK_SINGLE, list(queries))
    page.close()
    return [one["links"][:AT] for one in found]


def ask_terminal(queries: Iterable[str], today: str) -> Iterable[list[str]]:
    """The ids of the pages that the command shows first for each query."""
    searcher = searcher_of(ROOT, today)
    for query in queries:
        yield [result["id"] for result in results(searcher, searcher.answer(query), AT)]


def first_result(browser: Browser, file: Path, query: str) -> FirstResult:
    """Open a single file anew, again and again, on a slowed processor; medians."""
    times: list[tuple[float, float]] = []
    for _ in range(OPENED):
        page = browser.new_page(viewport={"width": 360, "height": 740})
        _slow(page)
        page.goto(file.as_uri())
        found, opened = page.evaluate(_FIRST, query)
        times.append((opened, found))
        page.close()
    opened, found = (statistics.median(column) for column in zip(*times, strict=True))
    return FirstResult(opened, found, file.stat().st_size)


def _slow(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
