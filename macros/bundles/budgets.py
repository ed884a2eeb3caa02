"""How large the files of a release may be, by `data/site.yml`, and what is said when they are larger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from macros.bundles.container.errors import BundleError

NEAR, STOP = 0.95, 1.2
"""Part of a budget from which it is said that it is nearly used up, and part above which nothing is released.

Between the whole and the stop a release is made and says what to mend: the next entry should not stop all the others.
"""
NAMED = 8
"""Largest things that are named."""


class BudgetError(BundleError):
    """Files are far larger than `data/site.yml` allows; says which, by how much, and what is large in them."""


@dataclass(frozen=True)
class Grown:
    """An earlier state of a file, to say what has grown since."""

    day: str
    """Of the earlier one, YYYY-MM-DD."""
    parts: Mapping[str, int]
    """Bytes by which each thing is larger now."""


class Budgets:
    """Sizes of files against their budgets."""

    def __init__(self) -> None:
        self.breaches: list[str] = []
        """What is so much too large that nothing is released, in words that say what is large in it."""
        self.warnings: list[str] = []
        """What is too large, or nearly so."""

    def watch(
        self,
        name: str,
        size: int,
        setting: str,
        most: int,
        parts: Callable[[], Mapping[str, int]],
        grown: Callable[[], Grown | None] = lambda: None,
    ) -> None:
        """Compare a file with its budget.

        Args:
            name: of the file.
            size: its bytes.
            setting: name of the budget.
            most: bytes it should have.
            parts: bytes of the things in it by their names; asked only when it is too large.
            grown: by how much they have grown, where that is known; asked only when it is too large.
        """
        if size > most:
            since = grown()
            words = (
                f"data/site.yml: bundles.{setting}: {name} has {size:,} bytes, {most:,} are allowed. "
                f"Largest in it: {_named(parts())}. "
                + (f"Grown most since {since.day}: {_named(since.parts, '+')}. " if since and since.parts else "")
                + "Take something out of the pack, or allow more."
            )
            if size > STOP * most:
                self.breaches.append(words)
            else:
                self.warnings.append(f"Too large: {words} At {STOP:.0%} nothing is released any more.")
        elif size > NEAR * most:
            self.warnings.append(
                f"Nearly too large: {name} takes {size / most:.1%} of bundles.{setting} in data/site.yml."
            )


def _named(sizes: Mapping[str, int], sign: str = "") -> str:
    largest = sorted(sizes, key=lambda part: (-sizes[part], part))[:NAMED]
    return ", ".join(f"{part} ({sign}{sizes[part]:,})" for part in largest)
