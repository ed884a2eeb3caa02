"""Texts that a test made once, in `tests/snapshots/`, so that a change of them shows line by line.

Each is a stage of the program as text: a record, the graph, a page before any HTML. Look at what changed; when it
is what you meant, renew the file with the command that the failing assertion says.
"""

from __future__ import annotations

import difflib
import os

from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "snapshots"
RENEW = "renew"


def assert_as_recorded(text: str, name: str) -> None:
    """Compare a text with `tests/snapshots/<name>`; with `SNAPSHOTS=renew` in the environment, write it there.

    Args:
        text: lines, the last one ended.
        name: path below the folder, with the ending of what it holds.
    """
    place = FOLDER / name
    if os.environ.get("SNAPSHOTS") == RENEW:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="\n")
    recorded = place.read_text("utf-8") if place.is_file() else ""
    change = difflib.unified_diff(
        recorded.splitlines(), text.splitlines(), f"tests/snapshots/{name}", "now", lineterm=""
    )
    test = os.environ.get("PYTEST_CURRENT_TEST", "").partition("[")[0].partition(" ")[0]
    command = f"SNAPSHOTS={RENEW} .venv/bin/python -m pytest '{test}'"
    assert text == recorded, "\n".join([*change, "", f"If this is what it should be now: {command}"])
