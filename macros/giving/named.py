"""Titles and labels that somebody wrote, put right: ids and values in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros.giving.draft import Draft
from macros.giving.form import Question, form_of
from macros.giving.found import Found
from macros.giving.names import Names
from macros.model.fields import REFERENCE_PATTERN
from macros.model.registry import record_types
from macros.problems import Problem


def name_values(draft: Draft, names: Names, new: Mapping[str, str], file: str) -> Iterator[Found]:
    """Put ids in the place of titles, and values in that of their labels; says which titles and labels are nobody's."""
    form = form_of(draft.kind)
    tables = [(f"{table.key}.{column.key}", column) for table in form.tables for column in table.columns]
    asked = {_shape(key): question for key, question in tables}
    asked |= {_shape(question.key): question for question in (*form.questions, *form.editors)}
    for where in list(draft.cells):
        question = asked.get(".".join(str(part) for part in where if not isinstance(part, int)))
        holder: Any = draft.data
        if question is None or where[0] == "body":
            continue
        for part in where[:-1]:
            holder = holder[part]
        if not isinstance(holder[where[-1]], str):
            continue
        meant = holder[where[-1]] = names.meant(question, holder[where[-1]], new)
        if question.vocabulary and not names.is_value(question.vocabulary, meant):
            cell = draft.cells[where]
            message = f'"{meant[:80]}" isn\'t in the list{names.nearest_value(question, meant)}'
            yield Found(Problem(file, cell.row, ".".join(map(str, where)), message, "unknown-term"), cell)
        if question.types and not re.fullmatch(REFERENCE_PATTERN, meant):
            cell = draft.cells[where]
            near = names.nearest(question, meant) or "; choose from the list"
            message = f'no {" or ".join(question.types)} is called "{meant[:80]}"{near}{_or_new(near, question)}'
            yield Found(Problem(file, cell.row, ".".join(map(str, where)), message, "dangling-reference"), cell)


def _or_new(near: str, question: Question) -> str:
    """Where somebody fills in what isn't there yet, after what may have been meant."""
    kinds = [record_types()[name] for name in question.types if name in record_types()]
    places = " or ".join(f'"New {kind.label}"' for kind in kinds if kind.directory)
    return f"{' Else' if near.endswith('?') else ', or'} fill in {places} for it" if places else ""


def _shape(key: str) -> str:
    return ".".join(part for part in key.split(".") if not part.isdigit())
