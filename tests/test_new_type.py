"""A type more in a copy of the repository: the program's own tests pass there too.

Apart from `test_architecture.py`, which says what a type costs, since running tests inside a test takes a minute.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casebook import write_files
from tests.conftest import ROOT
from tests.test_architecture import TYPE

RECORDED = "tests/render/test_recorded_pages.py"
"""Left out: the entry that comes with the type stands on the pages of those that it leads to."""
LAYERS = ("model", "knowledge", "render", "exports")
"""Folders of tests in which every file that goes through the types is run with one more."""


@pytest.mark.slow
def test_the_tests_of_this_program_pass_with_a_new_type(tmp_path: Path) -> None:
    """None of them knows which types there are."""
    for name in ("macros", "overrides", "tests", "docs", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "site"))
    for name in ("pyproject.toml", "mkdocs.yml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"):
        shutil.copy(ROOT / name, tmp_path / name)
    write_files(tmp_path, TYPE)
    files = sorted(path for layer in LAYERS for path in (ROOT / "tests" / layer).glob("test_*.py"))
    walking = [path.relative_to(ROOT).as_posix() for path in files if "record_types" in path.read_text("utf-8")]
    walking.remove(RECORDED)
    command = [sys.executable, "-m", "pytest", "-vv", "-x", "-p", "no:cacheprovider", *walking]
    known = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "[tool] PASSED" in done.stdout and len(walking) > 5
