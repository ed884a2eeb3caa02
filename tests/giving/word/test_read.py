"""A Word form that comes back is read by heading and label, whatever Word users have done to it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from macros.giving.word.shape import PROBLEM
from tests.giving.word.forms import (
    PRACTICE,
    SOURCE,
    cell,
    filled_practice,
    heading,
    practice_in,
    read,
    saved,
    table_below,
    write_below,
)


def test_a_filled_form_is_read_by_heading_and_label() -> None:
    """The entry, what it newly needs, and where each value stands."""
    drafts, found = read(saved(filled_practice()))
    assert found == []
    source, practice = drafts
    assert source.type_name == "source" and source.data["title"] == SOURCE["Title"]
    assert practice.data["countries"] == ["romania"] and practice.data["sources"] == [
        {"source": "procesul-verbal-al-schimbului", "locator": "p. 1"}
    ]
    assert practice.sections["what_was_done"] == "1. S-a pus o masă.\n2. S-a făcut schimb."
    assert practice.cells["title",].place == "form.docx, What must be filled in, Title"
    assert practice.cells["sources", 0, "locator"].place == "form.docx, Sources, row 1, Where in the source"
    assert practice.cells["body", "problem"].place == "form.docx, Problem, paragraph 1"


def _runs(paragraph: Any, xml: str) -> None:
    """Put elements into a paragraph."""
    for element in parse_xml(f"<w:x {nsdecls('w', 'r')}>{xml}</w:x>"):
        paragraph._p.append(element)


def _problem(document: Any) -> Any:
    return next(one for one in document.paragraphs if one.text.startswith("Semințele"))


def _insert_and_delete(document: Any) -> None:
    _runs(
        _problem(document),
        '<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve"> Mult.</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>Puțin.</w:delText></w:r></w:del>',
    )


def _join_deleted_end(document: Any) -> None:
    first = _problem(document)
    first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="3" w:author="A"/></w:rPr>'))
    first._p.addnext(document.add_paragraph(" Mult.")._p)


def _field(document: Any) -> None:
    _runs(
        _problem(document),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.example/b"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Mult.</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def _content_control(document: Any) -> None:
    _runs(_problem(document), "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t> Mult.</w:t></w:r></w:sdtContent></w:sdt>")


def _signs(document: Any) -> None:
    _runs(
        _problem(document),
        "<w:r><w:t>\u00a0Mu\u00adlt</w:t><w:tab/><w:t>de</w:t><w:noBreakHyphen/><w:t>tot</w:t></w:r>",
    )


TEXTS: dict[str, tuple[Callable[[Any], None], str]] = {
    "what was put in is taken, what was taken out is not": (_insert_and_delete, " Mult."),
    "a paragraph whose end was taken out goes on": (_join_deleted_end, " Mult."),
    "a field shows its words and leads to its address": (_field, "[Mult.](https://a.example/b)"),
    "content controls are read": (_content_control, " Mult."),
    "signs that break lines": (_signs, " Mult de-tot"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_read_as_they_show(name: str) -> None:
    """What Word keeps beside the words is no part of them."""
    change, words = TEXTS[name]
    document = filled_practice()
    change(document)
    practice, found = practice_in(document)
    assert practice.sections["problem"] == f"Semințele bune se pierdeau.{words}"
    tracked = ["form.docx: warning: holds tracked changes: what was put in is taken, what was taken out is not"]
    assert [one.partition(" [")[0] for one in found] == (tracked if "taken" in name else [])


def test_looks_and_lists_of_word_become_markdown() -> None:
    """Bold, italic, Word's own lists, headings of the third level, superscripts, styles of characters."""
    document = filled_practice()
    bold, listed, deep, numbered, part = write_below(document, "Context", ["x", "unu", "adânc", "întâi", "Parte"])
    bold.text = ""
    bold.add_run("tare ").bold = True
    bold.add_run("oblic", style="Emphasis")
    bold.add_run(" m")
    bold.add_run("2").font.superscript = True
    listed.style, deep.style, numbered.style = "List Bullet", "List Bullet 2", "List Number"
    part.style = "Heading 3"
    practice, found = practice_in(document)
    assert found == []
    assert practice.sections["context"] == "**tare** *oblic* m²\n\n- unu\n    - adânc\n\n1. întâi\n\n### Parte"


def test_a_table_in_a_text_becomes_markdown() -> None:
    """Where its labels are none of the form's."""
    document = filled_practice()
    table = document.add_table(2, 2)
    for number, words in enumerate(("lună", "kg", "martie", "3|4")):
        table.cell(number // 2, number % 2).text = words
    heading(document, "Context")._p.getnext().addnext(table._tbl)
    practice, found = practice_in(document)
    assert found == [] and practice.sections["context"] == "| lună | kg |\n| --- | --- |\n| martie | 3\\|4 |"


def _move_sections(document: Any) -> None:
    start = heading(document, "Problem")._p
    parts = [start, start.getnext(), start.getnext().getnext()]
    for part in parts:
        document.element.body.remove(part)
    for part in reversed(parts):
        document.element.body.insert(0, part)


def _drop_help(document: Any) -> None:
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) == "Formhelp":
            parent = paragraph.getparent()
            if len(parent.findall(qn("w:p"))) > 1 and not "".join(paragraph.itertext()).startswith("Form of"):
                parent.remove(paragraph)


def _lose_styles(document: Any) -> None:
    """As programs do that keep only their own: the form's styles become plain, headings stay."""
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val"), "").startswith("Form"):
            style.getparent().remove(style)


def _french_names(document: Any) -> None:
    """Styles that a French program has named, under ids of its own."""
    style = document.styles.add_style("Titre 1", WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), "Titre1")
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 1":
            paragraph._p.pPr.pStyle.val = "Titre1"


def _plain_headings(document: Any) -> None:
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Heading 1":
            paragraph.style = "Normal"


def _add_rows(document: Any) -> None:
    table = table_below(document, "Sources")
    for _ in range(3):
        table.add_row()
    for one in document.tables[:2]:
        one.add_row()


def _add_column(document: Any) -> None:
    """A column between label and answer, empty."""
    table = document.tables[0]
    for row in table._tbl.tr_lst:
        row.tc_lst[0].addnext(copy.deepcopy(row.tc_lst[1]))
        for text in row.tc_lst[1].iter(qn("w:t")):
            text.text = ""
    table._tbl.tblGrid.append(OxmlElement("w:gridCol"))


def _merge_label_and_answer(document: Any) -> None:
    row = document.tables[0].rows[0]
    row.cells[0].merge(row.cells[1])


def _smart_labels(document: Any) -> None:
    cell(document, "Title")._tc.getprevious().p_lst[0].r_lst[0].text = "TITLE\u00a0*:"


def _join_tables(document: Any) -> None:
    """What Word does with two tables when nothing stands between them."""
    table, card = table_below(document, "New: Source"), table_below(document, "New: Source")
    again = copy.deepcopy(card._tbl)
    for row in again.tr_lst:
        for text in row.tc_lst[-1].iter(qn("w:t")):
            text.text = ""
        table._tbl.append(row)


def _rename_properties(document: Any) -> None:
    document.core_properties.keywords = ""


def _no_facts(document: Any) -> None:
    document.core_properties.keywords = ""
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Form of"):
            paragraph._p.getparent().remove(paragraph._p)


def _problems_of_last_time(document: Any) -> None:
    document.paragraphs[0].insert_paragraph_before("To mend: Title: too short", style=PROBLEM)
    cell(document, "Title").add_paragraph("To mend: too short")
    heading(document, "Problem")._p.getnext().addnext(document.add_paragraph("To mend: missing", style=PROBLEM)._p)


def _drop_empty_questions(document: Any) -> None:
    table = document.tables[1]
    for row in list(table._tbl.tr_lst)[2:]:
        table._tbl.remove(row)
    cell(document, "Language").text = PRACTICE["Language"]


DONE: dict[str, Callable[[Any], None]] = {
    "sections were moved": _move_sections,
    "help was deleted": _drop_help,
    "styles were lost": _lose_styles,
    "styles have French names": _french_names,
    "headings lost their style": _plain_headings,
    "rows were added": _add_rows,
    "a column was added": _add_column,
    "label and answer were merged": _merge_label_and_answer,
    "labels are in capitals, with other blanks": _smart_labels,
    "two tables became one": _join_tables,
    "its properties are gone": _rename_properties,
    "nothing says what it is but its title": _no_facts,
    "it has been sent back before": _problems_of_last_time,
}


@pytest.mark.parametrize("name", DONE)
def test_what_people_do_in_word_changes_no_answer(name: str) -> None:
    """All is read as from the form that nobody touched."""
    document = filled_practice()
    before, _ = practice_in(document)
    DONE[name](document)
    after, found = practice_in(document)
    assert found == [] and (after.data, after.sections) == (before.data, before.sections)


def test_labels_may_be_in_the_language_of_the_entry() -> None:
    """As far as the program has words for them: headings of sections in French."""
    from macros.giving.names import Names
    from macros.giving.word.package import open_package
    from macros.giving.word.read import read_form
    from tests.community import second_library

    document = filled_practice()
    one = heading(document, "What was done")
    one.text = "Ce qui a été fait"
    package = open_package(saved(document))
    assert not isinstance(package, str)
    drafts, found = read_form(package, "form.docx", Names(second_library()), "fr")
    assert found == [] and "what_was_done" in drafts[-1].sections


def test_a_merged_cell_goes_on_below() -> None:
    """One source for two rows of a table."""
    document = filled_practice()
    table = table_below(document, "Sources")
    table.cell(2, 1).text = "p. 2"
    table.cell(1, 0).merge(table.cell(2, 0))
    practice, found = practice_in(document)
    assert found == []
    assert [one["locator"] for one in practice.data["sources"]] == ["p. 1", "p. 2"]
    assert len({one["source"] for one in practice.data["sources"]}) == 1


def test_several_values_may_be_typed_or_listed() -> None:
    """One to a line, with a semicolon, or as a list."""
    document = filled_practice()
    target = cell(document, "Countries")
    target.text = "• România [romania]; România"
    assert practice_in(document)[0].data["countries"] == ["romania", "romania"]
    target.text = "România"
    target.add_paragraph("România", style="List Bullet")
    assert practice_in(document)[0].data["countries"] == ["romania", "romania"]


def _unknown_heading(document: Any) -> None:
    document.paragraphs[-1].insert_paragraph_before("Ce mai e", style="Heading 1")
    document.paragraphs[-1].insert_paragraph_before("Text.")


def _unknown_label(document: Any) -> None:
    cells = document.tables[0].add_row().cells
    cells[0].text, cells[1].text = "Titel", "Ceva"


def _text_between(document: Any) -> None:
    heading(document, "Sources")._p.getnext().addnext(document.add_paragraph("Vezi anexa.")._p)


def _text_box(document: Any) -> None:
    _runs(
        _problem(document),
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>În casetă</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    )


def _footnote(document: Any) -> None:
    _runs(_problem(document), '<w:r><w:footnoteReference w:id="2"/></w:r>')


def _formula(document: Any) -> None:
    _problem(document)._p.append(
        parse_xml('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r/></m:oMath>')
    )


def _hidden(document: Any) -> None:
    _problem(document).add_run("ascuns").font.hidden = True


def _nested(document: Any) -> None:
    cell(document, "Title").add_table(1, 1).cell(0, 0).text = "Ceva"


def _strange_table(document: Any) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "x"
    heading(document, "Sources")._p.getnext().addnext(table._tbl)


def _across(document: Any) -> None:
    table = table_below(document, "Sources")
    table.cell(2, 1).merge(table.cell(2, 2)).text = "p. 3"


def _twice(document: Any) -> None:
    heading(document, "Context")._p.addprevious(copy.deepcopy(heading(document, "Problem")._p))


def _answered_twice(document: Any) -> None:
    document.tables[0]._tbl.addnext(copy.deepcopy(document.tables[0]._tbl))


def _picture(document: Any) -> None:
    _runs(
        _problem(document),
        '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>',
    )


def _comment(document: Any) -> None:
    document.add_comment(_problem(document).runs[0], "De ce?", author="")


NAMED: dict[str, tuple[Callable[[Any], None], str]] = {
    "a heading of their own": (_unknown_heading, 'form.docx, Ce mai e: no heading of the form is called "Ce mai e"'),
    "a label of their own": (
        _unknown_label,
        'form.docx, What must be filled in, Titel: nothing is asked under "Titel"; did you mean "Title"?',
    ),
    "text where nothing is asked": (_text_between, "form.docx, Sources, paragraph 1: nothing is asked here"),
    "text in a box": (_text_box, 'form.docx, Problem, paragraph 1: text in a box isn\'t read: "În casetă"'),
    "a footnote": (_footnote, "form.docx, Problem, paragraph 1: a footnote isn't read"),
    "a formula": (_formula, "form.docx, Problem, paragraph 1: a formula isn't read"),
    "hidden text": (_hidden, 'form.docx, Problem, paragraph 1: hidden text isn\'t read: "ascuns"'),
    "a table in a cell": (_nested, "form.docx, What must be filled in, Title: a table within a table isn't read"),
    "a table of their own": (
        _strange_table,
        "form.docx, Sources, table 1: this table has none of the form's labels",
    ),
    "cells merged across": (_across, "form.docx, Sources, row 2, Where in the source: nothing is asked under"),
    "a section twice": (_twice, 'form.docx, Problem: "Problem" stands here a second time'),
    "an answer twice": (_answered_twice, 'Title: "Title" is answered here a second time'),
    "a picture": (_picture, "form.docx, Problem, paragraph 1: warning: a picture isn't taken"),
    "a comment": (_comment, "form.docx: warning: holds 1 comments, which aren't read"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_understood_is_named_where_it_stands(name: str) -> None:
    """Never dropped without a word; the rest is read."""
    change, words = NAMED[name]
    document = filled_practice()
    change(document)
    practice, found = practice_in(document)
    assert [one for one in found if words in one], found
    assert practice.data["title"] == PRACTICE["Title"]


def test_a_file_of_another_kind_is_told() -> None:
    """With the command that makes a form."""
    from docx import Document

    document = Document()
    document.add_paragraph("Proces-verbal")
    drafts, found = read(saved(document))
    assert drafts == [] and "was not made by this program" in str(found[0])


def test_a_form_names_its_version() -> None:
    """In its properties, and in words that every program keeps."""
    document = filled_practice()
    assert re.fullmatch(r"Form of type=practice version=[0-9a-f]{8}", document.core_properties.keywords)
    assert document.paragraphs[-1].text == document.core_properties.keywords
    assert document.core_properties.author == "" and abs(document.sections[0].page_width - Cm(21)) < 1000


def test_a_form_with_the_labels_of_an_older_one_is_read() -> None:
    """Labels that have become plainer since."""
    document = filled_practice()
    for table in document.tables:
        for row in table.rows:
            for one in row.cells:
                label = one.paragraphs[0]
                if label.text in ("Where in the source", "How it was verified", "How it was verified *"):
                    label.text = label.text.replace("Where in the source", "Locator")
                    label.text = label.text.replace("How it was verified", "Verification")
    drafts, found = read(saved(document))
    by_type = {draft.type_name: draft.data for draft in drafts}
    assert by_type["source"]["verification"] == "citit" and by_type["practice"]["sources"][0]["locator"] == "p. 1"
    assert found == []
