"""Text and Markdown as lines."""

from __future__ import annotations

import codecs
import re

from macros.minutes.line import Line, UnreadableMinutesError, clean

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_FRAMED = re.compile(
    r"(?P<sign>\*{1,3}|={2,}|-{2,}|_{1,3}|~{2,}|\+{2,})\s*(?P<words>[^\s*=_~+-][^*=_~+]{2,88}?)\s*(?P=sign):?"
)
"""A heading of a text, with the same signs before and after it."""
_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:=_*+-]+")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2000}\)")
_LINE = re.compile(r"\r\n?|\n|\f")


def read_plain(content: bytes, *, markdown: bool) -> list[Line]:
    """The lines of a text.

    Args:
        content: UTF-8, or UTF-16 with its mark.
        markdown: whether `#`, `|`, `**` and links mean something.

    Raises:
        UnreadableMinutesError: when it is no such text.
    """
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableMinutesError("is no text in UTF-8; open it in an editor and save it as UTF-8") from None
    if "\0" in text:
        raise UnreadableMinutesError("holds bytes that no text has; save it as text, or give the file it was made from")
    return list(_lines(text, markdown))


def _lines(text: str, markdown: bool) -> list[Line]:
    found: list[Line] = []
    gap, table, before = False, 0, False
    for number, raw in enumerate(_LINE.split(text), start=1):
        row = _ROW.fullmatch(raw)
        if not raw.strip() or (_RULE.fullmatch(raw) and not raw.strip().isalnum()):
            gap = gap or not row
            continue
        heading = _HEADING.fullmatch(raw.strip()) if markdown else None
        framed = None if markdown else _FRAMED.fullmatch(raw.strip())
        raw = framed["words"] if framed else raw
        plain = _LINK.sub(r"\1", _MARKS.sub("", heading[2] if heading else raw)) if markdown else raw.replace("**", "")
        cells: tuple[str, ...] = ()
        if row or (plain.strip().count("\t") >= 1 and not markdown):
            sign = "|" if row else "\t"
            cells = tuple(clean(cell) for cell in plain.strip().strip("|").split(sign))
        table += bool(cells) and (not before or gap)
        text_of = clean(" | ".join(cells) if cells else plain)
        if text_of:
            level = len(heading[1]) if heading else 7 if framed else 0
            place = f"line {number}"
            found.append(Line(text_of, place, heading=level, cells=cells, table=table if cells else 0, gap=gap))
            before = bool(cells)
        gap = False
    return found
