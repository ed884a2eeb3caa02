"""The explorer at many records: from a reader's click on a facet to the list that answers it.

Measured when the built site has `explore.html`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.search_browser import SLOWER

PAGE = "explore.html"
_BOXES = "main input[type=checkbox]"

_CLICK = """
(place) => new Promise((done) => {
  const box = document.querySelectorAll(SELECTOR)[place];
  const main = document.querySelector("main"), tasks = [];
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) tasks.push(entry.duration); })
    .observe({ type: "longtask" });
  const began = performance.now();
  let last = 0;
  const painted = () => setTimeout(() => { last = performance.now(); });
  const observer = new MutationObserver(() => requestAnimationFrame(painted));
  observer.observe(main, { subtree: true, childList: true, characterData: true, attributes: true });
  box.click();
  const check = setInterval(() => {
    const now = performance.now();
    if ((last && now - last > 600) || now - began > 30000) {
      clearInterval(check);
      observer.disconnect();
      done([last ? last - began : null, Math.max(0, ...tasks)]);
    }
  }, 50);
})
""".replace("SELECTOR", f'"{_BOXES}"')


@dataclass(frozen=True)
class Explored:
    """What a reader of the explorer waits for."""

    ready: float
    """Milliseconds from the start of loading until facets can be clicked."""
    clicks: tuple[float, ...]
    """From each click to the painted list."""
    longest: float
    """Longest task of the main thread after a click; 0 stands for less than 50 ms."""


def explored(browser: Browser, site: Path, address: str, clicks: Sequence[int] = (0, 3, 7, 12)) -> Explored | None:
    """Click on facets, slowed; none where the site has no explorer or the explorer no facets."""
    if not (site / PAGE).is_file():
        return None
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/{PAGE}")
    page.wait_for_function(f"() => document.querySelectorAll('{_BOXES}').length")
    ready = float(page.evaluate("() => performance.now()"))
    page.wait_for_timeout(1000)
    found, longest = [], 0.0
    boxes = page.locator(_BOXES).count()
    for place in clicks:
        if place < boxes:
            took, task = page.evaluate(_CLICK, place)
            longest = max(longest, task)
            if took is not None:
                found.append(float(took))
    context.close()
    return Explored(ready, tuple(found), longest)
