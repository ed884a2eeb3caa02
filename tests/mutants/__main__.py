"""`python -m tests.mutants [PATH…]`: put faults into modules, one at a time, and list those that no test notices."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from tests.mutants.faults import faults
from tests.mutants.targets import GUARDED, mirroring, modules_below
from tests.mutants.trial import Copy, load_libraries, wait

PATIENCE, START = 3.0, 10.0
"""A fault may make the tests so many times slower, and so many seconds; then it counts as noticed."""
BASELINE = 600.0
"""Seconds for the tests of a module without a fault."""


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--every", default=1, show_default=True, help="Try each fault, every second, third, …")
def main(paths: tuple[str, ...], every: int) -> None:
    """Put faults into the modules below PATHS, those that meet the text of strangers unless given."""
    load_libraries()
    tried, survivors = 0, 0
    for module in modules_below(paths or GUARDED):
        wanted = faults((ROOT / module).read_text("utf-8"))[::every]
        if not wanted:
            continue
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            found = _survivors(Copy(Path(folder) / "project"), module, wanted)
        tried, survivors = tried + len(wanted), survivors + found
        click.echo(f"{module}: {found} of {len(wanted)} survive, {time.monotonic() - started:.0f} s")
    click.echo(f"{tried} faults, {survivors} survive ({survivors / max(tried, 1):.1%})")


def _survivors(copy: Copy, module: str, wanted: list) -> int:
    """Try the faults of one module; prints those that survive and returns how many."""
    rounds = [(tests, _baseline(copy, module, tests)) for tests in mirroring(module) if tests]
    found = 0
    for fault in wanted:
        copy.write(module, fault.source)
        if all(wait(copy.start(tests), limit) == pytest.ExitCode.OK for tests, limit in rounds):
            found += 1
            click.echo(f"{module}:{fault.line}: {fault.words}")
    return found


def _baseline(copy: Copy, module: str, tests: list[str]) -> float:
    """How long the tests may take with a fault.

    Raises:
        ClickException: when they don't pass without one.
    """
    started = time.monotonic()
    status = wait(copy.start(tests), BASELINE)
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        output = (copy.folder / "output.txt").read_text("utf-8", "replace")
        raise click.ClickException(f"{module}: its tests don't pass without a fault:\n{output[-2000:]}")
    return START + PATIENCE * (time.monotonic() - started)


if __name__ == "__main__":
    main()
