"""The shipped library's index and a browser, once for all tests of the search."""

from __future__ import annotations

import datetime
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.shell import check_site
from tests.conftest import DAY
from tests.search.chromium import Chromium, Tab
from tests.search.support import Shipped, pages_of

PAGE = "about/index.html"
"""The page of the built site in which the search is tried."""


@pytest.fixture(scope="session")
def shipped(built_site: Path) -> Shipped:
    """The shipped library, indexed once more in this process, from the project that was built."""
    project = built_site.parent
    site, _ = check_site(project, project / "overrides", datetime.date.fromisoformat(DAY))
    assert site is not None
    rendered = site.render()
    library = site.search(project)
    pages = pages_of(site, rendered, project, library.index.entries)
    return Shipped(built_site, site, library, library.searcher(), pages)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One headless browser for all tests of the search."""
    started = Chromium()
    yield started
    started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Let the browser keep nothing, so that a mended file is seen at once."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server:
    """A web server of this machine for one folder."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="session")
def web_server(built_site: Path) -> Iterator[Server]:
    """The built site on a web server."""
    server = Server(built_site)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def engines(chromium: Chromium, built_site: Path, web_server: Server) -> dict[str, Tab]:
    """The search in a page of the built site, from a web server and from the disk."""
    addresses = {"http": web_server.address, "file": built_site.as_uri()}
    tabs = {way: chromium.open(f"{address}/{PAGE}") for way, address in addresses.items()}
    for tab in tabs.values():
        tab.add_search()
    return tabs
