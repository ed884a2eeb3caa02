"""The program that reads one file of minutes in a process of its own: `python -m macros.minutes.apart FILE`.

It answers with `{"lines": […]}`; see `macros.load.one_apart`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from macros.load.one_apart import answer_apart
from macros.minutes.file import LIMITS, lines_of
from macros.minutes.line import UnreadableMinutesError


def main(path: Path) -> None:
    """Read a file and say what is in it."""

    def read() -> dict[str, object]:
        return {"lines": [line.as_json() for line in lines_of(path.read_bytes(), path.suffix.lower())]}

    answer_apart(read, LIMITS, UnreadableMinutesError)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
