"""What was made for another library than the one that it comes into."""

from __future__ import annotations

from macros.giving.found import Found, Origin
from macros.model.library import Library
from macros.problems import Problem


def of_another(name: str, library: Library, file: str, origin: Origin | None) -> list[Found]:
    """A warning where something names another library; none where it names this one, or none.

    Args:
        name: of the library that it was made for, as it says.
        library: that it comes into.
        file: its name, for the problems.
        origin: where it says so; None where nobody would look.
    """
    ours = library.settings.name
    if not name.strip() or _folded(name) == _folded(ours):
        return []
    message = f'was made for the library "{name[:80]}", and this is "{ours}"; look whether it belongs here'
    line = origin.row if origin else 1
    return [Found(Problem(file, line, "library" if origin else "-", message, "bad-value", "warning"), origin)]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
