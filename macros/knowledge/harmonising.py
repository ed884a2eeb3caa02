"""How far definitions have come on the way to a common wording."""

from __future__ import annotations

from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.definition import Definition, HistoryEvent

STATUSES = "definition-status"
"""The controlled list of how far a definition has come."""


@dataclass(frozen=True)
class Standing:
    """Where one definition stands."""

    entry: Definition
    bodies: int
    """Whose versions it holds, each counted once."""
    groups: tuple[str, ...]
    """Ids of groups and organisations that agreed or endorsed it."""
    last: HistoryEvent | None
    """The last step of its history."""
    parts: bool
    """Whether it says where versions part."""
    after: tuple[str, ...] | None
    """Statuses that may come next; None where the list allows any."""


def standing(graph: Graph, entry: Definition) -> Standing:
    """Where a definition stands, as its entry tells it."""
    known = graph.vocabularies.get(STATUSES)
    term = known.get(entry.status) if known else None
    groups = [*entry.harmonised.agreed_by, *(one.group for one in entry.endorsed_by)]
    return Standing(
        entry,
        len({own.organisation or own.body for own in entry.source_definitions}),
        tuple(dict.fromkeys(groups)),
        entry.history[-1] if entry.history else None,
        bool(entry.divergence),
        term.followed_by if term else None,
    )


def by_status(graph: Graph) -> list[tuple[str, list[Standing]]]:
    """All definitions by status, in the order of the list; those with the most versions first."""
    known = graph.vocabularies.get(STATUSES)
    found = [standing(graph, entry) for entry in graph.definitions]
    order = [term.id for term in known.terms] if known else []
    groups = [(status, [one for one in found if one.entry.status == status]) for status in order]
    return [(status, sorted(ones, key=lambda one: -one.bodies)) for status, ones in groups if ones]
