"""`commonthread serve`: what is saved is shown, and what is written after the pages is there when it is asked for."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.community import TODAY, copy_second
from tests.conftest import ROOT

PRACTICE = "docs/practices/compost-pe-acoperis.md"
PATIENCE = 60


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the second community and the address at which it is served."""
    project = copy_second(tmp_path / "project")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{found.getsockname()[1]}"
    command = [sys.executable, "-m", "macros", "--root", str(project), "serve"]
    known = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    known["PYTHONPATH"] = str(ROOT)
    process = subprocess.Popen(
        [*command, "--today", TODAY.isoformat(), "--address", address],
        env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=_can_be_interrupted,
    )  # fmt: skip
    try:
        yield project, f"http://{address}"
    finally:
        os.killpg(process.pid, 2)
        process.wait(PATIENCE)


def _can_be_interrupted() -> None:
    """Undo what a shell does that runs the tests in its background: it has interrupts ignored, here too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(address: str) -> str:
    """What is answered; empty where nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, ConnectionError):
        return ""


def _wait_for(words: str, address: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in _read(address):
        assert time.monotonic() < until, f"{address} never said {words!r}"
        time.sleep(0.1)


@pytest.mark.builds
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="ends a group of processes")
def test_what_is_saved_is_shown_and_can_be_exported_at_once(served: tuple[Path, str]) -> None:
    """The exports of the new state, not those of the last."""
    project, address = served
    _wait_for("<h1", f"{address}/practices/compost-pe-acoperis.html")
    entry = project / PRACTICE
    for words in ("Cuvintenoi", "Altecuvinte"):
        time.sleep(1.1)
        entry.write_text(entry.read_text("utf-8").rstrip() + f" {words}.\n", "utf-8")
        _wait_for(words, f"{address}/practices/compost-pe-acoperis.html")
        assert words in _read(f"{address}/data/records.json")
    assert _read(f"{address}/data/nothing.json") == ""
