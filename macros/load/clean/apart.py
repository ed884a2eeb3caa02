"""The program that judges one file in a process of its own: `python -m macros.load.clean.apart FILE POINTS`.

It answers with `{"size": …, "width": …, "height": …, "copies": [[width, size], …]}`; see `macros.load.one_apart`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from macros.load.clean.clean_file import RefusedFileError, is_picture
from macros.load.clean.cleaning import clean_file
from macros.load.clean.smaller import copies_of
from macros.load.one_apart import Limits, RefusedError, answer_apart, ask_apart

LIMITS = Limits(seconds=60, megabytes=2_000)


def judge_apart(path: Path, most_pixels: int) -> dict[str, Any]:
    """What a file is once it is cleaned: `size` in bytes, of a picture also `width`, `height` and smaller `copies`.

    Raises:
        RefusedFileError: when it may not be published.
    """
    try:
        return ask_apart("macros.load.clean.apart", LIMITS, path, most_pixels)
    except RefusedError as refused:
        raise RefusedFileError(str(refused)) from None


def main(path: Path, most_pixels: int) -> None:
    """Judge a file and say what it is."""

    def judged() -> dict[str, object]:
        clean = clean_file(path.read_bytes(), path.name, most_pixels)
        copies = copies_of(clean.content, path.name, clean.width) if is_picture(path.name) else {}
        return {
            "size": len(clean.content),
            "width": clean.width,
            "height": clean.height,
            "copies": [(across, len(copy)) for across, copy in copies.items()],
        }

    answer_apart(judged, LIMITS, RefusedFileError)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
