"""Whatever lies beside an entry is published without what it says of its makers, or not at all."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from macros.load.clean.clean_file import NAME_PATTERN, RefusedFileError
from macros.load.clean.cleaning import clean_file
from macros.load.clean.inner_picture import without_metadata
from macros.load.clean.picture import LONGEST_SIDE
from macros.load.clean.smaller import copies_of, copy_name
from macros.load.hidden_documents import hidden_in_document
from macros.load.hidden_pictures import hidden_in_picture
from tests.attached import AUTHOR, TABLE, camera_data, drawing, pdf, photo, word_file, workbook

MOST = 10_000_000
_AS_BYTES = AUTHOR.encode()


def _saved(picture: Image.Image, kind: str, **said: object) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **said)
    return made.getvalue()


def _png(head: bytes, points: bytes) -> bytes:
    """A PNG of parts."""
    parts = ((b"IHDR", head), (b"IDAT", points), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def _archive() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("a.html", "<script>alert(1)</script>")
    return made.getvalue()


def _refused(content: bytes, name: str, most: int = MOST) -> str:
    with pytest.raises(RefusedFileError) as refused:
        clean_file(content, name, most)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.jpg", photo), ("a.png", drawing), ("a.pdf", pdf), ("a.docx", word_file), ("a.xlsx", workbook)],
)
def test_nothing_is_left_of_whose_it_was_and_the_same_file_comes_out_the_same(
    name: str, make: Callable[[], bytes]
) -> None:
    """By the check that looks into files of maintainers: it finds something before, and nothing afterwards."""
    given = make()
    ending = f".{name.partition('.')[2]}"

    def hidden(content: bytes) -> list[object]:
        return list(
            hidden_in_document(content, ending) if ending[1:] in "pdf docx xlsx" else hidden_in_picture(content)
        )

    clean = clean_file(given, name, MOST).content
    assert hidden(given) and not hidden(clean)
    assert clean_file(given, name, MOST).content == clean and _AS_BYTES not in clean
    assert clean_file(clean, name, MOST).content, "what is published may be given again"


def test_a_photograph_is_turned_as_it_was_held_and_no_larger_than_a_page_shows() -> None:
    """Its size is that of what readers see."""
    clean = clean_file(photo(3000, 1500), "a.jpg", MOST)
    shown = Image.open(BytesIO(clean.content))
    assert shown.size == (clean.width, clean.height) == (LONGEST_SIDE // 2, LONGEST_SIDE)
    assert not shown.getexif() and "comment" not in shown.info and "icc_profile" not in shown.info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpeg"), ("WEBP", "a.webp")])
def test_pictures_of_every_way_to_hold_colours_are_taken(mode: str, kind: str, name: str) -> None:
    """Small ones and those that are made smaller; clear ground stays clear."""
    for size in ((30, 20), (LONGEST_SIDE + 100, 20)):
        try:
            given = _saved(Image.new(mode, size), kind)
        except OSError:
            continue
        shown = Image.open(BytesIO(clean_file(given, name, MOST).content))
        assert max(shown.size) == min(size[0], LONGEST_SIDE)
        assert shown.has_transparency_data == (mode in ("LA", "RGBA"))


def test_colours_of_a_printer_become_those_of_screens() -> None:
    """A profile goes, and what it said of the colours is in them."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    broken = clean_file(_saved(Image.new("RGB", (9, 9), "#336699"), "PNG", icc_profile=b"nothing"), "a.png", MOST)
    other = clean_file(_saved(Image.new("RGB", (9, 9), "#336699"), "PNG", icc_profile=profile), "a.png", MOST)
    for clean in (broken, other):
        assert Image.open(BytesIO(clean.content)).getpixel((0, 0)) == (0x33, 0x66, 0x99)
        assert b"iCCP" not in clean.content


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.png", lambda: photo(), "is called .png, and is a JPEG picture; call it .jpg or .jpeg"),
        ("a.jpg", lambda: b"GIF89a", "is called .jpg, and is a GIF picture"),
        ("a.jpg", lambda: b"\0\0\0\x18ftypheic", "HEIC"),
        ("a.jpg", lambda: b"", "is empty"),
        ("a.jpg", lambda: photo()[:900], "is damaged"),
        ("a.png", lambda: drawing()[:200], "is damaged"),
        ("a.webp", lambda: b"RIFF\0\0\0\0WAVEfmt ", "no WebP"),
        ("a.docx", lambda: pdf(), "is a PDF; call it .pdf"),
        ("a.docx", lambda: workbook(), "is no document (.docx), though its name says so"),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0", "older Office"),
        ("a.docx", lambda: b"PK\3\4", "damaged"),
        ("a.pdf", lambda: b"%PDF-1.7\nnothing", "is damaged"),
        ("a.csv", lambda: b"<!doctype html><script>", "begins like a page of HTML"),
        ("a.csv", lambda: b"a\xe2\x80\xaeb", "U+202E (line 1)"),
        ("a.csv", lambda: b"sum\n@SUM(A1)\n", '"@SUM(A1)" (line 2)'),
        ("a.csv", lambda: b"sum;x\n1;+cmd\n", '"+cmd" (line 2)'),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(name: str, make: Callable[[], bytes], words: str) -> None:
    """Whatever the library says, nobody sees a traceback."""
    assert words in _refused(make(), name)


def test_a_table_keeps_what_it_says() -> None:
    """Numbers below zero are no formulas, and Excel's mark for UTF-8 stays."""
    assert clean_file(TABLE.replace(b"\n", b"\r\n"), "a.csv", MOST).content == TABLE
    assert clean_file(b"\xef\xbb\xbfa,b\n-1,+2.5 %\n-,\n", "a.csv", MOST).content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("side", [4_000, 60_000])
def test_a_picture_that_unpacks_to_more_than_a_page_needs_is_not_unpacked(side: int) -> None:
    """A bomb of a few bytes is known by its head: 16 million points, or more than the library takes itself."""
    head = struct.pack(">4sIIBBBBB", b"IHDR", side, side, 1, 0, 0, 0, 0)
    given = drawing(1, 1)
    bomb = given[:12] + head + struct.pack(">I", zlib.crc32(head)) + given[33:]
    assert "more than 10,000,000" in _refused(bomb, "a.png", MOST)


def test_shades_that_no_screen_shows_become_those_that_it_does() -> None:
    """Of 16 bits the upper eight, in grey and in colours."""
    grey = _saved(Image.new("I;16", (4, 2), 0x8034), "PNG")
    assert Image.open(BytesIO(clean_file(grey, "a.png", MOST).content)).getpixel((0, 0)) == 0x80
    row = b"\0" + bytes.fromhex("12345678 9abc") * 4
    colours = _png(struct.pack(">IIBBBBB", 4, 2, 16, 2, 0, 0, 0), zlib.compress(row * 2))
    assert Image.open(BytesIO(clean_file(colours, "a.png", MOST).content)).getpixel((0, 0)) == (0x12, 0x56, 0x9A)


def test_what_is_two_files_at_once_is_published_as_one() -> None:
    """A page, an archive or a program behind a picture's end, or in a text of it, is gone."""
    for name, given in (("a.jpg", photo(40, 24)), ("a.png", drawing(40, 24))):
        for hidden in (b"<script>alert(1)</script>", _archive(), b"%PDF-1.7"):
            clean = clean_file(given + hidden, name, MOST).content
            assert hidden not in clean and Image.open(BytesIO(clean)).size
    said = _saved(Image.new("RGB", (9, 9)), "JPEG", comment=b"*/=alert(1)/*")
    assert b"alert" not in clean_file(said, "a.jpg", MOST).content
    assert "damaged" in _refused(b"\xff\xd8\xff*/=alert(1)", "a.jpg")


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA"])
def test_copies_are_smaller_and_the_same_each_time(mode: str) -> None:
    """None that saves little; drawings of few colours keep few, and clear ground stays clear."""
    picture = Image.effect_noise((1100, 300), 90).convert("RGBA" if mode == "RGBA" else "RGB").convert(mode)
    clean = clean_file(_saved(picture, "PNG"), "a.png", MOST)
    copies = copies_of(clean.content, "a.png", clean.width)
    assert copies == copies_of(clean.content, "a.png", clean.width) and [*copies] == [400, 800]
    for across, copy in copies.items():
        shown = Image.open(BytesIO(copy))
        assert shown.size == (across, round(300 * across / 1100)) and shown.mode == mode
        assert shown.has_transparency_data == (mode == "RGBA") and len(copy) <= 0.8 * len(clean.content)
    assert copies_of(clean.content, "a.png", 499) == {} == copies_of(drawing(1100), "a.png", 1100)
    assert (copy_name("a-b.jpeg", 400), copy_name("a.webp", 800)) == ("a-b.400w.jpeg", "a.800w.webp")
    assert not re.fullmatch(NAME_PATTERN, copy_name("a.png", 400)), "no file of an entry can have its name"


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_moving_picture_is_refused(kind: str, name: str) -> None:
    """Readers could not stop it."""
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    assert "moving picture" in _refused(_saved(frames[0], kind, save_all=True, append_images=frames[1:]), name)


def _with_part(content: bytes, name: str, part: bytes | Callable[[bytes], bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(made, "w") as packed:
        for one in parts.namelist():
            packed.writestr(one, part(parts.read(one)) if callable(part) and one == name else parts.read(one))
        if not callable(part):
            packed.writestr(name, part)
    return made.getvalue()


def _with_link(content: bytes, name: str, kind: str, target: str) -> bytes:
    link = f'<Relationship Id="rX" TargetMode="External" Type="http://x/{kind}" Target="{target}"/></Relationships>'
    return _with_part(content, name, lambda part: part.replace(b"</Relationships>", link.encode()))


def _commented() -> bytes:
    made = openpyxl.Workbook()
    made.active["A1"] = 1
    made.active["A1"].comment = Comment("Really?", AUTHOR)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.docx", lambda: _with_part(word_file(), "word/vbaProject.bin", b"x"), "holds macros"),
        ("a.xlsx", lambda: _with_part(workbook(), "xl/embeddings/a.bin", b"x"), "holds embedded files"),
        ("a.docx", lambda: _with_part(word_file(), "word/comments.xml", b"<w><c/></w>"), "holds comments"),
        ("a.xlsx", _commented, "holds comments"),
        (
            "a.docx",
            lambda: _with_part(word_file(), "word/document.xml", lambda part: part.replace(b"<w:r>", b"<w:ins >", 1)),
            "tracked changes",
        ),
        (
            "a.docx",
            lambda: _with_link(word_file(), "word/_rels/document.xml.rels", "attachedTemplate", "https://x.example/t.dotm"),
            "fetches something from elsewhere (attachedTemplate)",
        ),
        (
            "a.docx",
            lambda: _with_link(word_file(), "word/_rels/document.xml.rels", "hyperlink", "file:///C:/Users/ana/x.docx"),
            "which leads nowhere for others",
        ),
        ("a.pdf", lambda: pdf(OpenAction=_action("/JavaScript", JS="app.alert(1)")), "programs (JavaScript)"),
        ("a.pdf", lambda: pdf(AA=_action("/Launch")), "starts other programs"),
        ("a.pdf", lambda: pdf(Names=DictionaryObject({NameObject("/EmbeddedFiles"): DictionaryObject()})), "attached"),
        ("a.pdf", lambda: pdf(X=_note("/Text")), "holds comments"),
        ("a.pdf", lambda: pdf(X=_action("/URI", URI="file:///home/ana/plan.pdf")), "leads nowhere for others"),
    ],
)  # fmt: skip
def test_what_could_act_or_was_not_meant_for_readers_is_refused(
    name: str, make: Callable[[], bytes], words: str
) -> None:
    """Programs, other files, comments and changes with their authors, folders of somebody's computer."""
    assert words in _refused(make(), name)


def _action(kind: str, **said: str) -> DictionaryObject:
    texts = {NameObject(f"/{name}"): TextStringObject(value) for name, value in said.items()}
    return DictionaryObject({NameObject("/Type"): NameObject("/Action"), NameObject("/S"): NameObject(kind), **texts})


def _note(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(kind)})


def test_a_document_opens_and_says_what_it_said() -> None:
    """Only what its program put in is gone: names, and the folder of somebody's computer."""
    named = _with_part(
        workbook(), "xl/workbook.xml",
        lambda part: part.replace(b"<sheets>", b'<fileSharing userName="Ana Rusu"/><sheets>'),
    )  # fmt: skip
    table = openpyxl.load_workbook(BytesIO(clean_file(named, "a.xlsx", MOST).content))
    assert [[cell.value for cell in row] for row in table.active] == [["lună", "găleți"], ["mai", 12]]
    document = docx.Document(BytesIO(clean_file(word_file(), "a.docx", MOST).content))
    assert document.paragraphs[0].text == "Ce trebuie pregătit" and len(document.inline_shapes) == 1
    read = PdfReader(BytesIO(clean_file(pdf(2), "a.pdf", MOST).content))
    assert len(read.pages) == 2 and not read.metadata
    with zipfile.ZipFile(BytesIO(clean_file(named, "a.xlsx", MOST).content)) as parts:
        assert not [name for name in parts.namelist() if _AS_BYTES in parts.read(name)]


def test_pictures_inside_documents_keep_their_points() -> None:
    """Bit for bit; what is neither JPEG nor PNG stays as it is."""
    for given in (photo(40, 24), drawing(40, 24), _saved(Image.new("L", (9, 9)), "JPEG", exif=camera_data())):
        clean = without_metadata(given)
        assert len(clean) < len(given) and _AS_BYTES not in clean
        assert Image.open(BytesIO(clean)).tobytes() == Image.open(BytesIO(given)).tobytes()
    assert without_metadata(b"GIF89a...") == b"GIF89a..."
    for cut in (photo()[:40], drawing()[:40]):
        with pytest.raises(ValueError, match="without"):
            without_metadata(cut)
