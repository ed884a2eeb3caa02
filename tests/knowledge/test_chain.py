"""From what a meeting agreed to what came of it, and the picture of it."""

from __future__ import annotations

from itertools import pairwise

from macros.knowledge.chain import Chain, chain_of
from macros.model.workshop import Workshop
from macros.render.box_picture import BOX, picture_of
from tests.community import graph_of, record


def _chain() -> Chain:
    meeting = record(
        "workshop", "w", sources=[{"source": "izvor"}],
        agreements=[
            {"id": "g-1", "text": "Share.", "level": "toti"},
            {"id": "g-2", "text": "Rest.", "level": "toti"},
        ],
        divergent_views=[{"id": "v-1", "issue": "When?", "positions": [{"text": "Now."}]}],
        recommendations=[
            {"id": "r-1", "text": "Give.", "follows_from": ["w#g-1", "w#v-1"]},
            {"id": "r-2", "text": "Take."},
            {"id": "r-3", "text": "Answered.", "answer": {"kind": "accepted"}},
        ],
        actions=[{"id": "a-1", "text": "Dig.", "status": "open", "follows_from": ["w#r-1"], "led_to": ["p"]}],
    )  # fmt: skip
    plan = record("group", "g", work_plan=[{"id": "i-1", "title": "Tap", "progress": "open", "origin": "w#a-1"}])
    graph = graph_of(meeting, plan, record("practice", "p"))
    assert isinstance(meeting, Workshop)
    return chain_of(graph, meeting)


def test_steps_are_those_of_the_meeting_and_of_entries_that_came_of_it() -> None:
    chain = _chain()
    assert chain.columns == (("w#g-1", "w#v-1"), ("w#r-1", "w#r-2", "w#r-3"), ("w#a-1",), ("p", "g#i-1"))
    assert chain.after("w#g-1") == ("w#r-1",) and set(chain.after("w#a-1")) == {"p", "g#i-1"}
    assert chain.dead_ends == ("w#g-2", "w#r-2"), "no view, no answered recommendation"


def test_boxes_stand_in_columns_and_lines_lead_from_edge_to_edge() -> None:
    chain = _chain()
    picture = picture_of(
        chain.columns, chain.steps, {node: f"Words of {node}" for nodes in chain.columns for node in nodes}
    )
    boxes = {box.node: box for box in picture.boxes}
    assert set(boxes) == {node for nodes in chain.columns for node in nodes}
    for nodes in chain.columns:
        assert len({boxes[node].x for node in nodes}) == 1
        for above, below in pairwise(nodes):
            assert boxes[above].y + boxes[above].height < boxes[below].y
    assert all(box.x + BOX <= picture.width and box.y + box.height <= picture.height for box in picture.boxes)
    assert len(picture.paths) == len(chain.steps)
    first = boxes["w#g-1"]
    assert picture.paths[0].startswith(f"M{first.x + BOX} {first.y + first.height // 2}C")


def test_columns_without_anything_take_no_room() -> None:
    chain = Chain((("w#g-1",), (), ("w#a-1",), ()), (("w#g-1", "w#a-1"),), ())
    picture = picture_of(chain.columns, chain.steps, {"w#g-1": "x", "w#a-1": "y " * 100})
    assert picture.numbers == (0, 2) and picture.width == picture.columns[1] + BOX
    assert all(len(box.lines) <= 2 for box in picture.boxes)
