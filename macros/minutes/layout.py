"""What each piece of minutes is (heading, field, item, row, text), and what its section is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from macros.minutes.line import Line
from macros.minutes.marks import Label, about, alternatives, key_of, label_of, mark_of, section_of
from macros.minutes.wording import Wording

_HEADING_LENGTH = 90
_TERMINATED = re.compile(r"[.;,!?]$")
_FINDING_COLUMNS = ("action", "agreement", "recommendation", "open")
_NO_FIELDS = ("WHO",)
"""Short forms of organisations that are words for a field too."""
_LISTED = ("actions", "agreements", "recommendations", "open", "messages")


@dataclass(frozen=True)
class Piece:
    """A paragraph, an item or a row, and what is known of it by where it stands."""

    line: Line
    kind: str
    """`heading`, `field`, `row`, `item` or `text`."""
    text: str
    """Without its bullet, number, label or key."""
    mark: str = ""
    """Its bullet or number."""
    section: str = ""
    """What its section is about: `actions`, `attendance`, …; empty for anything else."""
    under: str = ""
    """The nearest heading, as it is written."""
    label: Label | None = None
    """What it says it is."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Of a field, its one value by what it is; of a row of a table, its cells by what their columns hold."""


def layout(lines: Sequence[Line], words: Wording) -> list[Piece]:
    """Pieces of minutes, in order.

    Args:
        lines: put together by `paragraphs`.
        words: of their languages.
    """
    return list(_Layout(lines, words).pieces())


class _Layout:
    def __init__(self, lines: Sequence[Line], words: Wording) -> None:
        self._lines, self._words = lines, words
        self._section, self._level, self._under = "", 0, ""
        self._columns: list[str] = []
        self._table = -1
        self._counted = 0
        """Number of the last item of the agenda."""

    def pieces(self) -> Iterator[Piece]:
        """Each line as what it is."""
        for number, line in enumerate(self._lines):
            cells = line.cells or _cells_in(line.text)
            if cells:
                yield self._row(line, cells, number)
                continue
            self._columns = []
            yield self._piece(line, number)

    def _row(self, line: Line, cells: tuple[str, ...], number: int) -> Piece:
        if line.table != self._table or not line.table:
            if line.table or not self._lines[number - 1].text.count("|"):
                self._columns = []
            self._table = line.table
        head = self._head(cells)
        if head:
            self._columns = head
            return Piece(line, "heading", line.text, section="columns", under=self._under)
        filled = [cell for cell in cells if cell]
        if not self._columns and len(filled) == 2:
            key = self._field_of(filled[0])
            if key:
                return Piece(
                    line, "field", filled[1], section=self._section, under=self._under, fields={key: filled[1]}
                )
        if self._columns and len(cells) == len(self._columns) + 1 and re.fullmatch(r"\d{1,3}\.?", cells[0]):
            cells = cells[1:]
        found: dict[str, str] = {}
        for name, cell in zip(self._columns, cells, strict=False):
            if name and cell:
                found[name] = f"{found[name]}, {cell}" if name in found else cell
        return Piece(line, "row", line.text, section=self._section, under=self._under, fields=found)

    def _head(self, cells: Sequence[str]) -> list[str]:
        """What the columns of a table hold, when these are its heads; at least two of them must be known."""
        names = [self._column_of(cell) for cell in cells]
        known = [name for name in names if name]
        if len(known) < 2 or not set(known) - {"number", "when"}:
            return []
        if any(len(cell.split()) > 6 for cell in cells):
            return []
        return names

    def _column_of(self, cell: str) -> str:
        keys = alternatives(cell)
        for part in [*keys, *(re.sub(r"^(?:n[or]\.?|#)\s+", "", key) for key in keys)]:
            for group in (self._words.columns, self._words.fields):
                for name, pattern in group.items():
                    if pattern.fullmatch(part.rstrip(":").strip()) and name not in ("date", "place", "conveners"):
                        return "drop" if name == "persons" else name
        return ""

    def _field_of(self, words: str) -> str:
        """What a word before a colon says that follows."""
        for part in alternatives(words.rstrip(": ")) if words.strip() not in _NO_FIELDS else ():
            for name, pattern in self._words.fields.items():
                if pattern.fullmatch(part):
                    return name
            for name in ("attendance", "absent"):
                if re.fullmatch(rf"(?:{self._words.headings[name].pattern})(?: [a-z]+){{0,4}}", part):
                    return name
        return ""

    def _piece(self, line: Line, number: int) -> Piece:
        label = label_of(self._words, line.text)
        mark = mark_of(line.text)
        if label is None and mark.sign:
            label = label_of(self._words, mark.rest)
        text = mark.rest
        if label is not None and (label.rest or label.kind == "lead"):
            return Piece(line, "item", label.rest, mark.sign, self._section, self._under, label)
        if self._section == "agenda" and self._agenda_is_over(line, mark.sign, text):
            self._enter("", line, mark.sign, text)
            if mark.sign:
                return Piece(line, "heading", text, mark.sign, "", text)
        section = section_of(self._words, text.removesuffix(":")) or (
            section_of(self._words, line.text) if not mark.sign else ""
        )
        if section:
            self._enter(section, line, mark.sign, text)
            return Piece(line, "heading", text.removesuffix(":").strip(), mark.sign, section, text)
        key = key_of(text)
        if key and not line.heading:
            name = self._field_of(key[0])
            in_head = section_of(self._words, key[0])
            if name or in_head in _LISTED:
                return self._field(line, name or in_head, key, mark.sign)
        if self._is_heading(line, text, mark.sign, number):
            self._enter(about(self._words, text) if number else "", line, mark.sign, text)
            return Piece(line, "heading", text, mark.sign, self._section, text)
        if line.gap and not mark.sign and not line.item and self._level == 9:
            self._section = ""
        kind = "item" if mark.sign or line.item else "text"
        return Piece(line, kind, text, mark.sign, self._section, self._under)

    def _agenda_is_over(self, line: Line, sign: str, text: str) -> bool:
        """Whether the agenda's numbers begin again, or sentences follow it."""
        if sign.isdigit():
            before, self._counted = self._counted, int(sign)
            return int(sign) <= before
        return not sign and not line.item and len(text) > _HEADING_LENGTH and text.endswith(".")

    def _field(self, line: Line, name: str, key: tuple[str, str], sign: str) -> Piece:
        if not key[1] or name in _LISTED:
            self._section, self._level, self._under = name, 9, key[0]
        if name in _LISTED and key[1]:
            return Piece(line, "item", mark_of(key[1]).rest, sign, name, self._under)
        return Piece(line, "field", key[1], sign, self._section, self._under, fields={name: key[1]})

    def _is_heading(self, line: Line, text: str, sign: str, number: int) -> bool:
        if line.heading:
            return True
        if line.item or len(text) > _HEADING_LENGTH or _TERMINATED.search(text) or sign == "-" or len(text) < 3:
            return False
        letters = [char for char in text if char.isalpha()]
        if len(letters) > 3 and sum(char.isupper() for char in letters) > 0.8 * len(letters):
            return True
        below = self._lines[number + 1] if number + 1 < len(self._lines) else None
        if not sign and line.gap and below is not None and mark_of(below.text).sign and about(self._words, text):
            return True
        if not sign and text[0].isupper() and line.gap and below is not None and below.gap:
            return len(text.split()) <= 8
        if not re.fullmatch(r"(?:\d{1,2}|[lI]|[IVX]{1,5})", sign):
            return False
        above = self._lines[number - 1] if number else None
        counted = [bool(one and re.fullmatch(r"\d{1,2}|[lIVX]{1,5}", mark_of(one.text).sign)) for one in (above, below)]
        return below is not None and not counted[1] and not (counted[0] and not line.gap)

    def _enter(self, section: str, line: Line, sign: str, text: str) -> None:
        """Begin a section, or go on with the one around it, where a heading lies below its."""
        level = line.heading or (8 if text.endswith(":") else len(sign.split(".")) if sign[:1].isdigit() else 1)
        if not section and self._section and level > self._level:
            self._under = text
            return
        self._section, self._level, self._under, self._counted = section, level, text, 0


def _cells_in(text: str) -> tuple[str, ...]:
    """Cells of a line that is a row of a table, though its file doesn't say so."""
    if text.count("|") < 1 or "||" in text:
        return ()
    return tuple(cell.strip() for cell in text.strip().strip("|").split("|"))


def is_finding_row(piece: Piece) -> str:
    """What kind of finding a row of a table is; empty for none."""
    return next((name for name in _FINDING_COLUMNS if name in piece.fields), "") if piece.kind == "row" else ""


def key_pieces(pieces: Sequence[Piece], name: str) -> Iterator[Piece]:
    """Fields of one kind that have a value."""
    return (piece for piece in pieces if piece.fields.get(name) and piece.kind == "field")
