"""No picture or attachment is published that says in silence where it was made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

from macros.knowledge.file_checks import hidden_data
from macros.problems import Problem
from tests.community import library_of, record


def _problems(root: Path, *names: str) -> list[Problem]:
    return list(hidden_data(replace(library_of(record("group", "cerc")), root=root, attachments=names)))


def test_a_picture_with_a_place_stops_and_its_maker_is_a_warning(tmp_path: Path) -> None:
    """The message says how to take it out, and shows no name."""
    exif = Image.Exif()
    exif[0x013B] = "Ana Rusu"
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 9.0, 30.0), 3: "E", 4: (27.0, 35.0, 20.0)})
    exif.get_ifd(0x8769)[0xA430] = "Ana Rusu"
    (tmp_path / "docs").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "docs/a.jpg", exif=exif)
    found = _problems(tmp_path, "a.jpg")
    assert [(one.path, one.code, one.severity) for one in found] == [
        ("docs/a.jpg", "hidden-data", "warning"),
        ("docs/a.jpg", "hidden-data", "error"),
        ("docs/a.jpg", "hidden-data", "error"),
    ]
    assert all("Ana" not in one.message and "exiftool" in one.message for one in found)


def test_a_table_to_take_away_is_read_as_an_entry_is(tmp_path: Path) -> None:
    """Line by line; a drawing is looked at elsewhere, and what can't be looked into is said."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.csv").write_text("place,contact\nValea Verde,ana.rusu@hope.org\n", "utf-8")
    (tmp_path / "docs/b.docx").write_bytes(b"nothing")
    found = _problems(tmp_path, "a.csv", "b.docx", "c.svg", "gone.png")
    assert [(one.path, one.line, one.code, one.severity) for one in found] == [
        ("docs/a.csv", 2, "personal-data", "error"),
        ("docs/b.docx", 1, "hidden-data", "warning"),
        ("docs/gone.png", 1, "unread-file", "error"),
    ]
