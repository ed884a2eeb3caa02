"""What tests of several layers share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import minisign
import pytest
from filelock import FileLock

from tests.costs import costs, weight
from tests.starting import run_command

ROOT = Path(__file__).parent.parent
DAY = "2026-11-24"
"""The day that tests build for."""
NOTHING: Mapping[str, str] = MappingProxyType({})
SURROUNDINGS = "surroundings.json"
"""File beside a site that tests build: what is around its finished pages."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes more than processors: some tests always wait for a browser, a command or the disk."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` leaves out, and let the longest files start first, so that no worker is left alone."""
    weights: dict[Path, float] = {}
    for item in items:
        if isinstance(item, pytest.Function):
            for mark in costs(item):
                item.add_marker(mark)
        weights[item.path] = weights.get(item.path, 0) + weight(item)
    items.sort(key=lambda item: -weights[item.path])


def build_project(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `commonthread build` for a project folder, as a user would."""
    command = ["--root", str(root), "build", "--today", DAY, "--site-dir", str(target)]
    return run_command(command, ROOT, {**os.environ, **environment})


def copy_project(target: Path) -> Path:
    """A copy of this project's content, templates and settings, without what is built or installed."""
    for name in ("data", "docs", "overrides", "macros"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests keep what they may keep apart from the user's own caches; commands that they run find it there too."""
    folder = tmp_path_factory.mktemp("caches")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that all processes of a test run share: the first that needs it makes it, others wait for it.

    Args:
        factory: pytest's.
        name: what the folder is called.
        make: fills the empty folder.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(folder.with_suffix(".lock")):
        if not folder.is_dir():
            beside = folder.with_suffix(".unfinished")
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir()
            make(beside)
            beside.rename(folder)
    return folder


def _succeeded(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped library, built once for all tests that look at it."""

    def make(folder: Path) -> None:
        project = copy_project(folder / "project")
        kept = str(project / SURROUNDINGS)
        _succeeded(build_project(project, Path("site"), COMMONTHREAD_SURROUNDINGS=kept))

    return made_once(tmp_path_factory, "shipped", make) / "project" / "site"


def trust_key(project: Path, public_key: str) -> None:
    """List a key in the settings of a project, as those do who sign with it."""
    place = project / "data/site.yml"
    text, keys = place.read_text("utf-8"), f"bundles:\n  public_keys:\n    - {public_key}\n"
    place.write_text(text.replace("bundles:\n", keys, 1) if "\nbundles:\n" in text else text + keys, "utf-8")


def bundle_project(
    root: Path, *arguments: str, environment: Mapping[str, str] = NOTHING, umask: int = -1
) -> subprocess.CompletedProcess[str]:
    """Run `commonthread bundle` for a project folder, as a user would."""
    command = ["--root", str(root), "bundle", "--today", DAY, *arguments]
    return run_command(command, ROOT, {**os.environ, **environment}, umask)


@dataclass(frozen=True)
class Released:
    """The shipped library as bundles."""

    project: Path
    public_key: str

    @property
    def dist(self) -> Path:
        """The files."""
        return self.project / "dist"

    @property
    def site(self) -> Path:
        """The site that lists them."""
        return self.project / "site"

    def zips(self) -> list[Path]:
        """Every pack, smallest file first."""
        return sorted(self.dist.glob("*.zip"), key=lambda path: path.stat().st_size)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    """The shipped library, built and bundled once, signed with a key made for this run."""

    def make(folder: Path) -> None:
        pair = minisign.KeyPair.generate()
        (folder / "test.key").write_bytes(bytes(pair.secret_key))
        (folder / "test.pub").write_bytes(pair.public_key.to_base64())
        key = {"COMMONTHREAD_SIGNING_KEY": str(folder / "test.key")}
        project = copy_project(folder / "project")
        trust_key(project, pair.public_key.to_base64().decode())
        _succeeded(bundle_project(project, environment=key))

    folder = made_once(tmp_path_factory, "released", make)
    return Released(folder / "project", (folder / "test.pub").read_text("ascii"))


@pytest.fixture(scope="session")
def second_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second community, built once by this repository's code."""
    from tests.community import TODAY, copy_second, run

    def make(folder: Path) -> None:
        project = copy_second(folder / "project")
        kept = str(project / SURROUNDINGS)
        _succeeded(run(project, "build", "--today", TODAY.isoformat(), COMMONTHREAD_SURROUNDINGS=kept))

    return made_once(tmp_path_factory, "second", make) / "project" / "site"
