"""What the headings and labels of a Word form may be called, and which of them a table answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from macros.giving.form import Form, Question, Table, form_of
from macros.giving.layout import PARENT, flat_columns, needed_types
from macros.giving.names import key_of
from macros.giving.word.shape import (
    CARDS,
    COPY,
    EDITORS,
    HOW,
    LISTS,
    MORE,
    NEW,
    ONLY_NEW,
    PARENT_LABEL,
    REQUIRED,
    ROWS,
    SPARINGLY,
    plain,
    table_heading,
)  # fmt: skip
from macros.model.field_labels import called_before
from macros.model.record import Section
from macros.model.registry import record_types
from macros.words import shipped_words


@dataclass(frozen=True)
class Target:
    """Something that a heading begins, or a table answers."""

    heading: str
    questions: Mapping[str, Question] = field(default_factory=dict)
    """What is asked, by the keys of its labels."""
    section: Section | None = None
    table: Table | None = None
    new: str = ""
    """Type of what is newly needed."""
    read: bool = True
    """Whether text below it is read at all: lists to choose from are not."""


class Asked:
    """Everything that a form of a type asks.

    Args:
        form: with as many parts of a row as the file may answer.
        languages: in which headings and labels may be written, beside English.
    """

    def __init__(self, form: Form, languages: Sequence[str]) -> None:
        self.form = form
        self._languages = languages
        self.entry = Target(REQUIRED, self._labelled([*form.questions, *form.editors]))
        self.by_heading: dict[str, Target] = {}
        for target in self._targets(form):
            for words in self._names(target.heading):
                self.by_heading.setdefault(label_key(words), target)
        self.targets = list({id(one): one for one in self.by_heading.values()}.values())
        helps = [question.help for target in self.targets for question in target.questions.values()]
        helps += [*(one.help for one in form.sections), form.purpose, HOW, SPARINGLY, ONLY_NEW, COPY]
        helps += [f"{one.help} {words}" for one in form.tables for words in (ROWS, CARDS)]
        self.helps = {key_of(plain(words)) for words in helps if words.strip()}
        """The form's own words, for files in which they have lost their style."""

    def _targets(self, form: Form) -> Iterator[Target]:
        yield self.entry
        yield from (replace(self.entry, heading=words) for words in (MORE, EDITORS))
        yield from (Target(one.heading, section=one) for one in form.sections)
        for table in form.tables:
            columns = list(table.columns)
            if table.parent:
                label = PARENT_LABEL.format(table.parent.rpartition(".")[2].replace("_", " "))
                columns.append(Question(PARENT, label, "", True, "text"))
            yield Target(table_heading(form, table), self._labelled(columns), table=table)
        for name in needed_types(form):
            other = form_of(record_types()[name])
            yield Target(NEW + other.label, self._labelled(flat_columns(other)), new=name)
        yield from (Target(words, read=False) for words in (LISTS,))

    def _labelled(self, questions: Sequence[Question]) -> dict[str, Question]:
        found: dict[str, Question] = {}
        for question in questions:
            for words in self._names(question.label):
                found.setdefault(label_key(words), question)
        return found

    def _names(self, words: str) -> list[str]:
        """Words, what they are in the other languages, and what a label was in older forms."""
        return [words, *(shipped_words(tag).gettext(words) for tag in self._languages), called_before(words)]


def label_key(words: str) -> str:
    """What a label is known by, with or without its star or colon."""
    return key_of(words.strip().rstrip("*: \u00a0").strip())
