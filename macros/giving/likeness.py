"""What is given as new and is called nearly like an entry that is there, or one that comes along: is it the same?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from macros.giving.draft import Draft
from macros.giving.found import Found
from macros.giving.names import shown_entry
from macros.giving.proposal import Proposal
from macros.knowledge.alike_names import Called, alike, called, plain_address
from macros.model.library import Library
from macros.problems import Problem


def likeness_of(file: str, proposals: Sequence[Proposal], library: Library) -> Iterator[Found]:
    """A warning for each new entry that may be there already, by its names or its web address.

    Args:
        file: name of what they came in, for the problems.
        proposals: in any order.
        library: that they are for.
    """
    told: dict[str, dict[str, Called]] = {}
    for draft in (one.draft for one in proposals if not one.before and one.whole):
        if draft.type_name not in told:
            records = (one for one in library.records.values() if one.type_name == draft.type_name)
            told[draft.type_name] = {one.id: called(one) for one in records}
        known, new = told[draft.type_name], _called(draft.data)
        if draft.id in known or not new.names:
            continue
        for id in alike(new, known)[:1]:
            yield _found(file, draft, new, known[id], id, library)
        known[draft.id] = new


def _found(file: str, draft: Draft, new: Called, other: Called, id: str, library: Library) -> Found:
    here = id in library.records
    same_place = new.address and plain_address(new.address) == plain_address(other.address)
    cell = (draft.cells.get(("url",)) if same_place else None) or draft.cells.get(("title",)) or draft.begin
    how = "has the same web address as" if same_place else "is called nearly like"
    which = f'"{shown_entry(other.names[0], id) if here else other.names[0]}"'
    where = "which is in the library" if here else "which comes along"
    mend = (
        "take this one out, and write that title where it is named" if draft.kind.directory else "send a change to it"
    )
    message = f"{how} {which}, {where}. Is it the same? Then {mend}; else leave both"
    field = "url" if same_place else "title"
    return Found(Problem(file, cell.row, field, message, "near-duplicate", "warning"), cell)


def _called(data: Mapping[str, Any]) -> Called:
    """What a draft is called, with its short name and its other names."""
    listed = data.get("names") if isinstance(data.get("names"), list) else []
    others = [item.get("text") for item in listed or () if isinstance(item, Mapping)]
    names = [text for text in (data.get("title"), data.get("acronym"), *others) if isinstance(text, str) and text]
    address = data.get("url")
    return Called(tuple(names), address if isinstance(address, str) else "")
