"""Where, with what and by whom a picture or a document was made is found, however programs write it down."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

from macros.load.hidden_documents import hidden_in_document
from macros.load.hidden_pictures import hidden_in_picture

XMP = (
    b'<x:xmpmeta><rdf:Description exif:GPSLatitude="47,9.5N" photoshop:City="Valea Verde"><dc:creator><rdf:Seq>'
    b"<rdf:li>Ana Rusu</rdf:li></rdf:Seq></dc:creator></rdf:Description></x:xmpmeta>"
)


def _exif(place: bool = False) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Some Maker"
    exif[0x013B] = "Ana Rusu"
    exif.get_ifd(0x8769)[0xA431] = "SN 4711"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 9.0, 30.0), 3: "E", 4: (27.0, 35.0, 20.0)})
    return exif


def _picture(kind: str, **how: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 4), "white").save(file, kind, **how)
    return file.getvalue()


def _found(content: bytes) -> list[tuple[str, str, str]]:
    return sorted((one.about, one.where, one.value) for one in hidden_in_picture(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_cameras_write_is_found(kind: str) -> None:
    """Place, number of the camera and maker; its brand says nothing of anybody."""
    found = {(about, where) for about, where, _ in _found(_picture(kind, exif=_exif(place=True)))}
    assert found == {
        ("the camera", "EXIF number of the camera"),
        ("the maker", "EXIF Artist"),
        ("the place", "EXIF GPS"),
    }
    assert _found(_picture(kind)) == []


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_what_programs_for_pictures_write_is_found(kind: str) -> None:
    """XMP holds it as text."""
    assert {(about, value) for about, _, value in _found(_picture(kind, xmp=XMP))} == {
        ("the maker", "Ana Rusu"),
        ("the place", "47,9.5N"),
        ("the place", "Valea Verde"),
    }


def test_texts_of_a_png_are_read_also_behind_the_picture() -> None:
    """Plain, packed and in any language."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Ana Rusu")
    texts.add_text("Comment", "nothing")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    content = _picture("PNG", pnginfo=texts)
    data = b"Artist\0\0" + zlib.compress(b"Ion Neagu")
    late = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", zlib.crc32(b"zTXt" + data))
    end = content.rindex(b"IEND") - 4
    values = {value for _, _, value in _found(content[:end] + late + content[end:])}
    assert {"Ana Rusu", "Ion Neagu", "Valea Verde"} <= values and "nothing" not in values


def test_what_press_programs_write_is_found() -> None:
    """IPTC lies in a part of JPEG that Photoshop brought in."""
    records = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text
        for number, text in ((80, b"Ana Rusu"), (90, b"Valea Verde"))
    )
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    data = b"Photoshop 3.0\0" + block
    plain = _picture("JPEG")
    content = plain[:2] + b"\xff\xed" + struct.pack(">H", len(data) + 2) + data + plain[2:]
    assert _found(content) == [
        ("the maker", "IPTC By-line", "Ana Rusu"),
        ("the place", "IPTC City", "Valea Verde"),
    ]


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe1\0\x10Exif\0\0II*\0", b"%PDF-1.7 no picture"])
def test_what_is_no_picture_is_said_to_be_none(content: bytes) -> None:
    """Nothing is taken for clean that can't be looked into."""
    with pytest.raises(ValueError):
        list(hidden_in_picture(content))


def _document(content: bytes, ending: str) -> set[tuple[str, str, str]]:
    return {tuple(one) for one in hidden_in_document(content, ending)}  # type: ignore[misc]


def _packed(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_authors_of_word_and_excel_are_found_and_their_programs_are_not() -> None:
    """A new document says only which program made it."""
    word = docx.Document()
    file = BytesIO()
    word.save(file)
    assert _document(file.getvalue(), ".docx") == set()
    word.core_properties.author, word.core_properties.last_modified_by = "Ana Rusu", "Ion Neagu"
    file = BytesIO()
    word.save(file)
    assert _document(file.getvalue(), ".docx") == {
        ("the maker", "author", "Ana Rusu"),
        ("the maker", "last saved by", "Ion Neagu"),
    }
    book = openpyxl.Workbook()
    book.properties.creator = "Ana Rusu"
    file = BytesIO()
    book.save(file)
    assert _document(file.getvalue(), ".xlsx") == {("the maker", "author", "Ana Rusu")}


def test_comments_tracked_changes_and_pictures_inside_are_found() -> None:
    """What stands between the lines, and where a picture on the third page was taken."""
    found = _document(
        _packed(
            **{
                "word/comments.xml": b'<w:comment w:id="1" w:author="Ana Rusu" w:date="x">',
                "word/document.xml": b'<w:del w:id="2" w:author="Ion &amp; Co">',
                "word/media/image1.jpeg": _picture("JPEG", exif=_exif(place=True)),
                "word/media/image2.png": b"no picture",
            }
        ),
        ".docx",
    )
    assert ("the maker", "author of a comment", "Ana Rusu") in found
    assert ("the maker", "author of a tracked change", "Ion & Co") in found
    assert ("the place", "EXIF GPS of a picture in it") in {one[:2] for one in found}


def test_documents_of_libreoffice_and_slides_are_looked_into() -> None:
    """Each has its own place for the same."""
    assert _document(_packed(**{"meta.xml": b"<meta:initial-creator>Ana Rusu</meta:initial-creator>"}), ".odt")
    annotated = b"<office:annotation><dc:creator>Ana Rusu</dc:creator></office:annotation>"
    assert _document(_packed(**{"content.xml": annotated}), ".odt")
    assert _document(_packed(**{"ppt/commentAuthors.xml": b'<p:cmAuthor id="0" name="Ana Rusu"/>'}), ".pptx")


def test_a_pdf_says_who_made_it_and_where_its_pictures_were_taken() -> None:
    """Pictures stay whole in it, with all that the camera wrote."""
    pages = BytesIO()
    Image.open(BytesIO(_picture("JPEG"))).save(pages, "PDF")
    writer = PdfWriter(clone_from=BytesIO(pages.getvalue()))
    writer.add_metadata({"/Author": "Ana Rusu"})
    for thing in writer.pages[0]["/Resources"]["/XObject"].values():  # type: ignore[index]
        thing.get_object()._data = _picture("JPEG", exif=_exif(place=True))
    file = BytesIO()
    writer.write(file)
    found = _document(file.getvalue(), ".pdf")
    assert ("the maker", "author", "Ana Rusu") in found
    assert ("the place", "EXIF GPS of a picture in it") in {one[:2] for one in found}


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".odt"])
def test_a_damaged_document_is_said_to_be_one(ending: str) -> None:
    """Whatever the libraries raise."""
    with pytest.raises(ValueError):
        list(hidden_in_document(b"PK\x03\x04 nothing", ending))
