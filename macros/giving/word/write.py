"""A form in Word for an entry of a type: tables of questions, tables of items, headings to write below.

`macros.giving.word.read` reads it back, by its headings and labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx import Document

from macros.giving.form import Form, Question, Table, form_of
from macros.giving.given import Given, cell_of, checksum, form_for, given_by
from macros.giving.layout import PARENT, needed_types
from macros.giving.word.choices import Choices
from macros.giving.word.from_markdown import from_markdown
from macros.giving.word.page import Page
from macros.giving.word.prose import Paragraph, Piece
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
    facts_line,
    table_heading,
)  # fmt: skip
from macros.model.library import Library
from macros.model.registry import record_types

_WIDE = 5
"""Most columns of a table of items whose rows stand side by side; wider ones are a small table for each item."""
_SELDOM = ("language", "see_also", "search_words")
"""Of what an entry newly needs, what is not asked; it is taken where somebody adds its row."""
_EMPTY_ROWS, _EMPTY_CARDS = 4, 2
"""Empty rows of the first kind, and empty tables of the second."""


def make_document(library: Library, type_name: str, *, entry: str = "") -> Any:
    """A Word form for one entry of a type, as python-docx has it; `save` writes it.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
        entry: id of an entry that it is filled with, to be changed; none for a new one.
    """
    given = given_by(library, entry) if entry else Given()
    form = form_for(library, type_name, given)
    facts = {"type": type_name, "version": form_of(record_types()[type_name]).version}
    if entry:
        facts |= {"entry": entry, "file": checksum((library.root / library.documents[entry].path).read_bytes())}
    page = Page(Document(), library.settings.language)
    page.properties(form.label, library.settings.name, facts_line(facts))
    _Writer(page, Choices(library), given).form(form, facts_line(facts))
    return page.document


class _Writer:
    def __init__(self, page: Page, choices: Choices, given: Given) -> None:
        self._page = page
        self._choices = choices
        self._given = given

    def form(self, form: Form, facts: str) -> None:
        self._page.title(form.label)
        self._page.help(form.purpose)
        self._page.help(HOW)
        for words, questions in (
            (REQUIRED, [one for one in form.questions if one.required]),
            (MORE, [one for one in form.questions if not one.required]),
        ):
            self._page.heading(words, 1)
            self._questions(questions, self._given)
        for section in form.sections:
            self._page.heading(section.heading + (" *" if section.required else ""), 1)
            self._page.help(section.help)
            self._page.prose(from_markdown(self._given.sections.get(section.key, "")))
        for table in form.tables:
            self._table(table, table_heading(form, table))
        self._page.heading(EDITORS, 1)
        self._page.help(SPARINGLY)
        self._questions([replace(one, required=False) for one in form.editors], self._given)
        for name in needed_types(form):
            self._new(form_of(record_types()[name]))
        if self._choices.used:
            self._page.heading(LISTS, 1)
            self._page.help(COPY)
            self._page.two_columns()
        for title, mark, values in self._choices.used:
            self._page.listing(title, mark, values)
        self._page.help(facts)

    def _new(self, form: Form) -> None:
        self._page.heading(NEW + form.label, 1)
        self._page.help(ONLY_NEW)
        self._questions([one for one in form.questions if one.key not in _SELDOM], Given(), needed=False)

    def _questions(self, questions: Sequence[Question], given: Given, needed: bool = True) -> None:
        rows = [(one, self._answer(one, given.values(one))) for one in questions]
        self._page.card([(one, self._choices.of(one), answer) for one, answer in rows], needed)

    def _answer(self, question: Question, values: Sequence[str]) -> list[Paragraph]:
        if question.shape == "Markdown" and not question.many:
            return from_markdown("\n\n".join(values))
        return [Paragraph((Piece(self._choices.names.shown(question, " ".join(value.split()))),)) for value in values]

    def _table(self, table: Table, heading: str) -> None:
        self._page.heading(heading + (" *" if table.required else ""), 1)
        columns = list(table.columns)
        if table.parent:
            above = table.parent.rpartition(".")[2].replace("_", " ")
            meaning = f"The id that its row has in {above}."
            columns.insert(0, Question(PARENT, PARENT_LABEL.format(above), meaning, True, "text"))
        rows = [[self._cell(column, above, item) for column in columns] for above, item in self._given.rows(table)]
        asked = [(column, self._choices.of(column)) for column in columns]
        if len(columns) <= _WIDE:
            self._page.help(f"{table.help} {ROWS}".strip())
            self._page.rows(asked, rows + [[[] for _ in columns]] * _EMPTY_ROWS, table.required)
            return
        self._page.help(f"{table.help} {CARDS}".strip())
        for number, row in enumerate(rows + [[[] for _ in columns]] * _EMPTY_CARDS):
            asked_now = [(column, None if number or _again(column) else said) for column, said in asked]
            begun = table.required and number == 0
            self._page.card([(*one, cell) for one, cell in zip(asked_now, row, strict=True)], begun)

    def _cell(self, column: Question, above: str, item: Any) -> list[Paragraph]:
        said = above if column.key == PARENT else cell_of(item, column)
        return self._answer(column, said.split("\n") if column.many else [said] if said else [])


def _again(column: Question) -> bool:
    """Whether a column asks what one before it has asked: the second source, and those after it."""
    return any(part.isdigit() and int(part) > 1 for part in column.key.split("."))
