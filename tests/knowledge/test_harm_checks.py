"""What could harm somebody is told where it stands, masked, with its rule; and what was cleared is not."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from macros.giving.form import form_of
from macros.kept_entries import KeptEntries
from macros.knowledge.checks import check_connected
from macros.knowledge.harm_checks import harm
from macros.knowledge.harm_rules import RULES
from macros.knowledge.reviews import days_to_come
from macros.model.registry import record_types
from macros.model.vocabulary import Vocabulary
from macros.problems import Problem
from macros.render.record_page import compose_record
from macros.sensitive import personal
from macros.sensitive.datum import KINDS
from tests.community import copy_second, environment_of, graph_of, library_of, record

PRACTICE = "docs/practices/compost-pe-acoperis.md"
CLEARED = {"level": "low", "cleared_by": "cerc", "cleared_as": "Data focal point", "cleared_on": "2026-02-01"}
LEVELS = Vocabulary.model_validate(
    {
        "id": "sensitivity-levels",
        "title": {"en": "s"},
        "definition": "d",
        "terms": [{"id": "low", "label": {"en": "Low"}}],
    }
)
LISTED = "data/sensitive-words.yml"


def _problems(**fields: Any) -> list[Problem]:
    return list(harm(library_of(record("lesson", "l-a", **fields), record("country", "romania"))))


def _told(**fields: Any) -> list[tuple[str, str, str]]:
    return [(one.field, one.code, one.severity) for one in _problems(**fields)]


def test_every_text_of_an_entry_is_read() -> None:
    """Also words that only the search sees, and items of lists; ids, days and terms hold no words."""
    assert sorted(
        _told(
            summary="Ask Ms Ilinca Bratu for the key of the garden.",
            search_words=["tel. +40 721 345 678"],
            sources=[{"source": "izvor", "note": "Sent by ilinca@hope.org."}],
            body={"what_happened": "Born on 12 May 1996."},
        )
    ) == [(place, "personal-data", "error") for place in ("search_words.0", "sources.0.note", "summary", "text")]


def test_what_only_may_be_personal_is_a_warning() -> None:
    """Two capitals are a person, a place or an organisation; three families in a town can be recognised."""
    assert _told(summary="Then Maria Popescu spoke to all.") == [("summary", "personal-data", "warning")]
    assert _told(summary="In Galați 3 widows asked for help.") == [("summary", "small-count", "warning")]


def test_a_message_masks_what_it_found_and_names_the_rule() -> None:
    """Logs are public, too."""
    (problem,) = _problems(summary="Ask Ms Ilinca Bratu for the key.")
    assert "Ilinca" not in problem.message and "M… I… B…" in problem.message
    assert RULES["person's name"].says in problem.message and "7a" in problem.message


def test_every_kind_of_personal_data_has_a_rule() -> None:
    """And says what to write instead."""
    assert set(RULES) == set(KINDS)
    assert all(rule.says and rule.instead for rule in RULES.values())


def test_a_telephone_number_is_read_by_the_countries_of_the_entry() -> None:
    """Without one, a number without a country code is only a number."""
    said = "Sună la 0721 345 678 dimineața, te rugăm."
    assert _told(summary=said) == []
    assert _told(summary=said, countries=["romania"]) == [("summary", "personal-data", "error")]


def test_authors_of_cited_works_may_be_named() -> None:
    """In the record of the work, and in entries that cite it; nowhere else."""
    book = record("source", "carte", title="The Garden by Maria Popescu", authors="Maria Popescu and Ion Neagu")
    cites = record("lesson", "l-a", summary="Ion Neagu calls this a garden.", sources=[{"source": "carte"}])
    other = record("lesson", "l-b", summary="Ion Neagu calls this a garden.")
    assert [one.path for one in harm(library_of(book, cites, other))] == ["docs/lessons/l-b.md"]


def test_a_clearance_speaks_of_the_words_that_it_quotes_and_no_others() -> None:
    """It says by which role and when; a second name needs a second item."""
    said = "Ms Ilinca Bratu and Mr Tudor Neagu opened it."
    meant = [{"found": "Ms Ilinca Bratu", "why": "Mayor, in her office."}]
    found = _problems(summary=said, sensitivity={**CLEARED, "meant": meant})
    assert [(one.field, "T… N…" in one.message) for one in found] == [("summary", True)]


def test_a_clearance_ends_with_what_it_cleared() -> None:
    """A changed entry was not looked at; quoted words that are gone clear nothing."""
    meant = [{"found": "Ms Ilinca Bratu", "why": "Mayor, in her office."}]
    assert _told(updated="2026-03-01", sensitivity={**CLEARED, "meant": meant}) == [
        ("sensitivity.cleared_on", "outdated-clearance", "warning"),
        ("sensitivity.meant.0.found", "outdated-clearance", "warning"),
    ]
    assert _told(sensitivity=CLEARED) == []


def test_only_public_levels_are_published() -> None:
    """The check says what to do; which levels are public is the community's choice."""
    (problem,) = _problems(sensitivity={**CLEARED, "level": "high"})
    assert (problem.field, problem.code, problem.severity) == ("sensitivity.level", "not-public", "error")
    assert "history" in problem.message
    entry = record("lesson", "l-a", sensitivity={**CLEARED, "level": "high"})
    assert list(harm(library_of(entry, public_levels=["low", "high"]))) == []


def test_a_clearance_of_a_day_to_come_is_none() -> None:
    """It would clear what nobody has looked at."""
    entry = record("lesson", "l-a", sensitivity={**CLEARED, "cleared_on": "2026-06-01"})
    found = list(days_to_come(graph_of(entry, today=datetime.date(2026, 4, 1))))
    assert [(one.field, one.code) for one in found] == [("sensitivity.cleared_on", "bad-date")]


def test_a_page_says_who_cleared_it_as_what_and_when() -> None:
    """At its foot, and only where somebody did; the organisation's page doesn't list it."""
    graph = graph_of(
        record("group", "cerc", title="Circle"), record("lesson", "l-a", sensitivity=CLEARED), record("lesson", "l-b")
    )
    vars(graph)["vocabularies"] = {**graph.vocabularies, "sensitivity-levels": LEVELS}
    env = environment_of(graph)
    pages = {page.path: page.html for one in graph.records.values() for page in compose_record(graph, env, one)}
    foot = pages["lessons/l-a.html"].partition("<dt>Sensitivity</dt>")[2].partition("</dd>")[0]
    assert re.sub("<[^>]+>", "", foot) == "Low; cleared for publication on 1 February 2026: Circle, Data focal point"
    assert "Sensitivity" not in pages["lessons/l-b.html"]
    assert "l-a.html" not in pages["groups/cerc.html"]


def test_forms_ask_for_a_clearance_last() -> None:
    """It is for editors; whoever gives an entry needn't know of it."""
    form = form_of(record_types()["practice"])
    assert not [one for one in form.questions if one.key.startswith("sensitivity")]
    assert [one.key for one in form.editors if one.key.startswith("sensitivity")]
    assert form.tables[-1].key == "sensitivity.meant"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second community, where a practice holds some data of a person and words of care."""
    root = copy_second(tmp_path / "project")
    (root / LISTED).write_text(
        "kinds:\n- id: ascuns\n  why: Cine se ascunde e căutat\n  words: {ro: [casă sigură]}\n"
        "- id: boli\n  why: Se recunoaște cine e\n  with_count: true\n  words: {ro: [cu febră]}\n",
        "utf-8",
    )
    page = root / PRACTICE
    page.write_text(
        page.read_text("utf-8").replace(
            "1. S-a cărat o ladă.", "1. S-a cărat o ladă.\n3. Sună la dna Ana Rusu, 0721 345 678."
        ),
        "utf-8",
    )
    return root


def test_a_line_of_the_text_is_told(project: Path) -> None:
    """Where it stands in the file, not only its section."""
    line = (project / PRACTICE).read_text("utf-8").split("\n").index("3. Sună la dna Ana Rusu, 0721 345 678.") + 1
    found = check_connected(project)[2]
    assert [(one.line, one.field, one.code) for one in found] == [(line, "text", "personal-data")] * 2


def test_words_of_care_are_warnings_with_their_reason(project: Path) -> None:
    """Some only where they are counted."""
    page = project / PRACTICE
    changed = "S-a găsit o casă  sigură. Lumea era cu febră. Doi sau 4 erau cu febră."
    page.write_text(page.read_text("utf-8").replace("3. Sună la dna Ana Rusu, 0721 345 678.", changed), "utf-8")
    found = check_connected(project)[2]
    assert [(one.code, one.severity) for one in found] == [("sensitive-words", "warning")] * 2
    assert any("Cine se ascunde e căutat" in one.message for one in found)


def test_what_was_found_is_kept_without_its_words(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next check says the same without a search; another list of words, or another country, is a new question."""
    searched: list[str] = []
    all_of = personal._all
    monkeypatch.setattr(personal, "_all", lambda text, regions: (searched.append(text), all_of(text, regions))[1])

    def check() -> list[Problem]:
        sound = KeptEntries(tmp_path)
        found = check_connected(project, sound)[2]
        sound.save()
        return found

    first = check()
    assert first and searched
    searched.clear()
    assert check() == first and searched == []
    (project / LISTED).unlink()
    assert check() == first and searched
    searched.clear()
    country = project / "data/countries/romania.yml"
    country.write_text(
        country.read_text("utf-8").replace("iso2: RO", "iso2: FR").replace("iso3: ROU", "iso3: FRA"), "utf-8"
    )
    assert [one.code for one in check()] == ["personal-data"], "the number is none of France"
    assert searched
