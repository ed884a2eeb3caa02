"""Files that commands write where somebody asked: wholly or not at all, and what can't be written said in a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from macros.bundles.container.atomic import replacing
from macros.bundles.container.errors import BundleError


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of the target when all of it has been written.

    Raises:
        ClickException: when there is no such folder, or the system refuses; what stood there is as it was.
    """
    try:
        with replacing(target) as file:
            yield file
    except (OSError, BundleError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise click.ClickException(f"{target} can't be written: {reason}") from None
