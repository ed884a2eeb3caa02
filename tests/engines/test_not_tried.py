"""An engine that isn't here is not tried, and says why; no test fails for that."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.engines.conftest import ENGINES
from tests.engines.engine import NotTriedError


@pytest.mark.parametrize(("name", "said"), [("Firefox ESR", "no firefox-esr"), ("WebKitGTK", "no WebKitWebDriver")])
def test_an_engine_that_is_missing_is_named(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words that can stand behind its name."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotTriedError, match=said):
        ENGINES[name](tmp_path / "own", True)


def test_what_can_not_be_installed_fails_nothing(tmp_path: Path) -> None:
    """Neither packages nor clients: a line for each, and the suite goes on with what is there."""
    for name, does in {
        "dpkg-query": "exit 1", "apt-get": "exit 100", "id": "echo 0", "python": "exit 1", "sudo": "exit 1",
    }.items():  # fmt: skip
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        program.chmod(0o755)
    done = subprocess.run(
        ["/bin/bash", ROOT / "tests/install-engines", tmp_path / "python"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in ("firefox-esr", "webkit2gtk-driver", "xvfb"):
        assert f"{name} could not be installed." in done.stdout
    assert "The clients of tests/engines.lock could not be installed." in done.stdout
