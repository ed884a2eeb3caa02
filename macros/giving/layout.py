"""How a workbook is laid out, for whoever writes one and whoever reads it: the marks of its rows, and its columns."""

from __future__ import annotations

from dataclasses import replace

from macros.giving.form import Form, Question, Table, for_editors
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


def flat_columns(form: Form) -> list[Question]:
    """What a row for each entry has: all but the tables that need rows of their own, and sources."""
    sources = [
        replace(
            column,
            key=f"{table.key}.{number}.{column.key}",
            label=f"{table.label} {number}: {column.label.lower()}",
            required=column.required and number == 1,
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
