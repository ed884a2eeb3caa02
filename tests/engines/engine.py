"""What a test may do with a browser engine, whichever it is: open, type, press, click, choose files, read, save.

An engine is driven by what its makers offer for that, so each has another client; `firefox.py` and `webkit.py` hold
what differs. Nothing here knows the pages.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 360, 740
"""A phone, in pixels."""
PATIENCE = 20.0
"""Seconds after which what hasn't come is a failure; nothing takes as long, with two processors and other work."""
KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", "Escape": "\ue00c", "Space": " ",
    "ArrowUp": "\ue013", "ArrowDown": "\ue015",
}  # fmt: skip
"""Keys by name, as WebDriver writes them."""
_STOPS = 250
"""More than a page has stops of the Tab key."""
_PAUSE = 0.05
_UNFINISHED = (".part", ".wkdownload")
"""Endings of what an engine is still writing."""


class NotTriedError(Exception):
    """An engine that can't be driven on this machine; the message is the reason."""


class Engine(ABC):
    """A running browser with one page, as wide as a phone.

    Addresses are whole (`file:///…`), places on a page are CSS selectors. A script is the body of a function that
    finds what it was given in `arguments`, and returns what JSON can hold.
    """

    _driver: Any
    """The client that drives it; what all clients call alike is called here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Where the engine keeps what is its own; `saved` below it is for the reader's files."""
        self.downloads = folder / "saved"
        self.downloads.mkdir(parents=True)

    @abstractmethod
    def open(self, address: str) -> None:
        """Load an address and wait until the page has loaded."""

    @abstractmethod
    def back(self) -> None:
        """Go back to the page before."""

    @abstractmethod
    def run(self, script: str, *given: Any) -> Any:
        """What a script gives that runs in the page."""

    @abstractmethod
    def keyboard(self) -> Any:
        """The beginning of a chain of key strokes."""

    @abstractmethod
    def said_while_loading(self, addresses: list[str]) -> list[str]:
        """What the console says of errors and refusals while pages are loaded, a line for each."""

    @abstractmethod
    def trouble(self) -> list[str]:
        """What the engine has said of errors and refusals on the page that is open."""

    @abstractmethod
    def close(self) -> None:
        """End the browser and all that was started for it."""

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.keyboard().send_keys(text).perform()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by name: `Tab`, `Enter`, `Control+k`."""
        for key in keys:
            together = [KEYS.get(part, part) for part in key.split("+")]
            chain = self.keyboard()
            for one in together:
                chain = chain.key_down(one)
            for one in reversed(together):
                chain = chain.key_up(one)
            chain.perform()

    def click(self, place: str) -> None:
        """Click on the first such place."""
        self._driver.find_element("css selector", place).click()

    def choose(self, place: str, path: Path) -> None:
        """Choose a file in a field for files, instead of what is chosen in it."""
        self.run("document.querySelector(arguments[0]).value = ''", place)
        self._driver.find_element("css selector", place).send_keys(str(path))

    def fresh(self, address: str) -> None:
        """Load an address anew, also where only its end differs from the one before."""
        self.open("about:blank")
        self.open(address)

    def text(self, place: str) -> str:
        """The visible text of the first such place."""
        return str(self.run("return document.querySelector(arguments[0]).innerText", place))

    def count(self, place: str) -> int:
        """How many such places there are."""
        return int(self.run("return document.querySelectorAll(arguments[0]).length", place))

    def until(self, script: str, *given: Any) -> Any:
        """Wait until a script gives something, and give that; fail with what the page shows."""
        return patiently(
            lambda: self.run(script, *given),
            lambda: f"{script} with {given} on {self.run('return location.href')}\n{self.text('body')[-1500:]}",
        )

    def shows(self, place: str, words: str) -> None:
        """Wait until a visible place of this kind holds these words."""
        self.until(
            """return [...document.querySelectorAll(arguments[0])].some(
                (one) => one.checkVisibility() && one.textContent.includes(arguments[1]))""",
            place, words,
        )  # fmt: skip

    def go_to(self, words: str) -> None:
        """Press Tab until something has the focus whose name begins with these words."""
        self.go_on_to(
            """const one = document.activeElement, label = one.labels && one.labels[0];
            return (one.getAttribute("aria-label") || (label || one).textContent).trim().startsWith(arguments[0]);""",
            words,
        )

    def go_on_to(self, script: str, *given: Any) -> None:
        """Press Tab until a script says that the right thing has the focus."""
        for _ in range(_STOPS):
            self.press("Tab")
            if self.run(script, *given):
                return
        raise AssertionError(f"the Tab key doesn't lead to where this holds: {script} with {given}")

    def saved(self, act: Callable[[], None]) -> Path:
        """The file that the page saves when something is done."""
        for path in self.downloads.iterdir():
            path.unlink()
        sizes: dict[Path, int] = {}

        def whole() -> Path | None:
            nonlocal sizes
            before, sizes = sizes, {path: path.stat().st_size for path in self.downloads.iterdir()}
            if any(path.name.endswith(_UNFINISHED) for path in sizes):
                return None
            return next((path for path, size in sizes.items() if size and before.get(path) == size), None)

        act()
        return patiently(whole, lambda: f"a file; there is {sorted(path.name for path in sizes)}")


def patiently(look: Callable[[], Any], told: Callable[[], str]) -> Any:
    """Look until there is something; fail with what is told when it doesn't come."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE:.0f} seconds for {told()}")
        time.sleep(_PAUSE)
    return found
