"""What files of word processors, presentations and OpenDocument say: every paragraph of every part that people see.

Parts are read as XML without entities, so headers, notes, text boxes and comments are read as the body is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from macros.load.inside.told import Told, UnreadableError
from macros.load.office import MAX_UNPACKED, why_refused

ENDINGS = (".docx", ".odp", ".ods", ".odt", ".pptx")
_MOST_PARTS = 3_000
_PARTS = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|word/(?:charts|diagrams|drawings)/[^/]+\.xml"
    r"|ppt/(?:slides|notesSlides|charts|diagrams|comments)/[^/]+\.xml|(?:content|styles)\.xml"
)
_NAMES = {
    "document": "", "content": "", "styles": "a header or a footer", "footnotes": "a footnote",
    "endnotes": "an endnote", "comments": "a comment", "header": "a header", "footer": "a footer",
    "slide": "slide {number}", "notesSlide": "the notes of slide {number}",
}  # fmt: skip
"""What readers call a part, by its name without its number; the body of a text has none."""
_PARAGRAPHS, _CELLS, _ROWS, _TABLES = {"p", "h"}, {"tc", "table-cell"}, {"tr", "table-row"}, {"tbl", "table"}
_BLANKS = {"tab", "br", "cr", "s", "line-break"}
_WORDS = {"t", "delText", "v", "instrText"}
"""Elements of Word, PowerPoint and charts that hold words; OpenDocument puts them into the paragraph itself."""
_MAILBOX = re.compile(r"mailto:([^?\"']{1,200})")


def read_office(content: bytes, ending: str) -> Told:
    """What it says, paragraph by paragraph.

    Raises:
        UnreadableError: when it is no such file, locked, damaged, or unpacks to too much.
    """
    told = Told()
    if ending == ".docx":
        why = why_refused(content, "document", ending, parts=_MOST_PARTS, embedded=True)
        if why:
            raise UnreadableError(why)
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            found = parts.infolist()
            if len(found) > _MOST_PARTS or sum(part.file_size for part in found) > MAX_UNPACKED:
                raise UnreadableError(f"holds more than {_MOST_PARTS:,} parts or {MAX_UNPACKED:,} bytes unpacked")
            for part in sorted(found, key=_order):
                if _PARTS.fullmatch(part.filename):
                    _read_part(told, part.filename, parts.read(part))
                elif part.filename.endswith(".rels"):
                    for match in _MAILBOX.finditer(parts.read(part).decode("utf-8", "replace")):
                        told.add("a link", match[1])
    except UnreadableError:
        raise
    except Exception as error:  # whatever a damaged or forged file makes the libraries raise
        raise UnreadableError(f"is no file of this kind that can be read ({type(error).__name__})") from None
    return told


def _order(part: zipfile.ZipInfo) -> tuple[str, int]:
    """Slides in the order of their numbers."""
    stem, number = _stem(part.filename)
    return stem, number


def _stem(path: str) -> tuple[str, int]:
    found = re.fullmatch(r"(.*?)(\d*)\.xml", path)
    return (found[1], int(found[2] or 0)) if found else (path, 0)


def _read_part(told: Told, path: str, content: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    stem, number = _stem(path)
    name = _NAMES.get(stem.rpartition("/")[2], "a drawing or a chart").format(number=number)
    for count, (place, text) in enumerate(_paragraphs(etree.fromstring(content, parser)), start=1):
        told.add(name or place or f"paragraph {count}", text)


def _paragraphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Every paragraph with its row, where it stands in a table; of one inside another each has its own words."""
    tables = rows = 0
    cells: list[str] = []
    open_row: etree._Element | None = None
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in _TABLES:
            tables, rows = tables + 1, 0
        elif name in _ROWS:
            rows += 1
            open_row = element
            cells = [_said(cell) for cell in element if _is(cell, _CELLS)]
            yield f"table {tables}, row {rows}", "; ".join(cells)
        elif name in _PARAGRAPHS and not any(parent is open_row for parent in element.iterancestors()):
            yield "", _said(element)
        elif name == "v" and element.getparent() is not None and _is(element.getparent(), {"pt"}):
            yield "", element.text or ""


def _is(element: etree._Element | None, names: set[str]) -> bool:
    return element is not None and isinstance(element.tag, str) and etree.QName(element).localname in names


def _said(element: etree._Element) -> str:
    """The words of an element on one line."""
    return " ".join("".join(_words(element)).split())


def _words(element: etree._Element) -> Iterator[str]:
    """The words of an element, in their order."""
    if "opendocument" in str(etree.QName(element).namespace):
        yield " ".join(map(str, element.itertext()))
        return
    for one in element.iter():
        if _is(one, _WORDS):
            yield one.text or ""
        elif _is(one, _BLANKS) or (one is not element and _is(one, _PARAGRAPHS)):
            yield " "
