"""A Word file that could do harm, or take long, is refused in words; nothing is run, fetched or followed."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from macros.giving.received import Sent, read_received
from macros.giving.word.package import open_package
from tests.community import second_library
from tests.giving.word.forms import filled_practice, read, saved

DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _with(name: str, content: bytes = b"x") -> Callable[[bytes], bytes]:
    """A file with a part more."""

    def spoil(form: bytes) -> bytes:
        made = BytesIO(form)
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, content)
        return made.getvalue()

    return spoil


def _changed(part: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """A file with other words in one of its parts."""

    def spoil(form: bytes) -> bytes:
        made = BytesIO()
        with zipfile.ZipFile(BytesIO(form)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for one in parts.infolist():
                content = parts.read(one)
                if one.filename == part:
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode(), 1)
                packed.writestr(one, content)
        return made.getvalue()

    return spoil


def _in_body(xml: str) -> Callable[[bytes], bytes]:
    return _changed(DOCUMENT, "<w:body>", f"<w:body>{xml}")


def _relation(
    kind: str, target: str = "https://a.example/x", mode: str = ' TargetMode="External"'
) -> Callable[[bytes], bytes]:
    one = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return _changed(RELATIONS, "</Relationships>", f"{one}</Relationships>")


def _field(*parts: str) -> str:
    codes = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in parts)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{codes}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "macros": (_with("word/vbaProject.bin"), "holds macros"),
    "a file for macros": (
        _changed("[Content_Types].xml", "wordprocessingml.document.main+xml", "macroEnabled.main+xml"),
        "is made for macros (.docm)",
    ),
    "something embedded": (_with("word/embeddings/a.bin"), "holds embedded files"),
    "controls": (_with("word/activeX/a.xml", b"<x/>"), "holds controls that run programs"),
    "an object": (_in_body("<w:p><w:r><w:object/></w:r></w:p>"), "holds embedded objects"),
    "an object by its relation": (_relation("oleObject", "a.bin"), "holds embedded objects"),
    "another file to be put in": (_in_body('<w:altChunk r:id="rId1"/>'), "holds other files to be put in"),
    "that by its relation": (_relation("aFChunk", "a.html"), "holds other files to be put in"),
    "a part of a master": (_in_body('<w:p><w:subDoc r:id="rId1"/></w:p>'), "holds other files to be put in"),
    "a template from elsewhere": (_relation("attachedTemplate"), "holds a template that would be fetched"),
    "a picture from elsewhere": (_relation("image"), "holds parts that would be fetched from elsewhere"),
    "a frame": (_relation("frame"), "holds frames that would be fetched"),
    "a field for a picture": (_in_body(_field("INCLUDEPICTURE &quot;https://a.example&quot;")), "(INCLUDEPICTURE)"),
    "a field in two parts": (_in_body(_field(" DDE", "AUTO cmd")), "fields that fetch or run something (DDEAUTO)"),
    "a simple field": (_in_body('<w:p><w:fldSimple w:instr="INCLUDETEXT a"/></w:p>'), "(INCLUDETEXT)"),
    "a field that never ends": (_in_body("<w:p><w:r><w:instrText>LINK a</w:instrText></w:r></w:p>"), "(LINK)"),
    "entities": (_with("word/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares entities of its own"),
    "entities in the text": (
        _changed(DOCUMENT, "<w:document", '<!DOCTYPE w [<!ENTITY b "c">]><w:document'),
        "declares entities of its own",
    ),
    "a bomb": (_with("word/a.bin", b"\0" * 61_000_000), "bytes unpacked"),
    "long text": (_with("word/a.xml", b"<a>" + b" " * 5_000_001 + b"</a>"), "bytes of text; send it in parts"),
    "deep elements": (_in_body("<w:sdt>" * 300 + "</w:sdt>" * 300), "is damaged, or nested too deep"),
    "broken words": (_changed(DOCUMENT, "</w:body>", "</w:bod>"), "is damaged, or nested too deep"),
    "no text": (_changed(DOCUMENT, "<w:body>", "<w:x/><w:body2>"), "is damaged"),
    "no zip": (lambda form: b"hello", "is no Word file (.docx), or damaged"),
    "half of it": (lambda form: form[:9000], "is no Word file (.docx), or damaged"),
    "an old file": (lambda form: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old Word file (.doc)"),
    "too much": (lambda form: b"PK\x03\x04" + b"x" * 5_000_001, "bytes; 5,000,000 are taken"),
}


@pytest.fixture(scope="module")
def form() -> bytes:
    """A form that would be taken."""
    return saved(filled_practice())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_word_file_that_could_do_harm_is_refused(form: bytes, name: str) -> None:
    """With words, and without a part of it being taken."""
    spoil, words = HOSTILE[name]
    received = read_received(Sent("form.docx", spoil(form)), second_library(), "2026-04-01")
    (found,) = received.found
    assert words in str(found) and str(found).startswith("form.docx: ")
    assert (list(received.proposals), received.answer) == ([], None)


def test_links_and_plain_fields_are_no_harm(form: bytes) -> None:
    """A link leads somewhere only when somebody follows it; a number of a page shows itself."""
    linked = _relation("hyperlink")(_in_body(_field("PAGE"))(form))
    assert not isinstance(open_package(linked), str)
    assert read(linked)[1] == []


_BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
LONG: dict[str, str] = {
    "paragraphs": "<w:p/>" * 40_000,
    "cells": f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 30_000}</w:tr></w:tbl>",
    "rows": f"<w:tbl>{'<w:tr><w:tc><w:p/></w:tc></w:tr>' * 25_000}</w:tbl>",
    "runs": f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 60_000}</w:p>",
    "fields within each other": f"<w:p>{_BEGUN * 20_000}</w:p>",
    "one long line": f"<w:p><w:r><w:t>{'*a ' * 200_000}</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("name", LONG)
def test_a_word_file_that_would_take_long_is_done_in_time(form: bytes, name: str) -> None:
    """Within seconds of processor time, read or refused."""
    content = _changed(DOCUMENT, "<w:body>", f"<w:body>{LONG[name]}")(form)
    began = time.process_time()
    drafts, found = read(content)
    assert time.process_time() - began < 3
    assert found and (drafts or "holds more" in str(found[0]))
