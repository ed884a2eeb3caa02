"""Forms as files of a release: the same bytes whenever they are made, and readable."""

from __future__ import annotations

import datetime
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from macros.giving.form_file import form_file
from macros.giving.sheets import read_sheets
from macros.model.registry import record_types
from tests.community import second_library

DAY = datetime.date(2026, 3, 4)


@pytest.mark.parametrize("name", record_types())
def test_a_form_is_the_same_whenever_it_is_made(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It names the day of the library, no moment and no place of its making; `receive` takes it."""
    made = form_file(second_library(), name, DAY)
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *given: time.gmtime(later))
    assert form_file(second_library(), name, DAY) == made
    with zipfile.ZipFile(BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(load_workbook(BytesIO(made)).properties.modified) == "2026-03-04 00:00:00"
    file = tmp_path / "form.xlsx"
    file.write_bytes(made)
    assert read_sheets(file.read_bytes(), file.name)[1] == []
