"""Tables as JSON: the rows of the CSV file, valid by their schema."""

from __future__ import annotations

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from macros.exports.places import Places
from macros.exports.table_rows import row_schema, rows_text
from macros.exports.tables import table_text, unguarded
from macros.knowledge.columns import LISTED, TABLES
from macros.knowledge.graph import Graph
from tests.community import TODAY, second_library

PLACES = Places.of(Graph(second_library(), TODAY), "https://example.org/library/")
WORKED_OUT = [table for table in TABLES.values() if table.worked_out]


@pytest.mark.parametrize("table", WORKED_OUT, ids=lambda table: table.name)
def test_each_row_says_what_the_row_of_the_csv_file_says(table) -> None:  # type: ignore[no-untyped-def]
    """Nothing more, nothing less."""
    rows = json.loads(rows_text(table, PLACES))["rows"]
    told = list(csv.DictReader(io.StringIO(table_text(table, PLACES), newline="")))[1:]
    assert len(rows) == len(told) > 0
    for row, cells in zip(rows, told, strict=True):
        joined = {name: LISTED.join(one) if isinstance(one, list) else one for name, one in row.items()}
        assert joined == {name: unguarded(cell) for name, cell in cells.items() if cell}


@pytest.mark.parametrize("table", WORKED_OUT, ids=lambda table: table.name)
def test_the_schema_takes_the_file_and_refuses_others(table) -> None:  # type: ignore[no-untyped-def]
    """A column that nobody described, a row without an id."""
    schema = row_schema(table)
    assert validator_for(schema) is Draft202012Validator
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema)
    told = json.loads(rows_text(table, PLACES))
    assert list(valid.iter_errors(told)) == []
    told["rows"][0]["mood"] = "good"
    del told["rows"][1]["id"]
    assert len(list(valid.iter_errors(told))) == 2
