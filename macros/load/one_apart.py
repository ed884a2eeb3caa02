"""One file given to a program of ours that runs in a process of its own, with limits of time and memory.

The program answers on its output in JSON: what it has found, or `{"refused": "why"}`. A file that takes too much ends
that process and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with suppress(ImportError):  # where it is missing, the caller's patience is the only limit
    import resource


@dataclass(frozen=True)
class Limits:
    """What reading a file may take."""

    seconds: int
    """Of a processor; the caller waits twice as long."""
    megabytes: int


class RefusedError(ValueError):
    """A file that was not taken; says why, as what follows its name."""


def ask_apart(program: str, limits: Limits, path: Path, *arguments: object) -> dict[str, Any]:
    """What a program says of a file.

    Args:
        program: a module that calls `answer_apart`.
        limits: the same that the program sets itself.
        path: the file.
        arguments: what the program is told besides.

    Raises:
        RefusedError: when it refuses the file, or takes too much over it.
    """
    import_from = str(Path(__file__).parent.parent.parent)
    command = [sys.executable, "-m", program, str(path.resolve()), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": import_from, "PYTHONIOENCODING": "utf-8"}
    seconds, megabytes = limits.seconds, limits.megabytes
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=2 * seconds, check=False)
    except subprocess.TimeoutExpired:
        raise RefusedError(f"takes more than {seconds} seconds to read; save it anew, or split it") from None
    if done.returncode:
        raise RefusedError(
            f"takes more than {seconds} seconds or {megabytes:,} MB to read, or is damaged; save it anew, or split it"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise RefusedError(answer["refused"])
    return answer


def answer_apart(find: Callable[[], Mapping[str, object]], limits: Limits, refusing: type[Exception]) -> None:
    """Set the limits of this process, and answer whoever asked for it.

    Args:
        find: what the answer is.
        limits: of this process, from now on.
        refusing: what `find` raises when it refuses the file.
    """
    with suppress(NameError):
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
        resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes * 1_000_000,) * 2)
    try:
        answer = find()
    except refusing as refused:
        answer = {"refused": str(refused)}
    except OSError as error:
        answer = {"refused": f"can't be read: {error.strerror}"}
    sys.stdout.write(json.dumps(answer))
