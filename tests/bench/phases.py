"""One build of a project in this process, with the time that each phase takes.

Run as `python -m tests.bench.phases PROJECT TODAY`; writes JSON to standard output. The functions of
the program are wrapped, not copied, so the steps are those of `commonthread build`; a phase's time
leaves out the phases inside it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

from macros import check_links, shell
from macros.exports import write as exports
from macros.knowledge import checks
from macros.knowledge.graph import Graph

PHASES = ("read", "check", "graph", "pages", "shell", "links", "exports")
"""In the order in which a build takes them."""


class Stopwatch:
    """Seconds by phase on the clock; time inside an inner phase counts for that one only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(PHASES, 0.0)
        self._running: list[str] = []
        self._since = 0.0

    def timed(self, function: Callable[..., Any], phase: str) -> Callable[..., Any]:
        """A function that books its time on a phase; what it would yield later, it makes at once."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self._switch()
            self._running.append(phase)
            try:
                result = function(*args, **kwargs)
                return iter(list(result)) if isinstance(result, Iterator) else result
            finally:
                self._switch()
                self._running.pop()

        return call

    def _switch(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


def timed_build(root: Path, today: str) -> dict[str, float]:
    """Build a project's site beside its own and return the seconds of each phase."""
    watch = Stopwatch()
    for owner, name, phase in (
        (checks, "read_library", "read"),
        (shell, "check_site", "check"),
        (shell.Site, "render", "pages"),
        (exports, "write_exports", "exports"),
    ):
        setattr(owner, name, watch.timed(getattr(owner, name), phase))
    for held in vars(Graph).values():
        if isinstance(held, cached_property):
            held.func = watch.timed(held.func, "graph")
    os.environ |= {"COMMONTHREAD_TODAY": today, "SOURCE_DATE_EPOCH": "1", "NO_MKDOCS_2_WARNING": "1"}
    os.chdir(root)
    target = root / ".site-phases"
    config = load_config("mkdocs.yml", site_dir=str(target))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        watch.timed(build_site, "shell")(config)
        broken = watch.timed(check_links.broken_links, "links")(target)
        if broken:
            raise SystemExit(f"{len(broken)} broken links, first: {broken[0]}")
    finally:
        shutil.rmtree(target, ignore_errors=True)
    return watch.seconds


if __name__ == "__main__":
    print(json.dumps(timed_build(Path(sys.argv[1]).resolve(), sys.argv[2])))
