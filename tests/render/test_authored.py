"""Authored pages are tried before the site is built; entries never are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.knowledge.graph import Graph
from macros.render import authored
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


@pytest.mark.parametrize(
    ("macro", "told"),
    [
        ("{% for i in range(99999) %}{% for i in range(99999) %}{% endfor %}{% endfor %}", "take more than"),
        ("{{ lipsum(n=99999999) }}", "take more than"),
        ("{{ 'a' * 999999999 }}", "(MemoryError)"),
        ("{{ '%999999999d' % 1 }}", "(MemoryError)"),
        ("{{ 'a'|center(2000000000) }}", "(MemoryError)"),
    ],
)  # fmt: skip
def test_macros_run_within_limits(macro: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of time and of memory; what exceeds them is told of its page, and the next page is tried."""
    monkeypatch.setattr(authored, "SECONDS", 0.3)
    write_files(tmp_path, {"docs/a.md": f"# A\n\n{macro}\n", "docs/b.md": "# B\n\n{{ nothing() }}\n"})
    first, second = sorted(check_authored(GRAPH, ENV, tmp_path))
    assert (first.path, first.code) == ("docs/a.md", "bad-macro") and told in first.message
    assert second.path == "docs/b.md"


def test_macros_of_pages_that_nobody_has_read_are_not_run(tmp_path: Path) -> None:
    """The page is read, and named; others are tried."""
    page = "---\nhide: 5\n---\n# A\n\n{{ nothing() }}\n"
    write_files(tmp_path, {"docs/a.md": page, "docs/b.md": "# B\n\n{{ nothing() }}\n", "docs/c.md": "# C"})
    found = sorted(check_authored(GRAPH, ENV, tmp_path, {"docs/a.md", "docs/c.md"}))
    assert [(one.path, one.code, one.severity) for one in found] == [
        ("docs/a.md", "untried-code", "warning"),
        ("docs/a.md", "bad-value", "error"),
        ("docs/b.md", "bad-macro", "error"),
    ]


def test_a_redirect_cannot_take_the_address_of_an_authored_page(tmp_path: Path) -> None:
    """The page would be lost."""
    write_files(tmp_path, {"docs/definitions/glosar.md": "# x"})
    graph = graph_of(record("lesson", "l"), redirects={"definitions/glosar": "l"})
    assert_told(
        check_authored(graph, ENV, tmp_path),
        ['data/redirects.yml:1: redirects.definitions/glosar: "definitions/glosar" is no retired page [bad-redirect]'],
    )
