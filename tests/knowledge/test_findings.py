"""What is found to be missing, to wait or to stand twice; each kind with what it finds and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from macros.knowledge.findings.finding import KINDS
from macros.knowledge.findings.library_findings import find_all
from macros.knowledge.graph import Graph
from macros.model.accepted import Accepted
from macros.model.gap import Gap
from macros.model.record import Record
from tests.community import graph_of, library_of, record, with_values

ROMANIA = record("country", "romania")


def _found(kind: str, *records: Record, graph: Graph | None = None) -> list[tuple[Any, ...]]:
    graph = graph or graph_of(*records)
    return [(one.at, *one.beside, one.owner) for one in find_all(graph).open[kind]]


def _meeting(id: str = "w", **fields: Any) -> Record:
    return record("workshop", id, sources=[{"source": "izvor"}], **fields)


def _action(**fields: Any) -> dict[str, Any]:
    return {"id": "a-1", "text": "Dig.", "status": "open", "owner": "Neighbours", **fields}


def test_actions_past_due_and_unheard_of_belong_to_who_took_them_on() -> None:
    group = record("group", "cerc")
    late = _meeting(actions=[_action(due="2026-01-01", owners=["cerc"])])
    assert _found("overdue-actions", group, late) == [("w#a-1", "cerc")]
    assert _found("silent-actions", group, late) == []
    quiet = _meeting(conveners=["cerc"], actions=[_action(status_on="2024-01-01")])
    assert _found("silent-actions", group, quiet) == [("w#a-1", "cerc")]
    assert _found("silent-actions", group, _meeting(actions=[_action(status_on="2026-03-01")])) == []


def _asked(**fields: Any) -> dict[str, Any]:
    return {"id": "r-1", "text": "Leave the tap open.", "addressee": "The town", **fields}


def test_a_recommendation_waits_until_it_is_answered_or_carried_out() -> None:
    group = record("group", "cerc")
    waiting = _meeting(conveners=["cerc"], recommendations=[_asked()])
    assert _found("unanswered-recommendations", group, waiting) == [("w#r-1", "cerc")]
    answered = _asked(answer={"kind": "accepted"})
    assert _found("unanswered-recommendations", _meeting(recommendations=[answered])) == []
    nobody = _asked(addressee=None)
    assert _found("unanswered-recommendations", _meeting(recommendations=[nobody])) == []
    carried = _meeting(recommendations=[_asked()], actions=[_action(follows_from=["w#r-1"])])
    assert _found("unanswered-recommendations", carried) == []
    planned = record("group", "g", work_plan=[{"id": "p", "title": "Tap", "progress": "open", "origin": "w#r-1"}])
    assert _found("unanswered-recommendations", planned, _meeting(recommendations=[_asked()])) == []


def test_definitions_wait_for_a_group_to_agree() -> None:
    assert _found("unagreed-definitions", record("definition", "compost")) == [("compost", None)]
    agreed = {"text": "Words.", "agreed_by": ["cerc"]}
    assert _found("unagreed-definitions", record("group", "cerc"), record("definition", "c", harmonised=agreed)) == []


def test_short_forms_in_three_entries_need_an_explanation() -> None:
    entries = [record("practice", id, body={"problem": f"The QZX met {id}."}) for id in ("a", "b", "c")]
    assert _found("undefined-terms", *entries) == [("QZX", None)]
    assert _found("undefined-terms", *entries[:2]) == []
    known = record("group", "g", acronym="QZX")
    assert _found("undefined-terms", *entries, known) == []
    named = record("definition", "d", names=[{"text": "QZX"}])
    assert _found("undefined-terms", *entries, named) == []


def test_guidance_needs_a_practice_or_a_lesson_under_it() -> None:
    practice = record("practice", "p")
    bare = record("guidance", "g", rests_on=[{"entry": "izvor", "why": "why"}])
    rested = record("guidance", "g", rests_on=[{"entry": "p", "why": "why"}])
    assert _found("guidance-without-practice", bare) == [("g", None)]
    assert _found("guidance-without-practice", practice, rested) == []


def test_countries_with_meetings_want_a_practice() -> None:
    meeting = _meeting(countries=["romania"])
    assert _found("countries-without-practice", ROMANIA, meeting) == [("romania", "w", None)]
    tried = record("lesson", "l", countries=["romania"])
    assert _found("countries-without-practice", ROMANIA, meeting, tried) == []
    assert _found("countries-without-practice", ROMANIA) == []


def test_groups_want_somebody_to_ask_and_a_plan() -> None:
    bare = record("group", "g")
    led = record(
        "group", "h", members=[{"name": "Office", "role": "secretariat"}],
        work_plan=[{"id": "p", "title": "Tap", "progress": "open"}],
    )  # fmt: skip
    library = with_values(library_of(bare, led), "group-roles", "secretariat")
    assert _found("groups-without-convener", graph=Graph(library, graph_of().today)) == [("g", "g")]
    assert _found("groups-without-convener", bare, led) == [], "the list has no such role"
    assert _found("groups-without-plan", bare, led) == [("g", "g")]


def test_plans_of_which_a_report_could_say_little() -> None:
    """What the action knows that an item comes from needn't be said again."""
    meeting = _meeting(
        actions=[
            {"id": "a-1", "text": "Dig.", "status": "done", "evidence": "Dug.", "owner": "All", "due": "2026-05-01"}
        ],
    )
    thin = [
        {"id": "p-1", "title": "Tap", "progress": "done"},
        {"id": "p-2", "title": "Dig", "progress": "done", "origin": "w#a-1"},
        {"id": "p-3", "title": "Pipe", "progress": "open", "owners": ["cerc"], "due": "2027", "origin": "w"},
    ]
    circle = record("group", "cerc", work_plan=thin)
    found = next(one for one in find_all(graph_of(meeting, circle)).open["thin-plans"])
    assert (found.at, found.owner) == ("cerc", "cerc") and found.facts == (
        "who does it: missing for 1 of 3", "by when: missing for 1 of 3", "where it was agreed: missing for 1 of 3",
        "what shows that it is done: missing for 1 of 3",
        "no focus area, so that it counts nowhere in the progress of one",
    )  # fmt: skip
    whole = record("group", "cerc", work_plan=thin[1:], focus_areas=["apa"])
    assert _found("thin-plans", meeting, whole) == []


def test_items_of_plans_that_stay_open_after_their_action() -> None:
    """Only where the action has ended and the item hasn't."""
    meeting = _meeting(
        actions=[
            {"id": "a-1", "text": "Dig.", "status": "done", "evidence": "Dug."},
            {"id": "a-2", "text": "Fill.", "status": "open"},
        ],
    )
    plan = [{"id": f"p-{n}", "title": "Item", "progress": progress, "origin": origin} for n, (progress, origin) in
            enumerate([("open", "w#a-1"), ("done", "w#a-1"), ("open", "w#a-2"), ("open", "w")])]  # fmt: skip
    (found,) = find_all(graph_of(meeting, record("group", "cerc", work_plan=plan))).open["plans-behind"]
    assert (found.at, found.owner, found.beside) == ("cerc#p-0", "cerc", ("w#a-1",))


def test_two_groups_on_one_area_in_one_country() -> None:
    where: dict[str, Any] = {"countries": ["romania"], "focus_areas": ["apa"]}
    one, other = record("group", "g", **where), record("group", "h", **where)
    assert _found("groups-on-one-area", ROMANIA, one, other) == [("g", "h", "g")]
    assert _found("groups-on-one-area", ROMANIA, one, record("group", "h", parent="g", **where)) == []
    assert _found("groups-on-one-area", ROMANIA, one, record("group", "h", siblings=["g"], **where)) == []
    elsewhere = record("group", "h", countries=["romania"], focus_areas=["sol"])
    assert _found("groups-on-one-area", ROMANIA, one, elsewhere) == []


def test_definitions_that_differ_in_wording_only() -> None:
    words = [
        "Soil made of leaves and peels by worms.",
        "Soil made by worms of peels and leaves.",
        "A heap in the yard.",
    ]
    quoted = [
        {"id": f"d-{n}", "body": f"Body {n}", "paraphrase": text, "source": "izvor"} for n, text in enumerate(words)
    ]
    found = _found("definitions-in-other-words", record("definition", "compost", source_definitions=quoted))
    assert found == [("compost#d-0", "compost#d-1", None)]


def test_practices_that_say_nearly_the_same() -> None:
    summary = "Neighbours carried water with cans every evening of a dry August behind the tower blocks."
    twins = [record("practice", id, title="Cans of water in August", summary=summary) for id in ("p", "q")]
    assert _found("alike-practices", *twins) == [("p", "q", None)]
    assert _found("alike-practices", twins[0], record("practice", "r")) == []


def test_other_actors_in_the_same_place_sector_and_years() -> None:
    where: dict[str, Any] = {"countries": ["romania"], "area": "Valea Verde", "sectors": ["udare"]}
    actors = [record("organisation", "o"), record("organisation", "u"), ROMANIA]
    one = record("practice", "p", started="2020", ended="2022", implementers=["o"], **where)
    other = record("practice", "q", started="2022-05", implementers=["u"], **where)
    assert _found("actors-in-one-place", *actors, one, other) == [("p", "q", None)]
    later = record("practice", "q", started="2023", implementers=["u"], **where)
    assert _found("actors-in-one-place", *actors, one, later) == []
    same = record("practice", "q", started="2021", implementers=["o"], **where)
    assert _found("actors-in-one-place", *actors, one, same) == []
    linked = record("practice", "q", started="2021", implementers=["u"], see_also=["p"], **where)
    assert _found("actors-in-one-place", *actors, one, linked) == []


def _gap(**fields: Any) -> Gap:
    return Gap.model_validate({"type": "practice", "at": {"sectors": "albine", "target-groups": "copii"}, **fields})


def test_crossings_that_are_asked_for_or_were_looked_at_long_ago() -> None:
    at = "practice sectors:albine target-groups:copii"
    library = library_of(record("group", "cerc"))

    def of(*gaps: Gap, library: Any = library) -> Graph:
        return Graph(replace(library, gaps=gaps), graph_of().today)

    assert _found("asked-for", graph=of(_gap(asked_for="cerc"))) == [(at, "cerc")]
    assert _found("looked-long-ago", graph=of(_gap(looked_for="2025-03-31"))) == [(at, None)]
    assert _found("looked-long-ago", graph=of(_gap(looked_for="2025-04-02"))) == []
    filled = library_of(record("practice", "p", sectors=["albine"], target_groups=["copii"]))
    assert _found("asked-for", graph=of(_gap(asked_for="cerc"), library=filled)) == []


@pytest.mark.parametrize(("again", "waits"), [("2026-04-01", True), ("2026-03-31", False)])
def test_what_is_accepted_is_no_finding_until_its_day(again: str, waits: bool) -> None:
    given = {"at": "g", "reason": "It is new.", "accepted_by": "g", "accepted_on": "2026-01-01", "look_again": again}
    accepted = Accepted.model_validate({"kind": "groups-without-plan", **given})
    gone = Accepted.model_validate({**given, "kind": "groups-without-plan", "at": "h"})
    library = replace(library_of(record("group", "g")), accepted=(accepted, gone))
    found = find_all(Graph(library, graph_of().today))
    assert bool(found.open["groups-without-plan"]) != waits
    assert [one.at for one, _ in found.accepted] == (["g"] if waits else [])
    assert found.stale == (gone,)


def test_every_kind_says_why_it_counts_and_what_to_do() -> None:
    assert len({kind.id for kind in KINDS}) == len(KINDS)
    assert all(kind.why.endswith(".") and kind.todo.endswith(".") for kind in KINDS)
    assert set(find_all(graph_of()).open) == {kind.id for kind in KINDS}
