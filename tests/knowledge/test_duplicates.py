"""Near-duplicates are found, different entries are not."""

from __future__ import annotations

from macros.knowledge.duplicates import near_duplicates
from macros.model.record import Record
from tests.casebook import assert_told
from tests.community import library_of, record

SAYS = "Hosts and refugees share one well, and both sit on the committee that keeps it."


def _found(*records: Record) -> list[str]:
    problems = list(near_duplicates(library_of(*records)))
    assert {problem.severity for problem in problems} <= {"warning"}
    return [problem.path for problem in problems]


def test_an_entry_written_twice_is_found_once() -> None:
    """The warning stands at the second, names the first, and stops no build."""
    twice = [record("practice", id, title=f"A shared well {id}", summary=SAYS) for id in ("a", "b")]
    problems = list(near_duplicates(library_of(*twice)))
    assert_told(
        problems,
        ["docs/practices/b.md:1: summary: nearly the same as docs/practices/a.md (98 of 100 alike) [near-duplicate]"],
    )
    assert [problem.severity for problem in problems] == ["warning"]


def test_other_words_in_another_order_still_say_the_same() -> None:
    """A word more, a word less, sentences turned round."""
    turned = "Both sit on the committee that keeps it: refugees and hosts share one well."
    assert _found(
        record("practice", "a", title="A well", summary=SAYS), record("practice", "b", title="A well", summary=turned)
    ) == ["docs/practices/b.md"]


def test_different_entries_are_left_alone() -> None:
    """Also when they share a subject, or when nobody wrote much."""
    assert _found(
        record("practice", "a", title="A shared well", summary=SAYS),
        record("practice", "b", title="Wells shared", summary="Two villages dug a well each and quarrelled."),
        record("practice", "c", title="A market", summary="Traders of both towns rent stalls from one cooperative."),
    ) == []  # fmt: skip


def test_types_are_not_compared_with_each_other() -> None:
    """A lesson may repeat the practice it is drawn from; directory entries are short and alike by nature."""
    assert _found(
        record("practice", "a", title="A shared well", summary=SAYS),
        record("lesson", "b", title="A shared well", summary=SAYS),
        record("organisation", "c", title="A shared well", summary=SAYS),
        record("organisation", "d", title="A shared well", summary=SAYS),
    ) == []  # fmt: skip
