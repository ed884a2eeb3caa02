"""What the system refuses while files are written, said in a line instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager

import click

UNTOUCHED = "What was built last is untouched."
"""True of every command that builds beside the last site and the last bundles."""
ENDED = "was ended by the system, perhaps for want of memory"
"""What is known of a process that is suddenly gone."""


@contextmanager
def in_words() -> Iterator[None]:
    """A full or read-only disk, and a worker process that is suddenly gone, as messages of the command line."""
    try:
        yield
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(f"{place}{error.strerror or error}\n{UNTOUCHED}") from None
    except BrokenExecutor:
        raise click.ClickException(f"a worker process {ENDED}\n{UNTOUCHED}") from None
