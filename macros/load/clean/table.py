"""A table of plain text (CSV): UTF-8, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import re
from io import StringIO

from macros.load.clean.clean_file import CleanFile, RefusedFileError
from macros.load.text import FORBIDDEN

_RUNS = re.compile(r"\s*(?:[=@]|[+-](?!\s*[\d.,]+\s*%?\s*$|\s*$))")
"""How a cell begins that a spreadsheet takes for a formula; a number with its sign is none."""
_SEPARATORS = ",;\t"


def clean_table(content: bytes) -> CleanFile:
    """A table with line ends of one kind; the mark by which Excel knows UTF-8 stays.

    Raises:
        RefusedFileError: when it is no text, hides something, or holds formulas.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RefusedFileError(f"is not UTF-8 (line {line}); save it as CSV UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    inside = text.removeprefix("\ufeff")
    hidden = FORBIDDEN.search(inside)
    if hidden:
        line = inside.count("\n", 0, hidden.start()) + 1
        raise RefusedFileError(f"holds the character U+{ord(hidden[0]):04X} (line {line}), which no reader sees")
    if inside.lstrip().startswith("<"):
        raise RefusedFileError("begins like a page of HTML, not like a table")
    first = inside.partition("\n")[0]
    rows = csv.reader(StringIO(inside), delimiter=max(_SEPARATORS, key=first.count))
    try:
        for row in rows:
            found = next((cell for cell in row if _RUNS.match(cell)), None)
            if found is not None:
                raise RefusedFileError(
                    f'holds "{found[:40]}" (line {rows.line_num}), which a spreadsheet runs as a formula; write its '
                    "value, or words before it"
                )
    except csv.Error as error:
        raise RefusedFileError(f"is no table that can be read ({error})") from None
    return CleanFile(text.encode())
