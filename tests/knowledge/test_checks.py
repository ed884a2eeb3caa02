"""Circles, redirects, settings: what only shows when entries are looked at together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.knowledge.checks import check_connected, check_library, find_circles
from tests.casebook import Case, assert_told, cases
from tests.community import SECOND, library_of, read_files, record


@pytest.mark.parametrize("case", cases("checks"))
def test_what_is_wrong_between_entries_is_told(case: Case) -> None:
    """Each case is a few definitions with what is broader, and perhaps redirects and settings."""
    records = [record("definition", id, broader=broader) for id, broader in case["definitions"].items()]
    library = library_of(
        record("group", "cerc"), *records, redirects=case.get("redirects"), **case.get("settings", {})
    )  # fmt: skip
    assert_told(check_library(library), case.get("problems"))


def test_hierarchies_of_every_type_are_looked_at() -> None:
    """Groups, organisations and guidance have one parent each."""
    records = [
        record("group", "cerc"),
        record("group", "g-a", parent="g-b"),
        record("group", "g-b", parent="g-a"),
        record("organisation", "o-a", part_of="o-a"),
        record("guidance", "n-a", supersedes="n-b"),
        record("guidance", "n-b", supersedes="n-a"),
    ]
    found = {(problem.path, problem.field) for problem in check_library(library_of(*records))}
    assert found == {
        ("data/groups/g-a.yml", "parent"),
        ("data/organisations/o-a.yml", "part_of"),
        ("docs/guidance/n-a.md", "supersedes"),
    }


def test_an_item_cannot_take_the_anchor_of_a_numbered_source() -> None:
    """`#source-1` leads to the list of sources on every page."""
    meeting = record("workshop", "w", agreements=[{"id": "source-1", "text": "One.", "level": "toti"}])
    problems = check_library(library_of(record("group", "cerc"), meeting))
    assert_told(problems, ['data/workshops/w.yml:1: agreements.0.id: "source-1" is the anchor [duplicate-id]'])


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3).map(tuple)))
def test_a_circle_is_found_exactly_where_there_is_one(parents: dict[str, tuple[str, ...]]) -> None:
    """Against the closure of the relation: something is its own ancestor, or nothing is."""
    ancestors = {id: set(found) for id, found in parents.items()}
    for _ in parents:
        for found in ancestors.values():
            found |= {above for id in found for above in ancestors.get(id, ())}
    circles = find_circles(parents)
    assert bool(circles) == any(id in found for id, found in ancestors.items())
    for circle in circles:
        steps = zip(circle, (*circle[1:], circle[0]), strict=True)
        assert all(above in parents[below] for below, above in steps)
        assert circle[0] == min(circle)


def test_the_second_community_is_sound() -> None:
    """Every check of a whole project, from bytes to circles."""
    library, _, problems = check_connected(SECOND)
    assert library is not None
    assert problems == []


def test_what_leads_to_a_broken_entry_is_not_told_as_well(tmp_path: Path) -> None:
    """One mistake is one line: the entry exists, and its own problem says what to mend."""
    shutil.copytree(SECOND / "data", tmp_path / "data")
    shutil.copytree(SECOND / "docs", tmp_path / "docs")
    for name in ("sources/anuar-gradini", "groups/reteaua-gradinilor"):
        entry = tmp_path / "data" / f"{name}.yml"
        entry.write_text(entry.read_text("utf-8").replace("added: 2026-03-01", "added: 2026-13-01"), "utf-8")
    assert_told(
        check_connected(tmp_path)[2],
        [
            'data/groups/reteaua-gradinilor.yml:4: added: "2026-13-01" is no date [bad-date]',
            'data/sources/anuar-gradini.yml:4: added: "2026-13-01" is no date [bad-date]',
        ],
    )


@pytest.mark.parametrize("address", ["country", "type", "q", "rows"])
def test_a_list_cannot_take_what_means_something_else_in_the_explorer(address: str, tmp_path: Path) -> None:
    """Links could not tell them apart; any other address is fine."""
    text = "title: {{en: Moods}}\naddress: {}\ndefinition: What.\nterms: []\n"
    wrong = read_files(tmp_path / "wrong", {"data/vocabularies/moods.yml": text.format(address)})[0]
    good = read_files(tmp_path / "good", {"data/vocabularies/moods.yml": text.format("mood")})[0]
    assert wrong is not None and good is not None
    found = [problem for problem in check_library(wrong) if problem.field == "address"]
    assert [str(problem) for problem in found] == [
        f'data/vocabularies/moods.yml:2: address: "{address}" means something else in addresses of the explorer; '
        'give the list another "address" [bad-value]'
    ]
    assert not [problem for problem in check_library(good) if problem.field == "address"]
