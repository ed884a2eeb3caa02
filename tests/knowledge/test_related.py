"""Related entries: explained, the same on every run, never the entry itself, never a directory entry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from macros.knowledge.related import COMMON, SHOWN, Feature, find_related
from tests.community import graph_of, record

FEATURES: dict[str, list[Feature]] = {
    "a": [("sectors", "health"), ("country", "chad"), ("word", "football"), ("word", "youth")],
    "b": [("sectors", "health"), ("country", "chad"), ("word", "football")],
    "c": [("sectors", "health"), ("country", "mali"), ("word", "youth")],
    "d": [("sectors", "water"), ("country", "peru")],
    "e": [("sectors", "water"), ("word", "wells")],
}


def test_what_entries_share_explains_why_they_are_related() -> None:
    """Reasons are features of both, the rarest first; two at least."""
    related = find_related(FEATURES, set(FEATURES))["a"]
    assert [entry.id for entry in related] == ["b", "c"]
    assert related[0].reasons == (("country", "chad"), ("sectors", "health"), ("word", "football"))
    assert related[1].reasons == (("sectors", "health"), ("word", "youth"))
    assert related[0].score > related[1].score


def test_one_shared_feature_is_not_enough() -> None:
    """Two entries on water alone say nothing of each other."""
    assert find_related(FEATURES, set(FEATURES))["d"] == ()


def test_only_eligible_entries_are_named() -> None:
    """Directory entries are left out on both sides."""
    found = find_related(FEATURES, {"a", "c"})
    assert set(found) == {"a", "c"}
    assert [entry.id for entry in found["a"]] == ["c"] or found["a"] == ()


def test_what_everybody_shares_brings_nobody_together() -> None:
    """A feature of all entries has no weight; one of more than COMMON entries makes no pairs by itself."""
    many: dict[str, list[Feature]] = {f"n{i}": [("sectors", "all"), ("word", "everywhere")] for i in range(COMMON + 2)}
    assert set(find_related(many, set(many)).values()) == {()}


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"),
        st.lists(st.tuples(st.sampled_from(["word", "term", "sectors"]), st.sampled_from("xyzuvw")), max_size=6),
    )
)
def test_relations_are_bounded_and_independent_of_order(features: dict[str, list[Feature]]) -> None:
    """Never itself, at most SHOWN, falling scores, the same whatever order entries and features come in."""
    found = find_related(features, set(features))
    turned = find_related({id: own[::-1] for id, own in reversed(features.items())}, set(features))
    assert found == turned
    for id, related in found.items():
        assert id not in [entry.id for entry in related]
        assert len(related) <= SHOWN
        assert [entry.score for entry in related] == sorted((entry.score for entry in related), reverse=True)


def test_directory_entries_have_no_related_entries_and_are_none() -> None:
    """Organisations, sources and countries collect; they are not near to anything."""
    graph = graph_of(
        record("country", "romania"),
        record("organisation", "ngo", title="Football for unity"),
        record("practice", "a", title="Football for unity", countries=["romania"], implementers=["ngo"]),
        record("practice", "b", title="Football for peace", countries=["romania"], implementers=["ngo"]),
        record("practice", "c", title="Weaving together"),
        record("lesson", "d", title="Ploughing alone"),
    )
    assert [entry.id for entry in graph.related("a")] == ["b"]
    assert ("country", "romania") in graph.related("a")[0].reasons
    assert graph.related("ngo") == graph.related("romania") == graph.related("izvor") == ()
