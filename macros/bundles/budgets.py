"""How large the files of a release may be, by `data/site.yml`, and what is said when they are larger."""

from __future__ import annotations

from collections.abc import Callable

from macros.bundles.container.errors import BundleError

NEAR = 0.95
"""Part of a budget from which it is said that it is nearly used up."""
NAMED = 8
"""Largest things that a breach of a budget names."""


class BudgetError(BundleError):
    """Files are larger than `data/site.yml` allows; says which, by how much, and what is large in them."""


class Budgets:
    """Sizes of files against their budgets."""

    def __init__(self) -> None:
        self.breaches: list[str] = []
        """What is too large, in words that say what is large in it."""
        self.near: list[str] = []
        """What is nearly too large."""

    def watch(self, name: str, size: int, setting: str, most: int, parts: Callable[[], dict[str, int]]) -> None:
        """Compare a file with its budget.

        Args:
            name: of the file.
            size: its bytes.
            setting: name of the budget.
            most: bytes it may have.
            parts: bytes of the things in it by their names; asked only when it is too large.
        """
        if size > most:
            sizes = parts()
            largest = sorted(sizes, key=lambda part: (-sizes[part], part))[:NAMED]
            named = ", ".join(f"{part} ({sizes[part]:,})" for part in largest)
            self.breaches.append(
                f"data/site.yml: bundles.{setting}: {name} has {size:,} bytes, {most:,} are allowed. "
                f"Largest in it: {named}. Take something out of the pack, or allow more."
            )
        elif size > NEAR * most:
            self.near.append(f"{name} takes {size / most:.1%} of bundles.{setting} in data/site.yml")
