"""What a meeting was: its title, days, place, who called it, what was on, which questions it followed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from macros.minutes.dates import Dates
from macros.minutes.layout import Piece, key_pieces
from macros.minutes.line import Line
from macros.minutes.organisations import Organisations
from macros.minutes.wording import Wording, fold

_HEAD = 14
"""Pieces at the beginning in which a meeting says what it is."""
_WORDS = 4
"""Words from which a line is a title; shorter ones before it are a letterhead."""
_TITLE = 100
"""Characters of a title."""
_PLACE_THEN_DAY = re.compile(
    r"^(?:(?:held (?:at|in)|at|in|a|la)\s+)?([^\W\d_][\w' .-]{1,40}?)\s*(?:,|\bon\b|\bdu\b|\ble\b|\bla\b|\bpe\b)"
)
_LEADING_HOURS = re.compile(r"^[\d.:h ]+[-–—][\d.:h ]+\|?\s*")
_ALONE = re.compile(r"[^\W\d_][\w'-]+(?: [^\W\d_][\w'-]+)? ")
_DAY_THEN_PLACE = re.compile(r"^,?\s+(?:\bin\s+|\ba\s+|\bla\s+)?([^\W\d_][\w' -]{2,40})\s*$")
_NUMBERS = {"l": "1", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
"""Roman numbers, and a 1 that was scanned as a letter, as figures."""


@dataclass(frozen=True)
class Said:
    """Something that minutes say of the meeting, with the line that says it."""

    text: str
    line: Line


@dataclass
class Asked:
    """A guiding question and what was answered."""

    question: Said
    answers: list[Said] = field(default_factory=list)


@dataclass
class Lead:
    """A theme with its questions."""

    title: Said
    questions: list[Asked] = field(default_factory=list)


def title_of(pieces: Sequence[Piece], words: Wording, dates: Dates) -> Said | None:
    """What the minutes call themselves: their first line, with the second where only that says what they are."""
    head = [
        replace(piece, line=replace(piece.line, text=text))
        for piece in _before_sections(pieces)
        for text in [_without_day(piece.line.text, words, dates)]
        if text and not piece.fields
    ]
    if not head:
        return None
    minutes = words.headings["minutes"]
    long = [
        n for n, piece in enumerate(head) if len(piece.line.text.split()) >= _WORDS or minutes.search(fold(piece.text))
    ]
    head = head[long[0] if long else 0 :]
    first = head[0].line
    more = head[1].line if len(head) > 1 else None
    if more and minutes.search(fold(more.text)) and not minutes.search(fold(first.text)):
        both = f"{first.text.rstrip(' :')}: {more.text}"
        if len(both) <= _TITLE:
            return Said(both, first)
    if more and minutes.fullmatch(fold(first.text)):
        both = f"{first.text} {more.text}" if more.text[0].islower() else more.text
        return Said(both[:_TITLE], first if more.text[0].islower() else more)
    return Said(first.text.rstrip(" :"), first) if len(first.text) <= _TITLE else None


def _without_day(text: str, words: Wording, dates: Dates) -> str:
    """A line up to the day that it names, and without the weekday before it."""
    found = dates.find(text)
    if not found:
        return text
    before = text[: found[0].start]
    day = words.weekdays.search(fold(before))
    return re.sub(
        r"(?:[\s,;:(–-]+|\b(?:on|of|le|du|din|la|held|from|de)\s*)+$", "", before[: day.start()] if day else before
    )


def _before_sections(pieces: Sequence[Piece]) -> list[Piece]:
    found = []
    for piece in pieces[:_HEAD]:
        if piece.section and piece.kind != "field":
            break
        if piece.kind in ("heading", "text") and len(piece.text) <= 160:
            found.append(piece)
    return found


def days_of(
    pieces: Sequence[Piece], dates: Dates
) -> tuple[datetime.date | None, datetime.date | None, str, Said | None]:
    """First and last day; what the minutes say where they name no full day; the line."""
    places = [*((piece.fields["date"], piece) for piece in key_pieces(pieces[: 3 * _HEAD], "date"))]
    places += [
        (piece.line.text, piece)
        for piece in pieces[:_HEAD]
        if piece.label is None and piece.kind != "row" and "sent" not in piece.fields
    ]
    note: tuple[str, Said] | None = None
    for text, piece in places:
        for one in dates.find(text):
            if one.first and one.last and (note is None or _reads(note[0], one.first)):
                return one.first, one.last, "", Said(one.words, piece.line)
            if note is None and one.why in ("ambiguous", "no year"):
                note = one.words, Said(one.words, piece.line)
    return (None, None, *note) if note else (None, None, "", None)


def _reads(words: str, day: datetime.date) -> bool:
    """Whether a day can be what words with one of two readings, or without a year, mean."""
    figures = {int(figure) for figure in re.findall(r"\d{1,2}(?!\d)(?<!\d\d\d)", words)}
    return day.day in figures


def place_of(pieces: Sequence[Piece], words: Wording, dates: Dates) -> Said | None:
    """Where it was."""
    for piece in key_pieces(pieces[: 3 * _HEAD], "place"):
        return Said(piece.fields["place"], piece.line)
    for piece in pieces[:_HEAD]:
        found = dates.find(piece.line.text) if not piece.fields and piece.label is None else []
        if found and len(piece.line.text) < 120:
            before, after = piece.line.text[: found[0].start], piece.line.text[found[0].end :]
            match = _PLACE_THEN_DAY.match(fold(before)) or None
            named = match[1].strip() if match else ""
            own = words.weekdays.search(named) or words.headings["minutes"].search(named)
            if match and named and len(named.split()) <= 3 and not own:
                return Said(before[match.start(1) : match.end(1)].strip(), piece.line)
            if _ALONE.fullmatch(fold(before)) and not words.weekdays.search(fold(before)) and not after.strip(" ."):
                return Said(before.strip(), piece.line)
            later = _DAY_THEN_PLACE.match(fold(after))
            if later:
                return Said(after[later.start(1) : later.end(1)].strip(), piece.line)
    return None


def conveners_of(pieces: Sequence[Piece], words: Wording, organisations: Organisations) -> dict[str, Line]:
    """Organisations of the library that called the meeting, with the line that says so."""
    found: dict[str, Line] = {}
    pattern = words.fields["conveners"]
    for piece in pieces[: 3 * _HEAD]:
        text = piece.fields.get("conveners", "")
        begins = re.match(rf"(?:{pattern.pattern})\s", fold(piece.line.text))
        if begins and not text and not re.search(r"\bchair|\bpres", begins[0]):
            text = piece.line.text
        for one in organisations.known(text):
            found.setdefault(one.id, piece.line)
    return found


def agenda_of(pieces: Sequence[Piece]) -> list[Said]:
    """What was on: the items of an agenda, or else the numbered headings."""
    listed = [
        Said(piece.fields.get("agenda") or _LEADING_HOURS.sub("", piece.text), piece.line)
        for piece in pieces
        if piece.section == "agenda" and piece.kind in ("item", "row") and piece.text
    ]
    if listed:
        return listed
    numbered = [
        piece for piece in pieces if piece.kind == "heading" and re.fullmatch(r"\d{1,2}|[lIVX]{1,5}", piece.mark)
    ]
    counted = [_NUMBERS.get(piece.mark.lower(), piece.mark) for piece in numbered]
    in_order = counted == [str(number) for number in range(1, len(counted) + 1)]
    return [Said(piece.text, piece.line) for piece in numbered] if len(numbered) > 1 and in_order else []


def leads_of(pieces: Sequence[Piece]) -> tuple[list[Lead], set[int]]:
    """Themes with their questions and answers; and the pieces (by `id()`) that answer something."""
    leads: list[Lead] = []
    used: set[int] = set()
    current: Lead | None = None
    for piece in pieces:
        if piece.label is not None and piece.label.kind == "lead":
            current = Lead(Said(piece.text, piece.line))
            leads.append(current)
        elif piece.kind == "heading" and piece.section != "leads" and not _is_inner(piece):
            current = None
        elif current is not None and piece.kind in ("item", "text", "row"):
            if _is_question(piece):
                current.questions.append(Asked(Said(piece.text, piece.line)))
            elif current.questions:
                sign = "- " if piece.kind == "item" else ""
                current.questions[-1].answers.append(Said(sign + piece.text, piece.line))
                used.add(id(piece))
    return [lead for lead in leads if lead.title.text], used


def _is_question(piece: Piece) -> bool:
    asked = piece.label is not None and piece.label.kind == "question"
    return asked or bool(piece.text.rstrip().endswith("?") and re.search(r"\d", piece.mark))


def _is_inner(piece: Piece) -> bool:
    """Whether a heading only parts an answer."""
    return not piece.mark and not piece.line.heading and not piece.section
