"""The published site kept in a browser: read without a network, renewed by what has changed, and taken away again."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.offline import FILE, renew_offline
from tests.community import TODAY, copy_second, run

pytestmark = pytest.mark.browser
ENTRY = "practices/compost-pe-acoperis.html"
WAIT = 30_000
"""Milliseconds for keeping a site; a test never takes as long."""


@dataclass
class _Served:
    """A site on a web server that can be switched off, and what was asked of it."""

    site: Path
    asked: list[str] = field(default_factory=list)
    off: bool = False
    address: str = ""

    @property
    def listed(self) -> dict[str, list[object]]:
        """The files that a browser may keep."""
        files: dict[str, list[object]] = json.loads((self.site / FILE).read_text("utf-8"))["files"]
        return files


class _Handler(http.server.SimpleHTTPRequestHandler):
    served: _Served

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Let no browser answer of itself: it may take a file that is some minutes old for fresh, and asks nobody."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        if self.served.off:
            self.close_connection = True
            return
        self.served.asked.append(self.path.partition("?")[0].lstrip("/"))
        super().do_GET()


@pytest.fixture(scope="module")
def kept_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community, which lets readers keep its site."""
    project = copy_second(tmp_path_factory.mktemp("offline") / "project")
    settings = project / "data/site.yml"
    settings.write_text(settings.read_text("utf-8") + "offline: true\n", "utf-8")
    page = project / "docs/downloads.md"
    page.write_text(page.read_text("utf-8") + "\n{{ keep_offline() }}\n", "utf-8")
    built = run(project, "build", "--today", TODAY.isoformat())
    assert built.returncode == 0, built.stdout + built.stderr
    return project / "site"


@pytest.fixture
def served(kept_site: Path, tmp_path: Path) -> Iterator[_Served]:
    """A copy of the site, since tests change it."""
    found = _Served(Path(shutil.copytree(kept_site, tmp_path / "site")))
    handler = type("Handler", (_Handler,), {"served": found})
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(found.site))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}"
        yield found
        server.shutdown()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has nothing yet."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


def _keep(phone: BrowserContext, served: _Served) -> Page:
    page = phone.new_page()
    page.goto(f"{served.address}/downloads.html")
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline]")).to_contain_text("MB", timeout=WAIT)
    expect(page.locator("[data-offline] progress")).to_have_count(0, timeout=WAIT)
    return page


def _changed(served: _Served, version: str) -> None:
    """Another state of the site: one entry has changed, and the script that says the version."""
    entry = served.site / ENTRY
    entry.write_text(entry.read_text("utf-8").replace("</h1>", " nou</h1>", 1), "utf-8")
    listed = json.loads((served.site / FILE).read_text("utf-8"))
    (served.site / FILE).write_text(json.dumps({**listed, "version": version}), "utf-8")
    renew_offline(served.site)


def test_a_kept_site_opens_without_a_network(phone: BrowserContext, served: _Served) -> None:
    """Every file of it is asked for once; then pages, search and explorer open with the server switched off."""
    page = _keep(phone, served)
    assert set(served.listed) <= set(served.asked)
    assert not any(path.startswith(("data/", "embed/")) for path in served.listed)
    served.off = True
    page.goto(f"{served.address}/{ENTRY}")
    assert page.locator("h1").inner_text()
    page.goto(f"{served.address}/")
    expect(page.locator(".ct-offline")).to_contain_text(str(TODAY.year))
    page.goto(f"{served.address}/explore.html")
    expect(page.locator("main")).to_contain_text("compost", ignore_case=True)
    page.keyboard.press("/")
    page.keyboard.type("compost")
    expect(page.locator("dialog li, [role=dialog] li").first).to_be_visible()


def test_a_newer_state_is_told_and_costs_what_has_changed(phone: BrowserContext, served: _Served) -> None:
    """On every page, until the reader updates; nothing is renewed before."""
    page = _keep(phone, served)
    old = page.goto(f"{served.address}/{ENTRY}")
    assert old and " nou</h1>" not in old.text()
    assert page.locator(".ct-offline .ct-note").count() == 0
    _changed(served, "another")
    page.evaluate("sessionStorage.clear()")
    served.asked.clear()
    still = page.goto(f"{served.address}/{ENTRY}")
    assert still and " nou</h1>" not in still.text()
    update = page.locator(".ct-offline button")
    expect(update).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    with page.expect_navigation():
        update.click()
    assert " nou" in page.locator("h1").inner_text()
    assert {path for path in served.asked if path in served.listed} == {ENTRY}
    assert len(page.evaluate("caches.keys()")) == 2


def test_an_interrupted_fetch_goes_on_where_it_ended(phone: BrowserContext, served: _Served) -> None:
    """And nothing is answered from a state that is not whole."""
    page = phone.new_page()
    page.goto(f"{served.address}/downloads.html")
    gone = served.site / "search"
    gone.rename(served.site / "away")
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline] .ct-note--warning")).to_be_visible(timeout=WAIT)
    before = len(served.asked)
    page.goto(f"{served.address}/{ENTRY}")
    assert {ENTRY, "assets/css/common-thread.css"} <= set(served.asked[before:])
    (served.site / "away").rename(gone)
    page.goto(f"{served.address}/downloads.html")
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline]")).to_contain_text("MB", timeout=WAIT)
    assert len(set(served.asked[before:]) & set(served.listed)) < len(served.listed)


def test_what_is_kept_can_be_deleted(phone: BrowserContext, served: _Served) -> None:
    """All of it, and who kept it."""
    page = _keep(phone, served)
    page.locator("[data-offline] button").last.click()
    expect(page.locator("[data-offline] button")).to_have_count(1)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0


def test_a_site_that_no_longer_offers_it_takes_it_away(
    phone: BrowserContext, served: _Served, second_site: Path
) -> None:
    """So that nobody goes on reading a state that is never renewed."""
    page = _keep(phone, served)
    shutil.copy(second_site / "offline.js", served.site / "offline.js")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    page.wait_for_function("caches.keys().then((found) => found.length === 0)", timeout=WAIT)
    assert not (second_site / FILE).exists()


def test_a_folder_offers_nothing(browser: Browser, kept_site: Path) -> None:
    """Whoever opens a copy has one."""
    page = browser.new_page()
    page.goto((kept_site / "downloads.html").as_uri())
    assert page.locator("[data-offline]").inner_html() == ""
    page.close()
