"""The rows of an export from KoboToolbox: submissions, and what belongs to each, without what says who sent them.

Such an export has a sheet for the form and one for each repeat, whose rows name the row above them by its number.
Its columns are the names of the questions when it was made with *XML values and headers*; groups may stand before
them. The columns are described in KoboToolbox's help, "Exporting and downloading your data", and made by its library
formpack.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from macros.giving.phone.fields import FORM
from macros.giving.sheets import Cell, Sheet

ROWS, COLUMNS = 1_000, 2_000
"""Most rows and columns of an export; a column for each choice makes many."""
INDEX, PARENT, PARENT_TABLE, UUID = "_index", "_parent_index", "_parent_table_name", "_uuid"
"""Columns by which rows find each other, and by which a submission is known."""
ABOUT_PERSONS = (
    "start", "end", "today", "username", "phonenumber", "deviceid", "subscriberid", "simserial", "simid", "email",
    "devicephonenum", "audit", "background-audio", "instanceID", "instanceName", "deprecatedID", "rootUuid",
)  # fmt: skip
"""Columns about whoever filled a form in, and with what; all that begin with `_` are too."""
_KEPT = (INDEX, PARENT, PARENT_TABLE, UUID)


@dataclass
class Submitted:
    """A row of a sheet."""

    sheet: str
    number: int
    """Of the row, from 1."""
    answers: dict[str, Cell] = field(default_factory=dict)
    """By the names of questions."""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    """Values of questions whose choices have a column each, where no column has them together."""
    index: str = ""
    parent: tuple[str, str] = ("", "")
    """The sheet and the number of the row above."""
    uuid: str = ""
    unknown: list[tuple[str, Cell]] = field(default_factory=list)
    """What stands in columns that no question has."""


def is_export(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is an export of one of our forms: it has the hidden question in its first row."""
    return any(_column(cell.text) == FORM for sheet in sheets for cell in sheet.rows.get(1, {}).values())


def is_form_itself(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is the form for phones, which nobody fills in."""
    survey = next((sheet for sheet in sheets if sheet.name == "survey"), None)
    return survey is not None and any(cell.text == FORM for row in survey.rows.values() for cell in row.values())


def rows_of(sheet: Sheet, known: Mapping[str, bool]) -> Iterator[Submitted]:
    """The rows of a sheet.

    Args:
        sheet: of an export.
        known: names of questions, and whether each takes several choices.
    """
    heads = {column: cell.text for column, cell in sheet.rows.get(1, {}).items()}
    names = {column: _column(head) for column, head in heads.items()}
    together = {name for column, name in names.items() if name in known and not _choice(heads[column], known)}
    for number in sorted(sheet.rows)[1:]:
        row = Submitted(sheet.name, number)
        for column, cell in sorted(sheet.rows[number].items()):
            head, name = heads.get(column, ""), names.get(column, "")
            choice = _choice(head, known)
            if choice:
                if choice[0] not in together and cell.text.lower() in ("1", "true"):
                    row.chosen.setdefault(choice[0], []).append(choice[1])
                    row.answers.setdefault(choice[0], cell)
            elif name in known or name == FORM:
                row.answers[name] = cell
            elif name in _KEPT:
                _keep(row, name, cell.text)
            elif not about_persons(head):
                row.unknown.append((head, cell))
        yield row


def about_persons(head: str) -> bool:
    """Whether a column says who or what sent a submission, when, or what became of it."""
    name = _column(head)
    return name.startswith("_") or name in ABOUT_PERSONS or head.startswith(("meta/", "_submission"))


def _keep(row: Submitted, name: str, text: str) -> None:
    if name == INDEX:
        row.index = text
    elif name == UUID:
        row.uuid = text
    else:
        table, number = row.parent
        row.parent = (text, number) if name == PARENT_TABLE else (table, text)


def _column(head: str) -> str:
    """The name of a question, without the groups before it."""
    return head.rpartition("/")[2].strip()


def _choice(head: str, known: Mapping[str, bool]) -> tuple[str, str] | None:
    """The question and the value that a column of its own stands for: `countries/chad`."""
    parts = head.split("/")
    for place, part in enumerate(parts[:-1]):
        if known.get(part):
            return part, "/".join(parts[place + 1 :])
    return None
