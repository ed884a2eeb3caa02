"""What a test takes that `make quick` does without: a browser, bundles, or a site of its own.

Found in its code, so that nobody has to mark it: whether the test, a fixture it asks for, or a function of the
tests that one of them calls, starts a browser or holds the name of a command that builds. The one site that all
tests share is no cost of any of them.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any

import pytest

WORDS = {
    "sync_playwright": "browser",
    "find_chromium": "browser",
    "'bundle'": "bundles",
    "'build'": "builds",
    "check_site": "builds",
    "make_all": "builds",
}
"""Names in code that has a cost, and in quotes the words of commands, with the mark for each."""
SHARED = {"built_site", "shipped"}
"""The fixtures that build and index the shipped library once."""
EDITIONS = "tests/bundles/editions/"
"""The tests of ZIM and PDF, which set whole books."""
SECONDS = {"bundles": 20, "builds": 10, "slow": 6, "browser": 3}
"""About what a test with a mark takes, in seconds of a processor; others take next to nothing."""


def weight(item: pytest.Item) -> float:
    """About how long a marked test takes, in seconds."""
    return 0.05 + max((SECONDS[mark.name] for mark in item.iter_markers() if mark.name in SECONDS), default=0)


def costs(item: pytest.Function) -> set[str]:
    """The marks of one collected test."""
    fixtures = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009
    asked = [definition.func for name, found in fixtures.items() if name not in SHARED for definition in found]
    given = getattr(item, "callspec", None)
    words = {word for function in (item.function, *asked) for word in _words(function, set())}
    words |= {repr(value) for value in given.params.values()} if given else set()
    marks = {WORDS[word] for word in words & set(WORDS)}
    return marks | {"bundles"} if EDITIONS in item.path.as_posix() else marks


def _words(function: Any, known: set[Any]) -> Iterator[str]:
    """Every name and every string in a function and in what it calls of the tests."""
    if isinstance(function, type) and function.__module__.startswith("tests."):
        for method in vars(function).values():
            yield from _words(method, known)
    if not isinstance(function, types.FunctionType) or function in known:
        return
    known.add(function)
    if not function.__module__.startswith("tests."):
        return
    for word in _in_code(function.__code__):
        yield word
        yield from _words(function.__globals__.get(word), known)


def _in_code(value: Any) -> Iterator[str]:
    if isinstance(value, types.CodeType):
        yield from value.co_names
        value = value.co_consts
    if isinstance(value, str):
        yield repr(value)
    elif isinstance(value, (tuple, frozenset)):
        for part in value:
            yield from _in_code(part)
