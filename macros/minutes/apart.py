"""The program that reads one file of minutes in a process of its own: `python -m macros.minutes.apart FILE`.

It answers on its output in JSON: `{"lines": […]}` or `{"refused": "why"}`. A file that takes too much time or memory
ends this process and nothing else.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

from macros.minutes.file import MEGABYTES, SECONDS, lines_of
from macros.minutes.line import UnreadableMinutesError

with suppress(ImportError):  # where it is missing, the caller's patience is the only limit
    import resource


def main(path: Path) -> None:
    """Read a file and say what is in it."""
    with suppress(NameError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)
    try:
        answer: dict[str, object] = {
            "lines": [line.as_json() for line in lines_of(path.read_bytes(), path.suffix.lower())]
        }
    except UnreadableMinutesError as error:
        answer = {"refused": str(error)}
    except OSError as error:
        answer = {"refused": f"can't be read: {error.strerror}"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
