"""A Word file as lines: paragraphs, headings and tables of its body, in their order.

Page heads and feet, footnotes, comments and deleted text are not read; nothing that it links to is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from macros.load.office import why_refused
from macros.minutes.line import Line, UnreadableMinutesError, clean

_PARTS = 2_000
_BOLD_LENGTH = 90
"""Characters of a paragraph in bold type that can still be a heading."""
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_word(content: bytes) -> list[Line]:
    """The lines of a Word file.

    Raises:
        UnreadableMinutesError: when it is refused or damaged.
    """
    why = why_refused(content, "Word file", ".docx", parts=_PARTS, embedded=True)
    if why:
        raise UnreadableMinutesError(why)
    try:
        document = Document(BytesIO(content))
        styles = {style.style_id: (style.name or "") for style in document.styles}
        return list(_Body(styles).lines(document.element.body))
    except UnreadableMinutesError:
        raise
    except Exception as error:  # whatever a damaged or forged file makes the library raise
        raise UnreadableMinutesError(
            f"is no Word file that can be read ({type(error).__name__}); save it anew"
        ) from None


class _Body:
    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self._paragraphs = 0
        self._tables = 0

    def lines(self, holder: Any) -> Iterator[Line]:
        """Everything in the body, or in a part of it."""
        for element in holder:
            if element.tag == qn("w:p"):
                self._paragraphs += 1
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._tables += 1
                yield from self._rows(element)
            elif element.tag == qn("w:sdt"):
                yield from self.lines(element.findall(qn("w:sdtContent") + "/*"))
            elif element.tag in (qn("w:ins"), qn("w:smartTag"), qn("w:customXml")):
                yield from self.lines(element)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        place = f"paragraph {self._paragraphs}"
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = self._styles.get(style.get(qn("w:val")), "") if style is not None else ""
        item = name.startswith("List") or element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        text = clean(_text(element))
        if not text:
            return
        level = _level(name)
        if not level and not item and len(text) <= _BOLD_LENGTH and text[-1] not in ".;," and _bold(element):
            level = 7
        for part in text.split("\n"):
            if part:
                yield Line(part, place, heading=level, item=item and not level, whole=True)

    def _rows(self, table: Any) -> Iterator[Line]:
        number = self._tables
        for row_number, row in enumerate(table.iter(qn("w:tr")), start=1):
            place = f"table {number}, row {row_number}"
            cells = tuple(
                clean("\n".join(_text(paragraph) for paragraph in cell.iter(qn("w:p")))) for cell in _cells(row)
            )
            filled = [cell for cell in cells if cell]
            if len(cells) == 1 and filled:
                for part in cells[0].split("\n"):
                    yield Line(part, place, whole=True)
            elif filled:
                one_line = tuple(cell.replace("\n", " / ") for cell in cells)
                yield Line(" | ".join(one_line), place, cells=one_line, table=number, whole=True)


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == qn("w:tc"):
            yield element
        elif element.tag == qn("w:sdt"):
            yield from element.findall(f"{qn('w:sdtContent')}/{qn('w:tc')}")


def _level(style: str) -> int:
    if style in ("Title", "Subtitle"):
        return 1 if style == "Title" else 2
    number = style.removeprefix("Heading ")
    return int(number) if style.startswith("Heading ") and number.isdigit() else 0


def _bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if any(part.text for part in run.iter(qn("w:t")))]
    marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false") for mark in marks)


def _text(element: Any) -> str:
    """What stands in a paragraph, also what was inserted with changes tracked."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for part in element:
        if part.tag in _SKIPPED:
            continue
        if part.tag == qn("w:t"):
            yield part.text or ""
        elif part.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif part.tag == qn("w:tab"):
            yield " "
        elif part.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif part.tag not in (qn("w:pPr"), qn("w:rPr")):
            yield from _pieces(part)
