"""What one document says, by the ending of its name."""

from __future__ import annotations

from macros.load.inside.office_text import ENDINGS as OFFICE
from macros.load.inside.office_text import read_office
from macros.load.inside.pdf_text import read_pdf
from macros.load.inside.sheet_text import read_sheets
from macros.load.inside.told import Told

ENDINGS = (*OFFICE, ".pdf", ".xlsx")
"""Of documents that can be read."""


def read_inside(content: bytes, ending: str) -> Told:
    """What a document says.

    Args:
        content: its bytes.
        ending: one of `ENDINGS`.

    Raises:
        UnreadableError: when nobody can say.
    """
    if ending == ".pdf":
        return read_pdf(content)
    return read_sheets(content) if ending == ".xlsx" else read_office(content, ending)
