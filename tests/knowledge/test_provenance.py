"""The chain from source to what came of it can be walked both ways, and ends."""

from __future__ import annotations

from macros.knowledge.provenance import LONGEST, MOST, Provenance, trace
from macros.model.record import Record
from tests.community import library_of, record, second_library


def _traced(*records: Record) -> Provenance:
    return trace(library_of(*records).records)


NOTE = record("guidance", "note", rests_on=[{"entry": "meeting#done", "why": "w"}])
MEETING = record(
    "workshop",
    "meeting",
    sources=[{"source": "izvor"}],
    agreements=[{"id": "agreed", "text": "One.", "level": "toti"}],
    recommendations=[{"id": "asked", "text": "Two.", "follows_from": ["meeting#agreed"]}],
    actions=[
        {"id": "done", "text": "Three.", "status": "done", "follows_from": ["meeting#asked"], "led_to": ["note"]},
    ],
)


def test_guidance_leads_back_through_action_recommendation_and_agreement_to_the_source() -> None:
    """The nearest first."""
    provenance = _traced(MEETING, NOTE)
    steps = ("meeting#done", "meeting#asked", "meeting#agreed", "meeting", "izvor")
    assert set(provenance.came_from("note")) == set(steps)
    assert provenance.came_from("note")[0] == steps[0]


def test_the_source_leads_forward_to_the_guidance() -> None:
    """The same steps, walked the other way; what stands in the entry itself is left out."""
    provenance = _traced(MEETING, NOTE)
    forward = provenance.led_to(library_of(MEETING).records["izvor"])
    assert forward[0] == "meeting" and forward[-1] == "note" and len(set(forward)) == len(forward)
    assert provenance.led_to(MEETING) == ("note",)


def test_what_leads_only_to_the_entry_itself_is_no_outcome() -> None:
    """A meeting whose agreements led nowhere shows nothing."""
    assert _traced(record("workshop", "w", agreements=[{"id": "a", "text": "One.", "level": "toti"}])).led_to(
        record("workshop", "w", agreements=[{"id": "a", "text": "One.", "level": "toti"}])
    ) == ()  # fmt: skip


def test_practices_lessons_definitions_and_work_plans_have_origins() -> None:
    """Every field that states a step is read."""
    provenance = _traced(
        MEETING,
        record("lesson", "lesson", drawn_from=["practice"]),
        record("practice", "practice"),
        record("guidance", "note", rests_on=[{"entry": "lesson", "why": "w"}]),
        record("definition", "word", history=[{"text": "t", "where": "meeting#agreed"}]),
        record("group", "group", work_plan=[{"id": "job", "title": "t", "progress": "done", "origin": "meeting#done"}]),
        record("workshop", "other", outputs=["practice"]),
    )
    assert provenance.origins["lesson"] == ("practice",)
    assert set(provenance.origins["note"]) == {"lesson", "meeting#done"}
    assert provenance.origins["word"] == ("meeting#agreed",)
    assert provenance.origins["group#job"] == ("meeting#done",)
    assert provenance.origins["practice"] == ("other",)


def test_a_circle_of_steps_ends() -> None:
    """Two notes that rest on each other, and one that rests on itself: nobody walks for ever."""
    provenance = _traced(
        record("guidance", "a", rests_on=[{"entry": "b", "why": "w"}, {"entry": "c", "why": "w"}]),
        record("guidance", "b", rests_on=[{"entry": "a", "why": "w"}, {"entry": "c", "why": "w"}]),
        record(
            "guidance",
            "c",
            rests_on=[{"entry": "a", "why": "w"}, {"entry": "b", "why": "w"}, {"entry": "c", "why": "w"}],
        ),
    )
    assert set(provenance.came_from("a")) == {"b", "c"}
    assert set(provenance.led_to(record("guidance", "c"))) == {"a", "b"}


def test_steps_are_few_and_near_however_many_there_are() -> None:
    """A dense web gives the nearest of them; a long chain ends."""
    ids = [f"n{number}" for number in range(30)]
    web = Provenance({id: tuple(ids[: int(id[1:])]) for id in ids}, {})
    assert web.came_from("n29") == tuple(ids[:MOST])
    chain = Provenance({id: (ids[number + 1],) for number, id in enumerate(ids[:-1])}, {})
    assert chain.came_from("n0") == tuple(ids[1 : LONGEST + 1])


def test_the_second_community_can_be_walked_from_minutes_to_guidance() -> None:
    """Minutes, meeting, agreement, recommendation, action, guidance."""
    library = second_library()
    provenance = trace(library.records)
    walk = {
        "minuta-sezatoarei",
        "sezatoarea-de-primavara#fapta-1",
        "sezatoarea-de-primavara#intelegere-1",
    }
    assert walk <= set(provenance.came_from("primul-compost"))
    assert "primul-compost" in provenance.led_to(library.records["minuta-sezatoarei"])
