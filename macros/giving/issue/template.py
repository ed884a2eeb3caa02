"""An issue form as the code host reads it (YAML), with the library's short lists to choose from."""

from __future__ import annotations

from typing import Any

import yaml

from macros.giving.form import form_of
from macros.giving.issue.asked import FORM, Ask, asked_of, marker
from macros.giving.names import Names
from macros.model.library import Library
from macros.model.registry import record_types

FOLDER = ".github/ISSUE_TEMPLATE"
"""Where the code host looks, in the project."""
_PUBLIC = (
    "This is public. Please write no names, mailboxes, telephone numbers or places of persons. "
    "Leave out what isn't known."
)


def issue_forms(library: Library) -> dict[str, str]:
    """The form of each type, by the name of its file.

    Args:
        library: its lists can be chosen from.
    """
    return {f"give-{name}.yml": _form(library, name) for name in record_types()}


def _form(library: Library, type_name: str) -> str:
    kind = record_types()[type_name]
    form, asked = form_of(kind), asked_of(kind, Names(library))
    body = [
        {"type": "markdown", "attributes": {"value": _PUBLIC}},
        *map(_field, asked),
        {
            "type": "dropdown",
            "id": "form",
            "attributes": {
                "label": FORM, "description": "Leave it as it is.", "options": [marker(kind, asked)], "default": 0,
            },
            "validations": {"required": True},
        },
    ]  # fmt: skip
    said = {"name": f"Give: {form.label}", "description": form.purpose, "title": f"{form.label}: ", "body": body}
    head = "# Made by `commonthread issue-forms` from the model; change that.\n"
    return head + str(yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=116))


def _field(one: Ask) -> dict[str, Any]:
    said: dict[str, Any] = {"label": one.label, "description": one.help.replace("\n", " ").strip() or one.label}
    if one.options:
        said["multiple"] = bool(one.question and one.question.many)
        said["options"] = [label for _, label in one.options]
    kind = "dropdown" if one.options else "textarea" if one.is_text else "input"
    return {"type": kind, "id": one.id, "attributes": said, "validations": {"required": one.required}}
