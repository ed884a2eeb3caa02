"""All findings of a library, and which of them somebody has accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros.knowledge.findings.coordination import (
    groups_on_one_area,
    leaderless_groups,
    planless_groups,
    plans_behind,
    thin_plans,
)
from macros.knowledge.findings.coverage import (
    countries_without_practice,
    crossings,
    guidance_without_practice,
    unagreed_definitions,
    undefined_terms,
)
from macros.knowledge.findings.finding import KINDS, Finding, FindingKind
from macros.knowledge.findings.follow_up import unanswered, waiting_actions
from macros.knowledge.findings.overlaps import actors_in_one_place, alike_practices, definitions_in_other_words
from macros.knowledge.graph import Graph
from macros.model.accepted import Accepted

_FINDERS: tuple[Callable[[Graph], Iterable[Finding]], ...] = (
    waiting_actions, unanswered, unagreed_definitions, undefined_terms, guidance_without_practice, crossings,
    countries_without_practice, leaderless_groups, planless_groups, thin_plans, plans_behind, alike_practices,
    groups_on_one_area, definitions_in_other_words, actors_in_one_place,
)  # fmt: skip


@dataclass(frozen=True)
class Findings:
    """What was found."""

    open: Mapping[str, tuple[Finding, ...]]
    """By kind, in the order of `KINDS`; every kind is there."""
    accepted: tuple[tuple[Finding, Accepted], ...]
    """What somebody has accepted until a day that has not come."""
    stale: tuple[Accepted, ...]
    """Acceptances of what is no finding any more."""

    @property
    def kinds(self) -> Iterator[tuple[FindingKind, tuple[Finding, ...]]]:
        """Kinds of which there is something, each with its findings."""
        return ((kind, self.open[kind.id]) for kind in KINDS if self.open[kind.id])


def find_all(graph: Graph) -> Findings:
    """Everything that is found in a library, each once."""
    known = {one.key: one for one in graph.library.accepted}
    open_ones: dict[str, list[Finding]] = {kind.id: [] for kind in KINDS}
    accepted, met = [], set()
    for one in (found for finder in _FINDERS for found in finder(graph)):
        given = known.get(one.key)
        met.add(one.key)
        if given and not graph.past(given.look_again):
            accepted.append((one, given))
        else:
            open_ones[one.kind].append(one)
    return Findings(
        {kind: tuple(found) for kind, found in open_ones.items()},
        tuple(accepted),
        tuple(one for key, one in known.items() if key not in met),
    )
