"""MkDocs in a process of its own, for the commands that build or serve a site."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from macros.build_day import epoch_of
from macros.cli.project import asked_day

NOTHING: Mapping[str, str] = MappingProxyType({})
_SHELL = "macros.cli.site_shell"
"""What is run to make the site: MkDocs."""


def run_shell(root: Path, today: str | None, *arguments: str, asked: Mapping[str, str] = NOTHING) -> int:
    """Run MkDocs in a process of its own, with the build's day; returns its exit status.

    Args:
        asked: variables that name files for what the build knows and others would have to read again.
    """
    day = asked_day(root, today)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch_of(day)),
        "COMMONTHREAD_TODAY": day.isoformat(),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        **asked,
    }
    command = [sys.executable, "-m", _SHELL, *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode
