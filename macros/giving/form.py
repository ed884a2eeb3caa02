"""What a form asks for an entry of a type, read from its model: questions, tables, sections. No layout, no library."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from macros.model.field_labels import label_of
from macros.model.record import Record, Section
from macros.render.forms import FieldDescription, fields_of
from macros.words import N_

EDITORS = (
    "id", "status", "owner", "added", "updated", "last_reviewed", "reviews", "review_every", "collector_reading",
    "unlinked_terms", "files", "sensitivity",
)  # fmt: skip
"""Fields that whoever keeps the library fills in; asked last."""
GROUPS = 2
"""Times that a form asks for the parts of a row, such as the sources of a result."""
_MANY, _FIELDS = "list of ", "fields"
_BY_ID = re.compile(r"^By id(?=\.)|^Id of the source(?=\.)|,? by id\b")
"""What is said to whoever writes a file."""
_ROW_ID = (
    N_("Short name of this row"),
    N_("A word by which other rows name this one, for example: lead-1. Left empty, it gets one."),
)
"""What the id of a row is to whoever fills in a form: a label and what it means. Rows get one by themselves."""


@dataclass(frozen=True)
class Question:
    """One thing to fill in."""

    key: str
    """Dotted, from the entry or from the row of its table: `policy.text`, `sources.1.locator`."""
    label: str
    help: str
    required: bool
    shape: str
    """`text`, `Markdown`, `term`, `id`, `date`, `number`, `true or false`, `language`."""
    many: bool = False
    """Whether it takes several values."""
    vocabulary: str | None = None
    types: tuple[str, ...] = ()
    """Types of entries whose ids it takes."""


@dataclass(frozen=True)
class Table:
    """A list of things with several fields each: a row for each thing."""

    key: str
    """Dotted, through what holds it: `results`, `harmonised.sources`, `thematic_leads.questions`."""
    label: str
    help: str
    required: bool
    parent: str = ""
    """Key of the table whose rows these belong to, each naming the other's `id`; empty for none."""
    columns: tuple[Question, ...] = ()

    @property
    def inside(self) -> str:
        """Its field in what holds it."""
        return self.key.removeprefix(f"{self.parent}.") if self.parent else self.key


@dataclass(frozen=True)
class Form:
    """Everything that is asked for one type."""

    type_name: str
    label: str
    purpose: str
    questions: tuple[Question, ...]
    """What everybody answers."""
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    editors: tuple[Question, ...]
    """What the editors fill in; nothing of it is needed, since whoever receives puts in what is."""
    first: tuple[str, ...] = ()
    """Keys of what is asked first, beside what is needed: of questions, tables and sections."""

    @property
    def version(self) -> str:
        """Changes when a question does."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]


@cache
def form_of(kind: type[Record], groups: int = GROUPS) -> Form:
    """The form of a type.

    Args:
        kind: the type.
        groups: times that a row asks for parts of which it may have several, such as the sources of a result.
    """
    described = {one.name: one for one in fields_of(kind)}
    lists = {name for name, one in described.items() if one.shape == _MANY + _FIELDS}
    needed = {rule.at for rule in kind.checks if not rule.each and rule.wrong == ("empty", rule.at)}
    found = _Found({}, [])
    for name, one in described.items():
        if one.shape.removeprefix(_MANY) == _FIELDS:
            continue
        around = [prefix for prefix in _prefixes(name) if prefix in lists]
        if not around:
            found.questions.append(_question(name, one, _required(name, described)))
            continue
        anchor, parent = around[0], ""
        inner = around[1:]
        while inner and f"{anchor}.id" in described:
            parent, anchor, inner = anchor, inner[0], inner[1:]
        required = (described[anchor].required or anchor in needed) and not parent
        table = Table(anchor, label_of(anchor), described[anchor].help, required, parent)
        found.tables.setdefault(anchor, (table, []))[1].extend(_columns(name, one, anchor, inner, described, groups))
    questions = [question for question in found.questions if not for_editors(question.key)]
    tables = sorted(found.tables.values(), key=lambda table: for_editors(table[0].key))
    return Form(
        kind.type_name,
        kind.label,
        kind.purpose,
        tuple(questions),
        kind.sections,
        tuple(replace(table, columns=_in_order(columns)) for table, columns in tables),
        tuple(replace(question, required=False) for question in found.questions if for_editors(question.key)),
        kind.first,
    )


def for_editors(key: str) -> bool:
    """Whether a question or a table is for whoever keeps the library."""
    return key.partition(".")[0] in EDITORS


def within(label: str) -> str:
    """A label behind another one: with a small letter, unless it is a short form."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


Place = tuple[int, str, int]
"""What a column belongs to: the row itself, or a numbered part of it."""


def _in_order(columns: list[tuple[Place, Question]]) -> tuple[Question, ...]:
    return tuple(question for _, question in sorted(columns, key=lambda column: column[0]))


@dataclass
class _Found:
    tables: dict[str, tuple[Table, list[tuple[Place, Question]]]]
    questions: list[Question] = field(default_factory=list)


def _columns(
    name: str,
    one: FieldDescription,
    anchor: str,
    inner: list[str],
    described: dict[str, FieldDescription],
    groups: int,
) -> Iterator[tuple[Place, Question]]:
    """A field of a row, with its place among the columns; several times over in a part that a row may have more of."""
    own = name.removeprefix(f"{anchor}.")
    required = _required(name, described, anchor)
    if own == "id":
        yield (0, "", 0), replace(_question(own, one, False), label=_ROW_ID[0], help=_ROW_ID[1])
        return
    if not inner:
        yield (0, "", 0), _question(own, one, required)
        return
    group = inner[0].removeprefix(f"{anchor}.")
    for number in range(1, groups + 1):
        key = f"{group}.{number}.{own.removeprefix(f'{group}.')}"
        words = f"{label_of(group)} {number}: {within(label_of(name))}"
        many, must = _many(one.shape), required and number == 1
        question = Question(key, words, _help(one), must, _plain(one.shape), many, one.vocabulary, one.types)
        yield (1, group, number), question


def _question(key: str, one: FieldDescription, required: bool) -> Question:
    words = [label_of(part) for part in key.split(".")]
    label = ": ".join([words[0], *map(within, words[1:])])
    return Question(key, label, _help(one), required, _plain(one.shape), _many(one.shape), one.vocabulary, one.types)


def _help(one: FieldDescription) -> str:
    """What a field means to whoever chooses from a list, or writes a title, and no id."""
    without = _BY_ID.sub("", one.help) if one.types else one.help
    return without if without != "." else ""


def _required(name: str, described: dict[str, FieldDescription], anchor: str = "") -> bool:
    """Whether it must be filled in: it is required, and so is all that holds it, up to the row that it stands in."""
    inside = [name, *(prefix for prefix in _prefixes(name) if prefix.startswith(f"{anchor}.") or not anchor)]
    return all(described[one].required for one in inside)


def _prefixes(name: str) -> list[str]:
    """What holds a field, the outermost first."""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _many(shape: str) -> bool:
    return shape.startswith(_MANY)


def _plain(shape: str) -> str:
    plain = shape.removeprefix(_MANY)
    return plain.removesuffix("s") if _many(shape) and plain not in ("text", "Markdown") else plain
