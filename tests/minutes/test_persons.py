"""Who is left out of what minutes say, and who stays."""

from __future__ import annotations

import pytest

from macros.minutes.file import lines_of
from macros.minutes.minutes import Minutes, find_in
from tests.minutes.measure import shipped
from tests.minutes.test_commitments import HEADS


def _read(text: str) -> Minutes:
    return find_in(lines_of(text.encode(), ".txt"), shipped())


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        ("Present: Brisa Okwe (UNHCR), Tomasz Wilk (IOM)", ["unhcr", "iom"]),
        ("Participants:\n- Brisa Okwe – UNHCR\n- IOM – Tomasz Wilk", ["unhcr", "iom"]),
        ("Attendance\n\n| Name | Organisation |\n| Brisa Okwe | UNHCR |\n| Tomasz WILK | IOM |", ["unhcr", "iom"]),
        ("Étaient présents : Mme Brisa Okwe (OIM) ; le Dr Wilk", ["iom"]),
        ("Prezenți: Dna Okwe, UNHCR; Dl Tomasz Wilk", ["unhcr"]),
        ("Present: B. Okwe, T. Wilk and colleagues of WFP", ["wfp"]),
    ],
)
def test_lists_of_who_was_there_give_their_organisations_and_nobody_else(listed: str, kept: list[str]) -> None:
    """Names in brackets, after dashes, in tables, with titles, as initials; later in the text too."""
    found = _read(f"Minutes of the test meeting\n4 May 2026\n\n{listed}\n\nAction: Okwe to call Wilk by 8 May 2026.\n")
    assert list(found.participants) == kept
    assert not any(name in repr(found) for name in ("Brisa", "Okwe", "Tomasz", "Wilk", "WILK"))
    assert found.left_out["name of a person"] >= 2


@pytest.mark.parametrize(
    ("action", "owners", "owner", "dropped"),
    [
        ("UNHCR to send the list", ("unhcr",), "", False),
        ("Tomasz Wilk (IOM) to send the list", ("iom",), "", False),
        ("T.W. (IOM): send the list", ("iom",), "", False),
        ("Tomasz Wilk to send the list", (), "", True),
        ("The secretariat will send the list", (), "The secretariat", False),
        ("All partners to send the list to UNHCR", (), "All partners", False),
        ("Send the list to UNHCR", (), "", False),
        ("Send the list – Green Bridge Association – 8 May 2026", (), "Green Bridge Association", False),
    ],
)
def test_an_action_keeps_the_organisation_and_never_the_person(
    action: str, owners: tuple[str, ...], owner: str, dropped: bool
) -> None:
    """Who gets the list is not who sends it."""
    (found,) = _read(f"Minutes\n4 May 2026\n\nPresent: Tomasz Wilk (IOM)\n\nAction: {action}\n").structured
    assert (found.owners, found.owner, found.person_dropped) == (owners, owner, dropped)


def test_a_section_about_another_time_holds_no_findings() -> None:
    """The items under its heading were agreed before."""
    text = (
        "Minutes\n\n4 May 2026\n\n1. Review of the last decisions\n\n- The fence is painted.\n- The gate is mended.\n"
    )
    assert _read(text).structured == []


def test_a_list_of_which_most_items_say_who_and_when_is_one_of_tasks() -> None:
    """Whatever its heading is."""
    text = "Minutes\n\n4 May 2026\n\nAnd off we go\n\n- UNHCR: fence, 8 May 2026\n- IOM: gate, by 9 May 2026\n"
    assert [(one.owners, str(one.due)) for one in _read(text).of("action")] == [
        (("unhcr",), "2026-05-08"), (("iom",), "2026-05-09")
    ]  # fmt: skip


ALONE = [
    ("en", "Tomaszek to send the list by Friday."),
    ("en", "UNHCR (Tomaszek) to follow up"),
    ("en", "lamp broken -> Tomaszek"),
    ("en", "ask Tomaszek re tents"),
    ("en", "IOM to share the list w/ tomaszek"),
    ("en", "Tomaszek from IOM kindly agreed to mend it."),
    ("en", "Tomaszek & Okwelski: joint note by 3 May 2026"),
    ("en", "It was left to Tomaszek to call the mayor."),
    ("en", "@tomaszek pls share the list"),
    ("en", "Tomaszek's team to share the list"),
    ("es", "Tomaszek enviará la lista el viernes."),
    ("es", "La señora María de los Ángeles Okwelski enviará la lista."),
    ("es", "Se encarga a Tomaszek la lista."),
    ("es", "El ingeniero Tomaszek enviará la lista."),
    ("fr", "Il revient à Tomaszek d'appeler le maire."),
    ("fr", "Tomaszek et Okwelski s'occuperont de la liste."),
    ("ro", "Tomaszek va trimite lista vineri."),
    ("ro", "Rămâne ca Tomaszek să trimită lista."),
]


@pytest.mark.parametrize(("language", "line"), ALONE)
def test_a_person_named_by_one_word_is_left_out(language: str, line: str) -> None:
    """Before a verb of doing, behind an arrow, in brackets, asked, in small letters; though no list has the name."""
    found = _read(HEADS[language] + line + "\n")
    assert not any(name in repr(found) for name in ("omaszek", "kwelski", "Ángeles", "María"))


def test_names_in_small_letters_are_learned_from_a_list() -> None:
    """As notes write them."""
    found = _read(
        "Notes\n4 May 2026\n\nPresent: UNHCR, okwelski (IOM), tomaszek\n\nAction: okwelski to call tomaszek\n"
    )
    assert list(found.participants) == ["unhcr", "iom"]
    assert not any(name in repr(found) for name in ("okwelski", "tomaszek"))


def test_places_and_organisations_of_one_word_stay() -> None:
    """One word with a capital isn't always a person."""
    found = _read("Minutes\n4 May 2026\n\nAction: Oxfam to bring two lamps to Wambizi, in Kwalenga.\n")
    assert found.structured[0].text == "Oxfam to bring two lamps to Wambizi, in Kwalenga."
