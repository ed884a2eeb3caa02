"""The Word file that goes back to whoever sent it: theirs, with what is wrong at the top and beside each answer.

What is put in has a style of its own and a mark, by which it isn't taken for an answer when the file comes again.
It is paragraphs rather than comments: every program shows them, on a phone and on paper too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

from macros.giving.found import NOTE, Found
from macros.giving.word.package import DOCUMENT, Package, W
from macros.giving.word.shape import PROBLEM, TOP
from macros.giving.word.spot import Spot

_RED = "8A1C1C"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LISTED = 200
"""Problems that are listed at the top."""


def write_answer(content: bytes, package: Package, found: Sequence[Found]) -> bytes:
    """A copy of a Word file with problems in it.

    Args:
        content: the file.
        package: its parts, whose body the spots of the problems stand in; it is changed.
        found: what is wrong.
    """
    style = _style_id(package)
    more = [f"… and {len(found) - _LISTED} more"] if len(found) > _LISTED else []
    for words in reversed([*_listed(found), *more]):
        package.body.insert(0, _paragraph(f"{NOTE}{words}", style))
    package.body.insert(0, _paragraph(f"{NOTE}{TOP}", style))
    for one in found:
        if isinstance(one.cell, Spot) and one.cell.element is not None:
            _put_beside(one.cell.element, _paragraph(f"{NOTE}{one.problem.message}", style))
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            said = parts.read(part)
            if part.filename == DOCUMENT:
                said = etree.tostring(
                    package.body.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
                )
            packed.writestr(part.filename, said)
    return made.getvalue()


def _listed(found: Sequence[Found]) -> Iterator[str]:
    for one in found[:_LISTED]:
        words = one.cell.place.partition(", ")[2] if isinstance(one.cell, Spot) else ""
        yield f"{words}: {one.problem.message}" if words else one.problem.message


def _put_beside(element: Any, paragraph: Any) -> None:
    """Into a cell at its end, else behind a paragraph or a table."""
    if element.tag == f"{W}tc":
        element.append(paragraph)
    else:
        element.addnext(paragraph)


def _style_id(package: Package) -> str:
    """The id of the form's style for what is wrong; empty where a file has lost it."""
    styles = package.styles.iter(f"{W}style") if package.styles is not None else ()
    for style in styles:
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val") == PROBLEM:
            return str(style.get(f"{W}styleId", ""))
    return ""


def _paragraph(words: str, style: str) -> Any:
    paragraph = etree.Element(f"{W}p")
    if style:
        etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", style)
    run = etree.SubElement(paragraph, f"{W}r")
    looks = etree.SubElement(run, f"{W}rPr")
    etree.SubElement(looks, f"{W}b")
    etree.SubElement(looks, f"{W}color").set(f"{W}val", _RED)
    text = etree.SubElement(run, f"{W}t")
    text.text = _CONTROL.sub(" ", words)
    text.set(_SPACE, "preserve")
    return paragraph
