"""Commands of the program as processes of their own that need not import it: each is a fork of one that has.

Starting Python and importing the program takes a second and a half of a processor for each build, a third of what a
small library's build takes. The tests of a worker fork what they run from a server of the standard library's. Tests
of how the program is started, killed or installed start it as users do.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_IMPORTED = [
    "macros.cli.main", "macros.cli.build", "macros.cli.bundle", "macros.cli.check", "macros.cli.site_shell",
    "macros.hooks", "material", "pymdownx",
]  # fmt: skip
"""What the server imports before it forks."""


def run_command(
    arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], umask: int = -1
) -> subprocess.CompletedProcess[str]:
    """Run `commonthread` as `subprocess.run` would run `python -m macros`, with captured text.

    Args:
        arguments: what follows the command's name.
        cwd: the folder it runs in.
        environment: all its variables.
        umask: its mask for rights; the worker's unless given.
    """
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, "stdout"), Path(folder, "stderr")]
        process = _server().Process(target=_command, args=(list(arguments), cwd, dict(environment), umask, outputs))
        process.start()
        process.join()
        said = [path.read_text("utf-8") if path.exists() else "" for path in outputs]
    assert process.exitcode is not None
    return subprocess.CompletedProcess(["commonthread", *arguments], process.exitcode, *said)


@cache
def _server() -> Any:
    """What processes are forked from; it is started with the first, with a fixed order of hashes as builds have."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_IMPORTED)
    before = os.environ.get("PYTHONHASHSEED")
    os.environ["PYTHONHASHSEED"] = "0"
    try:
        from multiprocessing import forkserver

        forkserver.ensure_running()
    finally:
        del os.environ["PYTHONHASHSEED"]
        if before is not None:
            os.environ["PYTHONHASHSEED"] = before
    return found


def _command(arguments: list[str], cwd: Path, environment: dict[str, str], umask: int, outputs: list[Path]) -> None:
    """In the forked process: the command, with what it prints in two files."""
    for number, path in enumerate(outputs, start=1):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    sys.stdout, sys.stderr = (os.fdopen(os.dup(number), "w", encoding="utf-8", buffering=1) for number in (1, 2))
    if umask >= 0:
        os.umask(umask)
    from macros.cli import run_shell
    from macros.cli.main import main

    run_shell.subprocess = _Forks  # type: ignore[assignment, attr-defined]
    sys.exit(_ended(lambda: main(arguments, prog_name="python -m macros"), cwd, environment))


class _Forks:
    """Stands for `subprocess` where the program starts MkDocs: a fork that has imported it."""

    @staticmethod
    def run(command: Sequence[str], cwd: Path, env: Mapping[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        """What the program asks of `subprocess.run`."""
        from macros.cli import site_shell

        assert command[1:3] == ["-m", site_shell.__name__] and not check
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if not child:
            code = 1
            try:
                sys.argv = [site_shell.__file__, *command[3:]]
                code = _ended(site_shell.main, cwd, env)
            except BaseException:
                traceback.print_exc()  # as a process of its own would
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _ended(program: Callable[[], object], cwd: Path, environment: Mapping[str, str]) -> int:
    """Run a program in a folder with all its variables, and say with which status it ended."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    try:
        program()
    except SystemExit as ended:
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
