"""The wheels that `make wheels` packs are enough to build the site where no registry can be asked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.community import contents
from tests.conftest import DAY, ROOT, copy_project

WHEELS = ROOT / "wheels"
NOWHERE = "http://127.0.0.1:9"
"""An address at which nobody answers."""
_PIN = re.compile(r"^([\w.-]+==[^\\\n]*?) *\\?$", re.MULTILINE)


def test_the_site_is_built_from_the_packed_wheels_alone(built_site: Path, tmp_path: Path) -> None:
    """In a new environment, with the pinned versions, to the same bytes."""
    if not (WHEELS / "README.txt").is_file():
        pytest.fail("wheels/ is missing; `make test` packs it, or `make wheels` alone")
    project = copy_project(tmp_path / "project")
    shutil.copy(ROOT / "pyproject.toml", project)
    pins = tmp_path / "pins.txt"
    pins.write_text("\n".join(_PIN.findall((ROOT / "requirements.lock").read_text("utf-8"))), "utf-8")
    programs = tmp_path / "environment" / ("Scripts" if os.name == "nt" else "bin")
    known = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "PYTHON"))}
    environment = {
        **known,
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), NOWHERE),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": WHEELS.as_uri(),
        "PIP_CONSTRAINT": str(pins),
        "PIP_NO_CACHE_DIR": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "NO_PROXY": "",
        "no_proxy": "",
    }

    def run(*command: str | Path) -> None:
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run(sys.executable, "-m", "venv", programs.parent)
    run(programs / "python", "-m", "pip", "install", "setuptools")
    run(programs / "python", "-m", "pip", "install", "--no-build-isolation", "--editable", project)
    run(programs / "commonthread", "--root", project, "build", "--today", DAY)
    ours, theirs = contents(built_site), contents(project / "site")
    assert sorted(theirs) == sorted(ours)
    assert [path for path in ours if theirs[path] != ours[path]] == []
