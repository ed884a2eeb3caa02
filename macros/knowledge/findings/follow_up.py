"""Findings about what meetings left to do."""

from __future__ import annotations

from collections.abc import Iterator

from macros.knowledge.actions import all_actions, overdue, silent
from macros.knowledge.findings.finding import Finding
from macros.knowledge.graph import Graph
from macros.model.workshop import Workshop


def waiting_actions(graph: Graph) -> Iterator[Finding]:
    """Actions past due, and others of which nothing was heard for long."""
    for one in all_actions(graph):
        owner = next(iter(one.action.owners), None) or convener(graph, one.meeting)
        if overdue(graph, one):
            yield Finding("overdue-actions", one.node, owner, facts=(f"{one.due}",))
        elif silent(graph, one):
            yield Finding("silent-actions", one.node, owner, facts=(one.last_word or "",))


def unanswered(graph: Graph) -> Iterator[Finding]:
    """Recommendations that somebody is asked to carry out, without an answer and without an action."""
    carried_out = {origin for record in graph.records.values() for _, origin in record.steps()}
    for meeting in graph.by_type.get("workshop", ()):
        if not isinstance(meeting, Workshop):
            continue
        for one in meeting.recommendations:
            node = f"{meeting.id}#{one.id}"
            addressed = one.addressee or one.addressees
            if addressed and not one.answer and node not in carried_out:
                owner = next(iter(one.addressees), None) or convener(graph, meeting)
                yield Finding("unanswered-recommendations", node, owner, facts=(meeting.started or "",))


def convener(graph: Graph, meeting: Workshop) -> str | None:
    """Who answers for what a meeting left: the group that convened it, else the first convener, else its keeper."""
    groups = [id for id in meeting.conveners if graph.records[id].type_name == "group"]
    return next(iter([*groups, *meeting.conveners]), None) or meeting.owner
