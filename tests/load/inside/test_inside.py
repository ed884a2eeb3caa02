"""What documents say is read wherever people see it, with the place; what can't be read is said."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from macros.load.inside import told as limits
from macros.load.inside.reading import read_inside
from macros.load.inside.told import Told, UnreadableError


def pdf_saying(*pages: str, note: dict[str, Any] | None = None) -> bytes:
    """A PDF with a text on each page; a page without one shows a box, as a scan shows a picture."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(400, 400)
        drawn = StreamObject()
        drawn._data = f"BT /F1 12 Tf 20 300 Td ({text}) Tj ET".encode() if text else b"10 10 200 200 re f"
        page[NameObject("/Contents")] = writer._add_object(drawn)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        if note:
            said = {NameObject(f"/{key}"): value for key, value in note.items()}
            page[NameObject("/Annots")] = ArrayObject([writer._add_object(DictionaryObject(said))])
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def word_saying(*paragraphs: str) -> bytes:
    """A Word file with paragraphs, a table, a header and a footer."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(2, 2)
    for row, words in zip(table.rows, (("Office", "Call"), ("Valea Verde", "the desk")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = "Hope Bridge"
    document.sections[0].footer.paragraphs[0].text = "Draft of May"
    return saved(document)


def workbook_saying(*rows: tuple[object, ...], name: str = "Sheet") -> bytes:
    """A workbook with rows."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(made: Any) -> bytes:
    """A document as bytes."""
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def archive(**parts: str) -> bytes:
    """A zip of texts; two lines in a name stand for a slash."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", text)
    return target.getvalue()


def _lines(told: Told) -> list[tuple[str, str]]:
    starts = [0]
    for line in told.text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return [(told.place(start), line) for start, line in zip(starts, told.text.split("\n")[:-1], strict=False)]


def test_a_pdf_is_read_page_by_page_with_its_links_and_what_is_filled_in() -> None:
    """A page of signs without letters, and one that only shows something, are unread; an empty one is not."""
    told = read_inside(pdf_saying("The desk is open.", "", "%%% ### !!!", "", "The desk is closed."), ".pdf")
    assert _lines(told)[0] == ("page 1", "The desk is open.") and _lines(told)[-1] == ("page 5", "The desk is closed.")
    assert told.unread == ["pages 2 to 4"]
    assert (
        read_inside(pdf_saying("\\000D\\000r\\000.\\000 \\000A\\000n\\000a and others"), ".pdf").text
        == "Dr. Ana and others\n"
    )
    assert read_inside(pdf_saying("Ten letters \\001 \\002 \\003"), ".pdf").unread == ["page 1"]
    link = DictionaryObject({NameObject("/URI"): TextStringObject("mailto:desk@hope.org?subject=x")})
    told = read_inside(pdf_saying("The desk is open.", note={"A": link, "V": TextStringObject("Filled in")}), ".pdf")
    assert [words for _, words in _lines(told)] == ["The desk is open.", "desk@hope.org", "Filled in"]
    assert not told.unread
    blank = PdfWriter()
    blank.add_blank_page(9, 9)
    made = BytesIO()
    blank.write(made)
    assert read_inside(made.getvalue(), ".pdf").unread == []


def test_a_word_file_is_read_wherever_it_says_something() -> None:
    """Paragraphs by number, tables by row, headers and footers."""
    told = read_inside(word_saying("One.", "Two."), ".docx")
    assert _lines(told) == [
        ("paragraph 1", "One."),
        ("paragraph 2", "Two."),
        ("table 1, row 1", "Office; Call"),
        ("table 1, row 2", "Valea Verde; the desk"),
        ("a footer", "Draft of May"),
        ("a header", "Hope Bridge"),
    ]


def test_a_workbook_is_read_cell_by_cell_after_the_heads_of_its_columns() -> None:
    """Hidden sheets too; without heads cells stand alone."""
    book = openpyxl.Workbook()
    book.active.append(["Office", "Phone", "Since"])
    book.active.append(["Valea Verde", 722000000.0, datetime.datetime(2026, 5, 1)])
    hidden = book.create_sheet("Old list")
    hidden.sheet_state = "hidden"
    hidden.append(["Valea Verde", 5])
    hidden.oddFooter.center.text = "Hope Bridge"
    told = read_inside(saved(book), ".xlsx")
    said = [line for _, line in _lines(told)]
    assert said[1:3] == ["Office; Phone; Since", "Office: Valea Verde; Phone: 722000000; Since: 2026-05-01"]
    assert "Valea Verde; 5" in said and "Old list" in said and any("Hope Bridge" in line for line in said)
    assert told.place(told.text.index("722")) == "sheet 1, cell B2"
    assert told.place(told.text.index("Valea Verde; 5")) == "sheet 2, cell A1"


def test_slides_and_opendocument_are_read() -> None:
    """Maintainers may give these away."""
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    slide = f'<x xmlns:a="{drawn}"><a:p><a:r><a:t>On a slide</a:t></a:r></a:p></x>'
    assert _lines(read_inside(archive(ppt__slides__slide12=slide), ".pptx")) == [("slide 12", "On a slide")]
    of = "urn:oasis:names:tc:opendocument:xmlns"
    text = f'<d xmlns:t="{of}:text:1.0" xmlns:b="{of}:table:1.0"><t:h>Head</t:h><t:p>Some <t:span>words</t:span></t:p>'
    row = "<b:table><b:table-row><b:table-cell><t:p>One</t:p></b:table-cell><b:table-cell><t:p>2</t:p></b:table-cell>"
    told = read_inside(archive(content=f"{text}{row}</b:table-row></b:table></d>"), ".odt")
    assert _lines(told) == [("paragraph 1", "Head"), ("paragraph 2", "Some words"), ("table 1, row 1", "One; 2")]


@pytest.mark.parametrize(
    ("ending", "make", "words"),
    [
        (".pdf", lambda: b"%PDF-1.7 nothing", "is no PDF that can be read"),
        (".docx", lambda: b"PK\3\4", "is no document (.docx), or damaged"),
        (".docx", lambda: archive(content="<x/>"), "is no document"),
        (".xlsx", lambda: word_saying("One."), "is no workbook (.xlsx), though its name says so"),
        (".odt", lambda: archive(content="<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;"), "is no file of this kind"),
        (".pptx", lambda: archive(**{f"x{number}": "" for number in range(3_001)}), "holds more than 3,000 parts"),
    ],
)
def test_what_can_not_be_read_says_why(ending: str, make: Callable[[], bytes], words: str) -> None:
    """Whatever the library raises, nobody sees a traceback."""
    with pytest.raises(UnreadableError) as refused:
        read_inside(make(), ending)
    assert words in str(refused.value)


def test_a_locked_pdf_and_one_of_too_many_pages_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks into them."""
    from macros.load.inside import pdf_text

    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    with pytest.raises(UnreadableError, match="locked"):
        read_inside(made.getvalue(), ".pdf")
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="has 2 pages; 1 are read"):
        read_inside(pdf_saying("One", "Two"), ".pdf")


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked() -> None:
    """Its own list says so, in a few kilobytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", b"<x>" + b" " * 61_000_000)
    assert len(target.getvalue()) < 100_000
    with pytest.raises(UnreadableError, match="unpacked"):
        read_inside(target.getvalue(), ".odt")


def test_a_document_is_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of characters and of cells, and it is known that more follows."""
    from macros.load.inside import sheet_text

    monkeypatch.setattr(limits, "MOST_CHARACTERS", 20)
    told = read_inside(word_saying("Twelve signs", "and twelve more"), ".docx")
    assert told.ended and told.text == "Twelve signs\n"
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 2_000)
    monkeypatch.setattr(sheet_text, "MOST_CELLS", 3)
    assert read_inside(workbook_saying(("a", "b"), ("c", "d")), ".xlsx").ended
    assert not read_inside(workbook_saying(("a", "b"), ("c",)), ".xlsx").ended
