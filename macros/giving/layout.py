"""How a workbook is laid out, for whoever writes one and whoever reads it: the marks of its rows, and its columns."""

from __future__ import annotations

from dataclasses import replace

from macros.giving.form import Form, Question, Table, for_editors, within
from macros.model.registry import record_types

LISTS, FORM = "Lists", "Form"
"""Hidden sheets: what can be chosen, and what the workbook was made for."""
QUESTION, SECTION, HEADING, COLUMNS, LABELS, ROW = "question", "section", "heading", "columns", "labels", "row"
"""What the first column says of a row, before a colon and a key."""
PARENT = "^"
"""Key of the column in which a row names the row of another table that it belongs to."""


def needed_types(form: Form) -> list[str]:
    """Types that an entry leads to and that hold little themselves: sources, organisations, countries."""
    asked = {name for question in questions_of(form) for name in question.types}
    directory = (name for name, kind in record_types().items() if kind.directory)
    return [name for name in directory if name in asked and name != form.type_name]


def questions_of(form: Form) -> list[Question]:
    """Every question of a form, those of its tables included."""
    return [*form.questions, *(column for table in form.tables for column in table.columns), *form.editors]


def first_and_more(form: Form) -> tuple[Form, Form]:
    """What is needed or says most, and what may be left out, each as a form without a part for the editors."""

    def part(wanted: bool) -> Form:
        def here(key: str, required: bool) -> bool:
            return (required or key in form.first) is wanted

        return replace(
            form,
            questions=tuple(one for one in form.questions if here(one.key, one.required)),
            sections=tuple(one for one in form.sections if here(one.key, one.required)),
            tables=tuple(one for one in form.tables if here(one.key, one.required) and not for_editors(one.key)),
            editors=(),
        )

    return part(True), part(False)


def flat_columns(form: Form) -> list[Question]:
    """What a row for each entry has: all but the tables that need rows of their own, and sources."""
    sources = [
        replace(
            column,
            key=f"{table.key}.{number}.{column.key}",
            label=f"{table.label} {number}: {within(column.label)}",
            required=column.required and table.required and number == 1,
        )
        for table in form.tables
        if _fits(table)
        for number in (1, 2)
        for column in table.columns
    ]
    sections = [
        Question(f"body.{section.key}", section.heading, section.help, section.required, "Markdown")
        for section in form.sections
    ]
    return [*form.questions, *sections, *sources, *form.editors]


def _fits(table: Table) -> bool:
    """Whether a table can stand in a row: its own rows have few parts, and none of them several."""
    return not (table.parent or for_editors(table.key)) and not any(
        column.many or "." in column.key for column in table.columns
    )
