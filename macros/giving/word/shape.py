"""How a Word form is laid out, for whoever writes and whoever reads it: names of styles, words of headings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros.giving.form import Form, Table
from macros.model.field_labels import label_of

HELP, LABEL, WRITTEN, PROBLEM = "Form help", "Form label", "Form Markdown", "Form problem"
"""Styles of a form's own words: what a field means, what it is called; of Markdown as it is; of what is wrong."""
REQUIRED, MORE, EDITORS, LISTS = "What must be filled in", "What else can be said", "For the editors", "Lists"
"""Headings of the tables of questions, and of what can be chosen."""
NEW = "New: "
"""Begins the heading of what an entry newly needs, before the label of its type."""
PARENT_LABEL = "Belongs to (id in {})"
"""Of the column in which a row names the row of another table that it belongs to."""
HOW = (
    "Write into the right-hand cells, and below the headings of the text. A star marks what must be filled in; leave "
    "out what isn't known, and whole rows and tables of items too. Keep the headings and the labels. Several values: "
    "each in a line of its own."
)
SPARINGLY = "Leave empty what you don't know."
ONLY_NEW = "Only for what the lists lack, with the title used above. Copy the table for another."
COPY = "Copy a value from here into the form."
ROWS, CARDS = "A row for each; rows can be added.", "A table for each; copy one for another."
"""What a form says to whoever fills it in."""
TOP = "what is named here and beside the answers, before this can be taken"
"""Heads what is wrong, at the top of that copy."""
_FACTS = "Form of"
_FACT = re.compile(r"(?P<key>type|version|entry|file)=(?P<value>[\w.-]+)", re.ASCII)


def plain(words: str) -> str:
    """The words of a help without its marks of code, which Word has no looks for."""
    return words.replace("`", "")


def table_heading(form: Form, table: Table) -> str:
    """The heading of a table: its label, with what it belongs to where two are called alike."""
    alike = [one for one in form.tables if one.label == table.label]
    return ": ".join(label_of(part) for part in table.key.split(".")) if len(alike) > 1 else table.label


def facts_line(facts: Mapping[str, str]) -> str:
    """What a form says of itself, in its properties and in its last line."""
    return f"{_FACTS} {' '.join(f'{key}={value}' for key, value in facts.items())}"


def facts_in(text: str) -> dict[str, str]:
    """What such a line says; nothing for any other."""
    return dict(_FACT.findall(text)) if text.strip().startswith(_FACTS) else {}
