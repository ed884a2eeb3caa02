"""What is wrong, in the words of a form: messages of the check name fields and values as files do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.giving.form import Form, form_of
from macros.giving.found import Found, Origin
from macros.giving.layout import questions_of
from macros.giving.names import Names
from macros.giving.proposal import Proposal
from macros.giving.word.spot import Spot
from macros.load.document import Location
from macros.model.record import Record
from macros.problems import nearest

_QUOTED = re.compile(r"""(?<=['"“])[a-z][a-z0-9_.-]*(?=['"”])""")
_SAID = (
    (re.compile(r'^the field "[a-z0-9_]+" is missing; add it$'), "needed and empty. Fill it in"),
    (re.compile(r"^the field is empty; fill it in or delete its line$"), "needed and empty. Fill it in"),
    (re.compile(r"^the list is empty; give at least one item$"), "needed and empty. Give at least one"),
    (re.compile(r'^the section "## .*" is missing or empty.*$'), "needed and empty. Write a sentence or more"),
    (re.compile(r"^(.*) is no language tag: write .*$"), r"\1 is no language that is known here: write French, or fr"),
    (re.compile(r"^(has [0-9]+ (?:characters|words); [0-9]+ at most)$"), r"\1: shorten it"),
    (re.compile(r"^(.* is too short; [0-9]+ characters at least)$"), r"\1: say more"),
    (re.compile(r"^(.* leads nowhere; no [a-z ]+ has this id yet)$"), r"\1: name one that is there, or take it out"),
    (re.compile(r'^unknown term (".*"); did you mean'), r"\1 isn't in the list; did you mean"),
)
"""What the check says of files, and what is said of a form in its place."""
_NOT_LISTED = re.compile(r'^unknown term (".*"); known in ([a-z0-9-]+) are (.*)$')
_NUMBERED = re.compile(r" [0-9]+(?=: )")


@dataclass(frozen=True)
class _Labels:
    """What the form of a type calls its fields and values."""

    words: Mapping[str, str]
    """By the names of fields and values, as messages quote them."""
    places: Mapping[str, str]
    """By the dotted place of a field, without numbers; of a text, `body.key`."""
    lists: Mapping[str, Sequence[str]]
    """What the values of each list are called."""

    def at(self, where: Location) -> str:
        """The label of what is answered in a place, or of the nearest that holds it; empty for none."""
        parts = [str(part) for part in where if not isinstance(part, int)]
        while parts and ".".join(parts) not in self.places:
            parts.pop()
        return self.places.get(".".join(parts), "")


def in_words(found: Sequence[Found], proposals: Sequence[Proposal], names: Names) -> list[Found]:
    """What is wrong with what was sent, with labels of the form in the place of keys and values, and before it.

    Args:
        found: what is wrong.
        proposals: what was sent says.
        names: what values are called.
    """
    kinds = {one.draft.kind for one in proposals}
    labels = {kind: _labels(kind, names) for kind in kinds}
    by_path = {one.path: one for one in proposals}
    places = {origin: (one, where) for one in proposals for where, origin in _places(one)}
    return [_worded(one, by_path, places, labels) for one in found]


def _places(one: Proposal) -> Iterator[tuple[Location, Origin]]:
    yield from ((where, origin) for where, origin in one.draft.asked.items())
    yield from ((where, origin) for where, origin in one.draft.cells.items())


def _worded(
    one: Found,
    by_path: Mapping[str, Proposal],
    places: Mapping[Origin, tuple[Proposal, Location]],
    labels: Mapping[type[Record], _Labels],
) -> Found:
    known = places.get(one.cell) if one.cell else None
    proposal = by_path.get(one.problem.path) or (known[0] if known else None)
    if proposal is None:
        return one
    own, message = labels[proposal.draft.kind], one.problem.message
    field: Location = tuple(int(part) if part.isdigit() else part for part in one.problem.field.split("."))
    label = own.at(known[1] if known and field[0] in ("-", "text") else field) or own.at(known[1] if known else ())
    for wrong, right in _SAID:
        message = wrong.sub(right, message)
    listed = _NOT_LISTED.match(message)
    if listed:
        values = ", ".join(own.words.get(value, value) for value in listed[3].split(", "))
        near = nearest(listed[1].strip('"'), own.lists.get(listed[2], ()))
        message = f"{listed[1]} isn't in the list{near or f'; choose one of: {values}'}"
    message = _QUOTED.sub(lambda name: own.words.get(name[0], name[0]), message)
    if isinstance(one.cell, Spot):
        label = ""
    return replace(one, label=label, problem=replace(one.problem, message=message))


def _labels(kind: type[Record], names: Names) -> _Labels:
    form = form_of(kind)
    asked = questions_of(form)
    found = {value: label for one in asked if one.vocabulary for value, label in names.options(one)}
    for one in asked:
        found[one.key.rpartition(".")[2]] = one.label.rpartition(": ")[2]
    found |= {one.key: one.label for one in (*form.questions, *form.editors)}
    found |= {table.key: table.label for table in form.tables}
    found |= {section.key: section.heading for section in form.sections}
    lists = {one.vocabulary: names.choices(one) for one in asked if one.vocabulary}
    return _Labels(found, dict(_by_place(form)), lists)


def _by_place(form: Form) -> Iterator[tuple[str, str]]:
    """Labels by the places of what they label; of a column behind that of its table."""
    yield from ((one.key, one.label) for one in (*form.questions, *form.editors))
    yield from ((f"body.{section.key}", section.heading) for section in form.sections)
    for table in form.tables:
        yield table.key, table.label
        for column in table.columns:
            key = ".".join(part for part in column.key.split(".") if not part.isdigit())
            yield f"{table.key}.{key}", f"{table.label}, {_NUMBERED.sub('', column.label)}"
