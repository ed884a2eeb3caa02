"""How minutes are laid out: mails, notes, labels with somebody behind them, headings of people's own words."""

from __future__ import annotations

import pytest

from macros.minutes.file import lines_of
from macros.minutes.finding import ACTION, ORGANISATION
from macros.minutes.minutes import Minutes, find_in
from tests.minutes.measure import shipped

MAIL = """From: Brisa Okwe <okwe@example.org>
To: bicycles@lists.example.org
Date: Fri, 8 May 2026 09:00
Subject: [bicycles] Re: Summary of the bicycle call of 7 May 2026

On the call: UNHCR, IOM, Green Bridge Association. WFP sent apologies.

== What we need from you ==

1. IOM: count the bells
2. All: pictures of the race, by 20 May 2026

== For your diaries, nothing to do ==

* 3 June: race round the lake, run by IOM
"""


def _read(text: str) -> Minutes:
    return find_in(lines_of(text.encode(), ".txt"), shipped())


def test_a_mail_has_its_subject_for_title_and_the_day_of_the_meeting() -> None:
    """Not the day on which it was sent; tags of the list are no part of the title."""
    found = _read(MAIL)
    assert found.title is not None and found.title.text == "Summary of the bicycle call"
    assert str(found.started) == "2026-05-07"


def test_headings_between_signs_say_what_is_asked_for_and_what_is_not() -> None:
    """`What we need from you` holds actions; days to keep free are none."""
    found = _read(MAIL)
    assert [(one.text, one.owners) for one in found.of(ACTION)] == [
        ("count the bells", ("iom",)), ("pictures of the race, by 20 May 2026", ())
    ]  # fmt: skip


def test_a_line_of_organisations_is_who_was_there_without_those_that_sent_regrets() -> None:
    """Whatever the word before its colon."""
    found = _read(MAIL)
    assert list(found.participants) == ["unhcr", "iom"]
    assert [one.text for one in found.proposed if one.kind == ORGANISATION] == ["Green Bridge Association"]


@pytest.mark.parametrize(
    ("line", "there", "unknown"),
    [
        ("Y ont pris part la Direction communale de l'eau, l'OIM et le PAM.", ["iom", "wfp"],
         ["Direction communale de l'eau"]),
        ("Participaron: ACNUR (Brisa Okwe), OIM (T. Wilk), Velas Blancas (Ana Pop)", ["unhcr", "iom"],
         ["Velas Blancas"]),
        ("La ședință au participat UNICEF, OIM și Asociația Podul Verde.", ["unicef", "iom"],
         ["Asociația Podul Verde"]),
        ("Present: UNHCR, IOM, WFP, Lake Valley Bicycles (LVB)", ["unhcr", "iom", "wfp"], ["Lake Valley Bicycles"]),
        ("Presentes: ONU Mujeres, PMA, OIM", ["un-women", "wfp", "iom"], []),
    ],
)  # fmt: skip
def test_organisations_are_known_by_where_they_stand_in_a_list(line: str, there: list[str], unknown: list[str]) -> None:
    """In a sentence, before brackets, with their short form, by their names in other languages."""
    found = _read(f"Minutes of the bicycle meeting\n4 May 2026\n\n{line}\n\nThe lamp was discussed.\n")
    assert list(found.participants) == there
    assert [one.text for one in found.proposed if one.kind == ORGANISATION] == unknown
    assert not any(name in repr(found) for name in ("Brisa", "Okwe", "Wilk"))


def test_where_nothing_lists_who_was_there_brackets_behind_names_do() -> None:
    """They speak for their organisations."""
    found = _read("Notes\n4 May 2026\n\nMs Okwe (UNHCR) spoke of bells, Mr Wilk (Velvet Wheels) of lamps.\n")
    assert list(found.participants) == ["unhcr"]
    assert [one.text for one in found.proposed if one.kind == ORGANISATION] == ["Velvet Wheels"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("ACTION IOM: count the bells", "IOM: count the bells"),
        ("Action (IOM) – count the bells", "count the bells"),
        ("[ACTION] IOM to count the bells", "IOM to count the bells"),
        ("AP 3 -> IOM to count the bells", "IOM to count the bells"),
        ("They were talked about. Action: IOM to count the bells", "IOM to count the bells"),
        ("Compromiso: OIM contará los timbres", "OIM contará los timbres"),
    ],
)
def test_labels_are_known_with_somebody_behind_them_in_brackets_and_in_a_paragraph(line: str, text: str) -> None:
    """And in Spanish."""
    (found,) = _read(f"Minutes of the bicycle meeting\n4 May 2026\n\n{line}\n").of(ACTION)
    assert text.endswith(found.text) and found.owners == ("iom",)


def test_an_organisation_called_action_is_no_label() -> None:
    """Though its name begins like one."""
    assert _read("Minutes\n4 May 2026\n\nAction Against Hunger: three bells were rung.\n").of(ACTION) == []


def test_lines_of_notes_stand_for_themselves_though_they_begin_small() -> None:
    """They aren't broken lines of one paragraph."""
    lines = ["Live notes", "", "lamp is broken, since the storm of last week", "bells ok", "IOM to count the boats"]
    text = "\n".join([*lines, "new rope came", "all fine", ""])
    assert [one.text for one in _read(text).proposed if one.kind == ACTION] == ["IOM to count the boats"]


def test_a_list_of_tasks_may_say_who_and_when_at_the_end() -> None:
    """`What: who, day`."""
    items = ["- Afiche nuevo: ACNUR, 8 de mayo de 2026", "- Lámpara nueva: OIM, 9 de mayo de 2026"]
    text = "\n".join(["Acta", "4 de mayo de 2026", "", "Quedan:", *items, ""])
    assert [(one.text, one.owners, str(one.due)) for one in _read(text).of(ACTION)] == [
        ("Afiche nuevo", ("unhcr",), "2026-05-08"), ("Lámpara nueva", ("iom",), "2026-05-09")
    ]  # fmt: skip


def test_a_day_of_a_field_that_can_be_read_in_two_ways_gives_way_to_no_other_day() -> None:
    """Only to one that says which of the two it is."""
    assert _read("Minutes\nDate: 12/05/2026\n\nIOM to count the bells by 30 May 2026.\n").started is None
    assert str(_read("Minutes of 12 May 2026\nDate: 12/05/2026\n").started) == "2026-05-12"
