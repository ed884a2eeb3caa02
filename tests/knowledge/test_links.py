"""References between entries are good, or named with their place and the nearest that would be."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.knowledge import links as links_module
from macros.knowledge.links import CITED, MENTION, Link, cited_sources, find_links
from macros.problems import MOST_PROBLEMS
from tests.casebook import Case, assert_told, cases
from tests.community import library_of, read_files, record, second_library

IZVOR = "title: Izvor\nsummary: Twenty characters at least.\nadded: 2026-01-01\nkind: minuta\nverification: citit\n"


@pytest.mark.parametrize("case", cases("links"))
def test_references_that_lead_nowhere_are_told_with_line_and_hint(case: Case, tmp_path: Path) -> None:
    """Each case is a small project and every problem between its entries."""
    library, problems = read_files(tmp_path, {"data/sources/izvor.yml": IZVOR, **case["files"]})
    assert problems == []
    assert library is not None
    assert_told(find_links(library)[1], case.get("problems"))


def test_a_link_knows_its_role_its_item_and_its_place() -> None:
    """Roles come from the fields; a mention in prose has one of its own; links to oneself don't count."""
    meeting = record("workshop", "w", agreements=[{"id": "a", "text": "See [[izvor]] and [[w]].", "level": "toti"}])
    lesson = record("lesson", "l", drawn_from=["w"], see_also=["w#a"], sources=[])
    links, problems = find_links(library_of(meeting, lesson))
    assert problems == []
    assert links == [
        Link("l", "w", "points to it", "a", "see_also.0"),
        Link("l", "w", "drawn from it", "", "drawn_from.0"),
        Link("w", "izvor", MENTION, "", "agreements.0.text"),
    ]


def test_sources_are_numbered_in_the_order_of_their_first_use() -> None:
    """Each once, wherever in the entry it is listed."""
    practice = record(
        "practice", "p", sources=[{"source": "b"}, {"source": "a"}],
        results=[{"text": "r", "kind": "measured", "sources": [{"source": "c"}, {"source": "b"}]}],
    )  # fmt: skip
    assert list(cited_sources(practice)) == ["b", "a", "c"]


def test_the_second_community_refers_to_nothing_that_is_missing() -> None:
    """A whole library without a problem."""
    links, problems = find_links(second_library())
    assert problems == []
    assert Link("anuar-gradini", "asociatia-radacini", "published by it", "", "publishers.0") in links
    assert any(link.role == CITED for link in links)


def test_an_entry_with_thousands_of_dangling_references_is_not_searched_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The nearest id is looked for once for each problem that is told, and never again."""
    asked: list[str] = []
    monkeypatch.setattr(links_module, "nearest", lambda value, known: asked.append(value) or "; none")
    many = tuple(f"nowhere-{number}" for number in range(3000))
    lesson = record("lesson", "l", see_also=many, body={"what_happened": "[[gone]] " * 300})
    _, problems = find_links(library_of(lesson, record("lesson", "m", see_also=["nope"])))
    assert len(asked) <= MOST_PROBLEMS + 2
    assert [(found.path, found.code) for found in problems][-2:] == [
        ("docs/lessons/l.md", "many-problems"),
        ("docs/lessons/m.md", "dangling-reference"),
    ]
