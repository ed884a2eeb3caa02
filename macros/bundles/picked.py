"""A pack of somebody's own: entries that they chose, with the terms and sources that these need."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from macros.bundles.budgets import BudgetError
from macros.bundles.container.manifest import SUMS
from macros.bundles.pages.contents import PackContents
from macros.bundles.pages.packs import Pack, pack_of
from macros.bundles.release import make_pack
from macros.bundles.released import Released, ReleasedPack
from macros.bundles.signature import Signer
from macros.knowledge.graph import Graph
from macros.render.page import anchor

PICKED = "picked"
"""Folder for such packs beside the bundles; a release carries it along."""
_NAME, _MARK = 32, 6
"""Letters that a name takes from a title, and from what tells two packs of the same title apart."""


def picked_pack(graph: Graph, ids: Sequence[str], title: str) -> Pack:
    """The pack of some entries.

    Its id follows from the entries alone, so that updates lead from one day's pack to the next.

    Args:
        graph: the library.
        ids: of entries that it has, at least one.
        title: what the pack is called.
    """
    mark = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:_MARK]
    name = anchor(title)[:_NAME].strip("-_")
    records = [graph.records[id] for id in ids]
    summary = records[0].summary if len(records) == 1 else ""
    shown = "".join(letter for letter in title if letter.isprintable())[:200]
    return pack_of(graph, f"picked-{name}-{mark}", shown, summary, records, graph.settings.bundles.pack_bytes)


def make_picked(contents: PackContents, folder: Path, pack: Pack, signer: Signer | None) -> ReleasedPack:
    """Write the bundle and the single file of a pack into a new folder.

    Raises:
        BudgetError: when a file is far larger than packs may be.
        BundleError: when a path is none that every computer can store.
    """
    made, budgets = make_pack(contents, folder, pack, signer)
    if budgets.breaches:
        raise BudgetError("\n".join(budgets.breaches))
    return made


def checksums_with(folder: Path, files: Iterable[Released]) -> bytes:
    """The list of checksums in a folder of such packs, with further files in it and without those that are gone."""
    known = folder / SUMS
    lines = known.read_text("utf-8").splitlines() if known.is_file() else []
    listed = {name: line[:64] for line in lines if (folder / (name := line[66:])).is_file()}
    listed.update({file.path: file.sha256 for file in files})
    return "".join(f"{listed[name]}  {name}\n" for name in sorted(listed)).encode()
