"""The library under other programs than MkDocs: one that takes its place, and those that ignore our hooks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from macros.build_day import build_day, epoch_of
from tests.community import contents
from tests.conftest import DAY, copy_project

NOT_RUN = "mkdocs.yml: hooks: macros/hooks.py was not run, so the site would lack every entry"
PROPERDOCS = (
    "import sys\n"
    "from properdocs.__main__ import cli\n"
    "cli(sys.argv[1:], standalone_mode=False)\n"
    "files = [getattr(module, '__file__', None) or '' for module in list(sys.modules.values())]\n"
    "print(*[file for file in files if '/site-packages/mkdocs/' in file.replace(chr(92), '/')])\n"
)
"""Builds with ProperDocs and prints the files of MkDocs itself that took part."""
WITHOUT = {
    "hooks": re.compile(r"^hooks:\n(?:  .*\n)+", re.MULTILINE),
    "plugins": re.compile(r"^plugins:\n(?:  .*\n)+", re.MULTILINE),
}
"""Settings in `mkdocs.yml` that a program may ignore."""


def _run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "COMMONTHREAD_TODAY": DAY,
        "SOURCE_DATE_EPOCH": str(epoch_of(build_day(project, DAY))),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def test_properdocs_builds_the_same_site_to_the_byte(built_site: Path, tmp_path: Path) -> None:
    """The fork that keeps MkDocs 1.6 alive, with nothing of MkDocs itself loaded."""
    project = copy_project(tmp_path / "project")
    made = _run(project, "-c", PROPERDOCS, "build", "--quiet", "--strict", "--site-dir", "site")
    assert (made.returncode, made.stdout.strip()) == (0, ""), made.stdout + made.stderr
    ours, theirs = contents(built_site), contents(project / "site")
    assert sorted(theirs) == sorted(ours)
    assert [path for path in ours if theirs[path] != ours[path]] == []


@pytest.mark.parametrize(
    ("program", "ignored"),
    [
        ("mkdocs", ("hooks",)),
        ("mkdocs", ("hooks", "plugins")),
        ("properdocs", ("hooks",)),
        ("zensical", ()),
        ("zensical", ("plugins",)),
    ],
)
def test_a_program_that_ignores_our_hooks_ends_with_words(
    tmp_path: Path, program: str, ignored: tuple[str, ...]
) -> None:
    """Zensical ignores hooks by itself, and knows macros; from the others the settings are taken away."""
    project = copy_project(tmp_path / "project")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    for name in ignored:
        settings, found = WITHOUT[name].subn("", settings)
        assert found == 1
    if "plugins" in ignored:
        settings += "\nplugins: []\n"
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    made = _run(project, "-m", program, "build")
    assert made.returncode != 0
    assert NOT_RUN in made.stdout + made.stderr
    assert list((project / "site").rglob("*.html")) == []
