"""One fault in a copy of the project, and whether the tests notice it.

The tests of each fault run in a fork of a process that has the libraries loaded already and nothing of ours.
"""

from __future__ import annotations

import importlib
import itertools
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

COPIED = ("data", "docs", "macros", "overrides", "tests", "mkdocs.yml", "pyproject.toml")
LIBRARIES = (
    "babel.dates", "bsdiff4", "click", "hypothesis.strategies", "jinja2", "jsonschema", "lunr", "lxml.html",
    "markdown.extensions.tables", "mkdocs.structure.pages", "nh3", "pydantic", "rapidfuzz", "rich.console",
    "simplemma", "snowballstemmer", "yaml",
)  # fmt: skip
QUICK = "not browser and not bundles and not builds and not slow"
"""As in `make quick`."""
_times = itertools.count(1)


def load_libraries() -> None:
    """Load what the tests need, so that no fork has to."""
    for name in LIBRARIES:
        importlib.import_module(name)


class Copy:
    """A copy of the project that one fault at a time is put into."""

    def __init__(self, folder: Path) -> None:
        """Copy the project as it lies here, changes that aren't committed included."""
        self.folder = folder
        for name in COPIED:
            place = ROOT / name
            if place.is_dir():
                shutil.copytree(place, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(place, folder / name)

    def write(self, module: str, source: str) -> None:
        """Replace a module. Its time is one that no version of it had before, so no compiled one is taken for it."""
        place = self.folder / module
        place.write_text(source, "utf-8")
        os.utime(place, (next(_times),) * 2)

    def start(self, tests: Sequence[str]) -> int:
        """Run tests in a process of its own; returns its number."""
        child = os.fork()
        if not child:
            status = int(pytest.ExitCode.INTERNAL_ERROR)
            try:
                os.setsid()
                status = self._run(tests)
            finally:
                os._exit(status)
        return child

    def _run(self, tests: Sequence[str]) -> int:
        quiet = os.open(self.folder / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        for name in [name for name in sys.modules if name.partition(".")[0] in ("macros", "tests")]:
            del sys.modules[name]
        os.chdir(self.folder)
        sys.path[:] = [str(self.folder), *(path for path in sys.path if path not in ("", str(ROOT)))]
        importlib.invalidate_caches()
        return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-m", QUICK, *tests]))


def wait(child: int, seconds: float) -> int | None:
    """The exit status of a process; None when it took longer, and was ended with all it had started."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
