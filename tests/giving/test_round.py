"""A form that is filled with an entry and read back gives the same entry, whatever its type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.giving.entry_text import entry_text
from macros.giving.filled import made_for, read_drafts
from macros.giving.given import given_by
from macros.giving.names import Names
from macros.giving.sheets import read_sheets
from macros.giving.workbook import make_workbook
from macros.load.files import parse
from macros.model.body import split_sections
from macros.model.library import Library, read_library
from tests.community import SECOND
from tests.conftest import ROOT


def _library(root: Path) -> Library:
    library, _ = read_library(root)
    assert library is not None
    return library


LIBRARIES = {"second": _library(SECOND), "shipped": _library(ROOT)}
SECOND_IDS = [("second", id) for id in LIBRARIES["second"].records]
EVERY_14TH = [("shipped", id) for id in list(LIBRARIES["shipped"].records)[::14]]


@pytest.mark.parametrize(("which", "id"), [*SECOND_IDS, *EVERY_14TH])
def test_an_entry_comes_back_as_it_was(which: str, id: str, tmp_path: Path) -> None:
    """Every field, every row, every section; spaces and line ends of one-line fields apart."""
    library = LIBRARIES[which]
    record = library.records[id]
    path = tmp_path / "form.xlsx"
    make_workbook(library, record.type_name, entry=id).save(path)
    sheets, problems = read_sheets(path.read_bytes(), path.name)
    assert problems == []
    drafts, problems = read_drafts(sheets, "form.xlsx", Names(library))
    assert problems == [] and [draft.id for draft in drafts] == [id]
    assert made_for(sheets)["entry"] == id
    text = entry_text(type(record), drafts[0].data, drafts[0].sections)
    document, problems = parse(library.documents[id].path, text.encode())
    assert document is not None and problems == []
    expected = given_by(library, id)
    assert _plain({**document.data, "id": id}) == _plain(expected.data)
    sections = type(record).sections
    assert (split_sections(document, sections)[0] if document.body else {}) == dict(expected.sections)


def _plain(value: Any) -> Any:
    """A value with blanks as one, and without what is empty."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in (None, [], {})}
    if isinstance(value, list):
        return list(map(_plain, value))
    return " ".join(str(value).split())
