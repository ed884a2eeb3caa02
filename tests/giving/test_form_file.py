"""Forms as files of a release: the same bytes whenever they are made, and readable."""

from __future__ import annotations

import datetime
import time
import zipfile
from io import BytesIO

import pytest

from macros.giving.form_file import form_files
from macros.giving.received import Sent, read_received
from macros.model.registry import record_types
from tests.community import second_library

TWICE = ("practice", "workshop")
"""Types whose forms are made a second time."""
DAY = datetime.date(2026, 3, 4)


@pytest.mark.parametrize("name", record_types())
def test_forms_are_the_same_whenever_they_are_made(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They name the day of the library, no moment and no place of their making; `receive` takes them."""
    made = dict(form_files(second_library(), name, DAY))
    assert set(made) == {f"{name}.docx", f"{name}.xlsx", f"{name}-phone.xlsx"}
    if name in TWICE:
        later = time.time() + 90_000
        monkeypatch.setattr(time, "time", lambda: later)
        monkeypatch.setattr(time, "localtime", lambda *given: time.gmtime(later))
        assert dict(form_files(second_library(), name, DAY)) == made
    for file, content in made.items():
        with zipfile.ZipFile(BytesIO(content)) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b">2026-03-04T00:00:00Z<" in parts.read("docProps/core.xml")
        received = read_received(Sent(file, content), second_library(), DAY.isoformat())
        itself = "which isn't filled in: upload it to KoboToolbox or ODK"
        assert list(received.proposals) == []
        assert all(itself in str(one) for one in received.found) and bool(received.found) == ("phone" in file)
