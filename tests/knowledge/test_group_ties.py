"""What groups have in common, and what each does for the functions of coordination."""

from __future__ import annotations

from macros.knowledge.findings.library_findings import find_all
from macros.knowledge.graph import Graph
from macros.knowledge.group_ties import Tie, functions_of, gaps_between, group_rows, shared_members, ties
from macros.model.library import Library
from tests.community import TODAY, library_of, record, with_values

SOURCES = [{"source": "izvor"}]


def _library() -> Library:
    """Three groups and a meeting: two groups share a member and an area, all three another area."""
    found = library_of(
        record("organisation", "org", kind="un"),
        record("organisation", "alone", kind="un"),
        record("group", "a", focus_areas=["peace", "cash"], members=[
            {"organisation": "org", "role": "convener"}, {"organisation": "org"}, {"organisation": "alone"}]),
        record("group", "b", focus_areas=["peace", "cash"], siblings=["a"], members=[{"organisation": "org"}]),
        record("group", "c", focus_areas=["peace"], members=[{"name": "Town"}], functions=[
            {"function": "plan", "text": "A plan."}, {"function": "plan", "shown_by": ["m#a-1"]}]),
        record("workshop", "m", conveners=["a"], focus_areas=["cash"], started="2025", sources=SOURCES, actions=[
            {"id": "a-1", "text": "Late.", "status": "open", "owners": ["a"], "due": "2025-02-01"},
            {"id": "a-2", "text": "Done.", "status": "dropped", "owners": ["a"]}]),
    )  # fmt: skip
    for name, values in (("group-roles", ("convener",)), ("focus-areas", ("peace", "cash", "other")),
                         ("coordination-functions", ("plan", "speak"))):  # fmt: skip
        found = with_values(found, name, *values)
    return found


def _ties(graph: Graph, limit: int) -> tuple[list[Tie], int]:
    return ties(graph, shared_members(graph), limit)


def test_members_of_several_groups_stand_with_each_and_their_roles() -> None:
    found = shared_members(Graph(_library(), TODAY))
    assert [(one.member.id, [(group.id, roles) for group, roles in one.groups]) for one in found] == [
        ("org", [("a", ("convener", "member")), ("b", ("member",))])
    ]


def test_pairs_share_a_member_or_more_than_one_area() -> None:
    """One area of two groups that name no country ties nobody; the rest is counted."""
    found, number = _ties(Graph(_library(), TODAY), 5)
    assert [(one.one.id, one.other.id, [member.id for member in one.members], one.areas) for one in found] == [
        ("a", "b", ["org"], ("peace", "cash"))
    ]
    assert number == 1
    assert found[0].declared


def test_one_area_in_one_country_ties_two_groups() -> None:
    library = library_of(
        record("country", "x"),
        record("group", "a", countries=["x"], focus_areas=["peace"]),
        record("group", "b", countries=["x"], focus_areas=["peace"]),
        record("group", "c", focus_areas=["peace"]),
    )
    graph = Graph(with_values(library, "focus-areas", "peace"), TODAY)
    found, number = _ties(graph, 1)
    assert [(one.one.id, one.other.id, one.countries, one.declared) for one in found] == [("a", "b", ("x",), False)]
    assert number == 1


def test_gaps_of_a_pair_are_owned_by_one_and_stand_in_an_area_of_both() -> None:
    graph = Graph(_library(), TODAY)
    (tie,), _ = _ties(graph, 5)
    assert [(kind.id, number) for kind, number in gaps_between(graph, tie, find_all(graph))] == [("overdue-actions", 1)]


def test_each_group_stands_in_numbers() -> None:
    graph = Graph(_library(), TODAY)
    rows = {row.group.id: row for row in group_rows(graph, find_all(graph))}
    assert list(rows) == ["a", "b", "c"]
    row = rows["a"]
    assert ([one.organisation for one in row.leading], row.meetings, row.agreed, row.waiting) == (["org"], 1, 0, 1)
    gaps = {id: row.gaps for id, row in rows.items()}
    assert gaps == {"a": 2, "b": 2, "c": 2}, "all lack a plan; one has a late action, two have no convener"


def test_functions_count_what_is_recorded_and_know_no_others() -> None:
    graph = Graph(_library(), TODAY)
    functions, rows = functions_of(graph)
    assert [one.id for one in functions] == ["plan", "speak"]
    assert [(group.id, numbers) for group, numbers in rows] == [("c", (2, 0))]
    assert functions_of(Graph(library_of(record("group", "g")), TODAY)) == ((), [])
