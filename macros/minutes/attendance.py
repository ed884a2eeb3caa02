"""Who was there: organisations go on, everybody else is learned to be left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.minutes.layout import Piece
from macros.minutes.organisations import Mention, Organisations
from macros.minutes.persons import Persons

_LISTS = ("attendance", "absent")


def learn_persons(pieces: Sequence[Piece], persons: Persons) -> None:
    """Learn the names of everybody that minutes list, sign by, or give something to."""
    for piece in pieces:
        if piece.section == "columns":
            continue
        if "name" in piece.fields:
            persons.learn(piece.fields["name"].replace(", ", " "))
        elif _is_list(piece) or "persons" in piece.fields or (piece.section == "end" and piece.kind != "heading"):
            persons.learn(piece.text)
        if piece.kind == "row" and piece.fields.get("owner"):
            persons.learn(piece.fields["owner"])


def taking_part(
    pieces: Sequence[Piece], organisations: Organisations, persons: Persons
) -> Iterator[tuple[Mention, Piece]]:
    """Organisations that were there, each once, with where that is said; without those that sent regrets."""
    seen: set[str] = set()
    for piece in pieces:
        for one in _there(piece, organisations, persons):
            key = one.id or one.text
            if key not in seen:
                seen.add(key)
                yield one, piece


def _there(piece: Piece, organisations: Organisations, persons: Persons) -> Iterator[Mention]:
    if piece.section == "columns" or "absent" in piece.fields:
        return
    if "name" in piece.fields or (piece.section == "attendance" and "organisation" in piece.fields):
        cell = piece.fields.get("organisation", "")
        found = organisations.find(cell)
        yield from found
        if cell and not found and persons.without(cell) == cell:
            yield Mention(0, len(cell), cell, "")
    elif "attendance" in piece.fields or (piece.section == "attendance" and _is_list(piece)):
        yield from organisations.find(piece.text)


def _is_list(piece: Piece) -> bool:
    if piece.kind == "heading":
        return False
    return any(name in piece.fields for name in _LISTS) or piece.section in _LISTS
