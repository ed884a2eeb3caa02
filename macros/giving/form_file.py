"""Forms as files of a release: the same for the same library."""

from __future__ import annotations

import datetime
from io import BytesIO

from macros.giving.office_file import settled
from macros.giving.workbook import make_workbook
from macros.model.library import Library


def form_file(library: Library, type_name: str, day: datetime.date) -> bytes:
    """The form of a type, empty.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
        day: of the library, which the file names as that of its making.
    """
    saved = BytesIO()
    make_workbook(library, type_name).save(saved)
    return settled(saved.getvalue(), day)
