"""The runs of a paragraph as pieces with looks; what isn't text is noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.giving.word.package import R, W
from macros.giving.word.prose import Piece, TooLongError
from macros.giving.word.styles import Styles, is_on

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OUT = {f"{W}del", f"{W}moveFrom"}
_IN = {f"{W}ins", f"{W}moveTo"}
_PICTURE = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_SIGNS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " ", "\u2011": "-"}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)
"""Signs by which programs break lines, as what they stand for."""
_HIGH = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_EXCERPT = 60
_RUNS = 50_000
"""Runs of a file: parts of its text that each have looks of their own."""
_NESTED = 20
"""Fields within each other."""


@dataclass
class _Field:
    """A field that has begun: what it asks for, until what it shows begins."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    link: str = ""


@dataclass
class _Reading:
    """A paragraph while it is read."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictures: int = 0


class Runs:
    """Reads the paragraphs of a file one after the other, since a field may go over several."""

    def __init__(self, styles: Styles, links: Mapping[str, str]) -> None:
        self.tracked = False
        """Whether changes were tracked in what was read so far."""
        self._styles = styles
        self._links = links
        self._fields: list[_Field] = []
        self._count = self._hiding = 0
        """Fields of which what they ask for is being read, not what they show."""

    def read(self, paragraph: Any) -> tuple[tuple[Piece, ...], tuple[str, ...], int]:
        """The pieces of a paragraph, what in it isn't read, and how many pictures it has."""
        reading = _Reading()
        self._all(paragraph, reading, "")
        return tuple(reading.pieces), tuple(dict.fromkeys(reading.notes)), reading.pictures

    def _all(self, holder: Any, reading: _Reading, link: str) -> None:
        for element in holder:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, reading, link)
            elif tag in _OUT:
                self.tracked = True
            elif tag in _IN:
                self.tracked = True
                self._all(element, reading, link)
            elif tag == f"{W}hyperlink":
                self._all(element, reading, self._links.get(element.get(f"{R}id", ""), ""))
            elif tag == _MATHS or tag == f"{_MATHS}Para":
                reading.notes.append("a formula isn't read; write it as text")
            elif tag not in (f"{W}pPr", f"{W}rPr", f"{W}sdtPr", _FALLBACK) and isinstance(tag, str):
                self._all(element, reading, link)

    def _run(self, run: Any, reading: _Reading, link: str) -> None:
        self._count += 1
        if self._count > _RUNS:
            raise TooLongError
        hidden = is_on(run, "rPr/vanish")
        for part in run:
            text = self._text(part, reading)
            if not text or self._hiding:
                continue
            if hidden:
                if text.strip():
                    reading.notes.append(f'hidden text isn\'t read: "{text.strip()[:_EXCERPT]}"')
                continue
            reading.pieces.append(self._piece(run, text, link or self._field_link()))

    def _piece(self, run: Any, text: str, link: str) -> Piece:
        place = run.find(f"{W}rPr/{W}vertAlign")
        high = place.get(f"{W}val", "") if place is not None else ""
        moved = text.translate(_HIGH if high == "superscript" else _LOW)
        text = moved if high in ("superscript", "subscript") and re.fullmatch(r"[\d+=()n-]+", text) else text
        named = run.find(f"{W}rPr/{W}rStyle")
        style = self._styles.of(named.get(f"{W}val", "")) if named is not None else None
        bold, italic = (
            is_on(run, f"rPr/{tag}") or (by_style and run.find(f"{W}rPr/{W}{tag}") is None)
            for tag, by_style in (("b", style is not None and style.bold), ("i", style is not None and style.italic))
        )
        return Piece(text, bold, italic, is_on(run, "rPr/strike") or is_on(run, "rPr/dstrike"), link)

    def _text(self, part: Any, reading: _Reading) -> str:
        tag = part.tag.removeprefix(W) if isinstance(part.tag, str) else ""
        if tag == "t":
            return (part.text or "").translate(_SIGNS)
        if tag in ("br", "cr"):
            return "\n" if part.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        if tag in ("tab", "ptab"):
            return " "
        if tag == "noBreakHyphen":
            return "-"
        if tag == "fldChar":
            self._at_field(part.get(f"{W}fldCharType", ""))
        elif tag == "instrText" and self._fields:
            self._fields[-1].code.append(part.text or "")
        elif tag == "sym":
            reading.notes.append("a sign of a font for symbols isn't read; write it in words")
        elif tag in ("footnoteReference", "endnoteReference"):
            reading.notes.append("a footnote isn't read; write its text into the paragraph")
        elif tag in ("drawing", "pict", "AlternateContent") or tag.endswith("}AlternateContent"):
            self._drawing(part, reading)
        return ""

    def _drawing(self, part: Any, reading: _Reading) -> None:
        words = " ".join("".join(_words(box)) for box in part.iter(f"{W}txbxContent") if not _is_fallback(box)).strip()
        if words:
            reading.notes.append(
                f'text in a box isn\'t read: "{words[:_EXCERPT]}"; write it into the paragraphs or the table'
            )
        reading.pictures += any(True for name in _PICTURE for _ in part.iter(name))

    def _at_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
            self._hiding += 1
            if len(self._fields) > _NESTED:
                raise TooLongError
        elif kind == "separate" and self._fields and not self._fields[-1].shows:
            last = self._fields[-1]
            match = _ADDRESS.search("".join(last.code))
            last.shows, last.link = True, match[1] if match else ""
            self._hiding -= 1
        elif kind == "end" and self._fields:
            self._hiding -= not self._fields.pop().shows

    def _field_link(self) -> str:
        return next((one.link for one in reversed(self._fields) if one.link), "")


def _words(box: Any) -> Iterator[str]:
    for text in box.iter(f"{W}t"):
        yield text.text or ""


def _is_fallback(element: Any) -> bool:
    return any(one.tag == _FALLBACK for one in element.iterancestors())
