"""What pages and exports ask about more than one record."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from macros.knowledge.graph import USES_TERM, Graph, changed, fold
from macros.knowledge.reviews import days_to_come, overdue_reviews
from tests.casebook import assert_told
from tests.community import TODAY, graph_of, library_of, record
from tests.knowledge.test_evidence_map import DIRECTIONS, practice


def test_backlinks_come_by_type_with_every_role() -> None:
    """Types in their order, entries by title, roles each once."""
    graph = graph_of(
        record("organisation", "ngo"),
        record(
            "practice", "b", title="Beta", implementers=["ngo"], partners=[{"organisation": "ngo", "role": "unelte"}]
        ),
        record("practice", "a", title="alfa", body={"problem": "See [[ngo]] and [[ngo|again]]."}),
        record("group", "g", members=[{"organisation": "ngo"}], owner="ngo"),
        record("lesson", "l", owner="ngo"),
    )
    backlinks = graph.backlinks("ngo")
    assert list(backlinks) == ["practice", "group"]
    assert [(link.record.id, link.roles) for link in backlinks["practice"]] == [
        ("a", ("mentions it",)),
        ("b", ("carried out by it", "has it as a partner")),
    ]
    assert [link.roles for link in backlinks["group"]] == [("counts it among its members",)]


def test_entries_that_use_a_term_are_backlinks_of_its_definition() -> None:
    """Unless they link it anyway, say that the word means something else, or are directory entries."""
    graph = graph_of(
        record("definition", "trust", names=[{"text": "trust"}], harmonised={"text": "To trust is to trust."}),
        record("practice", "a", body={"problem": "Without trust, nothing."}),
        record("practice", "b", body={"problem": "A [[trust]] of banks, in trust."}),
        record("practice", "c", body={"problem": "The Trust Fund paid."}, unlinked_terms=["trust"]),
        record("practice", "d", body={"problem": "Write `trust` only."}),
        record("organisation", "o", about="We trust."),
    )
    roles = {link.record.id: link.roles for links in graph.backlinks("trust").values() for link in links}
    assert roles == {"a": (USES_TERM,), "b": ("mentions it",)}
    assert graph.used_terms["trust"] == ()


def test_a_backlink_knows_the_one_item_that_leads() -> None:
    """Not where the entry as a whole refers, nor where several items do."""

    def agreement(id: str, text: str) -> dict[str, str]:
        return {"id": id, "text": text, "level": "toti"}

    graph = graph_of(
        record("workshop", "one", agreements=[agreement("a", "See [[p]]."), agreement("b", "Nothing.")]),
        record("workshop", "both", agreements=[agreement("a", "See [[p]]."), agreement("b", "[[p]] too.")]),
        record("workshop", "whole", discussion="About [[p]]."),
        record("practice", "p"),
    )
    assert {link.record.id: link.place for link in graph.backlinks("p")["workshop"]} == {
        "one": "a",
        "both": "",
        "whole": "",
    }


def test_a_review_is_overdue_on_the_day_after_it_was_due() -> None:
    """Judged against the given day, by the entry's own months, else by the library's."""
    entry = record("lesson", "a", last_reviewed="2025-04-01", review_every="12")
    assert graph_of(entry, today=datetime.date(2026, 4, 1)).overdue(entry) is False
    assert graph_of(entry, today=datetime.date(2026, 4, 2)).overdue(entry) is True
    own = record("lesson", "a", last_reviewed="2025-04-01")
    assert graph_of(own, review_every="3").review_due(own) == datetime.date(2025, 7, 1)
    never = record("lesson", "a", review_every="1")
    assert (graph_of(never).review_due(never), graph_of(never).overdue(never)) == (None, False)


def test_every_overdue_review_is_a_warning() -> None:
    """At its file, with the day; entries in time or never reviewed are not named."""
    graph = graph_of(
        record("lesson", "a", last_reviewed="2025-01-31", review_every="1"),
        record("lesson", "b", last_reviewed="2026-03-31"),
        record("lesson", "c"),
    )
    problems = list(overdue_reviews(graph))
    assert_told(problems, ["docs/lessons/a.md:1: last_reviewed: the review was due on 2025-02-28 [review-overdue]"])
    assert [problem.severity for problem in problems] == ["warning"]


def test_a_day_that_has_not_come_is_told() -> None:
    """A week is left to clocks and drafts; later the entry would stand first among the newest until then."""
    graph = graph_of(
        *(record("lesson", f"old-{n}") for n in range(3)),
        record("lesson", "a", added="2026-04-08", updated="2026-04-08", last_reviewed="2026-04-08"),
        record("lesson", "b", added="2026-04-09"),
        record("lesson", "c", updated="2030-01-01", last_reviewed="2105-12-31"),
    )
    told = [
        "docs/lessons/b.md:1: added: 2026-04-09 has not come yet; today is 2026-04-01. Write the day [bad-date]",
        "docs/lessons/c.md:1: last_reviewed: 2105-12-31 has not come yet [bad-date]",
        "docs/lessons/c.md:1: updated: 2030-01-01 has not come yet [bad-date]",
    ]
    assert_told(days_to_come(graph), told)


def test_a_source_that_is_not_out_yet_is_a_warning() -> None:
    """Some are cited before they are out; a year, a month or a day that has not begun is told, this one's is not."""
    known = {"a": "9999", "b": "2026-05", "c": "2026-04-30", "d": "2026", "e": "2026-04", "f": "2026-04-08"}
    graph = graph_of(*(record("source", id, published=published) for id, published in known.items()))
    found = list(days_to_come(graph))
    assert {(problem.path, problem.severity) for problem in found} == {
        (f"data/sources/{id}.yml", "warning") for id in "abc"
    }
    assert "9999 has not come yet; today is 2026-04-01. Look whether the date is right" in str(found)


def test_an_old_state_is_made_again_without_a_word_of_each_entry() -> None:
    """Where most entries were added later, the day that is built for is the odd one."""
    graph = graph_of(*(record("lesson", f"a-{n}", added="2027-01-01") for n in range(3)))
    assert_told(
        days_to_come(graph),
        ["data/site.yml:1: -: 3 of 4 entries were added after 2026-04-01, for which this is made [bad-date]"],
    )


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-06-15", 120, "2036-06-15"),
        ("2026-06-15", 6, "2026-12-15"),
        ("2026-12-01", 12, "2027-12-01"),
    ],
)
def test_a_review_is_due_on_the_same_day_or_the_last_of_a_shorter_month(day: str, months: int, then: str) -> None:
    """Leap years and ends of years."""
    reviewed = record("lesson", "l", last_reviewed=day, review_every=str(months))
    assert graph_of(reviewed).review_due(reviewed) == datetime.date.fromisoformat(then)


def test_titles_sort_without_case_accents_and_quotation_marks() -> None:
    """As readers look for them."""
    assert sorted(["Zoo", "ärger", "“Alpha”", "école", "Eule"], key=fold) == [
        "“Alpha”",
        "ärger",
        "école",
        "Eule",
        "Zoo",
    ]


def test_newest_entries_come_first_and_directory_entries_never() -> None:
    """By the day of the last change of substance."""
    graph = graph_of(
        record("lesson", "old", added="2025-01-01"),
        record("lesson", "new", added="2025-01-01", updated="2026-02-01"),
        record("country", "c", added="2026-03-01"),
    )
    assert [entry.id for entry in graph.newest()] == ["new", "old"]
    assert changed(graph.records["new"]) == datetime.date(2026, 2, 1)


def test_a_type_has_the_words_of_its_community_or_the_built_in_ones() -> None:
    """`data/site.yml` may rename some types only."""
    graph = graph_of(types={"lesson": {"label": "Pățanie", "label_plural": "Pățanii"}})
    assert (graph.kinds.label("lesson"), graph.kinds.plural("lesson")) == ("Pățanie", "Pățanii")
    assert graph.kinds.purpose("lesson") == "What experience taught, also when it taught that something doesn't work."
    assert graph.kinds.label("practice") == "Good practice"
    assert graph.today == TODAY


def test_what_was_found_relates_no_entries() -> None:
    """That two practices help says nothing of what they have in common; what they deal with does."""
    library = library_of(practice("a", "better"), practice("b", "better"))
    graph = Graph(dataclasses.replace(library, vocabularies={**library.vocabularies, DIRECTIONS.id: DIRECTIONS}), TODAY)
    assert [entry.id for entry in graph.facets[DIRECTIONS.id].entries["better"]] == ["a", "b"]
    kinds = {kind for kind, _ in graph._features(graph.records["a"])}
    assert "sectors" in kinds and DIRECTIONS.id not in kinds
