"""Authored pages are tried before the site is built; entries never are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.knowledge.graph import Graph
from macros.render.authored import authored_pages, check_authored
from tests.casebook import Case, assert_told, cases, write_files
from tests.community import SECOND, TODAY, environment_of, graph_of, record, second_library

GRAPH = Graph(second_library(), TODAY)
ENV = environment_of(GRAPH)


@pytest.mark.parametrize("case", cases("authored"))
def test_a_macro_that_cannot_work_is_told_with_its_line(case: Case, tmp_path: Path) -> None:
    """Each case is a page and its problems."""
    write_files(tmp_path, {"docs/page.md": case["page"]})
    assert_told(check_authored(GRAPH, ENV, tmp_path), case.get("problems"))


def test_entries_are_no_authored_pages(tmp_path: Path) -> None:
    """Only index pages of their folders are."""
    shutil.copytree(SECOND / "docs", tmp_path / "docs")
    pages = authored_pages(tmp_path)
    assert "practices/index.md" in pages and "contribute/vocabularies/browse.md" in pages
    assert not any(page.startswith(("practices/", "guidance/", "lessons/")) and "index" not in page for page in pages)
    assert list(check_authored(GRAPH, ENV, tmp_path)) == []


def test_a_redirect_cannot_take_the_address_of_an_authored_page(tmp_path: Path) -> None:
    """The page would be lost."""
    write_files(tmp_path, {"docs/definitions/glosar.md": "# x"})
    graph = graph_of(record("lesson", "l"), redirects={"definitions/glosar": "l"})
    assert_told(
        check_authored(graph, ENV, tmp_path),
        ['data/redirects.yml:1: redirects.definitions/glosar: "definitions/glosar" is no retired page [bad-redirect]'],
    )
