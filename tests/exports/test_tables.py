"""CSV files with HXL tags: read by libhxl, no formula in a cell, and nothing lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import hxl
import pytest

from macros.exports.places import Places
from macros.exports.tables import guarded, table_text, unguarded
from macros.knowledge.columns import MADE, TABLES
from macros.knowledge.graph import Graph
from tests.community import TODAY, graph_of, record, second_library

SITE = "https://example.org/library/"
SECOND = Graph(second_library(), TODAY)
WRITTEN = {name: table_text(table, Places.of(SECOND, SITE)) for name, table in TABLES.items()}
ALLOWED = {line for line in (Path(__file__).parent / "hxl_tags.txt").read_text("utf-8").splitlines() if line[1] != " "}
STATUSES = "|".join(term.id for name in ("action-status", "entry-status") for term in SECOND.vocabularies[name].terms)
STATUS_RULE = "#status+code-evidence"
"""For tables that have a status."""
RULES = [
    ["#valid_tag", "#valid_required", "#valid_unique", "#valid_datatype", "#valid_value+list", "#valid_severity"],
    ["#meta+id-source-origin-outcome", "true", "true", "", "", "error"],
    ["#meta+url", "true", "", "url", "", "error"],
    ["#date+updated", "true", "", "date", "", "error"],
    ["#date", "", "", "date", "", "error"],
    ["#activity+name", "true", "", "", "", "error"],
    [STATUS_RULE, "true", "", "", STATUSES, "error"],
]
"""What libhxl is to hold the tables to."""


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _faults(text: str) -> list[str]:
    """What libhxl says against a table, and tags that are not allowed; it has no list of tags itself."""
    source = hxl.data(_rows(text)).cache()
    found: list[str] = []
    rules = [rule for rule in RULES if rule[0] != STATUS_RULE or "#status" in text]
    hxl.schema(rules, callback=lambda error: found.append(str(error.message))).validate(source)
    return found + [f"{column.tag} is no tag of ours" for column in source.columns if column.tag not in ALLOWED]


@pytest.mark.parametrize("name", TABLES)
def test_libhxl_reads_a_table_and_finds_no_fault(name: str) -> None:
    """Tags, ids that stand once, addresses and dates."""
    rows = _rows(WRITTEN[name])
    source = hxl.data(rows).cache()
    assert [column.display_tag for column in source.columns] == [
        hxl.model.Column.parse(column.tag).display_tag for column in TABLES[name].columns
    ]
    assert _faults(WRITTEN[name]) == []
    assert len(list(source)) == len(rows) - 2 > 0
    assert all(len(row) == len(TABLES[name].columns) for row in rows)


def _changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_changed("#org+impl+name", "#contact+name"), "#contact is no tag of ours"),
        (_changed("sezatoarea-de-primavara#fapta-2,", "sezatoarea-de-primavara#fapta-1,"), "duplicate value"),
        (_changed("\nsezatoarea-de-primavara#fapta-1,", "\n,"), "expected at least 1"),
        (_changed(",2026-05-01,", ",soon,"), "date"),
        (_changed("https://example.org/", "example dot org "), "url"),
        (_changed(",de_facut,", ",perhaps,"), "value not allowed"),
    ],
)  # fmt: skip
def test_a_table_with_a_fault_is_refused(change: Callable[[str], str], fault: str) -> None:
    """So the test above can fail."""
    assert [said for said in _faults(change(WRITTEN["actions.csv"])) if fault.casefold() in said.casefold()]


def test_a_table_without_tags_is_refused() -> None:
    """libhxl takes no other."""
    with pytest.raises(hxl.HXLException):
        hxl.data([row for row in _rows(WRITTEN["actions.csv"]) if not row[0].startswith("#")]).columns  # noqa: B018


def test_several_values_of_a_cell_are_taken_apart() -> None:
    """By libhxl itself, also where a value has a bar in it."""
    one, two = (record("organisation", id, title=title) for id, title in (("one", "One | Two"), ("two", "Three")))
    graph = graph_of(one, two, record("practice", "p", implementers=["one", "two"]))
    rows = _rows(table_text(TABLES["practices.csv"], Places.of(graph, None)))
    apart = hxl.data(rows).expand_lists("#org+impl")
    assert [row.get("#org+impl") for row in apart] == ["One / Two", "Three"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "x", "'x", "", "a=b", "'"],
)
def test_no_cell_is_a_formula_and_none_loses_anything(text: str) -> None:
    """The guard can be taken away again, also from what looked guarded before."""
    cell = guarded(text)
    assert cell[:1] not in {*"=+-@\t\r＝＋－＠"}
    assert unguarded(cell) == text
    assert cell == text or text.lstrip("'")[0] in "=+-@\t\r＝＋－＠"


def test_a_title_that_is_a_formula_is_guarded_in_its_table() -> None:
    """In a cell of its own; a line end never stands in a cell."""
    text = "=HYPERLINK(1) does\nnothing at all here"
    graph = graph_of(record("practice", "p", title='=cmd|"/c calc"!A1', summary=text))
    written = table_text(TABLES["practices.csv"], Places.of(graph, None))
    row = dict(zip(*(_rows(written)[number] for number in (0, 2)), strict=True))
    assert row["title"] == '\'=cmd|"/c calc"!A1'
    assert row["summary"] == "'=HYPERLINK(1) does nothing at all here"
    assert written.count("\n") == 3 and "\r" not in written


def test_a_row_says_what_the_entry_says() -> None:
    """Titles for ids, codes for countries, labels for values; nothing for what is not recorded."""
    rows = _rows(WRITTEN["actions.csv"])
    first = dict(zip(rows[0], rows[2], strict=True))
    assert first["id"] == "sezatoarea-de-primavara#fapta-1"
    assert first["page"] == f"{SITE}workshops/sezatoarea-de-primavara.html#fapta-1"
    assert (first["countries"], first["owners"], first["due"]) == ("ROU", "Asociația Rădăcini & Frunze", "2026-05-01")
    assert (first["action"], first["evidence"]) == ("O ladă de compost la fiecare bloc.", "")
    assert first["status_label"] == SECOND.label("action-status", "de_facut")


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described_and_its_place_is_real(name: str) -> None:
    """Heads and tags stand once each; none names a person or a way to reach one."""
    columns = TABLES[name].columns
    assert len({column.name for column in columns}) == len({column.tag for column in columns}) == len(columns)
    for column in columns:
        assert column.meaning.endswith(".") and (column.path in MADE or not column.path.startswith("$"))
        assert column.tag.split("+")[0] in ALLOWED
        assert not {"email", "phone", "contact", "lat", "lon"} & set(column.tag.split("+"))


def test_a_library_without_entries_of_the_type_has_a_table_without_rows() -> None:
    """Programs that ask for it find its columns."""
    assert len(_rows(table_text(TABLES["actions.csv"], Places.of(graph_of(), None)))) == 2
