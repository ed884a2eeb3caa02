"""Whether a status came about by steps that its list allows, as the entry's history tells it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.model.library import Library
from macros.model.record import Moves, Record
from macros.problems import Problem


def check_steps(library: Library) -> Iterator[Problem]:
    """Steps that the list of a status doesn't allow, and a status that a history doesn't come to.

    Only entries whose history says a status at all are held to it.
    """
    for record in library.records.values():
        for moves in record.status_moves():
            if len(moves.steps) > 1:
                yield from _steps(library, record, moves)


def _steps(library: Library, record: Record, moves: Moves) -> Iterator[Problem]:
    document, known = library.documents[record.id], library.vocabularies.get(moves.vocabulary)
    for (_, before), (place, after) in pairwise(moves.steps):
        term = known.get(before) if known else None
        allowed = term.followed_by if term else None
        if before != after and allowed is not None and after not in allowed:
            may = f"after that may come: {', '.join(allowed)}" if allowed else "nothing may come after that"
            message = f"'{after}' can't follow '{before}'; {may} (data/vocabularies/{moves.vocabulary}.yml)"
            yield document.problem(place, message, "status-step")
    (_, told), (place, now) = moves.steps[-2:]
    if told != now:
        message = f"is '{now}', but the history ends with '{told}'; add the step to '{now}', with its day and source"
        yield document.problem(place, message, "status-unexplained")
