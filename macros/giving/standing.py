"""Where an entry stands that somebody gives: at the beginning, until the editors say more.

Each list of statuses is in the order of an entry's life, so its first value is that of a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.model.fields import Term
from macros.model.record import Record
from macros.model.vocabulary import Vocabulary, VocabularyTerm

_STATUS = "status"


def standing(kind: type[Record], lists: Mapping[str, Vocabulary]) -> dict[str, str]:
    """The field that says of a new entry that it is a draft; nothing where the library's list has no values.

    Args:
        kind: the type.
        lists: the controlled lists of the library, by id.
    """
    known = _statuses(kind, lists)
    return {_STATUS: known[0].id} if known else {}


def shown_status(kind: type[Record], data: Mapping[str, Any], lists: Mapping[str, Vocabulary], language: str) -> str:
    """What the status of a new entry is called.

    Args:
        kind: the type.
        data: the fields of the entry.
        lists: the controlled lists of the library, by id.
        language: of the label.
    """
    value = {_STATUS: "", **standing(kind, lists), **data}[_STATUS] or str(kind.model_fields[_STATUS].default)
    return next((one.label_in(language) for one in _statuses(kind, lists) if one.id == value), value)


def _statuses(kind: type[Record], lists: Mapping[str, Vocabulary]) -> tuple[VocabularyTerm, ...]:
    marks = kind.model_fields[_STATUS].metadata
    list_id = next((mark.vocabulary for mark in marks if isinstance(mark, Term)), "")
    return lists[list_id].terms if list_id in lists else ()
