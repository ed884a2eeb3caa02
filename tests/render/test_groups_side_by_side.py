"""Groups side by side, and what the page of a group says of its work: small whatever there is, and the rest counted."""

from __future__ import annotations

import re
from typing import Any

from macros.knowledge.graph import Graph
from macros.model.record import Record
from macros.render.author import AuthorMacros
from macros.render.record_page import compose_record
from tests.community import TODAY, environment_of, library_of, record, with_values

ROOM = 47_000
"""Bytes of a page's own content; the frame around it takes some 13,000 of 60,000."""


def _page(*records: Record) -> str:
    graph = Graph(with_values(library_of(*records), "focus-areas", "peace", "cash"), TODAY)
    env = environment_of(graph)
    return env.from_string("{{ groups_side_by_side() }}").render(**AuthorMacros(graph, env, "index.html").functions())


def test_a_picture_shows_who_is_in_several_groups_and_a_table_says_the_same() -> None:
    """A line for each membership; nobody who is in one group alone."""
    page = _page(
        *(record("organisation", id, title=id.title()) for id in ("one", "two")),
        record("group", "a", title="Alpha", members=[{"organisation": "one"}, {"organisation": "two"}]),
        record("group", "b", title="Beta", members=[{"organisation": "one"}]),
    )
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert re.findall(r"<tspan[^>]*>(\w+)</tspan>", svg) == ["Alpha", "Beta", "One"] and svg.count("<path") == 2
    table = page[page.index("</svg>") : page.index('id="pairs"')]
    assert all(name in table for name in ("One", "Alpha", "Beta")) and "Two" not in table


def test_nothing_in_common_is_said_so() -> None:
    page = _page(record("group", "a"))
    assert "Nobody is recorded as a member of several groups." in page and "No two groups share any." in page
    assert "<svg" not in page and "Functions of coordination" not in page, "the library has no such list"


def test_the_page_stays_small_whatever_there_is() -> None:
    many = [record("organisation", f"o-{number:02}", title="Organisation " * 7) for number in range(40)]
    members = [{"organisation": one.id} for one in many]
    groups = [record("group", f"g-{number:02}", title="Group " * 12, members=members, focus_areas=["peace", "cash"])
              for number in range(40)]  # fmt: skip
    page = _page(*many, *groups)
    assert len(page.encode()) < ROOM
    assert "and 20 more groups" in page and "and 20 more members" in page and "and 760 more pairs" in page
    assert "37 more" in page


def test_the_page_of_a_group_stays_small_whatever_its_members_took_on() -> None:
    many = [record("organisation", f"o-{number:02}", title="Organisation " * 7) for number in range(40)]
    actions: list[dict[str, Any]] = [
        {"id": f"a-{number}", "text": "Word " * 60, "status": "open", "owners": ["g", f"o-{number % 40:02}"]}
        for number in range(600)
    ]
    group = record("group", "g", members=[{"organisation": one.id} for one in many])
    meeting = record("workshop", "m", conveners=["g"], sources=[{"source": "izvor"}], actions=actions)
    graph = Graph(library_of(*many, group, meeting), TODAY)
    page = compose_record(graph, environment_of(graph), group)[0].html
    assert "570 more" in page and "10 more" in page and "28 more" in page
    assert len(page.encode()) < ROOM
