"""What a record answers for itself, so that no other module has to know its type."""

from __future__ import annotations

import pytest

from macros.model.definition import DEFINITIONS_SHOWN
from macros.model.entry_name import why_refused
from macros.model.fields import Term
from macros.model.record import Record
from macros.model.registry import badge, record_types, slots
from macros.model.workshop import ANSWERS_SHOWN
from tests.community import record


@pytest.mark.parametrize("kind", record_types().values(), ids=lambda kind: kind.type_name)
def test_a_type_names_only_fields_that_it_has(kind: type[Record]) -> None:
    """A badge is a controlled value; what stands above an entry is a field too."""
    assert not kind.badge or [slot for slot in slots(kind, Term) if slot.path == (kind.badge,)]
    assert not kind.above or kind.above in kind.model_fields


def test_a_badge_is_the_list_and_the_value() -> None:
    """None for types without, and for entries that leave the field out."""
    assert badge(record("lesson", "l", outcome="a-mers")) == ("lesson-outcomes", "a-mers")
    assert badge(record("organisation", "o")) is None


def test_cards_of_meetings_and_sources_say_when() -> None:
    """The note where the source gives no date; other types say nothing."""
    assert record("workshop", "w", started="2024-05", dates_note="n").shown_date() == ("2024-05", "n")
    assert record("source", "s", published="2019").shown_date() == ("2019", None)
    assert record("lesson", "l", period="2019").shown_date() == (None, None)


@pytest.mark.parametrize(
    ("made", "dates"),
    [
        (record("practice", "p", started="2018", ended="2020-05"), ("2018", "2020-05")),
        (record("lesson", "l", period="2019"), ("2019",)),
        (record("guidance", "g", endorsed_on="2021"), ("2021",)),
        (record("workshop", "w", started="2024-05-01"), ("2024-05-01",)),
        (record("group", "c", formed="2010"), ("2010",)),
        (record("source", "s", published="2001"), ("2001",)),
        (record("practice", "q"), ()),
        (record("country", "r"), ()),
    ],
    ids=lambda value: value.type_name if isinstance(value, Record) else "",
)
def test_every_type_knows_when_it_was(made: Record, dates: tuple[str, ...]) -> None:
    """As far as the entry says."""
    assert made.dates() == dates


def test_evidence_grows_with_measured_results_and_sources() -> None:
    """A result that was measured outweighs any number of sources; agreed definitions outweigh proposed ones."""
    base = {"validation_level": "innovation"}
    source = [{"source": "izvor"}]
    reported = record("practice", "p", **base, results=[{"text": "t", "kind": "reported"}], sources=source)
    measured = record("practice", "p", **base, results=[{"text": "t", "kind": "measured"}], sources=source)
    promising = record("practice", "p", **{**base, "validation_level": "promising"}, results=measured.results)
    assert reported.evidence() < measured.evidence() < promising.evidence()
    proposed = record("definition", "d")
    agreed = record("definition", "d", harmonised={"text": "W.", "agreed_by": ["cerc"]})
    assert proposed.evidence() < measured.evidence() < agreed.evidence()
    assert record("lesson", "l", sources=source * 3).evidence() == 3
    assert record("practice", "p", sources=source).evidence() < record("practice", "p", sources=source * 2).evidence()


def test_an_entry_that_outgrows_its_page_has_a_second_one_whose_address_is_free() -> None:
    """No entry can have a name that ends like it."""
    own = [{"id": f"o-{n}", "body": "B", "source": "izvor", "paraphrase": "P."} for n in range(DEFINITIONS_SHOWN + 1)]
    question = {"id": "q", "text": "?", "answer": "a" * (ANSWERS_SHOWN + 1)}
    lead = {"id": "t", "title": "T", "questions": [question]}
    long = [record("definition", "d", source_definitions=own), record("workshop", "w", thematic_leads=[lead])]
    endings = [second.ending for made in long if (second := made.second_page())]
    assert len(endings) == len(long)
    assert all("address of a page" in why_refused(f"x-{ending}") for ending in endings)
    assert record("definition", "d", source_definitions=own[1:]).second_page() is None
    assert record("practice", "p").second_page() is None


def test_steps_lead_from_what_came_to_what_it_came_from() -> None:
    """Types that state none have none."""
    lesson = record("lesson", "l", drawn_from=["p"])
    assert list(lesson.steps()) == [("l", "p")]
    assert list(record("practice", "p").steps()) == []
