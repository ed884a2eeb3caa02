"""The navigation leaves out the index of a type that a library doesn't have, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.knowledge.graph import Graph
from macros.nav import left_out, without
from tests.community import TODAY, library_of, record

NAV = [
    "index.md",
    {"Practices": ["practices/index.md", {"Lessons": "lessons/index.md"}]},
    {"Guidance": "guidance/index.md"},
]


@pytest.mark.parametrize(
    ("missing", "kept"),
    [
        (set(), NAV),
        ({"lessons/index.md"}, ["index.md", {"Practices": ["practices/index.md"]}, {"Guidance": "guidance/index.md"}]),
        ({"guidance/index.md"}, NAV[:2]),
        ({"practices/index.md", "lessons/index.md"}, [NAV[0], NAV[2]]),
    ],
)
def test_a_page_goes_with_the_section_that_it_leaves_empty(missing: set[str], kept: list[object]) -> None:
    """In their order."""
    assert without(NAV, missing) == kept


def test_no_navigation_stays_none() -> None:
    """MkDocs makes its own then."""
    assert without(None, {"guidance/index.md"}) is None


def test_only_an_index_of_nothing_is_left_out() -> None:
    """One that entries wait for is a mistake that the build names."""
    library = replace(library_of(record("lesson", "l")), indexes=frozenset({"practice"}))
    found = left_out(Graph(library, TODAY))
    assert "guidance/index.md" in found
    assert not found & {"lessons/index.md", "practices/index.md"}
