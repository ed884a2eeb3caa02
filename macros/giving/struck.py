"""Words struck out in cells of a workbook; a cell that is struck out whole says so by its font."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHARED = "xl/sharedStrings.xml"
_MARK = b"strike"
_EXCERPT = 60

Struck = tuple[str, str]
"""What stays of a text without the words that are struck out, and these words."""


def struck_in(content: bytes, path: str) -> Mapping[str, Struck]:
    """The cells of a sheet in which some words are struck out, by their names: `D6`.

    Args:
        content: of the workbook, known to be sound.
        path: of the sheet's part in it.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = set(packed.namelist())
        strings = packed.read(_SHARED) if _SHARED in names else b""
        sheet = packed.read(path)
    shared = dict(_shared(strings)) if _MARK in strings else {}
    if not shared and _MARK not in sheet:
        return {}
    found: dict[str, Struck] = {}
    for cell in _each(sheet, f"{_MAIN}c"):
        inline, value = cell.find(f"{_MAIN}is"), cell.findtext(f"{_MAIN}v", "")
        one = _split(inline) if inline is not None else None
        if cell.get("t") == "s" and value.isdigit():
            one = shared.get(int(value))
        if one:
            found[cell.get("r", "")] = one
    return found


def struck_out(words: str) -> str:
    """That words are struck out and not taken."""
    said = " ".join(words.split())
    return f'struck-out words aren\'t taken: "{said[:_EXCERPT]}"; write them without the line if they are meant'


def _shared(content: bytes) -> Iterator[tuple[int, Struck]]:
    for number, one in enumerate(_each(content, f"{_MAIN}si")):
        split = _split(one)
        if split:
            yield number, split


def _each(content: bytes, tag: str) -> Iterator[Any]:
    """The elements of one name, one after the other; none of them stays in memory."""
    for _, element in etree.iterparse(BytesIO(content), tag=tag, resolve_entities=False, no_network=True):
        yield element
        element.clear()


def _split(text: Any) -> Struck | None:
    """A text of runs in its two parts; None where nothing in it is struck out."""
    kept: list[str] = []
    struck: list[str] = []
    for run in text.iter(f"{_MAIN}r"):
        line = run.find(f"{_MAIN}rPr/{_MAIN}strike")
        out = line is not None and line.get("val", "1") not in ("0", "false")
        (struck if out else kept).append(run.findtext(f"{_MAIN}t", ""))
    return ("".join(kept), "".join(struck)) if struck else None
