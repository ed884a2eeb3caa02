"""The chain a reader can walk: source → workshop → agreement → action → what came of it, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from macros.model.record import Record

LONGEST = 6
"""Steps of the longest chain that is followed."""
MOST = 12
"""Chains given in one direction."""

Node = str
"""A record id, or `record#item`."""
Tree = tuple[tuple[Node, Any], ...]
"""Nodes with the tree below each."""


@dataclass(frozen=True)
class Provenance:
    """Which nodes came from which."""

    origins: Mapping[Node, tuple[Node, ...]]
    """Node to the nodes it came from."""
    outcomes: Mapping[Node, tuple[Node, ...]]
    """Node to the nodes that came of it."""

    def came_from(self, node: Node) -> Tree:
        """What led to a node, as a tree that begins with the earliest origins and ends, each time, at the node.

        Chains of a single step are left out: they say no more than the list of sources.
        """
        return grow(tuple(reversed(chain)) for chain in _chains(node, self.origins) if len(chain) > 2)

    def led_to(self, record: Record) -> Tree:
        """What came of a record or of its items, as a tree that begins with them and leaves the record."""
        starts = [record.id, *(f"{record.id}#{item}" for _, item, _ in record.items())]
        found: list[tuple[Node, ...]] = []
        for start in starts:
            for chain in _chains(start, self.outcomes):
                if len(chain) > 1 and chain[-1].partition("#")[0] != record.id:
                    found.append(chain)
        inner = {chain[i:] for chain in found for i in range(1, len(chain))}
        kept = [chain for chain in dict.fromkeys(found) if chain not in inner][:MOST]
        return grow(chain[1:] if chain[0] == record.id else chain for chain in kept)


def grow(chains: Iterable[tuple[Node, ...]]) -> Tree:
    """Chains with common beginnings as one tree."""
    root: dict[Node, Any] = {}
    for chain in chains:
        branch = root
        for node in chain:
            branch = branch.setdefault(node, {})
    return _settle(root)


def _settle(branch: dict[Node, Any]) -> Tree:
    return tuple((node, _settle(inner)) for node, inner in branch.items())


def trace(records: Mapping[str, Record]) -> Provenance:
    """Read every step from the records; references are known to be good."""
    origins: dict[Node, dict[Node, None]] = defaultdict(dict)
    for record in records.values():
        for child, parent in record.steps():
            if child != parent:
                origins[child][parent] = None
    outcomes: dict[Node, dict[Node, None]] = defaultdict(dict)
    for child, parents in origins.items():
        for parent in parents:
            outcomes[parent][child] = None
    return Provenance(
        {child: tuple(parents) for child, parents in origins.items()},
        {parent: tuple(children) for parent, children in outcomes.items()},
    )


def _chains(start: Node, steps: Mapping[Node, tuple[Node, ...]]) -> list[tuple[Node, ...]]:
    """All longest chains from a node, at most `MOST`, none longer than `LONGEST` steps."""
    found: list[tuple[Node, ...]] = []
    waiting: list[tuple[Node, ...]] = [(start,)]
    while waiting and len(found) < MOST:
        chain = waiting.pop()
        following = [node for node in steps.get(chain[-1], ()) if node not in chain]
        if len(following) > 1:
            direct = {parent for node in following for parent in steps.get(node, ())}
            following = [node for node in following if node not in direct] or following
        if not following or len(chain) > LONGEST:
            found.append(chain)
        else:
            waiting.extend((*chain, node) for node in reversed(following))
    return found
