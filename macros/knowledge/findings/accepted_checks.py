"""What `data/accepted.yml` names, against the kinds of finding and the entries that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from macros.knowledge.findings.finding import KINDS
from macros.model.accepted import ACCEPTED_PATH
from macros.model.library import Library
from macros.problems import Problem, nearest


def check_accepted(library: Library, known: Collection[str]) -> Iterator[Problem]:
    """Acceptances of an unknown kind, by nobody in the library, that end before they begin, or that stand twice.

    Args:
        library: its acceptances can be read.
        known: ids of every entry that exists, also of those that can't be read.
    """
    kinds = [kind.id for kind in KINDS]
    seen: dict[tuple[str, str], int] = {}
    for index, one in enumerate(library.accepted):
        document, where = library.extra[ACCEPTED_PATH], ("accepted", index)
        if one.kind not in kinds:
            hint = nearest(one.kind, kinds) or f"; known are {', '.join(kinds)}"
            yield document.problem((*where, "kind"), f'no kind of finding is called "{one.kind}"{hint}', "unknown-term")
        if one.accepted_by not in known:
            message = f'"{one.accepted_by}" leads nowhere{nearest(one.accepted_by, known)}'
            yield document.problem((*where, "accepted_by"), message, "dangling-reference")
        if one.look_again <= one.accepted_on:
            message = f"{one.look_again} does not lie after {one.accepted_on}, when it was accepted"
            yield document.problem((*where, "look_again"), message, "dates-reversed")
        if one.key in seen:
            message = f"this finding is accepted already on line {seen[one.key]}"
            yield document.problem((*where, "at"), message, "duplicate-id")
        seen.setdefault(one.key, document.line_of((*where, "at")))
