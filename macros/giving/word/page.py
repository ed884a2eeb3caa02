"""A Word file while it is written: paragraphs, tables and lists in the looks of a form. It knows no entries."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from macros.giving.form import Question
from macros.giving.word.prose import Kind, Paragraph, Piece
from macros.giving.word.shape import HELP, LABEL, PROBLEM, WRITTEN, plain

_INK, _GREY, _RED = RGBColor(0x1F, 0x4F, 0x46), RGBColor(0x55, 0x60, 0x5C), RGBColor(0x8A, 0x1C, 0x1C)
_PAPER, _NEEDED = "E7F0EC", "FFF4CC"
_WIDTH, _LABELS = 17.0, 6.4
"""Centimetres of a table, and of its column with labels."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_STYLES = {
    Kind.TEXT: "Normal",
    Kind.ITEM: "List Bullet{deep}",
    Kind.NUMBER: "List Number{deep}",
    Kind.HEADING: "Heading {level}",
    Kind.WRITTEN: WRITTEN,
}
Said = tuple[str, str] | None
"""What is said of a question's values, and the bookmark of its list; None where it was explained before."""


class Page:
    """The file, from its beginning to its end."""

    def __init__(self, document: Any, language: str) -> None:
        self.document = document
        self._styles(language)
        self._bookmarks = 0

    def properties(self, title: str, library: str, facts: str) -> None:
        """What the file says of itself."""
        core = self.document.core_properties
        core.title, core.subject, core.keywords = title, library, facts
        core.author = core.last_modified_by = core.comments = ""

    def title(self, words: str) -> None:
        """The title of the form."""
        self._styled(self.document.add_paragraph(words), "Title")

    def heading(self, words: str, level: int) -> Any:
        """A heading; gives its paragraph."""
        return self._styled(self.document.add_paragraph(words), f"Heading {level}")

    def help(self, words: str) -> None:
        """A line of the form's own words."""
        if words:
            self._styled(self.document.add_paragraph(plain(words)), HELP).paragraph_format.keep_with_next = True

    def prose(self, paragraphs: Sequence[Paragraph]) -> None:
        """A text, or an empty paragraph to begin one in."""
        self._fill(self.document, paragraphs)
        if not paragraphs:
            self.document.add_paragraph()

    def card(self, rows: Sequence[tuple[Question, Said, Sequence[Paragraph]]], needed: bool) -> None:
        """A table with a question in each row: what is asked on the left, its answer on the right.

        It is `needed`, or may stay empty, and then nothing in it is yellow.
        """
        if not rows:
            return
        table = self._table(len(rows), [_LABELS, _WIDTH - _LABELS])
        for row, (question, said, answer) in zip(_rows(table), rows, strict=True):
            self._label(row[0], question, said)
            self._answer(row[1], answer, needed and question.required)
        self._gap()

    def rows(
        self, columns: Sequence[tuple[Question, Said]], rows: Sequence[Sequence[Sequence[Paragraph]]], needed: bool
    ) -> None:
        """A table with an item in each row, below the labels; the first row is `needed`, or all may stay empty."""
        table = self._table(1 + len(rows), [_WIDTH / len(columns)] * len(columns))
        head, *others = _rows(table)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, (question, said) in zip(head, columns, strict=True):
            self._label(cell, question, said)
        for number, (row, answers) in enumerate(zip(others, rows, strict=True)):
            for cell, (question, _), answer in zip(row, columns, answers, strict=True):
                self._answer(cell, answer, needed and number == 0 and question.required)
        self._gap()

    def two_columns(self) -> None:
        """From here on, two columns of text."""
        section = self.document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), "2")
        columns.set(qn("w:space"), "425")

    def listing(self, title: str, bookmark: str, values: Sequence[str]) -> None:
        """A list to choose from, with a bookmark that questions lead to."""
        heading = self.heading(title, 2)._p
        self._bookmarks += 1
        begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (begin, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        begin.set(qn("w:name"), bookmark)
        heading.insert(1 if heading.pPr is not None else 0, begin)
        heading.append(end)
        paragraph = self._styled(self.document.add_paragraph(), HELP)
        for number, value in enumerate(values):
            run = paragraph.add_run(_clean(value))
            if number + 1 < len(values):
                run.add_break()

    def _label(self, cell: Any, question: Question, said: Said) -> None:
        _shade(cell, _PAPER)
        label = self._styled(cell.paragraphs[0], LABEL)
        label.add_run(f"{question.label} *" if question.required else question.label)
        words, bookmark = said or ("", "")
        if question.help and said is not None:
            self._styled(cell.add_paragraph(plain(question.help)), HELP)
        if words:
            paragraph = self._styled(cell.add_paragraph(), HELP)
            self._pieces(paragraph, [Piece(words, link=f"#{bookmark}" if bookmark else "")])

    def _answer(self, cell: Any, answer: Sequence[Paragraph], needed: bool) -> None:
        if needed:
            _shade(cell, _NEEDED)
        self._fill(cell, answer, first=cell.paragraphs[0])

    def _fill(self, holder: Any, paragraphs: Sequence[Paragraph], first: Any = None) -> None:
        number: Any = None
        for one in paragraphs:
            paragraph = first if first is not None else holder.add_paragraph()
            first = None
            deep = f" {one.level + 1}" if 0 < one.level < 3 else ""
            self._styled(paragraph, _STYLES[one.kind].format(deep=deep, level=one.level))
            if one.kind is Kind.NUMBER:
                number = number or self._new_number()
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = number, min(one.level, 8)
            elif one.kind is not Kind.ITEM:
                number = None
            self._pieces(paragraph, one.pieces)

    def _pieces(self, paragraph: Any, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            run = paragraph.add_run(_clean(piece.text))
            run.bold, run.italic = piece.bold or None, piece.italic or None
            run.font.strike = piece.struck or None
            if piece.link:
                run.font.underline = True
                link = OxmlElement("w:hyperlink")
                if piece.link.startswith("#"):
                    link.set(qn("w:anchor"), piece.link[1:])
                else:
                    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
                    link.set(qn("r:id"), paragraph.part.relate_to(piece.link, kind, is_external=True))
                paragraph._p.append(link)
                link.append(run._r)

    def _styled(self, paragraph: Any, name: str) -> Any:
        """A paragraph with a style; by its id, since python-docx looks through all styles for a name."""
        paragraph._p.style = self._ids[name]
        return paragraph

    def _new_number(self) -> int:
        """A numbered list that begins at one."""
        numbering = self.document.part.numbering_part.numbering_definitions._numbering
        if not hasattr(self, "_abstract"):
            self._abstract = _numbered(numbering)
        number = numbering.add_num(self._abstract)
        for level in range(9):
            number.add_lvlOverride(level).add_startOverride(1)
        return int(number.numId)

    def _table(self, rows: int, widths: Sequence[float]) -> Any:
        table = self.document.add_table(rows, len(widths))
        table._tbl.tblStyle_val = self._ids["Table Grid"]
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in _rows(table):
            row[0]._tc.getparent().get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row, widths, strict=True):
                cell.width = Cm(width)
        return table

    def _gap(self) -> None:
        """Keeps two tables apart, which programs would join."""
        self.document.add_paragraph().paragraph_format.space_after = Pt(4)

    def _styles(self, language: str) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        styles = self.document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
        for name in ("Title", *(f"Heading {level}" for level in range(1, 7))):
            styles[name].font.color.rgb = _INK
        for name, size, color, bold in (
            (HELP, 9, _GREY, False), (LABEL, 10, _INK, True), (WRITTEN, 9, None, False), (PROBLEM, 10, _RED, True),
        ):  # fmt: skip
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.quick_style = styles["Normal"], True
            style.font.size, style.font.bold, style.paragraph_format.space_after = Pt(size), bold, Pt(2)
            if color is not None:
                style.font.color.rgb = color
            if name == WRITTEN:
                style.font.name = "Courier New"
        kinds = (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.TABLE)
        self._ids = {style.name: style.style_id for style in styles if style.type in kinds}
        for element in styles.element.iter(qn("w:lang")):
            element.set(qn("w:val"), language)


def _rows(table: Any) -> list[list[Any]]:
    """The cells of each row; asking a table for one at a time takes time with the square of its size."""
    cells, width = table._cells, len(table.columns)
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def _shade(cell: Any, color: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _numbered(numbering: Any) -> int:
    """A numbering of nine levels, put before those that use one, as the format demands."""
    abstract = OxmlElement("w:abstractNum")
    id = max([int(one.get(qn("w:abstractNumId"))) for one in numbering.iter(qn("w:abstractNum"))], default=0) + 1
    abstract.set(qn("w:abstractNumId"), str(id))
    multi = OxmlElement("w:multiLevelType")
    multi.set(qn("w:val"), "multilevel")
    abstract.append(multi)
    for level in range(9):
        one = OxmlElement("w:lvl")
        one.set(qn("w:ilvl"), str(level))
        for tag, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", f"%{level + 1}."), ("lvlJc", "left")):
            part = OxmlElement(f"w:{tag}")
            part.set(qn("w:val"), value)
            one.append(part)
        properties, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
        indent.set(qn("w:left"), str(360 * (level + 1)))
        indent.set(qn("w:hanging"), "360")
        properties.append(indent)
        one.append(properties)
        abstract.append(one)
    last = numbering.findall(qn("w:abstractNum"))
    last[-1].addnext(abstract) if last else numbering.insert(0, copy.copy(abstract))
    return id


def _clean(text: str) -> str:
    """Text without the signs that no XML may hold."""
    return _CONTROL.sub(" ", text)
