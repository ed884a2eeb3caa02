"""Minutes as what they say: facts of the meeting, findings that are marked, and proposals, each with its line."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from macros.minutes.attendance import learn_bodies, learn_persons, taking_part
from macros.minutes.dates import Dates
from macros.minutes.details import DetailsReader
from macros.minutes.finding import DATE, DEFINITION, ORGANISATION, PRACTICE, Finding
from macros.minutes.follow_up import FollowUp, follow_ups
from macros.minutes.layout import Piece, layout
from macros.minutes.line import Line
from macros.minutes.mail import without_mail_head
from macros.minutes.meeting import Asked, Lead, Said, agenda_of, conveners_of, days_of, leads_of, place_of, title_of
from macros.minutes.organisations import Organisations
from macros.minutes.paragraphs import paragraphs
from macros.minutes.persons import Persons
from macros.minutes.prose import ProseFinder
from macros.minutes.structured import StructuredFinder
from macros.minutes.wording import fold, wording
from macros.model.library import Library

_ALIKE = 92
"""Likeness, of 100, from which two findings are one that stands twice."""
_COMPARED = 300
"""Findings before one that it is compared with."""
_BEGINNING = 30
"""Letters from which the beginning of a finding is the finding, cut where a page ended."""
_AGENDA_LENGTH = 200


@dataclass
class Minutes:
    """What minutes say; nothing in it names a person."""

    language: str
    title: Said | None = None
    started: datetime.date | None = None
    ended: datetime.date | None = None
    dates_note: str = ""
    dated: Said | None = None
    """The line that says when."""
    place: Said | None = None
    conveners: dict[str, Line] = field(default_factory=dict)
    participants: dict[str, Line] = field(default_factory=dict)
    """By id, with the line that names them."""
    agenda: list[Said] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    structured: list[Finding] = field(default_factory=list)
    proposed: list[Finding] = field(default_factory=list)
    """What sentences seem to say, organisations without an entry, days that can be read in two ways."""
    candidates: list[Finding] = field(default_factory=list)
    """Sentences that may belong to a definition or a practice."""
    followed_up: list[FollowUp] = field(default_factory=list)
    """What became of actions of earlier meetings that are named by their ids."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How many names, addresses and numbers of persons were dropped, by kind."""

    def of(self, kind: str) -> list[Finding]:
        """Findings of a kind that are marked as such."""
        return [one for one in self.structured if one.kind == kind]


def find_in(lines: Sequence[Line], library: Library, language: str = "") -> Minutes:
    """What minutes say.

    Args:
        lines: of the file, as `macros.minutes.file` reads them.
        library: its organisations and groups are known by their names.
        language: of the minutes; seen from their words unless given.
    """
    words = wording(language)
    text = "\n".join(line.text for line in lines)
    words = words if language else wording(spoken=words.languages_in(text))
    organisations, dates = Organisations.of(library, words), Dates(words)
    pieces = layout(paragraphs(without_mail_head(lines), words), words)
    persons = Persons(words, organisations, text)
    learn_bodies(pieces, organisations, persons, words)
    learn_persons(pieces, persons)
    reader = DetailsReader(words, organisations, persons, dates)
    marked = StructuredFinder(words, reader, persons).find(pieces)
    leads, answers = leads_of(pieces)
    taken = {id(piece) for piece, _ in marked}
    rest = [piece for piece in pieces if id(piece) not in taken]
    proposed = list(ProseFinder(words, reader, persons, organisations, dates).find(rest, answers))
    first, last, note, dated = days_of(pieces, dates)
    found = Minutes(language or words.language_of(text), started=first, ended=last, dates_note=note)
    found.dated = _without(dated, persons)
    found.title = _without(title_of(pieces, words, dates), persons)
    found.place = _without(place_of(pieces, words, dates), persons)
    found.conveners = {id: _line(line, persons) for id, line in conveners_of(pieces, words, organisations).items()}
    found.agenda = [_said(one, persons) for one in agenda_of(pieces) if len(one.text) <= _AGENDA_LENGTH]
    found.leads = [_lead(lead, persons) for lead in leads]
    found.structured = _once([finding for _, finding in marked])
    for one, piece in taking_part(pieces, organisations, persons, words):
        line = _line(piece.line, persons)
        if one.id:
            found.participants[one.id] = line
        else:
            proposed.append(Finding(ORGANISATION, persons.without(one.text), line.place, line.text))
    if found.title:
        said = found.title
        proposed += [
            Finding(ORGANISATION, one.text, said.line.place, said.line.text, (one.id,))
            for one in organisations.known(said.text)
        ]
    found.candidates = _once([one for one in proposed if one.kind in (DEFINITION, PRACTICE)])
    named = {*found.participants, ""}
    found.proposed = _once(
        one for one in proposed
        if one not in found.candidates and not (one.kind == ORGANISATION and one.owners and one.owners[0] in named)
    )  # fmt: skip
    found.proposed += _unclear_days(pieces, dates, persons)
    found.followed_up = follow_ups(lines, library, words, dates, persons)
    persons.note(line.text for line in lines)
    found.left_out = persons.counted()
    return found


def _unclear_days(pieces: Sequence[Piece], dates: Dates, persons: Persons) -> list[Finding]:
    """Days that can be read in two ways."""
    return [
        Finding(DATE, one.words, piece.line.place, persons.without(piece.line.text)[:400])
        for piece in pieces
        for one in dates.find(piece.line.text)
        if one.why in ("ambiguous", "not a day")
    ]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, with every place where it stands."""
    kept: list[Finding] = []
    folded: list[str] = []
    for one in findings:
        words = fold(one.text)
        for number in range(len(kept) - 1, max(-1, len(kept) - 1 - _COMPARED), -1):
            other = kept[number]
            if other.kind == one.kind and _alike(folded[number], words):
                longer = one if len(one.text) > len(other.text) * 1.1 else other
                places = other.place if one.place in other.place.split("; ") else f"{other.place}; {one.place}"
                kept[number] = replace(longer, place=places)
                break
        else:
            kept.append(one)
            folded.append(words)
    return kept


def _alike(one: str, other: str) -> bool:
    """Whether two folded texts say the same, or one is the beginning of the other."""
    first, second = sorted((one, other), key=len)
    return fuzz.ratio(first, second) >= _ALIKE or (len(first) >= _BEGINNING and second.startswith(first))


def _line(line: Line, persons: Persons) -> Line:
    return replace(line, text=persons.without(line.text), cells=())


def _said(one: Said, persons: Persons) -> Said:
    return Said(persons.without(one.text), _line(one.line, persons))


def _without(one: Said | None, persons: Persons) -> Said | None:
    return _said(one, persons) if one else None


def _lead(lead: Lead, persons: Persons) -> Lead:
    questions = [Asked(_said(q.question, persons), [_said(a, persons) for a in q.answers]) for q in lead.questions]
    return Lead(_said(lead.title, persons), questions)
