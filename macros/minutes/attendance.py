"""Who was there: organisations go on, everybody else is learned to be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.minutes.layout import Piece
from macros.minutes.organisations import Mention, Organisations
from macros.minutes.persons import Persons
from macros.minutes.prose import sentences
from macros.minutes.roll import behind_names, bodies_in
from macros.minutes.wording import Wording, fold

_LISTS = ("attendance", "absent")
_HEAD = 14
"""Pieces at the beginning in which a sentence says who was there."""
_SEVERAL = 2
"""Organisations that such a sentence names."""
_LISTED = 3
"""Organisations from which a line with a word before its colon is a list of them, whatever the word is."""


def learn_bodies(pieces: Sequence[Piece], organisations: Organisations, persons: Persons, words: Wording) -> None:
    """Learn the organisations that lists of those present and brackets behind names show by where they stand."""
    for number, piece in enumerate(pieces):
        if piece.section == "columns" or piece.kind == "row":
            continue
        if _is_list(piece):
            for name in bodies_in(piece.text, organisations, persons):
                organisations.learn(name)
        elif piece.kind in ("text", "item"):
            for sentence in sentences(piece.text):
                listed = _is_told(sentence, organisations, words) if number < _HEAD else False
                names = bodies_in(sentence, organisations, persons) if listed else behind_names(sentence, persons)
                for name in names:
                    organisations.learn(name)


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
    pieces: Sequence[Piece], organisations: Organisations, persons: Persons, words: Wording
) -> Iterator[tuple[Mention, Piece]]:
    """Organisations that were there, each once, with where that is said; without those that sent regrets.

    Where nothing lists them, they are those that stand in brackets behind the names of who spoke.
    """
    seen: set[str] = set()
    bracketed = re.compile(r"\($")
    said = [(one, piece) for piece in pieces for one in _there(piece, organisations, persons, words)]
    said += [(one, piece) for piece in pieces[:_HEAD] for one in _told(piece, organisations, words)]
    if not said:
        said = [
            (one, piece) for piece in pieces if piece.kind in ("text", "item")
            for name in behind_names(piece.text, persons) for one in organisations.find(name)
        ]  # fmt: skip
    for (before, _), (one, piece) in zip([(None, None), *said], said, strict=False):
        if before and not one.id and before.end + 2 == one.start and bracketed.search(piece.text[: one.start]):
            continue  # the short form of the one before it
        key = one.id or one.text
        if key not in seen:
            seen.add(key)
            yield one, piece


def _there(piece: Piece, organisations: Organisations, persons: Persons, words: Wording) -> Iterator[Mention]:
    if piece.section == "columns" or "absent" in piece.fields:
        return
    if "name" in piece.fields or (piece.section == "attendance" and "organisation" in piece.fields):
        cell = piece.fields.get("organisation", "")
        found = organisations.find(cell)
        yield from found
        if cell and not found and persons.without(cell) == cell:
            yield Mention(0, len(cell), cell, "")
    elif "attendance" in piece.fields or (piece.section == "attendance" and _is_list(piece)):
        for sentence in sentences(piece.text):
            if not words.signs["stayed_away"].search(fold(sentence)):
                yield from organisations.find(sentence)


def _told(piece: Piece, organisations: Organisations, words: Wording) -> Iterator[Mention]:
    """Organisations in a sentence that says who was there, or in a line that lists some."""
    if piece.kind not in ("text", "item") or piece.section in ("absent", "end", "agenda"):
        return
    for sentence in sentences(piece.text):
        if _is_told(sentence, organisations, words):
            yield from organisations.find(sentence)


def _is_told(sentence: str, organisations: Organisations, words: Wording) -> bool:
    """Whether a sentence says who was there, or lists little but organisations behind a word with a colon."""
    folded = fold(sentence)
    found = organisations.find(sentence)
    if words.signs["stayed_away"].search(folded) or len(found) < _SEVERAL:
        return False
    listed = re.match(r"[^:,;.]{2,40}:\s+", sentence) if len(found) >= _LISTED else None
    covered = sum(one.end - one.start for one in found)
    wholly = listed is not None and covered * 2 >= len(sentence) - listed.end()
    return wholly or bool(words.signs["were_there"].search(folded))


def _is_list(piece: Piece) -> bool:
    if piece.kind == "heading":
        return False
    return any(name in piece.fields for name in _LISTS) or piece.section in _LISTS
