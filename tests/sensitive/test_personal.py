"""What counts as personal data, case by case, and that hostile texts don't hold up the search."""

from __future__ import annotations

import time

import pytest

from macros.sensitive.datum import Personal
from macros.sensitive.mail import is_role
from macros.sensitive.personal import find_personal


def _found(text: str, *regions: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find_personal(text, regions)]


def test_a_number_is_read_as_the_countries_of_the_entry_write_it() -> None:
    """The same digits are nothing elsewhere, unless a word announces them."""
    text = "Ask 0772 123456 in the morning."
    assert _found(text, "UG") == [("telephone number", "0772 123456")]
    assert _found(text, "DK") == []
    assert [one.sure for one in find_personal("Tel. 0772 123456", ("DK",))] == [False]


@pytest.mark.parametrize("local", ["info", "gbv-coordination", "press2", "Secretariat.LRG", "editors"])
def test_mailboxes_of_a_role_may_stand_in_public(local: str) -> None:
    """Nobody in particular reads them; on a free host somebody does, perhaps."""
    assert is_role(local)
    assert _found(f"Write to {local}@hopebridge.org.") == []
    assert [one.sure for one in find_personal(f"Write to {local}@gmail.com.")] == [False]


def test_addresses_of_documents_hold_no_data_but_places_on_a_map() -> None:
    """Figures in an address are mostly a document's own."""
    assert _found("See https://hopebridge.org/2019/0772123456/Maria-Popescu.html, doi 10.1126/0772123456.") == []
    linked = "The centre: https://maps.hopebridge.org/@36.34012,43.13044,17z"
    assert _found(linked) == [("coordinates", "36.34012,43.13044")]


def test_where_two_overlap_the_sure_one_is_kept() -> None:
    """A person behind a title is told once, not a second time by the given name."""
    found = find_personal("Then Ms Ilinca Bratu spoke.")
    assert [(one.kind, one.sure) for one in found] == [("person's name", True)]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("Maria Popescu", "person's name", "M… P…"),
        ("maria@hope.org", "mail address", "m…@h….o…"),
        ("+40 721 345 678", "telephone number", "+40 … … …"),
        ("12 May 1996", "birth date", "… M… …"),
    ],
)
def test_a_message_shows_no_more_than_its_author_needs(text: str, kind: str, shown: str) -> None:
    """Logs of a check are public."""
    assert Personal(0, len(text), kind).masked(text) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Maria " * 4000,
        "Maria Popescu, " * 1500,
        "Present: " + "Aa Bb, " * 3000,
        "0" * 20_000,
        "07 " * 7000,
        "[@" * 10_000,
        "In Aa 3 women " * 1500,
        "a@" * 10_000,
        "1.2345 " * 3000,
        "Mr " * 7000,
        "A-" * 10_000,
        "Aa’" * 7000,
        "Born on " * 2500,
        "\n".join(["Maria Popescu, Aa"] * 1200),
    ],
    ids=range(14),
)
def test_a_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    """The longest text of an entry has 20,000 characters."""
    start = time.process_time()
    find_personal(text, ("RO", "UG", "LB"))
    assert time.process_time() - start < 2
