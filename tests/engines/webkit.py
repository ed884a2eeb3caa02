"""WebKitGTK as Debian packages it: its WebKitWebDriver starts its MiniBrowser on a screen that nobody sees.

WebKit hands no console over to WebDriver. So pages are loaded once more by the browser alone, side by side in one page,
and it prints what its console says; on the page that is driven, what the page itself is told of errors is kept.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

from tests.engines.engine import HEIGHT, PATIENCE, WIDTH, Engine, NotTriedError, patiently

_BROWSERS = "lib*/*/webkit2gtk-4.?/MiniBrowser"
_LOADED = "every page has loaded"
_ALL = f"""<!doctype html><meta charset="utf-8"><title>All</title>
<script>addEventListener("load", () => console.error("{_LOADED}"))</script>
"""
_LISTENING = """
if (!window.engineSaid) {
  const said = window.engineSaid = [];
  addEventListener("error", (event) => said.push(`${event.filename}:${event.lineno}: ${event.message}`));
  addEventListener("unhandledrejection", (event) => said.push(`unhandled: ${event.reason}`));
  document.addEventListener("securitypolicyviolation", (event) => said.push(`refused: ${event.violatedDirective}`));
}
"""
_SMALL = """
headerbar, toolbar, toolbar *, entry, button { min-width: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px; }
toolbar button image { margin: 0 -6px; -gtk-icon-transform: scale(.2); }
"""
"""The window's own bar is wider than a phone; this makes it narrower than one."""


class Screen:
    """A screen in memory."""

    def __init__(self) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise NotTriedError("there is no Xvfb here")
        self._process = subprocess.Popen(
            [program, "-displayfd", "1", "-screen", "0", "800x1000x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        number = self._process.stdout.readline().strip()
        if not number:
            raise NotTriedError("Xvfb doesn't start")
        self.name = f":{number}"

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate()


class WebKit(Engine):
    """MiniBrowser on a screen of its own."""

    def __init__(self, folder: Path, scripts: bool = True) -> None:
        super().__init__(folder)
        program = shutil.which("WebKitWebDriver")
        if program is None:
            raise NotTriedError("there is no WebKitWebDriver here")
        self._browser = next(iter(sorted(Path("/usr").glob(_BROWSERS), reverse=True)), None)
        if self._browser is None:
            raise NotTriedError("there is no MiniBrowser of WebKitGTK here")
        try:
            from selenium.common.exceptions import WebDriverException
            from selenium.webdriver import ActionChains, WebKitGTK, WebKitGTKOptions
            from selenium.webdriver.webkitgtk.service import Service
        except ImportError as error:
            raise NotTriedError(f"its client is missing ({error}); `make engines` installs it") from error
        self._chain = ActionChains
        self._screen = Screen()
        self._environment = self._surroundings()
        options = WebKitGTKOptions()
        options.binary_location = str(self._browser)
        options.add_argument("--automation")
        options.add_argument(f"--enable-javascript-markup={str(scripts).lower()}")
        log = str(folder / "driver.log")
        try:
            service = Service(executable_path=program, log_output=log, env=self._environment)
            self._driver = WebKitGTK(options=options, service=service)
        except WebDriverException as error:
            self._screen.close()
            raise NotTriedError(f"WebKitWebDriver doesn't start: {error.msg}") from error
        self.version = self._driver.capabilities["browserVersion"]
        self._driver.set_script_timeout(PATIENCE)
        self._driver.set_page_load_timeout(PATIENCE)
        self._driver.set_window_rect(width=WIDTH, height=HEIGHT)
        bar = HEIGHT - int(self.run("return innerHeight"))
        self._driver.set_window_rect(width=WIDTH, height=HEIGHT + bar)
        patiently(lambda: self.run("return innerWidth") == WIDTH, lambda: f"a page {WIDTH} pixels wide")

    def _surroundings(self) -> dict[str, str]:
        """A home of its own, in which the place for downloads and the looks of the window are set."""
        settings = self.folder / "settings"
        (settings / "gtk-3.0").mkdir(parents=True)
        (settings / "gtk-3.0" / "gtk.css").write_text(_SMALL, "utf-8")
        (settings / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{self.downloads}"\n', "utf-8")
        own = {
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(settings),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "DISPLAY": self._screen.name,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
            "NO_AT_BRIDGE": "1",
        }
        return {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"} | own

    def open(self, address: str) -> None:
        self._driver.get(address)

    def back(self) -> None:
        self._driver.back()

    def run(self, script: str, *given: Any) -> Any:
        return self._driver.execute_script(_LISTENING + script, *given)

    def keyboard(self) -> Any:
        return self._chain(self._driver)

    def said_while_loading(self, addresses: list[str]) -> list[str]:
        frames = "".join(
            f'<iframe width="{WIDTH}" height="{HEIGHT}" src="{html.escape(address)}"></iframe>' for address in addresses
        )
        page = self.folder / "all.html"
        page.write_text(_ALL + frames, "utf-8")
        command = [str(self._browser), "--enable-write-console-messages-to-stdout=true", page.as_uri()]
        with subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as speaking:
            assert speaking.stdout is not None
            late = threading.Timer(3 * PATIENCE, speaking.kill)
            late.start()
            said = []
            for line in speaking.stdout:
                if _LOADED in line:
                    break
                if " CONSOLE " in line:
                    said.append(line.strip())
            else:
                raise AssertionError(f"the pages have not loaded; their console says {said}")
            late.cancel()
            speaking.kill()
        return said

    def trouble(self) -> list[str]:
        return [str(said) for said in self.run("return window.engineSaid.splice(0)")]

    def close(self) -> None:
        self._driver.quit()
        self._screen.close()
