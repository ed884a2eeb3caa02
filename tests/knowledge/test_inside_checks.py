"""What documents say of persons is told with file and place, never whole; what nobody could read is told, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.knowledge import inside_checks
from macros.knowledge.checks import check_connected
from macros.knowledge.inside_apart import found_in, look_apart
from macros.knowledge.inside_checks import InsideFiles
from macros.load.inside.reading import read_inside
from macros.load.one_apart import RefusedError
from macros.model.sound import SoundEntries
from macros.problems import Problem
from tests.attached import with_files
from tests.community import library_of, record
from tests.load.inside.test_inside import pdf_saying, word_saying, workbook_saying

MAIL = "ana.rusu@hope.org"
"""Of an invented person."""


def _in_process(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Read documents in this process, and list which."""
    read: list[str] = []

    def look(path: Path, regions: list[str], meant: list[str]) -> dict[str, object]:
        read.append(path.name)
        try:
            return found_in(read_inside(path.read_bytes(), path.suffix), regions, meant)
        except ValueError as error:
            raise RefusedError(str(error)) from None

    monkeypatch.setattr(inside_checks, "look_apart", look)
    return read


def _given_away(root: Path, **files: bytes) -> list[Problem]:
    (root / "docs").mkdir(exist_ok=True)
    for name, content in files.items():
        (root / "docs" / name.replace("__", ".")).write_bytes(content)
    names = tuple(name.replace("__", ".") for name in files)
    return InsideFiles(replace(library_of(record("group", "cerc")), root=root, attachments=names), {}).problems()


def test_each_kind_names_page_cell_or_paragraph_and_kind_of_datum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the rule and how to mend it; the datum itself is never repeated."""
    _in_process(monkeypatch)
    found = _given_away(
        tmp_path,
        a__pdf=pdf_saying("The desk is open every day.", f"Write to {MAIL} for more."),
        b__docx=word_saying("The desk is open.", "Ask Dr. Ana Rusu at the desk."),
        c__xlsx=workbook_saying(("Office", "Phone"), ("Valea Verde", "+40 722 123 456"), ("Hope", "none")),
    )
    assert [(one.path, one.field, one.code, one.severity) for one in found] == [
        ("docs/a.pdf", "page 2", "personal-data", "error"),
        ("docs/b.docx", "paragraph 2", "personal-data", "error"),
        ("docs/c.xlsx", "sheet 1, cell B2", "personal-data", "error"),
    ]
    assert [one.message.split(":")[0] for one in found] == [
        '"a….r…@h….o…" is a mail address',
        '"D…. A… R…" is a person\'s name',
        '"+40 … … …" is a telephone number',
    ]
    for one in found:
        assert "make this one anew" in one.message and "HDX terms" in one.message
        assert not any(whole in str(one) for whole in (MAIL, "Rusu", "722"))


def test_what_a_line_of_a_page_cuts_in_two_is_found_once() -> None:
    """Lines of a PDF end where the page is full; those of a table and of paragraphs end where something ends."""
    told = read_inside(pdf_saying("Our office is open. Call +40 722) Tj 0 -20 Td (123 456 before noon."), ".pdf")
    assert "722\n123" in told.text
    assert [found[1:4] for found in found_in(told, ["RO"], [])["found"]] == [  # type: ignore[attr-defined]
        ("telephone number", True, "+40 … … …")
    ]
    told.has_lines = False
    assert found_in(told, ["RO"], [])["found"] == []


def test_a_scan_and_a_damaged_file_are_told_as_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning: nobody has looked there but people."""
    _in_process(monkeypatch)
    found = _given_away(tmp_path, a__pdf=pdf_saying("The desk is open.", "", ""), b__odt=b"PK nothing")
    assert [(one.path, one.field, one.code, one.severity) for one in found] == [
        ("docs/a.pdf", "pages 2 to 3", "text-not-read", "warning"),
        ("docs/b.odt", "-", "text-not-read", "warning"),
    ]
    assert "OCR" in found[0].message and "is no file of this kind" in found[1].message
    monkeypatch.setattr(inside_checks, "MOST_FOUND", 0)
    (more,) = _given_away(tmp_path, c__pdf=pdf_saying("The desk is open every day."))
    assert "not read to its end" in more.message


def test_what_was_read_is_not_read_again_until_it_or_what_was_asked_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what was found is told each time; what is gone is forgotten."""
    read = _in_process(monkeypatch)
    project = with_files(tmp_path / "project")
    (project / "docs/about").mkdir(exist_ok=True)
    (project / "docs/about/plan.docx").write_bytes(word_saying(f"Write to {MAIL}."))
    (project / "docs/practices/compost-pe-acoperis/plan.pdf").write_bytes(pdf_saying("Open every day: Dr. Ana Rusu"))
    sound: SoundEntries = {}

    def told() -> list[tuple[str, str]]:
        return [(one.path, one.field) for one in check_connected(project, sound)[2] if one.code == "personal-data"]

    first = told()
    assert sorted(first) == [
        ("docs/about/plan.docx", "paragraph 1"),
        ("docs/practices/compost-pe-acoperis/plan.pdf", "page 1"),
    ]
    assert sorted(read) == ["lista.docx", "plan.docx", "plan.pdf", "socoteala.xlsx"]
    assert MAIL not in repr([entry.given() for entry in sound.values()])
    assert told() == first and len(read) == 4
    practice = project / "docs/practices/compost-pe-acoperis.md"
    cleared = (
        "---\nsensitivity:\n  level: low\n  cleared_by: asociatia-radacini\n  cleared_as: editor\n"
        "  cleared_on: 2026-03-30\n  meant:\n    - found: Dr. Ana Rusu\n      why: Author of the plan.\n"
    )
    practice.write_text(practice.read_text("utf-8").replace("---\n", cleared, 1), "utf-8")
    problems = [
        one for one in check_connected(project, sound)[2] if "sensitivity" in one.field or "plan.pdf" in one.path
    ]
    assert [(one.path, one.code) for one in problems if one.code in ("personal-data", "outdated-clearance")] == []
    assert read[4:] == ["plan.pdf"]
    (project / "docs/about/plan.docx").unlink()
    assert told() == [] and "docs/about/plan.docx" not in sound


def test_a_document_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """It answers what was found, or why nothing was read."""
    place = tmp_path / "a.pdf"
    place.write_bytes(pdf_saying(f"Write to {MAIL}, or to the desk of Dr. Ana Rusu."))
    answer = look_apart(place, ["RO"], ["Dr. Ana Rusu"])
    assert answer == {
        "found": [
            ["page 1", "mail address", True, "a….r…@h….o…", None],
            ["page 1", "person's name", True, "", 0],
        ],
        "unread": [],
        "ended": False,
    }
    place.write_bytes(b"nothing")
    with pytest.raises(RefusedError, match="no PDF that can be read"):
        look_apart(place, [], [])
