"""Forms as files of a site and of a release: the same for the same library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from macros.giving.office_file import settled
from macros.giving.phone.xlsform import make_phone_form
from macros.giving.word.write import make_document
from macros.giving.workbook import make_workbook
from macros.knowledge.graph import Graph, changed
from macros.model.library import Library


def form_files(library: Library, type_name: str, day: datetime.date) -> Iterator[tuple[str, bytes]]:
    """The forms of a type, empty, each with its file's name: for Word, for phones and for Excel.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
        day: of the library, which the files name as that of their making.
    """
    yield f"{type_name}.docx", _settled(make_document(library, type_name), day)
    yield f"{type_name}-phone.xlsx", _settled(make_phone_form(library, type_name), day)
    yield f"{type_name}.xlsx", _settled(make_workbook(library, type_name), day)


def write_excel_forms(graph: Graph, target: Path) -> None:
    """Write the form in Excel of each type that a library has, empty, for its site.

    Their bytes change with the content alone: the day that they name is that of its last change.

    Args:
        graph: the library.
        target: folder of the site.
    """
    target.mkdir(parents=True, exist_ok=True)
    day = max(map(changed, graph.records.values()), default=datetime.date(2000, 1, 1))
    for name in graph.by_type:
        (target / f"{name}.xlsx").write_bytes(_settled(make_workbook(graph.library, name), day))


def _settled(form: Any, day: datetime.date) -> bytes:
    """A form that can save itself, as bytes."""
    saved = BytesIO()
    form.save(saved)
    return settled(saved.getvalue(), day)
