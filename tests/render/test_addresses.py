"""No file of `docs/` takes an address that the site needs itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.knowledge.graph import Graph
from macros.render.addresses import taken_addresses
from tests.casebook import Case, assert_told, cases, write_files
from tests.community import OVERRIDES, TODAY, graph_of, record, second_library

GRAPH = Graph(second_library(), TODAY)


@pytest.mark.parametrize("case", cases("addresses"))
def test_an_address_belongs_to_one_file(case: Case, tmp_path: Path) -> None:
    """Each case makes files beside the second community's entries."""
    write_files(tmp_path, case["files"])
    assert_told(taken_addresses(GRAPH, tmp_path, tmp_path / "overrides"), case.get("problems"))


def test_a_redirect_is_an_address_too(tmp_path: Path) -> None:
    """Whatever the capitals."""
    write_files(tmp_path, {"docs/definitions/Old.md": "# x"})
    graph = graph_of(record("lesson", "l"), redirects={"definitions/old": "l"})
    expected = ["docs/definitions/Old.md:1: -: the redirect to l has the address definitions/Old.html [bad-file-name]"]
    assert_told(taken_addresses(graph, tmp_path, OVERRIDES), expected)
