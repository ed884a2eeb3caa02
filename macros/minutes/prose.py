"""What sentences seem to say: proposals for whoever knows the meeting, never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from macros.minutes.commitments import Commitments
from macros.minutes.dates import Dates
from macros.minutes.details import Details, DetailsReader
from macros.minutes.finding import ACTION, AGREEMENT, DEFINITION, OPEN, ORGANISATION, PRACTICE, RECOMMENDATION, Finding
from macros.minutes.layout import Piece
from macros.minutes.organisations import Organisations
from macros.minutes.persons import Persons
from macros.minutes.structured import made
from macros.minutes.wording import Wording, fold

_SENTENCE = re.compile(r"(?<=[.!?])[\"'»”)]?\s+(?=[\"'«“(]?[^\W\d_a-zß-öø-ÿăâîșțşţ])")
_SHORT_WORD = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|mr|mrs|ms|dr|prof|mme|mlle|dl|dna|nr|no|art|st|approx|cf|pp?|vol|fig|ing|hon|sf|sta?|sto|lic|sra?|dra|arq|abg|av|bd|min|max|tel|depto?|prov)\.$"
)
_SILENT = ("attendance", "absent", "agenda", "end", "columns")
"""Sections in which nothing is agreed."""
_LONGEST = 700
"""Characters of a sentence; what is longer is a list without full stops, and cut."""
_SHORT_FORM = re.compile(r"\b(?!(?:AOB|NB|AP|TOR|TOT|TBC|TBD)\b)[A-Z][A-Z&-]*[A-Z]s?\b")
"""A short form in capitals, as organisations have; not those that minutes have of their own."""
_ARROW = re.compile(r"\s*(?:-+>|=+>|→|⇒|➔|➜|>>+)\s*")
_SEVERAL = 3
"""Organisations in a sentence about who took part."""


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _SHORT_WORD.search(fold(found[-1][-12:])):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return [part.strip() for part in found if part.strip()]


class ProseFinder:
    """Finds what sentences seem to say."""

    def __init__(
        self, words: Wording, reader: DetailsReader, persons: Persons, organisations: Organisations, dates: Dates
    ) -> None:
        self._words, self._reader, self._persons = words, reader, persons
        self._organisations, self._dates = organisations, dates
        self._commitments = Commitments(words, organisations, persons, dates)

    def find(self, pieces: Sequence[Piece], answers: set[int]) -> Iterator[Finding]:
        """Proposals of pieces that are no findings themselves.

        Args:
            pieces: those that nothing was found in.
            answers: ids (`id()`) of those that answer guiding questions, where advice stands in its place already.
        """
        for piece in pieces:
            if piece.section in _SILENT or piece.kind not in ("text", "item", "field"):
                continue
            for sentence in self._told(piece.text if piece.kind != "field" else piece.line.text):
                sentence = sentence[:_LONGEST]
                kind = self._kind(_ARROW.sub(": ", sentence, count=1))
                if kind and not (id(piece) in answers and kind in (RECOMMENDATION, AGREEMENT)):
                    details = self._reader.of(sentence) if kind == ACTION else Details(sentence)
                    details.text = sentence
                    yield made(kind, details, piece, self._persons)
                yield from self._aside(sentence, piece)

    def _told(self, text: str) -> list[str]:
        """The sentences of a paragraph; one that only says something of the one before it, with that one."""
        told: list[str] = []
        for sentence in sentences(text):
            if told and self._words.signs["says_of_before"].search(fold(sentence)):
                told[-1] = f"{told[-1]} {sentence}"
            else:
                told += self._at_arrows(sentence)
        return told

    def _at_arrows(self, sentence: str) -> list[str]:
        """What stands before and behind an arrow; together where one of them is only who does the other."""
        parts = [part for part in _ARROW.split(sentence) if part.strip()]
        if len(parts) > 1 and any(self._commitments.is_only_who(part) for part in (parts[0], parts[-1])):
            return [sentence]
        return parts

    def _kind(self, sentence: str) -> str:
        signs, folded = self._words.signs, fold(sentence)
        if len(folded.split()) < 3 or (folded.endswith("?") and not signs["left_open"].search(folded)):
            return ""
        timed = bool(self._dates.find(sentence))
        if signs["left_open"].search(folded):
            return OPEN
        if signs["not_agreed"].search(folded):
            return ""
        agreed = signs["agreed"].search(folded)
        if agreed and not self._commitments.agreed_for_one(sentence, agreed.end()):
            return AGREEMENT
        if agreed or self._commitments.given(sentence):
            return ACTION
        if not signs["not_action"].search(folded):
            if self._commitments.undertaken(sentence):
                return ACTION
            advised = signs["recommended"].search(folded)
            strong = signs["strong"].search(folded)
            if timed and advised and (strong or self._names_one(sentence[: advised.start()])):
                return ACTION
        return RECOMMENDATION if signs["recommended"].search(folded) else ""

    def _names_one(self, text: str) -> bool:
        """Whether a text names an organisation: of the library, by how its name is made, or by a short form."""
        return bool(self._organisations.find(text) or _SHORT_FORM.search(text))

    def _aside(self, sentence: str, piece: Piece) -> Iterator[Finding]:
        folded = fold(sentence)
        for kind in (DEFINITION, PRACTICE):
            if self._words.signs[kind].search(folded):
                yield made(kind, Details(sentence), piece, self._persons)
        if self._words.signs["took_part"].search(folded):
            named = self._organisations.known(sentence)
            if len({one.id for one in named}) >= _SEVERAL:
                for one in {one.id: one for one in named}.values():
                    yield made(ORGANISATION, Details(one.text, [one.id]), piece, self._persons)
