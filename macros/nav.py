"""The navigation of `mkdocs.yml`: without index pages of types that a library leaves out, and what is above others."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from typing import Any

from macros.knowledge.graph import Graph
from macros.model.registry import record_types


def left_out(graph: Graph) -> frozenset[str]:
    """Index pages, relative to `docs/`, that don't exist because the library has no entry of their type."""
    return frozenset(
        kind.index_file().removeprefix("docs/")
        for name, kind in record_types().items()
        if name not in graph.library.indexes and not graph.by_type[name]
    )


def above(path: str, known: Collection[str]) -> str | None:
    """The page that a page without a place in the navigation belongs to: the index of its folder, else one above it.

    Args:
        path: the page, relative to `docs/`.
        known: the pages that there are.
    """
    folder = posixpath.dirname(path)
    while folder:
        for name in (f"{folder}/index.md", f"{folder}.md"):
            if name in known and name != path:
                return name
        folder = posixpath.dirname(folder)
    return None


def without(nav: Any, missing: Collection[str]) -> Any:
    """A navigation without some pages, and without the sections that they leave empty."""
    if isinstance(nav, list):
        return [kept for item in nav if (kept := without(item, missing)) not in (None, {}, [])]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := without(item, missing)) not in (None, [])}
    return None if nav in missing else nav
