"""Word forms of the second community, filled as people fill them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document

from macros.giving.draft import Draft
from macros.giving.found import Found
from macros.giving.names import Names
from macros.giving.word.package import open_package
from macros.giving.word.read import read_form
from macros.giving.word.write import make_document
from tests.community import second_library

PRACTICE = {
    "Title": "Semințe la schimb în piață",
    "Summary": "Vecinii au adus semințe de acasă și au plecat cu altele.",
    "Language": "ro",
    "Countries": "România",
    "Validation level": "samanta",
}
TEXTS = {"Problem": ["Semințele bune se pierdeau."], "What was done": ["1. S-a pus o masă.", "2. S-a făcut schimb."]}
SOURCE = {
    "Title": "Procesul-verbal al schimbului",
    "Summary": "Ce s-a hotărât la masa cu semințe din piață.",
    "Kind": "minuta",
    "How it was verified": "citit",
}


@cache
def empty_form(type_name: str = "practice", entry: str = "") -> bytes:
    """The form of a type, as it comes from the program."""
    return saved(make_document(second_library(), type_name, entry=entry))


def saved(document: Any) -> bytes:
    """A document as a file."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def opened(content: bytes | None = None) -> Any:
    """A form as python-docx has it; the empty one of a practice unless given."""
    return Document(BytesIO(content or empty_form()))


def heading(document: Any, words: str) -> Any:
    """The heading that says something."""
    return next(one for one in document.paragraphs if one.text.rstrip(" *") == words and one.style.name != "Normal")


def write_below(document: Any, words: str, texts: Sequence[str], style: str | None = None) -> list[Any]:
    """Write paragraphs below a heading and its help."""
    help_line = heading(document, words)._p.getnext()
    made = []
    for text in reversed(texts):
        paragraph = document.add_paragraph(text, style=style)
        help_line.addnext(paragraph._p)
        made.insert(0, paragraph)
    return made


def cell(document: Any, label: str, table: int | None = None) -> Any:
    """The cell that answers a label: in the first table that has it, or in one of a number."""
    tables = document.tables if table is None else [document.tables[table]]
    for one in tables:
        for row in one.rows:
            if row.cells[0].paragraphs[0].text.rstrip(" *") == label:
                return row.cells[-1]
    raise LookupError(label)


def table_below(document: Any, words: str) -> Any:
    """The first table below a heading."""
    element = heading(document, words)._p
    while element is not None and not element.tag.endswith("}tbl"):
        element = element.getnext()
    return next(one for one in document.tables if one._tbl is element)


def filled_practice() -> Any:
    """A practice with a new source, as the workbook of `test_receive` has it."""
    document = opened()
    for label, answer in PRACTICE.items():
        cell(document, label).text = answer
    for words, texts in TEXTS.items():
        write_below(document, words, texts)
    source = table_below(document, "Sources").rows[1].cells
    source[0].text, source[1].text = SOURCE["Title"], "p. 1"
    fill_card(table_below(document, "New: Source"), SOURCE)
    return document


def fill_card(table: Any, answers: Mapping[str, str]) -> None:
    """Fill in a table of labels and answers."""
    for row in table.rows:
        label = row.cells[0].paragraphs[0].text.rstrip(" *")
        if label in answers:
            row.cells[-1].text = answers[label]


def read(content: bytes) -> tuple[list[Draft], list[Found]]:
    """What a form says."""
    package = open_package(content)
    assert not isinstance(package, str), package
    library = second_library()
    return read_form(package, "form.docx", Names(library), library.settings.language)


def practice_in(document: Any) -> tuple[Draft, list[str]]:
    """The practice that a document says, and what was found wrong, as it is printed."""
    drafts, found = read(saved(document))
    return next(draft for draft in drafts if draft.type_name == "practice"), [str(one) for one in found]
