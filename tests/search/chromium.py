"""A browser beside the one of `tests/browser`, and the search's scripts in a page of it.

Playwright serves one browser in each thread, and the first belongs to the tests of pages; so this one lives
in a thread of its own, and what crosses between the two is JSON in ASCII, which even half of a character survives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import find_chromium

SCRIPTS = ("words", "kin", "shards", "ranking", "query", "dom", "snippet")
"""The search's scripts, in the order in which a page has to load them."""
_ADD = """async ([root, folder, names]) => {
  window.commonThreadSearch = { root: root };
  for (const name of names) {
    await new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = folder + name + ".js";
      script.onload = done;
      script.onerror = () => failed(new Error(name));
      document.head.appendChild(script);
    });
  }
}"""
_ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    try {
      const answer = await commonThreadSearch.answer(query);
      answers.push({
        pages: answer.pages.map((page) => [page.page, page.score, page.sections]),
        clauses: [...answer.clauses],
        named: answer.named.map((name) => [name.said, name.means, name.path, name.note]),
        corrected: answer.corrected.map((word) => [word.said, word.forms]),
        without: answer.without,
        translated: answer.translated.map((word) => [word.said, word.forms]),
        unknown: answer.unknown,
        defined: answer.defined && answer.defined.path,
        damaged: answer.damaged.map((error) => error.piece || String(error)),
        marks: [...answer.marks],
        failed: null,
      });
    } catch (error) {
      const damaged = error instanceof commonThreadSearch.Damaged;
      answers.push({ failed: damaged ? "damaged: " + error.piece : String(error) });
    }
  }
  return answers;
}"""


@dataclass
class Tab:
    """A page of the browser."""

    page: Page
    _call: Callable[..., Any]

    def run(self, script: str, value: Any = None) -> Any:
        """What a JavaScript function gives for a value, both as JSON."""
        wrapped = f"async (text) => JSON.stringify(await ({script})(JSON.parse(text)) ?? null)"
        return json.loads(self._call(self.page.evaluate, wrapped, json.dumps(value)))

    def goto(self, address: str) -> None:
        """Open an address."""
        self._call(self.page.goto, address)

    def add_file(self, path: Path) -> None:
        """Run a script of the disk."""
        self._call(self.page.add_script_tag, path=path)

    def add_search(self, root: str = "../", scripts: str = "../assets/js/search/") -> None:
        """Load the search, as a page would that lies where these addresses start."""
        self.run(_ADD, [root, scripts, SCRIPTS])

    def ask(self, queries: Sequence[str]) -> list[dict[str, Any]]:
        """What the search in the page answers."""
        answers: list[dict[str, Any]] = self.run(_ASK, list(queries))
        return answers

    def close(self) -> None:
        """Close the page."""
        self._call(self.page.close)


class Chromium:
    """A headless Chromium in a thread of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._call(self._start)

    def _start(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu", "--no-first-run"]
        )

    def _call(self, function: Callable[..., Any], *values: Any, **named: Any) -> Any:
        return self._thread.submit(function, *values, **named).result()

    def open(self, address: str = "about:blank") -> Tab:
        """A new page at an address, with nothing remembered of other pages."""
        tab = Tab(self._call(self._browser.new_page), self._call)
        tab.goto(address)
        return tab

    def close(self) -> None:
        """End the browser."""
        self._call(self._browser.close)
        self._call(self._playwright.stop)
        self._thread.shutdown()
