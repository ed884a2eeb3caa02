"""What was collected on phones comes in: each submission an entry, and nothing about whoever sent it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.cli.main import main
from macros.giving.form import form_of
from macros.giving.given import given_by
from macros.giving.phone.fields import FORM
from macros.giving.received import Received, Sent, read_received
from macros.model.registry import record_types
from tests.community import copy_second, second_library
from tests.giving.phone.exports import Export, export_of
from tests.giving.phone.test_xlsform import xform
from tests.giving.test_round import plain

ANSWERS = {
    "title": "Semințe la schimb în piață",
    "summary": "Vecinii au adus semințe de acasă și au plecat cu altele.",
    "countries": "romania",
    "validation_level": "samanta",
    "body__problem": "Semințele bune se pierdeau.",
    "body__what_was_done": "1. S-a pus o masă.\n2. S-a făcut schimb.",
    "parts": "sources new__source",
}
REPEATS = {
    "sources": [
        {
            "sources__source": "__new__",
            "sources__source__title": "Procesul-verbal al schimbului",
            "sources__locator": "p. 1",
        }
    ],
    "new__source": [
        {
            "new__source__title": "Procesul-verbal al schimbului",
            "new__source__summary": "Ce s-a hotărât la masa cu semințe din piață.",
            "new__source__kind": "minuta",
            "new__source__verification": "citit",
        }
    ],
}


def _export(*titles: str) -> Export:
    export = Export("practice")
    for number, title in enumerate(titles or (ANSWERS["title"],)):
        export.submit({**ANSWERS, "title": title}, {} if number else REPEATS, f"uuid-{number}")
    return export


def _received(export: Export) -> Received:
    return read_received(Sent("export.xlsx", export.content()), second_library(), "2026-04-01")


def test_submissions_come_in_with_what_they_newly_need(tmp_path: Path) -> None:
    """Each is an entry; what says who sent it is told once, and kept nowhere."""
    project = copy_second(tmp_path / "project")
    path = tmp_path / "export.xlsx"
    export = _export()
    export.submit({**ANSWERS, "title": "Compost la școală"}, {"sources": REPEATS["sources"]}, "uuid-other")
    path.write_bytes(export.content())
    result = CliRunner().invoke(
        main, ["--root", str(project), "receive", str(path), "--today", "2026-04-01", "--write"]
    )
    assert result.exit_code == 0, result.output
    assert result.output.count("warning") == 1 and "is left out: start, username, _id" in result.output
    entry = (project / "docs/practices/seminte-la-schimb-in-piata.md").read_text("utf-8")
    assert "- source: procesul-verbal-al-schimbului\n    locator: p. 1\n" in entry
    other = (project / "docs/practices/compost-la-scoala.md").read_text("utf-8")
    source = (project / "data/sources/procesul-verbal-al-schimbului.yml").read_text("utf-8")
    assert not re.search("phone-3|uuid|2026-03-31", entry + other + source)
    checked = CliRunner().invoke(main, ["--root", str(project), "check", "--today", "2026-04-01"])
    assert checked.exit_code == 0, checked.output


ENTRIES = [(kind, id) for kind in record_types() for id in list(second_library().records)
           if second_library().records[id].type_name == kind]  # fmt: skip


WAYS = [(*one, {}) for one in ENTRIES] + [(*one, {"groups": True, "apart": True}) for one in ENTRIES[::4]]


@pytest.mark.parametrize(("kind", "id", "way"), WAYS)
def test_an_entry_comes_back_as_it_was_sent(kind: str, id: str, way: dict[str, bool]) -> None:
    """All that phones ask; with groups before the columns, and choices in a column each, too."""
    library = second_library()
    export = export_of(library, id, **way)
    for head in {key for rows in export.sheets.values() for row in rows for key in row if "__" in key.strip("_")}:
        assert any(f"/{part}" in xform(kind) for part in head.split("/")[:2] if "__" in part), head
    received = read_received(Sent("export.xlsx", export.content()), library, "2026-04-01")
    assert [str(one) for one in received.found if "is left out" not in str(one)] == []
    draft = received.proposals[-1].draft
    form, given = form_of(record_types()[kind]), given_by(library, id)
    editors = {question.key.split(".")[0] for question in form.editors}
    expected = {key: value for key, value in given.data.items() if key not in editors}
    assert plain(draft.data) == plain(expected)
    assert plain(draft.sections) == plain(dict(given.sections))


def _with_labels(export: Export) -> None:
    rows = export.sheets[export.title]
    export.sheets[export.title] = [
        {FORM: row[FORM], "Title": row["title"], "Summary": row["summary"], "_index": row["_index"]} for row in rows
    ]


def _unknown(export: Export) -> None:
    export.sheets[export.title][0]["new_question"] = "Da"


def _orphan(export: Export) -> None:
    export.sheets["sources"][0]["_parent_index"] = "9"


def _other_sheet(export: Export) -> None:
    export.add("Notes", {"a": "b"})


def _twice(export: Export) -> None:
    export.submit(ANSWERS, {}, "uuid-0")


def _same_title(export: Export) -> None:
    export.submit(ANSWERS, {}, "uuid-9")


def _other_form(export: Export) -> None:
    export.sheets[export.title][0][FORM] = "poem 12345678"


NAMED: dict[str, tuple[Callable[[Export], None], str]] = {
    "an export with labels": (_with_labels, 'was exported with labels; in KoboToolbox choose "XML values and headers"'),
    "a question of another form": (_unknown, 'no question of the form is called "new_question"'),
    "a row of nobody": (_orphan, "belongs to no submission of this file"),
    "a sheet of somebody": (_other_sheet, "Notes!A1: warning: this sheet is none of the form's"),
    "a submission twice": (_twice, "warning: is the same submission as row 2, and is left out"),
    "a form of nothing known": (_other_form, "doesn't say what its form was made for"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_understood_is_named(name: str) -> None:
    """With its cell, and with what to do."""
    change, words = NAMED[name]
    export = _export()
    change(export)
    assert [one for one in map(str, _received(export).found) if words in one]


def test_two_submissions_of_one_title_are_told(tmp_path: Path) -> None:
    """One of them, as the check of any form does."""
    export = _export()
    _same_title(export)
    path = tmp_path / "export.xlsx"
    path.write_bytes(export.content())
    project = copy_second(tmp_path / "project")
    result = CliRunner().invoke(main, ["--root", str(project), "receive", str(path), "--today", "2026-04-01"])
    assert result.exit_code == 1 and "stands twice in this file" in result.output


def test_many_choices_are_read_to_the_last_column() -> None:
    """A column for each of many choices; what lies beyond the bound is named."""
    export = _export()
    export.sheets[export.title][0] |= {f"countries/x{number}": "0" for number in range(300)} | {"area": "Valea"}
    assert _received(export).proposals[-1].draft.data["area"] == "Valea"
    export.sheets[export.title][0] |= {f"countries/y{number}": "0" for number in range(2_000)} | {"cost": "3"}
    assert [one for one in map(str, _received(export).found) if "lies beyond column 2,000" in one]
