"""The beginning of an entry for whoever writes the file by hand: every field, with what it means beside it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.giving.form import Form, Question, Table, form_of
from macros.giving.standing import standing
from macros.model.library import Library
from macros.model.registry import record_types

_VALUES = 12
"""Values of a list that are named; longer lists are looked up."""


def skeleton(library: Library, type_name: str, day: str) -> str:
    """The text of a new entry's file. Required fields are empty, the others are comments.

    Args:
        library: its lists are named.
        type_name: the type.
        day: on which it is added.
    """
    kind = record_types()[type_name]
    form = form_of(kind)
    fields = "".join(f"{line}\n" for line in _fields(library, form, day))
    if kind.ending != ".md":
        return fields
    texts = [f"## {section.heading}\n" for section in form.sections if section.required]
    return "\n".join([f"---\n{fields}---\n", *texts])


def _fields(library: Library, form: Form, day: str) -> Iterator[str]:
    held: set[str] = set()
    begun = standing(record_types()[form.type_name], library.vocabularies)
    for question in (*form.questions, *form.editors):
        if question.key in ("id", "added"):
            continue
        *around, name = question.key.split(".")
        for depth, part in enumerate(around):
            prefix = ".".join(around[: depth + 1])
            if prefix not in held:
                held.add(prefix)
                yield f"{'' if question.required else '# '}{'  ' * depth}{part}:"
        if name in begun and not around:
            yield f"{name}: {begun[name]}  # {_said(library, question)}"
            continue
        begin = "" if question.required else "# "
        empty = "[]" if question.many else ""
        yield f"{begin}{'  ' * len(around)}{name}: {empty}  # {_said(library, question)}"
    yield f"added: {day}"
    for table in form.tables:
        yield from _table(library, table)


def _table(library: Library, table: Table) -> Iterator[str]:
    if table.parent or "." in table.key:
        return
    mark = "" if table.required else "# "
    yield f"{mark}{table.key}:  # {table.help}"
    for number, column in enumerate(table.columns):
        if column.required and "." not in column.key:
            yield f"{mark}  {'-' if number == 0 else ' '} {column.key}:  # {_said(library, column)}"


def _said(library: Library, question: Question) -> str:
    """What a field means and takes."""
    known = library.vocabularies.get(question.vocabulary or "")
    values = [term.id for term in known.terms] if known else []
    listed = f" One of {', '.join(values)}." if values and len(values) <= _VALUES else ""
    looked_up = f" A value of {known.id}." if known and not listed else ""
    ids = f" Id of: {', '.join(question.types)}." if question.types else ""
    return f"{question.help}{listed}{looked_up}{ids}".replace("\n", " ")
