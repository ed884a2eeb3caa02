"""What the questions of a form are called on a phone: names that XForms take, and their way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from macros.giving.form import Form, Question, Table, form_of
from macros.giving.layout import needed_types
from macros.model.registry import record_types

FORM = "commonthread_form"
"""Name of the hidden question that says what a form was made for."""
PARTS = "parts"
"""Name of the question which parts somebody wants to fill in."""
NEW, TITLE = "__new__", "__title"
"""Value for what a list lacks, and how the name of the question for its title ends."""
NEW_TYPE = "new__"
"""Begins the name of a repeat for what an entry newly needs."""
SHEET_NAME = 31
"""Characters of a repeat's name that an export keeps as the name of its sheet."""
_SELDOM = ("language", "see_also", "search_words")
"""What isn't asked of what an entry newly needs."""


@dataclass(frozen=True)
class Repeat:
    """A part of a form that may be filled in several times."""

    name: str
    label: str
    help: str
    questions: tuple[Question, ...]
    required: bool = False
    table: Table | None = None
    new: str = ""
    """Type of what is newly needed."""
    inner: tuple[Repeat, ...] = field(default=())
    """Repeats within each of its own."""


def name_of(key: str) -> str:
    """A key as a name: `policy.text` is `policy__text`."""
    return key.replace(".", "__")


def repeats_of(form: Form) -> list[Repeat]:
    """The repeats of a form: its tables, those that belong to another within it, and what it newly needs."""
    tables = [*_tables(form, "")]
    return tables + [_new(form_of(record_types()[name])) for name in needed_types(form)]


def all_repeats(repeats: Sequence[Repeat]) -> Iterator[Repeat]:
    """Repeats and those within them."""
    for one in repeats:
        yield one
        yield from all_repeats(one.inner)


def _tables(form: Form, parent: str) -> Iterator[Repeat]:
    for table in form.tables:
        if table.parent != parent:
            continue
        columns = tuple(replace(one, required=one.required and one.key != "id") for one in table.columns)
        inner = tuple(_tables(form, table.key))
        yield Repeat(name_of(table.key), table.label, table.help, columns, table.required, table, "", inner)


def _new(form: Form) -> Repeat:
    asked = tuple(one for one in form.questions if one.key not in _SELDOM)
    return Repeat(f"{NEW_TYPE}{form.type_name}", f"New: {form.label}", form.purpose, asked, new=form.type_name)
