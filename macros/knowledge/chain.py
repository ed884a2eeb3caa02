"""From what a meeting agreed to what came of it: which item leads to which, and dead ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.knowledge.graph import Graph
from macros.model.workshop import Workshop


@dataclass(frozen=True)
class Chain:
    """The steps of one meeting."""

    columns: tuple[tuple[str, ...], ...]
    """What was agreed or left open, recommendations, actions, and entries that came of them: ids, `record#item`."""
    steps: tuple[tuple[str, str], ...]
    """From which to which."""
    dead_ends: tuple[str, ...]
    """Agreements and recommendations that nothing is known to have come of."""

    def after(self, node: str) -> tuple[str, ...]:
        """What came of a node directly."""
        return tuple(to for origin, to in self.steps if origin == node)


def chain_of(graph: Graph, meeting: Workshop) -> Chain:
    """The chain of a meeting, from its own words and those of entries that say what they came from.

    Of what was agreed only that is part of it from which something followed; the rest are dead ends.
    """
    agreed = [one.id for one in meeting.agreements]
    asked = [one.id for one in meeting.recommendations]
    open_questions = [one.id for one in meeting.divergent_views]
    actions = [one.id for one in meeting.actions]
    steps = tuple(dict.fromkeys(_steps(graph, meeting)))
    led = {origin for origin, _ in steps}
    own = {f"{meeting.id}#{item}" for _, item, _ in meeting.items()}
    outcomes = tuple(dict.fromkeys(to for _, to in steps if to not in own))

    def nodes(items: list[str]) -> tuple[str, ...]:
        return tuple(f"{meeting.id}#{item}" for item in items)

    firm = {f"{meeting.id}#{one.id}" for one in meeting.agreements if counts_as_agreed(graph, one.level)}
    answered = {f"{meeting.id}#{one.id}" for one in meeting.recommendations if one.answer}
    begins = tuple(node for node in nodes([*agreed, *open_questions]) if node in led)
    dead = [node for node in nodes(agreed) if node in firm and node not in led]
    dead += [node for node in nodes(asked) if node not in led and node not in answered]
    return Chain((begins, nodes(asked), nodes(actions), outcomes), steps, tuple(dead))


def _steps(graph: Graph, meeting: Workshop) -> Iterator[tuple[str, str]]:
    own = f"{meeting.id}#"
    entries = [link.record for found in graph.backlinks(meeting.id).values() for link in found]
    for entry in (meeting, *entries):
        for child, parent in entry.steps():
            if parent.startswith(own):
                yield parent, child


def counts_as_agreed(graph: Graph, level: str) -> bool:
    """Whether an agreement of this level was one, and no point made in passing."""
    known = graph.vocabularies["agreement-kinds"].get(level)
    return known is None or known.counts
