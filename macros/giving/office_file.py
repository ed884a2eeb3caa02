"""Files of Excel and Word that are the same whenever they are made: without the moment of their making."""

from __future__ import annotations

import datetime
import re
import zipfile
from io import BytesIO

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIRST = 1980, 1, 1, 0, 0, 0
"""The earliest moment that a zip can name."""


def settled(content: bytes, day: datetime.date) -> bytes:
    """An Office file with nothing in it of when it was made.

    Args:
        content: the file.
        day: what it names as the day of its making.
    """
    made = BytesIO()
    moment = rb"\g<1>" + f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "docProps/core.xml":
                content = _MOMENT.sub(moment, content)
            packed.writestr(zipfile.ZipInfo(part.filename, _FIRST), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
