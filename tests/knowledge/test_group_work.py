"""What a group's page says of its work, found from the entries that name the group."""

from __future__ import annotations

from macros.knowledge.graph import Graph
from macros.knowledge.group_work import told_of_work, work_of
from macros.model.group import Group
from tests.community import TODAY, library_of, record, with_values

SOURCES = [{"source": "izvor"}]


def test_meetings_actions_recommendations_definitions_and_notes_are_found() -> None:
    group = record("group", "g", members=[{"name": "Office", "role": "secretariat"}, {"name": "Town"}])
    assert isinstance(group, Group)
    library = library_of(
        group,
        record("workshop", "old", conveners=["g"], started="2020", sources=SOURCES),
        record("workshop", "new", conveners=["g"], started="2025-01", sources=SOURCES, actions=[
            {"id": "a-1", "text": "Late.", "status": "open", "owners": ["g"], "due": "2026-02-01"},
            {"id": "a-2", "text": "First.", "status": "open", "owners": ["g"], "due": "2025-02-01"},
            {"id": "a-3", "text": "Another's.", "status": "open"},
        ]),
        record("workshop", "guest", participants=[{"organisation": "g"}], sources=SOURCES,
               recommendations=[{"id": "r-1", "text": "Dig.", "addressees": ["g"]}, {"id": "r-2", "text": "Rest."}]),
        record("definition", "agreed", harmonised={"text": "x", "agreed_by": ["g"]}),
        record("definition", "quoted", source_definitions=[
            {"id": "s", "body": "G", "organisation": "g", "source": "izvor", "paraphrase": "x"}]),
        record("guidance", "note", issued_by="g"),
    )  # fmt: skip
    graph = Graph(with_values(library, "group-roles", "convener", "secretariat"), TODAY)
    work = work_of(graph, group)
    assert [(role, [one.name for one in held]) for role, held in work.leading] == [
        ("convener", []),
        ("secretariat", ["Office"]),
    ]
    assert [one.id for one in work.meetings] == ["new", "old"]
    assert [one.node for one in work.actions] == ["new#a-2", "new#a-1"]
    assert [(one.meeting.id, one.recommendation.id) for one in work.asked] == [("guest", "r-1")]
    assert [one.id for one in (*work.definitions, *work.guidance)] == ["agreed", "note"]
    assert told_of_work(graph, group) == {"new", "old", "agreed", "note"}, (
        "a guest and a quotation stand among its uses"
    )
    assert told_of_work(graph, graph.records["new"]) == frozenset()
    assert work_of(Graph(library, TODAY), group).leading == (), "the list has no such roles"


def test_members_stand_with_what_they_took_on_and_functions_with_what_is_done() -> None:
    """An action that an item of the plan comes from isn't told twice; a point made in passing is no agreement."""
    group = record(
        "group", "g",
        members=[{"organisation": "one"}, {"organisation": "two"}, {"organisation": "idle"}, {"name": "Town"}],
        work_plan=[{"id": "w-1", "title": "Write.", "progress": "open", "origin": "met#a-1"},
                   {"id": "w-2", "title": "Send.", "progress": "open", "owners": ["two"]}],
        functions=[{"function": "plan", "shown_by": ["g#w-1"]}],
    )  # fmt: skip
    assert isinstance(group, Group)
    library = library_of(
        group,
        *(record("organisation", name, kind="un") for name in ("one", "two", "idle")),
        record("workshop", "met", conveners=["g"], sources=SOURCES,
               agreements=[{"id": "g-1", "text": "Firm.", "level": "firm"},
                           {"id": "g-2", "text": "Said.", "level": "said"}],
               actions=[{"id": "a-1", "text": "Write it.", "status": "open", "owners": ["one"]},
                        {"id": "a-2", "text": "Ask.", "status": "open", "owners": ["one"]}]),
        record("practice", "tried", implementers=["g", "two"]),
    )  # fmt: skip
    library = with_values(library, "coordination-functions", "plan", "speak")
    work = work_of(Graph(with_values(library, "agreement-kinds", "firm", "said"), TODAY), group)
    assert [(one.member.id, [item.id for item in one.plan], [action.node for action in one.actions],
             [entry.id for entry in one.initiatives]) for one in work.contributions] == [
        ("one", ["w-1"], ["met#a-2"], []),
        ("two", ["w-2"], [], ["tried"]),
    ]  # fmt: skip
    assert [one.agreement.id for one in work.agreed] == ["g-1", "g-2"]
    assert [(entry.id, [doing.by for doing in doings]) for entry, doings in work.initiatives] == [("tried", ["g"])]
    assert [(function.id, len(done)) for function, done in work.functions] == [("plan", 1), ("speak", 0)]
    idle = record("group", "h")
    assert isinstance(idle, Group)
    assert work_of(Graph(with_values(library_of(idle), "coordination-functions", "plan"), TODAY), idle).functions == ()
