"""A report as a Word document: real headings, real tables, links; a chart stands there as its table."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from macros.desk.report.as_page import Link
from macros.desk.report.value import Cell, Report, Section, Table
from macros.giving.office_file import settled

_SHORT, _WORD, _LONG = 6, 18, 120
"""Letters that a column has room for at least, those of the longest word that it makes room for, and the most."""
_LETTER, _EDGES = Mm(1.9), 2
"""Width of a letter, and how many of them the edges of a cell take."""
_LANDSCAPE_FROM = 6
"""Columns from which pages lie on their side."""


def as_document(report: Report, link: Link, day: datetime.date) -> bytes:
    """The file; the same report gives the same bytes."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    document.core_properties.title = report.title
    document.core_properties.author = report.library
    document.core_properties.language = report.language
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if any(len(table.head) >= _LANDSCAPE_FROM for one in report.sections for table in one.tables):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, Mm(20))
    section.header.paragraphs[0].text = f"{report.library} · {report.title}"
    _number(section.footer.paragraphs[0], report.day)
    document.add_heading(report.title, 0)
    document.add_paragraph(report.as_of)
    for name, value in report.scope:
        document.add_paragraph(f"{name}: {value}")
    for one in report.sections:
        _section(document, one, link)
    saved = BytesIO()
    document.save(saved)
    return settled(saved.getvalue(), day)


def _number(paragraph: Any, day: str) -> None:
    """The foot of each page: the day, and which page of how many it is, which Word counts itself."""
    paragraph.add_run(f"{day} · ")
    for field in ("PAGE", "NUMPAGES"):
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        paragraph._p.append(counted)
        run = paragraph.add_run("1")
        counted.append(run._r)
        if field == "PAGE":
            paragraph.add_run(" / ")


def _section(document: Any, section: Section, link: Link) -> None:
    document.add_heading(section.title, 1)
    if section.lead:
        document.add_paragraph(section.lead)
    for text in section.paragraphs:
        document.add_paragraph(text)
    for words, cells in section.points:
        document.add_paragraph(words, style="List Number")
        for cell in cells:
            _fill(document.add_paragraph(style="List Bullet 2"), cell, link)
    for table in section.all_tables:
        if table.title:
            document.add_heading(table.title, 2)
        _table(document, table, link)
        document.add_paragraph()


def _widths(table: Table, room: int) -> list[int]:
    """Room for each column: what its longest word needs, and of the rest as much as it usually holds."""
    columns = list(zip(table.head, *([cell.text for cell in row] for row in table.rows), strict=True))
    usual = [1 + sum(len(text) for text in column) // len(column) for column in columns]
    words = [max(len(word) for text in column for word in text.split() or [""]) for column in columns]
    least = [min(max(one, _SHORT) + _EDGES, _WORD) * _LETTER for one in words]
    if not any(cell.text for row in table.rows for cell in row) or sum(least) > room:
        return [room // len(columns)] * len(columns)
    rest = room - sum(least)
    return [
        one + rest * min(other, _LONG) // sum(min(n, _LONG) for n in usual)
        for one, other in zip(least, usual, strict=True)
    ]


def _table(document: Any, table: Table, link: Link) -> None:
    page = document.sections[0]
    made = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    for place, head in zip(made.rows[0].cells, table.head, strict=True):
        place.paragraphs[0].add_run(head).bold = True
    head_row = made.rows[0]._tr.get_or_add_trPr()
    head_row.append(OxmlElement("w:cantSplit"))
    head_row.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        for place, cell in zip(made.add_row().cells, row, strict=True):
            _fill(place.paragraphs[0], cell, link)
    made.autofit = False
    widths = _widths(table, page.page_width - page.left_margin - page.right_margin)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
        for place in column.cells:
            place.width = width


def _fill(paragraph: Any, cell: Cell, link: Link) -> None:
    address = link(cell.node) if cell.node else ""
    if not address:
        paragraph.add_run(cell.text)
        return
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(cell.text)
    run.underline = True
    anchor.append(run._r)
    paragraph._p.append(anchor)
