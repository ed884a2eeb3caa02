"""A form that is filled with an entry and read back gives the same entry, whatever its type and whatever the form."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from macros.giving.given import given_by
from macros.giving.received import Sent, read_received
from macros.giving.word.write import make_document
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
FORMS: dict[str, Callable[..., Any]] = {".xlsx": make_workbook, ".docx": make_document}
SECOND_IDS = [("second", id) for id in LIBRARIES["second"].records]
SOME = {
    ".xlsx": [("shipped", id) for id in list(LIBRARIES["shipped"].records)[::14]],
    ".docx": [("shipped", id) for id in list(LIBRARIES["shipped"].records)[::80]],
}
"""Entries of the shipped library that are tried in each form; all of them take two minutes."""
TRIED = [(ending, *one) for ending in FORMS for one in (*SECOND_IDS, *SOME[ending])]


@pytest.mark.parametrize(("ending", "which", "id"), TRIED)
def test_an_entry_comes_back_as_it_was(ending: str, which: str, id: str) -> None:
    """Every field, every row, every section; spaces and line ends apart."""
    library = LIBRARIES[which]
    record = library.records[id]
    form = BytesIO()
    FORMS[ending](library, record.type_name, entry=id).save(form)
    received = read_received(Sent(f"form{ending}", form.getvalue()), library, "2026-11-28")
    assert list(received.found) == [] and [one.draft.id for one in received.proposals] == [id]
    (proposal,) = received.proposals
    assert proposal.before
    document, problems = parse(library.documents[id].path, proposal.text.encode())
    assert document is not None and problems == []
    expected = given_by(library, id)
    assert plain({**document.data, "id": id}) == plain(expected.data)
    sections = type(record).sections
    assert plain(split_sections(document, sections)[0] if document.body else {}) == plain(dict(expected.sections))


def plain(value: Any) -> Any:
    """A value with blanks as one, and without what is empty."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if one not in (None, [], {})}
    if isinstance(value, list):
        return list(map(plain, value))
    return " ".join(str(value).split())
