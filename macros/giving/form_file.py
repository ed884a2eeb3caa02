"""Workbooks as files that are the same whenever they are made: without the moment and the program of their making."""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO

from macros.giving.workbook import make_workbook
from macros.model.library import Library

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIRST = 1980, 1, 1, 0, 0, 0
"""The earliest moment that a zip can name."""


def form_file(library: Library, type_name: str, day: datetime.date) -> bytes:
    """The form of a type, empty.

    Args:
        library: its lists and entries can be chosen from.
        type_name: the type.
        day: of the library, which the file names as that of its making.
    """
    saved, made = BytesIO(), BytesIO()
    make_workbook(library, type_name).save(saved)
    moment = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = _MOMENT.sub(moment, content)
            packed.writestr(zipfile.ZipInfo(part.filename, _FIRST), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
