"""Libraries that only the ZIM and PDF editions need, and that not everyone installs."""

from __future__ import annotations

import importlib
from types import ModuleType


class ExtraMissingError(Exception):
    """An edition was asked for whose library is not there; says how to get it."""


def extra(name: str, module: str, also: str = "") -> ModuleType:
    """Load the module of an optional extra of this project.

    Args:
        name: of the extra in `pyproject.toml`.
        module: to load.
        also: what else it needs from the system, for the message.

    Raises:
        ExtraMissingError: in words that lead on.
    """
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        needed = f", and needs {also} from your system" if also else ""
        raise ExtraMissingError(
            f"{module} can't be loaded ({error}); it comes with: pip install '.[{name}]'{needed}"
        ) from error
