"""The faults of `make mutants`: what they change, and that a guard without a test shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutants.faults import faults
from tests.mutants.targets import GUARDED, mirroring, modules_below

GUARD = 'def half(number):\n    if number < 0:\n        raise ValueError("below 0")\n    return number // 2\n'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (GUARD, ["always: number < 0", "never: number < 0", "LtE instead: number < 0", "one more: 0", "one more: 2"]),
        ("if a and not b:\n    c()\n", ["without a: a and (not b)", "without not: not b", "missing: c()"]),
        ("SIGNS = {'a', 'b'}\n", ["without 'a': {'a', 'b'}", "without 'b': {'a', 'b'}"]),
        ("LIMITS = {'a': 1}\n", ["without 'a': {'a': 1}", "one more: 1"]),
        ("for a in [b for b in c if b in d]:\n    continue\n", ["never: b in d", "NotIn instead: b in d"]),
        ("def f() -> int:\n    yield Problem()\n", ["missing: yield Problem()"]),
    ],
)
def test_a_fault_changes_one_thing(source: str, expected: list[str]) -> None:
    """Each stands on the line it is named for, and no two give the same program."""
    found = faults(source)
    assert set(expected) <= {fault.words for fault in found}
    assert len({fault.source for fault in found}) == len(found)
    assert all(fault.line in range(1, source.count("\n") + 1) for fault in found)


@pytest.mark.parametrize("source", ["print(f'{a[:40]}')\n", "assert a < 1\n", "def f(a: Word[1] = b): ...\n"])
def test_words_of_messages_and_types_have_no_faults(source: str) -> None:
    """Nobody should test them twice; a call may still be missing."""
    assert [fault.words for fault in faults(source) if not fault.words.startswith("missing")] == []


def test_a_guard_that_is_removed_is_gone() -> None:
    """As if nobody had written it."""
    (removed,) = [fault for fault in faults(GUARD) if fault.words.startswith("never")]
    names: dict[str, object] = {}
    exec(removed.source, names)
    assert names["half"](-4) == -2  # type: ignore[operator]


def test_every_guarded_module_has_tests_that_mirror_it() -> None:
    """The lists come from folders, so a module that moves goes with them."""
    modules = modules_below(GUARDED)
    assert len(modules) > 10
    for module in modules:
        own, others = mirroring(module)
        assert own and not set(own) & set(others), module
    assert mirroring("macros/load/text.py")[0] == ["tests/load/test_text.py"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_command_lists_what_no_test_notices(tmp_path: Path) -> None:
    """In a project of one module with a guard whose border nobody tests."""
    own = ("conftest.py", "costs.py", "starting.py", "__init__.py")
    for name in ("tests/mutants", *(f"tests/{one}" for one in own), "pyproject.toml"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        source = ROOT / name
        if source.is_dir():
            place.mkdir()
            for path in source.glob("*.py"):
                (place / path.name).write_bytes(path.read_bytes())
        else:
            place.write_bytes(source.read_bytes())
    for folder in ("data", "docs", "overrides", "macros/small", "tests/small"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("macros/__init__.py", "macros/small/__init__.py", "tests/small/__init__.py", "mkdocs.yml"):
        (tmp_path / name).touch()
    (tmp_path / "macros/small/half.py").write_text(GUARD, "utf-8")
    test = "from macros.small.half import half\nimport pytest\n\n\ndef test_half():\n    assert half(4) == 2\n"
    (tmp_path / "tests/small/test_half.py").write_text(
        f"{test}    with pytest.raises(ValueError):\n        half(-4)\n", "utf-8"
    )
    command = [sys.executable, "-m", "tests.mutants", "macros/small"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[:2] == [
        "macros/small/half.py:2: LtE instead: number < 0",
        "macros/small/half.py:2: one more: 0",
    ]
    assert done.stdout.splitlines()[-1] == "6 faults, 2 survive (33.3%)"
