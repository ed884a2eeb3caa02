"""Firefox as Debian packages it, driven by its own protocol, Marionette, with its makers' client.

It needs no other program beside the browser, and reaches what a page can't: the console, preferences, and the size of
the page, which is smaller here than a window of Firefox may be.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any

from tests.engines.engine import HEIGHT, PATIENCE, WIDTH, Engine, NotTriedError

_NAMES = ("firefox-esr", "firefox")
_AS_SMALL = """
const browser = gBrowser.selectedBrowser;
for (const [side, size] of [["width", arguments[0]], ["height", arguments[1]]])
  for (const edge of ["min", "max"]) browser.style.setProperty(`${edge}-${side}`, `${size}px`);
"""
_HEARD = """
const heard = Services.console.getMessageArray().filter((said) => said instanceof Ci.nsIScriptError
  && said.sourceName.startsWith("file:") && (!(said.flags & said.warningFlag) || said.category.startsWith("CSP")));
Services.console.reset();
return heard.map((said) => `${said.sourceName}:${said.lineNumber}: ${said.errorMessage}`);
"""
"""Errors, and whatever a page's own policy refuses; advice about standards isn't trouble."""


class Firefox(Engine):
    """Firefox without a window."""

    def __init__(self, folder: Path, scripts: bool = True) -> None:
        super().__init__(folder)
        found = next((path for name in _NAMES if (path := shutil.which(name))), None)
        if found is None:
            raise NotTriedError("there is no firefox-esr here")
        try:
            from marionette_driver.marionette import Marionette
        except ImportError as error:
            raise NotTriedError(f"its client is missing ({error}); `make engines` installs it") from error
        logging.getLogger("mozversion").setLevel(logging.WARNING)
        preferences = {
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.downloads),
            "browser.download.alwaysOpenPanel": False,
            "javascript.enabled": scripts,
        }
        try:
            self._driver = Marionette(
                bin=found, app="fxdesktop", port=0, headless=True, prefs=preferences, startup_timeout=60,
                gecko_log=str(folder / "gecko.log"),
            )  # fmt: skip
            self.version = self._driver.start_session()["browserVersion"]
        except Exception as error:
            raise NotTriedError(f"{found} doesn't start: {error}") from error
        self._driver.timeout.script = self._driver.timeout.page_load = PATIENCE
        self._in_chrome(_AS_SMALL, WIDTH, HEIGHT)

    def _in_chrome(self, script: str, *given: Any) -> Any:
        with self._driver.using_context("chrome"):
            return self._driver.execute_script(script, script_args=given)

    def open(self, address: str) -> None:
        self._driver.navigate(address)

    def back(self) -> None:
        self._driver.go_back()

    def run(self, script: str, *given: Any) -> Any:
        return self._driver.execute_script(script, script_args=given, sandbox=None)

    def keyboard(self) -> Any:
        return self._driver.actions.sequence("key", "keys")

    def said_while_loading(self, addresses: list[str]) -> list[str]:
        for address in addresses:
            self.open(address)
        return self.trouble()

    def trouble(self) -> list[str]:
        return [str(said) for said in self._in_chrome(_HEARD)]

    def close(self) -> None:
        self._driver.cleanup()
