"""A whole project is read: settings, lists, redirects and every record; whatever is wrong is said together."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.model.country import Country
from macros.model.library import read_library
from tests.casebook import Case, assert_told, cases, write_files
from tests.model.entries import vocabulary

_BASE = {
    "data/site.yml": "name: Wells\ntagline: Of wells\ndescription: All of it\neditors: keepers\n",
    **{
        f"data/vocabularies/{name}.yml": f"title: {{en: {name}}}\ndefinition: For tests.\n"
        f"terms:\n  - id: {term}\n    label: {{en: {term}}}\n"
        for name, term in (("regions", "islands"), ("entry-status", "published"), ("organisation-kinds", "office"))
    },
}


@pytest.mark.parametrize("case", cases("library"))
def test_a_project_gives_the_expected_records_and_problems(case: Case, tmp_path: Path) -> None:
    """Without readable settings there is no library; any other mistake leaves one to work with."""
    files = {**_BASE, **case.get("files", {})}
    write_files(tmp_path, {name: content for name, content in files.items() if content is not None})
    library, problems = read_library(tmp_path)
    assert_told(problems, case.get("problems"))
    assert (library is not None) == case.get("library", True)
    if library is not None:
        assert sorted(library.records) == case.get("records", [])
        assert sorted(library.documents) == sorted(library.records)
        assert library.redirects == case.get("redirects", {})


def test_a_label_falls_back_to_english_and_then_to_any_language() -> None:
    """A half translated list still shows words."""
    term = vocabulary("sectors", ["water"]).terms[0].model_copy(update={"label": {"ro": "apă", "fr": "eau"}})
    assert (term.label_in("fr"), term.label_in("de", "fr"), term.label_in("de")) == ("eau", "eau", "apă")


def test_a_list_knows_its_terms() -> None:
    """By id."""
    sectors = vocabulary("sectors", ["water", "health"])
    assert "water" in sectors and "fire" not in sectors
    assert sectors.get("fire") is None
    assert sectors.title_in("ro") == "sectors"


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Norvège"), ("ro", "Norvegia"), ("xx", "Nordland"), ("", "Nordland")]
)
def test_a_country_is_called_by_its_name_in_a_language_or_by_its_title(language: str, name: str) -> None:
    """A language that nobody knows is no reason to stop."""
    values = {
        "id": "nordland",
        "title": "Nordland",
        "summary": "A title of our own for a code.",
        "added": "2025-03-01",
        "iso2": "NO",
        "iso3": "NOR",
        "region": "islands",
    }
    assert Country.model_validate(values).name_in(language) == name
