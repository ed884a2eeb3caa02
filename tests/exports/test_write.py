"""A change of one record changes the files that speak of it, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.exports.write import write_exports
from macros.knowledge.graph import Graph
from macros.model.workshop import Workshop
from tests.community import TODAY, contents, second_library

SITE = "https://gradini-vii.example.org/"
OF_A_PRACTICE = {
    "records.json", "practices.csv", "feed.xml", "feed.json", "feeds/practice.xml", "feeds/practice.json",
    "feeds/country-romania.xml", "feeds/country-romania.json",
}  # fmt: skip
OF_A_SOURCE = {"references.bib", "references.ris", "references.json", "glossary.ttl", "glossary.tbx"}
FEEDS_OF_A_DEFINITION = {"feed.xml", "feed.json", "feeds/definition.xml", "feeds/definition.json"}


def _written(folder: Path, **changes: Any) -> dict[str, bytes]:
    """All files, with some fields of some records changed; `id__field=value`."""
    library = second_library()
    records = dict(library.records)
    for place, value in changes.items():
        id, _, field = place.partition("__")
        name = id.replace("_", "-")
        records[name] = records[name].model_copy(update={field: value})
    write_exports(Graph(replace(library, records=records), TODAY), folder, SITE)
    return contents(folder)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the second community as it is."""
    return _written(tmp_path_factory.mktemp("before"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"compost_pe_acoperis__summary": "Cu totul altceva s-a petrecut acolo."}, OF_A_PRACTICE),
        ({"anuar_gradini__use_for": "Something else."}, {"records.json"}),
        ({"anuar_gradini__published": "1999"}, {"records.json", *OF_A_SOURCE}),
        (
            {"compost__updated": TODAY},
            {"records.json", "catalog.ttl", "glossary.ttl", "glossary.tbx", *FEEDS_OF_A_DEFINITION},
        ),
    ],
    ids=["the summary of a practice", "what a source is read for", "the year of a source", "the day of a definition"],
)
def test_only_the_files_that_speak_of_a_record_change(
    before: dict[str, bytes], tmp_path: Path, changes: dict[str, Any], expected: set[str]
) -> None:
    """Others are the same to the byte."""
    after = _written(tmp_path, **changes)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == expected


def test_a_new_status_of_an_action_reaches_table_and_calendar(before: dict[str, bytes], tmp_path: Path) -> None:
    """And the records; feeds say nothing of actions."""
    meeting = second_library().records["sezatoarea-de-primavara"]
    assert isinstance(meeting, Workshop)
    first = meeting.actions[0].model_copy(update={"status": "dropped", "reason": "Nobody wanted it."})
    after = _written(tmp_path, sezatoarea_de_primavara__actions=(first, *meeting.actions[1:]))
    assert {name for name in after if after[name] != before[name]} == {"records.json", "actions.csv", "actions.ics"}
    assert b"STATUS:CANCELLED" in after["actions.ics"] and b",dropped," in after["actions.csv"]


def test_who_is_where_changes_in_both_its_files(before: dict[str, bytes], tmp_path: Path) -> None:
    """With the one who carried out a practice, and so do the files of practices."""
    after = _written(tmp_path, compost_pe_acoperis__implementers=())
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"records.json", "practices.csv", "who-is-where.csv", "who-is-where.json"}
