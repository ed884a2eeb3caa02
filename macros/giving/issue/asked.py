"""What an issue form asks of a type: what must be said, what says most, and the text. A short form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.giving.form import Form, Question, Table, form_of
from macros.giving.layout import SECTION
from macros.giving.names import Names
from macros.model.record import Record

FORM = "Form"
"""Label of the question that says what an issue was made for."""
BAR = " | "
"""Between the parts of an item, which has a line."""
OPTIONS = 60
"""Values of a list that are offered; of a longer one, the label is written."""
_MORE_COLUMNS = ("locator",)


@dataclass(frozen=True)
class Ask:
    """One field of an issue form."""

    id: str
    label: str
    help: str
    required: bool
    question: Question | None = None
    """What it answers; None for a table."""
    table: Table | None = None
    columns: tuple[Question, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """Values to choose from, each with its label."""

    @property
    def is_text(self) -> bool:
        """Whether several lines may be written."""
        question = self.question
        return question is None or question.many or question.shape == "Markdown" or question.key == "summary"


def asked_of(kind: type[Record], names: Names) -> list[Ask]:
    """The fields of a type's issue form, in their order.

    Args:
        kind: the type.
        names: the lists to choose from.
    """
    form, said_first = form_of(kind), (*kind.first, "sources")
    first = [one for one in form.questions if one.required]
    more = [one for one in form.questions if not one.required and one.key in kind.first]
    return [
        *(_ask(one, names) for one in first),
        *_sections(form),
        *(_items(one) for one in form.tables if not one.parent and (one.required or one.key in said_first)),
        *(_ask(one, names) for one in more),
    ]


def marker(kind: type[Record], asked: Sequence[Ask]) -> str:
    """What the last field of a form says: its type, and a version that changes when a field comes, goes or moves."""
    fields = repr([(one.id, one.label) for one in asked])
    return f"{kind.type_name} {hashlib.sha256(fields.encode()).hexdigest()[:8]}"


def _ask(one: Question, names: Names) -> Ask:
    options = names.options(one) if one.vocabulary else []
    chosen = tuple(options) if 0 < len(options) <= OPTIONS else ()
    several = " Several: each in a line of its own." if one.many and not chosen else ""
    title = " Write its title, as the library has it." if one.types else ""
    key = one.key.replace(".", "-").replace("_", "-")
    return Ask(key, one.label, f"{one.help}{title}{several}", one.required, one, options=chosen)


def _sections(form: Form) -> Iterator[Ask]:
    for one in form.sections:
        shown = Question(f"body.{one.key}", one.heading, one.help, one.required, "Markdown")
        yield Ask(f"{SECTION}-{one.key.replace('_', '-')}", one.heading, one.help, one.required, shown)


def _items(table: Table) -> Ask:
    columns = tuple(
        one for one in table.columns
        if one.key != "id" and not any(part.isdigit() for part in one.key.split("."))
        and (one.required or one.key in _MORE_COLUMNS)
    )  # fmt: skip
    line = BAR.join(one.label.lower() for one in columns)
    words = f"{table.help} One to a line: {line}."
    id = f"table-{table.key.replace('_', '-').replace('.', '-')}"
    return Ask(id, table.label, words, table.required, None, table, columns)
