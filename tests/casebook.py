"""Cases as data: `tests/cases/<module>/*.yml` holds what goes in and what must come out.

A file is a list of cases, each with a `name` that reads as a sentence. A text may be written as a
list of pieces, of which `{repeat: "[", times: 20000}` is one. A problem is expected as
`path:line: field: words [code]`, where the words need only be part of the message.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.problems import Problem

FOLDER = Path(__file__).parent / "cases"
_EXPECTED = re.compile(r"(?P<path>.+?):(?P<line>\d+): (?P<field>.+?): (?P<words>.*) \[(?P<code>[a-z0-9-]+)\]")

Case = dict[str, Any]


def cases(module: str) -> list[Any]:
    """Every case of a module, as parameters of a test."""
    return [pytest.param(case, id=f"{stem}: {case['name']}") for stem, case in _read(module)]


def expected_codes(modules: Iterable[str]) -> set[str]:
    """Every problem code that the cases of some modules expect."""
    found = [line for module in modules for _, case in _read(module) for line in case.get("problems", [])]
    return {match["code"] for match in map(_EXPECTED.fullmatch, found) if match}


def assert_told(problems: Iterable[Problem], expected: list[str] | None) -> None:
    """Compare problems with the lines that a case expects, in the order of path and line."""
    expected = expected or []
    told = []
    for index, problem in enumerate(sorted(problems)):
        match = _EXPECTED.fullmatch(expected[index]) if index < len(expected) else None
        words = match["words"] if match and match["words"] in problem.message else problem.message
        told.append(f"{problem.path}:{problem.line}: {problem.field}: {words} [{problem.code}]")
    assert told == expected


def text_of(value: Any) -> str:
    """The text that a case gives, whole or in pieces."""
    if isinstance(value, list):
        return "".join(text_of(piece) for piece in value)
    if isinstance(value, dict):
        return str(value["repeat"]) * int(value["times"])
    return str(value)


def write_files(root: Path, files: dict[str, Any]) -> None:
    """Make the files of a case: a text, `{hex: …}`, `{link: …}`, `{fifo: true}`, `{sparse: 9}` or `{folder: true}`."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, dict) or "repeat" in content:
            path.write_bytes(text_of(content).encode())
        elif "hex" in content:
            path.write_bytes(bytes.fromhex(content["hex"]))
        elif "link" in content:
            path.symlink_to(content["link"])
        elif "fifo" in content:
            os.mkfifo(path)
        elif "sparse" in content:
            path.touch()
            os.truncate(path, content["sparse"])
        else:
            path.mkdir()


def _read(module: str) -> Iterator[tuple[str, Case]]:
    for path in sorted((FOLDER / module).glob("*.yml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield path.stem, case
