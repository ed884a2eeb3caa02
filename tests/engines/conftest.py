"""The engines, each started once, and what they open: one small release, unpacked into a folder with an odd name.

An engine that isn't here, or doesn't start, is not tried; the last line of the run says so, and why.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import minisign
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.community import TODAY, copy_second
from tests.conftest import bundle_project, made_once, trust_key
from tests.engines.engine import Engine, NotTriedError
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit

ODD = "مجلد ميداني #1 100% خاص"
"""A folder as it lies on a stick in the field; each part of its name has a meaning in addresses."""
ENGINES: dict[str, Callable[[Path, bool], Engine]] = {"Firefox ESR": Firefox, "WebKitGTK": WebKit}
SCHEMES = """
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
"""
"""The second community offers no choice of light or dark of its own."""
_NOT_TRIED = "not tried: "


@dataclass(frozen=True)
class Copies:
    """The second community as readers have it, signed."""

    project: Path
    pack: Path
    """The unpacked folder."""

    @property
    def library(self) -> Path:
        """The pages in it."""
        return self.pack / "library"

    @property
    def zip(self) -> Path:
        """What it was unpacked from."""
        (found,) = (self.project / "dist").glob("*.zip")
        return found

    @property
    def single(self) -> Path:
        """The same as one file."""
        (found,) = self.pack.parent.glob("*.html")
        return found


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """One release, made by whoever needs it first."""

    def make(folder: Path) -> None:
        pair = minisign.KeyPair.generate()
        (folder / "test.key").write_bytes(bytes(pair.secret_key))
        project = copy_second(folder / "project")
        settings = project / "mkdocs.yml"
        settings.write_text(
            settings.read_text("utf-8").replace("  font: false\n", f"  font: false\n{SCHEMES}"), "utf-8"
        )
        trust_key(project, pair.public_key.to_base64().decode())
        key = {"COMMONTHREAD_SIGNING_KEY": str(folder / "test.key")}
        made = bundle_project(project, "--today", TODAY.isoformat(), environment=key)
        assert made.returncode == 0, made.stdout + made.stderr
        stick = folder / ODD
        stick.mkdir()
        for path in (project / "dist").glob("*.zip"):
            with zipfile.ZipFile(path) as opened:
                opened.extractall(stick)
        for path in (project / "dist").glob("*.html"):
            shutil.copy(path, stick)

    folder = made_once(tmp_path_factory, "copies", make)
    (pack,) = (path for path in (folder / ODD).iterdir() if path.is_dir())
    return Copies(folder / "project", pack)


def _started(name: str, folder: Path, scripts: bool) -> Iterator[Engine]:
    try:
        engine = ENGINES[name](folder, scripts)
    except NotTriedError as reason:
        pytest.skip(f"{_NOT_TRIED}{name}: {reason}")
    yield engine
    engine.close()


@pytest.fixture(scope="session", params=list(ENGINES))
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine."""
    yield from _started(request.param, tmp_path_factory.mktemp("engine") / "own", True)


@pytest.fixture
def engine(browser: Engine) -> Iterator[Engine]:
    """Each engine, in which nothing may go wrong."""
    browser.open("about:blank")
    browser.trouble()
    yield browser
    assert browser.trouble() == []


@pytest.fixture(scope="module", params=list(ENGINES))
def plain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine, with the scripts of pages switched off."""
    yield from _started(request.param, tmp_path_factory.mktemp("engine") / "own", False)


class _ByEngine(LoadScopeScheduling):
    """All tests of an engine in one process, so that it starts once, and another engine beside it."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.rpartition("[")[2]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _ByEngine:
    """How tests are given to processes."""
    return _ByEngine(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line for each engine that it was not tried, and why."""
    reasons = {str(report.longrepr[-1]) for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reason for reason in reasons if _NOT_TRIED in reason):
        terminalreporter.write_line(f"Engines {reason.partition('Skipped: ')[2]}")
