"""The chain a reader can walk: source → workshop → agreement → action → what came of it, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.model.record import Record

LONGEST = 6
"""Steps that are followed."""
MOST = 12
"""Nodes given in one direction."""

Node = str
"""A record id, or `record#item`."""


@dataclass(frozen=True)
class Provenance:
    """Which nodes came from which."""

    origins: Mapping[Node, tuple[Node, ...]]
    """Node to the nodes it came from."""
    outcomes: Mapping[Node, tuple[Node, ...]]
    """Node to the nodes that came of it."""

    def came_from(self, node: Node) -> tuple[Node, ...]:
        """What led to a node, the nearest first, each once."""
        return _walk([node], self.origins)

    def led_to(self, record: Record) -> tuple[Node, ...]:
        """What came of a record or of its items elsewhere, the nearest first, each once."""
        starts = [record.id, *(f"{record.id}#{item}" for _, item, _ in record.items())]
        return _walk(starts, self.outcomes)


def _walk(starts: Sequence[Node], steps: Mapping[Node, tuple[Node, ...]]) -> tuple[Node, ...]:
    """What is reached from some nodes of one record, but for that record itself: at most `MOST`, the nearest first."""
    own = starts[0].partition("#")[0]
    found: dict[Node, None] = {}
    seen, reached = set(starts), list(starts)
    for _ in range(LONGEST):
        following = [node for place in reached for node in steps.get(place, ()) if node not in seen]
        reached = list(dict.fromkeys(following))
        seen.update(reached)
        found |= dict.fromkeys(node for node in reached if node.partition("#")[0] != own)
    return tuple(found)[:MOST]


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
