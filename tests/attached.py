"""Pictures and attachments of invented content, and a community whose entries carry them."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from tests.community import copy_second

AUTHOR = "Ana Rusu"
"""An invented person, whose name no published file may hold."""


def camera_data() -> Image.Exif:
    """What a telephone writes into a picture: whose, where, and that it is to be turned."""
    exif = Image.Exif()
    exif[0x013B] = AUTHOR
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 9.0, 30.0), 3: "E", 4: (27.0, 35.0, 20.0)})
    return exif


def photo(width: int = 400, height: int = 240) -> bytes:
    """A garden on a roof, as somebody might photograph it: a JPEG with the data of its camera."""
    picture = Image.new("RGB", (width, height), "#9cc7e8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 2 // 3, width, height), fill="#7a6a58")
    drawn = random.Random(7)
    for _ in range(60):
        x, y = drawn.randrange(width), drawn.randrange(height * 2 // 3, height)
        draw.ellipse((x, y, x + width // 25, y + width // 25), fill=drawn.choice(["#3f7d3a", "#5aa24f", "#b4690e"]))
    made = BytesIO()
    picture.save(made, "JPEG", exif=camera_data(), comment=AUTHOR.encode())
    return made.getvalue()


def drawing(width: int = 320, height: int = 160) -> bytes:
    """A chart of four bars: a PNG with a text in it that nobody sees."""
    from PIL.PngImagePlugin import PngInfo

    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for number, high in enumerate((30, 60, 90, 120)):
        draw.rectangle((20 + 70 * number, height - high, 70 + 70 * number, height), fill="#0c5a6b")
    said = PngInfo()
    said.add_text("Author", AUTHOR)
    made = BytesIO()
    picture.save(made, "PNG", pnginfo=said)
    return made.getvalue()


def pdf(pages: int = 1, **of_root: object) -> bytes:
    """A PDF with an author and a photograph with the data of its camera; `of_root` is put into its catalogue."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        inside = StreamObject()
        inside._data = photo(40, 24)
        inside.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Filter"): NameObject("/DCTDecode"),
                NameObject("/Width"): NumberObject(40),
                NameObject("/Height"): NumberObject(24),
                NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
                NameObject("/BitsPerComponent"): NumberObject(8),
            }
        )
        drawn = DictionaryObject({NameObject("/Im0"): writer._add_object(inside)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawn})
    writer.add_metadata({"/Author": AUTHOR, "/Title": "Plan"})
    writer.root_object.update({NameObject(f"/{name}"): value for name, value in of_root.items()})
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def word_file() -> bytes:
    """A Word file with an author and a photograph."""
    document = docx.Document()
    document.add_paragraph("Ce trebuie pregătit")
    document.add_picture(BytesIO(photo(80, 48)))
    document.core_properties.author = AUTHOR
    document.core_properties.last_modified_by = AUTHOR
    return _saved(document)


def workbook() -> bytes:
    """An Excel file with an author."""
    made = openpyxl.Workbook()
    made.active.append(["lună", "găleți"])
    made.active.append(["mai", 12])
    made.properties.creator = AUTHOR
    return _saved(made)


def _saved(made: object) -> bytes:
    target = BytesIO()
    made.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


TABLE = "lună;găleți\nmai;12\niunie;-3\n".encode()
FILES = {
    "docs/practices/compost-pe-acoperis/acoperis.jpg": photo,
    "docs/practices/compost-pe-acoperis/galeti.png": drawing,
    "docs/practices/compost-pe-acoperis/plan.pdf": pdf,
    "docs/practices/compost-pe-acoperis/galeti.csv": lambda: TABLE,
    "docs/guidance/primul-compost/lista.docx": word_file,
    "docs/guidance/primul-compost/lada.png": drawing,
    "docs/guidance/primul-compost/groapa.jpg": lambda: photo(720, 1200),
    "data/definitions/compost/socoteala.xlsx": workbook,
    "data/definitions/compost/straturi.png": drawing,
}
_NAMED = {
    "docs/practices/compost-pe-acoperis.md": """\
files:
  - file: acoperis.jpg
    title: Grădina de pe bloc
    alt: Lăzi cu verdeață pe un acoperiș plat, sub cer senin.
    credit: Asociația Rădăcini
    licence: CC BY 4.0
  - file: galeti.png
    title: Găleți pe lună
    alt: Patru coloane care cresc.
  - file: plan.pdf
    title: Planul lucrărilor
    language: fr
  - file: galeti.csv
    title: Găleți culese, lună de lună
""",
    "docs/guidance/primul-compost.md": """\
files:
  - file: lista.docx
    title: Lista de pregătit
  - file: lada.png
    title: Lada
    alt: O ladă cu patru scânduri.
  - file: groapa.jpg
    title: Groapa
    alt: O groapă cu frunze.
    credit: Asociația Rădăcini
""",
    "data/definitions/compost.yml": """\
files:
  - file: socoteala.xlsx
    title: Socoteala gropii
  - file: straturi.png
    title: Straturile
    alt: Patru straturi, unul mai înalt decât altul.
""",
}
TEXT = " Se vede în [poză](compost-pe-acoperis/acoperis.jpg) și în [plan](compost-pe-acoperis/plan.pdf).\n"
"""What the practice says of its own files, at the end of its text."""


SHOWN = """
Așa arată:

![O groapă & frunze \\"ude\\"](primul-compost/groapa.jpg "Groapa în mai")

1. Se sapă.

    ![](primul-compost/lada.png)

2. Se umple.

![Aceeași groapă](../guidance/primul-compost/groapa.jpg)
"""
"""What the guidance note shows in its text: a picture with a caption, one in a list, and the first again."""


def with_files(target: Path) -> Path:
    """A copy of the second community in which a practice, a guidance note and a definition carry files."""
    project = copy_second(target)
    for path, make in FILES.items():
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_bytes(make())
    for path, named in _NAMED.items():
        place = project / path
        text = place.read_text("utf-8")
        place.write_text(text.replace("---\n", f"---\n{named}", 1) if path.endswith(".md") else text + named, "utf-8")
    practice = project / "docs/practices/compost-pe-acoperis.md"
    practice.write_text(practice.read_text("utf-8").rstrip("\n") + TEXT, "utf-8")
    note = project / "docs/guidance/primul-compost.md"
    note.write_text(note.read_text("utf-8").rstrip("\n") + f"\n{SHOWN}", "utf-8")
    return project
