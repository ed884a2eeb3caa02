"""Searching in a real browser, as a reader does: key by key, with a slowed processor and nothing kept from before.

Three ways to search are driven alike: our header (`header`), our engine behind a bare input (`engine`), and Material's
own search. Times are the page's clock; a result counts once it has been painted.

Three ways to be slow: `cdp` is Chromium's own throttling, which slows the page's main thread only, so that Material's
search worker runs at full speed; `process` stops the whole renderer most of the time and slows workers as well.
`network` is `cdp` with a slow connection.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import signal
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.bench.measure import tree
from tests.bench.project import ROOT
from tests.bench.search_library import Size, measured_size

GAP = 120
"""Milliseconds between two keys."""
SLOWER = 6
SLOW_NETWORK = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s and 300 ms from a request to its answer: a poor mobile connection."""
QUIET = 800
"""Milliseconds without change after which a list of results counts as finished."""
PATIENCE = 300
"""Seconds to wait for a first result."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_SCRIPTS = ROOT / "overrides" / "assets" / "js" / "search"

_WATCH = """
(() => {
  const bench = window.bench = { tasks: [], sent: 0, received: 0, changes: [], keys: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.tasks.push([entry.startTime, entry.duration]);
  }).observe({ type: "longtask", buffered: true });
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      super.addEventListener("message", (event) => { if (event.data && event.data.type === 3) bench.received++; });
    }
    postMessage(message, ...rest) {
      if (message && message.type === 2) bench.sent++;
      super.postMessage(message, ...rest);
    }
  };
  addEventListener("keydown", (event) => bench.keys.push(event.timeStamp), true);
  bench.waiting = () =>
    bench.sent > bench.received || document.querySelector(".ct-search__body[aria-busy=true]") !== null;
  bench.watch = (find) => {
    const look = () => {
      const settled = !bench.waiting();
      requestAnimationFrame(() => setTimeout(() => {
        const found = find();
        const first = found && found.length ? found[0].outerHTML : "";
        if (found) bench.changes.push([performance.now(), found.length, settled, first]);
      }));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  };
})();
"""

_ENGINE = """
() => {
  const form = document.createElement("form");
  form.innerHTML = '<input id="bench-input"><ol id="bench-list"></ol>';
  document.body.append(form);
  bench.watch(() => document.querySelectorAll("#bench-list li"));
  const list = form.querySelector("ol"), input = form.querySelector("input");
  let asked = 0;
  bench.typed = async () => {
    const mine = ++asked, search = commonThreadSearch;
    const answer = await search.answer(input.value);
    if (mine !== asked) return;
    const start = await search.open();
    const shown = await Promise.all(answer.pages.slice(0, 10).map((page) => search.text(start, page.page)));
    if (mine !== asked) return;
    list.replaceChildren(...shown.map((page, place) => {
      const item = document.createElement("li"), link = document.createElement("a");
      const hit = answer.pages[place], section = page.sections[hit.sections[0] - hit.first];
      link.href = page.path + (section.anchor ? "#" + section.anchor : "");
      link.textContent = page.title;
      item.append(link, " ", section.heading, " ", section.text.slice(0, 180));
      item.dataset.query = answer.query;
      return item;
    }));
    bench.answered = answer.query;
  };
  input.addEventListener("input", bench.typed);
}
"""


@dataclass(frozen=True)
class Way:
    """A way to search that can be driven by keys."""

    name: str
    input: str
    """Selector of the field to type into, once the search is open."""
    results: str
    """Selector of the results."""
    activate: str = ""
    """Key that opens the search; where there is none, the field is focused."""
    page: str = "index.html"


ENGINE = Way("engine", "#bench-input", "#bench-list li")
MATERIAL = Way("Material", ".md-search__input", ".md-search-result__item")
UI = Way("header", ".ct-search[open] .ct-search__words", ".ct-search__list > li", "/")


@dataclass(frozen=True)
class Typed:
    """What a reader met who typed one query."""

    query: str
    first: float | None
    """Milliseconds from opening the search to the first painted result of any prefix; none if none came."""
    first_from_start: float | None
    """The same from the start of the page's loading: Material reads its index while the page loads."""
    after_last: float | None
    """Milliseconds from the last key to the results of the whole query."""
    longest: float
    """Longest task of the main thread since the search was opened; 0 stands for less than 50 ms."""
    busy: float
    """Milliseconds in all such tasks."""
    requests: int
    """Files of the search that were read, those at the page's loading included."""
    read: Size
    kinds: dict[str, int]
    """Bytes of these files by kind of piece."""
    results: int


@dataclass
class Session:
    """Several queries in one page: what they leave in memory."""

    typed: list[Typed] = field(default_factory=list)
    heap_before: float = 0.0
    """Megabytes of JavaScript's heaps (page and workers) after loading, collected."""
    heap_after: float = 0.0
    """After all queries, collected."""
    heap_peak: float = 0.0
    """The most that was held after any query, not collected."""


def find_chromium() -> str:
    """The system's Chromium or Chrome.

    Raises:
        FileNotFoundError: when there is none.
    """
    found = [path for name in _NAMES if (path := shutil.which(name))]
    found += [path for path in _MACOS if Path(path).exists()]
    if not found:
        raise FileNotFoundError("no Chromium or Chrome found; tests/install-browser installs it")
    return found[0]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Compresses what web servers compress."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in (".js", ".json", ".css", ".html") or not path.is_file():
            super().do_GET()
            return
        content = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a web server of this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def searches(path: str) -> bool:
    """Whether a file of a site belongs to its search: pieces, index, scripts, worker."""
    return path.startswith(("search/", "assets/js/search/", "assets/css/search")) or "workers/search" in path


class Reader:
    """A page in a browser profile of its own, with everything watched."""

    def __init__(self, browser: Browser, site: Path, address: str, way: Way, slowing: str = "cdp") -> None:
        self.site, self.address, self.way, self.slowing = site, address, way, slowing
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE * 1000)
        self.cdp: CDPSession = self.context.new_cdp_session(self.page)
        self.requested: list[str] = []
        self.errors: list[str] = []
        self._workers: list[str] = []
        self._answers: dict[int, dict[str, Any]] = {}
        self._brake: _Brake | None = None
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("requestfailed", lambda request: self.errors.append(f"{request.url} {request.failure}"))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.add_init_script(_WATCH)
        self.cdp.on("Target.attachedToTarget", lambda event: self._workers.append(event["sessionId"]))
        self.cdp.on("Target.receivedMessageFromTarget", self._received)

    def __enter__(self) -> Reader:
        """Open the page; slowed from the first byte."""
        self.cdp.send("Performance.enable")
        self.cdp.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})
        if self.slowing == "network":
            self.cdp.send("Network.enable")
            self.cdp.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        if self.slowing in ("cdp", "network"):
            self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        elif self.slowing == "process":
            self._brake = _Brake()
            self._brake.start()
        self.page.goto(f"{self.address}/{self.way.page}")
        return self

    def __exit__(self, *error: object) -> None:
        if self._brake:
            self._brake.stop()
        with suppress(PlaywrightError):
            self.context.close()

    def activate(self) -> float:
        """Open the search; returns the page's time at which it was asked for."""
        if self.way is ENGINE:
            scripts = [
                (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
                for name in ("words", "kin", "shards", "ranking", "query")
            ]
            self.page.evaluate(_ENGINE)
            started = float(self.page.evaluate("() => performance.now()"))
            self.page.evaluate("() => document.getElementById('bench-input').focus()")
            for script in scripts:
                self.page.evaluate(script)
            self.page.evaluate("() => { commonThreadSearch.root = ''; }")
            return started
        self.page.evaluate("(results) => bench.watch(() => document.querySelectorAll(results))", self.way.results)
        if self.way.activate:
            self.page.keyboard.press(self.way.activate)
            self.page.wait_for_selector(self.way.input)
            return float(self.page.evaluate("() => bench.keys[0]"))
        return float(
            self.page.evaluate(
                "(input) => { const now = performance.now(); document.querySelector(input).focus(); return now; }",
                self.way.input,
            )
        )

    def type(self, query: str, started: float, wait: float = PATIENCE, at_once: bool = False) -> Typed:
        """Type a query key by key, or paste it, into the open search and wait until its results stand."""
        self.page.evaluate("() => { bench.keys = []; bench.changes = []; }")
        before = float(self.page.evaluate("() => performance.now()"))
        asked = len(self.requested) if started < 0 else 0
        begin = before if started < 0 else started
        keys = time.perf_counter()
        if at_once:
            self.page.evaluate("() => bench.keys.push(performance.now())")
            self.page.fill(self.way.input, query)
        for number, letter in enumerate("" if at_once else query, start=1):
            pause = keys + number * GAP / 1000 - time.perf_counter()
            self.page.wait_for_timeout(max(1, pause * 1000))
            self.page.keyboard.press("Space" if letter == " " else letter)
        self._settle(query, wait)
        seen = self.page.evaluate("() => ({changes: bench.changes, keys: bench.keys, tasks: bench.tasks})")
        return self._typed(query, seen, begin, self.requested[asked:])

    def clear(self) -> None:
        """Empty the field."""
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.wait_for_timeout(QUIET)

    def _settle(self, query: str, wait: float) -> None:
        """Until results stand and nothing has changed for a while."""
        end = time.monotonic() + wait
        while time.monotonic() < end:
            state = self.page.evaluate(
                "() => [bench.waiting(), bench.changes.length ? bench.changes.at(-1)[1] : 0,"
                " bench.changes.length ? performance.now() - bench.changes.at(-1)[0] : 0, bench.answered || null]"
            )
            finished = not state[0] and (self.way is not ENGINE or state[3] == query)
            if finished and state[2] > QUIET and (state[1] or state[2] > 5 * QUIET):
                return
            self.page.wait_for_timeout(100)

    def _typed(self, query: str, seen: dict[str, Any], begin: float, asked: Sequence[str]) -> Typed:
        changes, last = seen["changes"], seen["keys"][-1] if seen["keys"] else begin
        first = next((change[0] for change in changes if change[1]), None)
        tasks = [length for start, length in seen["tasks"] if start + length > begin]
        files = list(dict.fromkeys(path for url in asked if searches(path := self.path(url))))
        read = [(self.site / path).read_bytes() for path in files if (self.site / path).is_file()]
        return Typed(
            query=query,
            first=None if first is None else first - begin,
            first_from_start=first,
            after_last=finished(changes, last),
            longest=max(tasks, default=0.0),
            busy=sum(tasks),
            requests=len(files),
            read=measured_size(read),
            kinds=self._kinds(files),
            results=changes[-1][1] if changes else 0,
        )

    def _kinds(self, files: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for path in files:
            if (self.site / path).is_file():
                kind = Path(path).stem.partition("-")[0] if path.startswith("search/") else "scripts"
                found[kind] = found.get(kind, 0) + (self.site / path).stat().st_size
        return found

    def path(self, url: str) -> str:
        """A requested address as a path in the site."""
        path = unquote(urlsplit(url).path)
        return path.removeprefix(str(self.site)).removeprefix("/")

    def heap(self, collect: bool = True) -> float:
        """Megabytes of JavaScript in the page and its workers."""
        if collect:
            self.cdp.send("HeapProfiler.collectGarbage")
        metrics = self.cdp.send("Performance.getMetrics")["metrics"]
        used = next(metric["value"] for metric in metrics if metric["name"] == "JSHeapUsedSize")
        return float(used + sum(self._worker_heap(worker, collect) for worker in self._workers)) / 1e6

    def _worker_heap(self, worker: str, collect: bool) -> float:
        if collect:
            self._ask(worker, "HeapProfiler.collectGarbage")
        return float(self._ask(worker, "Runtime.getHeapUsage").get("usedSize", 0))

    def _ask(self, worker: str, method: str) -> dict[str, Any]:
        number = len(self._answers) + 1
        self._answers[number] = {}
        message = json.dumps({"id": number, "method": method})
        try:
            self.cdp.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        except PlaywrightError:
            return {}
        end = time.monotonic() + 60
        while not self._answers[number] and time.monotonic() < end:
            self.page.wait_for_timeout(20)
        return dict(self._answers[number].get("result", {}))

    def _received(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message


class _Brake(threading.Thread):
    """Lets this browser's renderers run for a sixth of the time, in slices of a few milliseconds."""

    def __init__(self, run: float = 0.003) -> None:
        super().__init__(daemon=True)
        self._run = run
        self._ended = threading.Event()

    def run(self) -> None:
        """Stop and go; looks for new renderers ten times a second."""
        pids: list[int] = []
        looked = 0.0
        try:
            while not self._ended.is_set():
                if time.monotonic() - looked > 0.1:
                    pids, looked = _renderers(), time.monotonic()
                self._signal(pids, signal.SIGSTOP)
                time.sleep(self._run * (SLOWER - 1))
                self._signal(pids, signal.SIGCONT)
                time.sleep(self._run)
        finally:
            self._signal(pids, signal.SIGCONT)

    def stop(self) -> None:
        """Let them run freely again."""
        self._ended.set()
        self.join()

    @staticmethod
    def _signal(pids: Sequence[int], sign: signal.Signals) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, sign)


def _renderers() -> list[int]:
    """The renderers that this process has started, by way of Playwright; none without `/proc`."""
    found = []
    for pid in tree(os.getpid()):
        with suppress(OSError):
            if b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return found


_LOOP = (
    "let began = performance.now(), x = 0; for (let i = 0; i < 3e8; i++) x += i % 7;"
    " const took = performance.now() - began;"
)


def slowdown(browser: Browser, slowing: str) -> tuple[float, float]:
    """By how much a way to be slow really slows the main thread and a worker."""
    page = browser.new_page()
    main = f"() => {{ {_LOOP} return took; }}"
    worker = (
        f"() => new Promise((done) => {{ const made = new Worker(URL.createObjectURL(new Blob(["
        f'"onmessage = () => {{ {_LOOP} postMessage(took); }}"]))); '
        "made.onmessage = (event) => done(event.data); made.postMessage(1); })"
    )
    page.evaluate(main)
    free = [float(page.evaluate(script)) for script in (main, worker)]
    brake = _Brake()
    if slowing == "cdp":
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    else:
        brake.start()
    slowed = [float(page.evaluate(script)) for script in (main, worker)]
    if slowing != "cdp":
        brake.stop()
    page.context.close()
    return slowed[0] / free[0], slowed[1] / free[1]


def finished(changes: Sequence[Sequence[Any]], last: float) -> float | None:
    """Milliseconds from the last key until the list's first result was the one that stayed; none without results.

    Args:
        changes: of the list: time, number of results, whether every answer had come, the first result.
        last: time of the last key.
    """
    if not changes or not changes[-1][1]:
        return None
    stayed = changes[-1]
    moment = stayed[0]
    for change in reversed(changes):
        if change[3] != stayed[3] or not change[2] or change[0] < last:
            break
        moment = change[0]
    if moment == stayed[0] and moment < last:
        return 0.0
    return max(0.0, float(moment) - last)


def cold(
    browser: Browser, site: Path, address: str, way: Way, queries: Sequence[str], slowing: str = "cdp",
    at_once: bool = False,
) -> list[Typed]:  # fmt: skip
    """Each query in a fresh profile."""
    found = []
    for query in queries:
        with Reader(browser, site, address, way, slowing) as reader:
            found.append(reader.type(query, reader.activate(), at_once=at_once))
    return found


def session(browser: Browser, site: Path, address: str, way: Way, queries: Sequence[str]) -> Session:
    """All queries one after the other in one page."""
    found = Session()
    with Reader(browser, site, address, way) as reader:
        reader.page.wait_for_timeout(QUIET)
        found.heap_before = reader.heap()
        started = reader.activate()
        for number, query in enumerate(queries):
            if number:
                reader.clear()
            found.typed.append(reader.type(query, started if number == 0 else -1))
            found.heap_peak = max(found.heap_peak, reader.heap(collect=False))
        found.heap_after = reader.heap()
    return found


def silent(browser: Browser, site: Path, address: str, page: str, wait: int = 3000) -> list[str]:
    """What a page reads below `search/` although nobody searches."""
    way = Way("nothing", "", "", page=page)
    with Reader(browser, site, address, way) as reader:
        reader.page.wait_for_timeout(wait)
        return [path for url in reader.requested if (path := reader.path(url)).startswith("search/")]


def from_disk(browser: Browser, site: Path, query: str, wait: float = 20) -> tuple[int, str]:
    """Results of Material's search from the disk, and what its list says."""
    with Reader(browser, site, site.as_uri(), MATERIAL, "none") as reader:
        typed = reader.type(query, reader.activate(), wait)
        return typed.results, (reader.page.text_content(".md-search-result__meta") or "").strip()


def median(values: Sequence[float | None]) -> float | None:
    """The median of what there is."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None
