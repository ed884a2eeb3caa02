"""Exports as KoboToolbox makes them of forms that were filled in on phones.

The layout is that of its library formpack for "XML values and headers": a sheet for the form, one for each repeat,
rows that name the row above them, and columns about the submission at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from macros.giving.form import Question, form_of
from macros.giving.given import cell_of, given_by
from macros.giving.phone.fields import FORM, Repeat, name_of, repeats_of
from macros.model.library import Library
from macros.model.registry import record_types

ABOUT = {"_id": "7", "_submission_time": "2026-03-31T10:00:00", "_submitted_by": "phone-3", "__version__": "v1"}
"""What every submission says of itself."""


@dataclass
class Export:
    """An export while it is made: rows by the names of sheets."""

    type_name: str
    title: str = "Grădini: Good practice"
    sheets: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, sheet: str, row: Mapping[str, str]) -> int:
        """Put a row below those of a sheet; gives its number."""
        rows = self.sheets.setdefault(sheet, [])
        rows.append({**row, "_index": str(len(rows) + 1)})
        return len(rows)

    def submit(self, answers: Mapping[str, str], repeats: Mapping[str, Sequence[Mapping[str, str]]], uuid: str) -> None:
        """A submission, with the rows of its repeats by name."""
        form = form_of(record_types()[self.type_name])
        about = {"start": "2026-03-31T09:58:00", "username": "phone-3", FORM: f"{self.type_name} {form.version}"}
        number = self.add(self.title, {**about, **answers, **ABOUT, "_uuid": uuid})
        for name, rows in repeats.items():
            for row in rows:
                self.add(name, {**row, "_parent_table_name": self.title, "_parent_index": str(number)})

    def content(self) -> bytes:
        """The workbook."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name.replace(":", "")[:31])
            columns = list(dict.fromkeys(key for row in rows for key in row))
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(key) for key in columns])
        made = BytesIO()
        book.save(made)
        return made.getvalue()


def export_of(library: Library, id: str, *, groups: bool = False, apart: bool = False) -> Export:
    """An entry as somebody would have sent it from a phone.

    Args:
        library: that has it.
        id: of the entry.
        groups: whether columns name the groups that they stand in.
        apart: whether choices have a column each, and none together.
    """
    type_name = library.records[id].type_name
    form, given = form_of(record_types()[type_name]), given_by(library, id)
    export = Export(type_name)
    looks = _Looks(groups, apart)
    answers = {}
    for question in form.questions:
        answers |= looks.columns("facts", name_of(question.key), question, given.values(question))
    for key, text in given.sections.items():
        answers[name_of(f"body.{key}")] = text
    export.submit(answers, {}, f"uuid-{id}")
    for repeat in repeats_of(form):
        if repeat.table:
            items = [(export.title, 1, item) for _, item in given.rows(repeat.table)]
            _repeat(export, looks, repeat, items)
    return export


def _repeat(export: Export, looks: _Looks, repeat: Repeat, items: Sequence[tuple[str, int, Mapping[str, Any]]]) -> None:
    for above, number, item in items:
        row = {"_parent_table_name": above, "_parent_index": str(number)}
        for question in repeat.questions:
            said = cell_of(item, question).split("\n") if cell_of(item, question) else []
            row |= looks.columns(repeat.name, f"{repeat.name}__{name_of(question.key)}", question, said)
        place = export.add(repeat.name[:31], row)
        for inner in repeat.inner:
            assert inner.table
            below = item
            for part in inner.table.inside.split("."):
                below = below.get(part) or {}
            _repeat(export, looks, inner, [(repeat.name[:31], place, one) for one in below or ()])


@dataclass(frozen=True)
class _Looks:
    groups: bool
    apart: bool

    def columns(self, group: str, name: str, question: Question, values: Sequence[str]) -> dict[str, str]:
        """The columns of a question."""
        named = f"{group}/{name}" if self.groups else name
        if not values:
            return {}
        if question.many and question.shape in ("term", "id") and "any entry" not in question.types:
            return {f"{named}/{value}": "1" for value in values} if self.apart else {named: " ".join(values)}
        return {named: "\n".join(values)}
