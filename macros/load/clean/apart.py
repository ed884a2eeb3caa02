"""The program that judges one file in a process of its own: `python -m macros.load.clean.apart FILE POINTS`.

It answers on its output in JSON: `{"size": …, "width": …, "height": …}` or `{"refused": "why"}`. A file that takes too
much time or memory ends this process and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from macros.load.clean.clean_file import RefusedFileError
from macros.load.clean.cleaning import clean_file

with suppress(ImportError):  # where it is missing, the caller's patience is the only limit
    import resource

SECONDS = 60
"""Of a processor that one file may take."""
MEGABYTES = 2_000
"""Memory that it may take."""


def judge_apart(path: Path, most_pixels: int) -> tuple[int, int, int]:
    """What a file is once it is cleaned: its bytes, and the points of a picture across and down.

    Raises:
        RefusedFileError: when it may not be published.
    """
    import_from = str(Path(__file__).parent.parent.parent.parent)
    command = [sys.executable, "-m", "macros.load.clean.apart", str(path.resolve()), str(most_pixels)]
    environment = {**os.environ, "PYTHONPATH": import_from, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise RefusedFileError(f"takes more than {SECONDS} seconds to read; save it anew, or split it") from None
    if done.returncode:
        raise RefusedFileError(
            f"takes more than {SECONDS} seconds or {MEGABYTES:,} MB to read, or is damaged; save it anew, or split it"
        )
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise RefusedFileError(answer["refused"])
    return answer["size"], answer["width"], answer["height"]


def main(path: Path, most_pixels: int) -> None:
    """Judge a file and say what it is."""
    with suppress(NameError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)
    answer: dict[str, object]
    try:
        clean = clean_file(path.read_bytes(), path.name, most_pixels)
        answer = {"size": len(clean.content), "width": clean.width, "height": clean.height}
    except RefusedFileError as refused:
        answer = {"refused": str(refused)}
    except OSError as error:
        answer = {"refused": f"can't be read: {error.strerror}"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
