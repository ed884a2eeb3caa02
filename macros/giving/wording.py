"""What is wrong, in the words of a form: messages of the check name fields and values as files do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from macros.giving.form import form_of
from macros.giving.found import Found
from macros.giving.layout import questions_of
from macros.giving.names import Names
from macros.giving.proposal import Proposal
from macros.model.record import Record

_QUOTED = re.compile(r"""(?<=['"“])[a-z][a-z0-9_-]*(?=['"”])""")
_MISSING = re.compile(r'^the field "([a-z0-9_]+)" is missing; add it$')


def in_words(found: Sequence[Found], proposals: Sequence[Proposal], names: Names) -> list[Found]:
    """What is wrong with forms that were sent, with the labels of the form in the place of keys and values.

    Args:
        found: what is wrong.
        proposals: what the forms say, for the types of what is wrong.
        names: what values are called.
    """
    kinds = {one.path: one.draft.kind for one in proposals}
    labels = {kind: _labels(kind, names) for kind in set(kinds.values())}
    return [_worded(one, labels[kinds[one.problem.path]]) if one.problem.path in kinds else one for one in found]


def _worded(one: Found, labels: Mapping[str, str]) -> Found:
    message = _MISSING.sub(r'"\1" is needed: fill it in', one.problem.message)
    said = _QUOTED.sub(lambda name: labels.get(name[0], name[0]), message)
    return replace(one, problem=replace(one.problem, message=said))


def _labels(kind: type[Record], names: Names) -> dict[str, str]:
    """What the form of a type calls its values and its fields; a field goes before a value of the same name."""
    form = form_of(kind)
    asked = questions_of(form)
    found = {value: label for one in asked if one.vocabulary for value, label in names.options(one)}
    for one in asked:
        found[one.key.rpartition(".")[2]] = one.label.rpartition(": ")[2]
    found |= {table.key: table.label for table in form.tables}
    return found | {section.key: section.heading for section in form.sections}
