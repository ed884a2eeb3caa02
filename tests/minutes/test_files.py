"""Files of minutes: what is read in them, and what is refused in words that say what to do."""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

from macros.minutes.file import lines_of, read_minutes
from macros.minutes.line import UnreadableMinutesError
from tests.minutes.casefiles import pdf_file, word_file

WORD = word_file("# Minutes\nOne paragraph.\n- an item\n| Action | Owner |\n| Send it | All |\n")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A PDF of two lines."""
    return pdf_file("Minutes of the seed exchange\nEverybody brought what they had at home.")


def test_a_word_file_gives_paragraphs_headings_items_and_rows_with_their_places() -> None:
    """In the order of the file."""
    found = lines_of(WORD, ".docx")
    assert [(line.text, line.place) for line in found] == [
        ("Minutes", "paragraph 1"), ("One paragraph.", "paragraph 2"), ("an item", "paragraph 3"),
        ("Action | Owner", "table 1, row 1"), ("Send it | All", "table 1, row 2"),
    ]  # fmt: skip
    assert found[0].heading == 1 and found[2].item and found[4].cells == ("Send it", "All")


def test_text_that_was_inserted_with_changes_tracked_is_read_and_deleted_text_is_not() -> None:
    """As the file shows it once the changes are taken."""
    document = Document()
    paragraph = document.add_paragraph("We meet on ")
    for tag, text in (("ins", "<w:t>Monday</w:t>"), ("del", "<w:delText>Friday</w:delText>")):
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}><w:r>{text}</w:r></w:{tag}>"))
    saved = BytesIO()
    document.save(saved)
    assert [line.text for line in lines_of(saved.getvalue(), ".docx")] == ["We meet on Monday"]


def test_a_pdf_gives_lines_with_page_and_line(pdf: bytes) -> None:
    """Page numbers and running heads are left out."""
    assert [line.place for line in lines_of(pdf, ".pdf")] == ["page 1, line 1", "page 1, line 2"]


def _changed(content: bytes, name: str, part: bytes) -> bytes:
    """A Word file with a part more."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return made.getvalue()


def _locked(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt("secret")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _scan() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "a locked PDF": (_locked, ".pdf", "is locked with a password; save a copy without one"),
    "a scan": (lambda pdf: _scan(), ".pdf", "is a scan: no text is in it. Recognise it first"),
    "half a PDF": (lambda pdf: b"%PDF-1.7\n" + b"x" * 500, ".pdf", "is no PDF that can be read"),
    "a text called PDF": (lambda pdf: b"Minutes", ".pdf", "is called .pdf, but is no such file"),
    "a PDF called text": (lambda pdf: pdf, ".txt", "is called .txt, but begins like .pdf"),
    "macros": (lambda pdf: _changed(WORD, "word/vbaProject.bin", b"x"), ".docx", "holds macros"),
    "a file for macros": (lambda pdf: WORD, ".docm", "is made for macros (.docm); save it as .docx"),
    "a workbook": (lambda pdf: _workbook(), ".docx", "is no Word file (.docx), though its name says so"),
    "half a Word file": (lambda pdf: WORD[:3000], ".docx", "is no Word file (.docx), or damaged"),
    "entities": (
        lambda pdf: _changed(WORD, "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), ".docx",
        "declares entities of its own",
    ),
    "a zip bomb": (
        lambda pdf: _changed(WORD, "word/big.xml", b"0" * 61_000_000), ".docx", "would have more than 60,000,000 bytes"
    ),
    "an old Word file": (lambda pdf: b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".doc", "is a file of an older Office"),
    "another kind": (lambda pdf: b"Minutes", ".odt", "is none of .docx, .pdf, .txt, .md"),
    "another encoding": (lambda pdf: "Procès-verbal".encode("latin-1"), ".txt", "is no text in UTF-8"),
    "bytes": (lambda pdf: b"a\0b", ".txt", "holds bytes that no text has"),
    "nothing": (lambda pdf: b" \n \n", ".txt", "holds no text"),
    "too much": (lambda pdf: b"line\n" * 20_001, ".txt", "holds more than 20,000 lines"),
}  # fmt: skip


def _workbook() -> bytes:
    from openpyxl import Workbook

    made = BytesIO()
    Workbook().save(made)
    return made.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cant_be_read_is_refused_in_words(name: str, pdf: bytes) -> None:
    """Each with what to do about it."""
    make, ending, words = REFUSED[name]
    with pytest.raises(UnreadableMinutesError) as error:
        lines_of(make(pdf), ending)
    assert words in str(error.value)


def test_a_file_that_takes_too_much_ends_its_own_process_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader in the other process is killed; the caller says so."""
    path = tmp_path / "minutes.txt"
    path.write_text("Minutes\n", "utf-8")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UnreadableMinutesError, match="or is damaged; save it anew, or split it"):
        read_minutes(path)


def test_what_the_other_process_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    """And what it reads comes back as it was."""
    path = tmp_path / "minutes.md"
    path.write_text("# Minutes\n\n| Action | Owner |\n| Send it | All |\n", "utf-8")
    assert read_minutes(path) == lines_of(path.read_bytes(), ".md")
    path.write_bytes(b"\xff\xff")
    with pytest.raises(UnreadableMinutesError, match="UTF-8"):
        read_minutes(path)


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".txt", ".md"])
def test_damaged_files_never_end_in_anything_but_a_refusal(ending: str, pdf: bytes) -> None:
    """Bytes changed, cut out and put in at random places."""
    whole = {".docx": WORD, ".pdf": pdf}.get(ending, b"# Minutes\n\n**Action:** UNHCR to | send\n- it\n" * 20)
    dice = random.Random(11)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            place = dice.randrange(len(content))
            content[place : place + dice.choice((0, 1, 40))] = dice.randbytes(dice.choice((0, 1, 8)))
        try:
            lines_of(bytes(content), ending)
        except UnreadableMinutesError as error:
            assert str(error)
