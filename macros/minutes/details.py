"""Who does something by when, read from its words: `UNDP to publish the tender by 30 June 2025`."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from macros.minutes.dates import Dates, Named
from macros.minutes.marks import alternatives, key_of
from macros.minutes.organisations import Mention, Organisations
from macros.minutes.persons import LEFT_OUT, Persons
from macros.minutes.wording import Wording, fold

_DASHES = re.compile(r"\s+[–—-]\s+")
_BRACKETS = re.compile(r"\(([^()]*:[^()]*)\)\s*\.?$")
_PARTS = re.compile(r"\s*[;|]\s*|(?<=[.])\s+")
_ARTICLE = re.compile(r"(?:the|la|le|les|l'|el|los|las|os?|as|un|une|una|uma?|a|an)?\s*$")
_BEGINS = re.compile(
    r"\b(?:starting|from|as of|a partir|des|desde|incepand|since|after|dupa|apres|despues|depois)\b[^.,]{0,12}$"
)
_UNTIL = re.compile(
    r"\b(?:by|before|until|than|deadline|due|avant|d'ici|tard|jusqu'au|echeance|pana|termen|tarziu|antes|hasta|plazo|tardar|ate|prazo)\b[^.]{0,24}$"
)
_BETWEEN_OWNERS = frozenset(
    ["and", "et", "si", "y", "e", "with", "avec", "cu", "con", "com", "the", "la", "le", "les", "l", "el", "los", "las"]
)
_SUBJECT_WORDS = 9
_TASK_WORDS = 25


@dataclass
class Details:
    """What the words of a finding say of its owner and its time."""

    text: str
    owners: list[str] = field(default_factory=list)
    owner: str = ""
    due: datetime.date | None = None
    due_note: str = ""
    status: str = ""
    person_dropped: bool = False


class DetailsReader:
    """Reads owners and times of findings."""

    def __init__(self, words: Wording, organisations: Organisations, persons: Persons, dates: Dates) -> None:
        self._words, self._organisations, self._persons, self._dates = words, organisations, persons, dates

    def of(self, text: str) -> Details:
        """The details in the words of a finding."""
        found = Details(text)
        self._take_leading(found)
        self._take_trailing(found)
        self._take_keys(found)
        self._take_dashed(found)
        if not (found.owners or found.owner):
            self._take_subject(found)
        if not (found.due or found.due_note):
            self.take_time(found, found.text)
        return found

    def take_owner(self, found: Details, text: str) -> None:
        """Owners in a cell or after `Responsible:`."""
        mentions = self._organisations.find(text)
        found.owners += [one.id for one in mentions if one.id and one.id not in found.owners]
        others = [one.text for one in mentions if not one.id]
        rest = text
        for one in reversed(mentions):
            rest = rest[: one.start] + " " + rest[one.end :]
        role = self._role(rest)
        found.owner = ", ".join(dict.fromkeys([*others, *([role] if role else [])]))
        found.person_dropped = bool(re.search(r"\w", rest)) and not (found.owners or found.owner)

    def take_time(self, found: Details, text: str, *, cell: bool = False) -> None:
        """The day or the time in a text; a day by when it is, or the only one that is named."""
        named = self._dates.find(text)
        folded = fold(text)
        days = [one for one in named if one.last and (cell or not _BEGINS.search(folded[: one.start]))]
        ends = [one for one in days if _UNTIL.search(folded[: one.start])]
        for choice in (ends, days):
            if len({one.last for one in choice}) == 1:
                found.due = choice[0].last
                return
        if cell:
            found.due_note = text.strip()
        elif named:
            found.due_note = "; ".join(dict.fromkeys(self._in_words(text, one) for one in named))

    def _in_words(self, text: str, one: Named) -> str:
        """The words of a time, with the small word before it."""
        before = re.search(rf"\b(?:{self._words.signs['time'].pattern})\s+(?:the |le |la )?$", fold(text[: one.start]))
        return text[before.start() if before else one.start : one.end].strip(" .,")

    def begins_with_owner(self, text: str) -> bool:
        """Whether a text begins with who does something: an organisation, a role or a person."""
        key = key_of(text)
        if key and self._only_owners(key[0]):
            return True
        mentions = self._organisations.find(text)
        starts = [*(one.start for one in mentions), *(start for start, _, _ in self._persons.spans(text))]
        if any(_ARTICLE.fullmatch(fold(text[:start])) for start in starts):
            return True
        return (
            re.match(rf"(?:all |the |tous les |toti )?(?:{self._words.signs['roles'].pattern})\b", fold(text))
            is not None
        )

    def is_task(self, text: str) -> bool:
        """Whether a short text begins with who does something and names a time."""
        short = len(text.split()) <= _TASK_WORDS and not re.search(r"[.!?]\s", text)
        key = key_of(text)
        if key and short and self._is_who_and_when(key[1]):
            return True
        return short and bool(self._dates.find(text)) and self.begins_with_owner(text)

    def _only_owners(self, words: str) -> bool:
        return self._is_owner(words) or bool(self._role(words))

    def _take_leading(self, found: Details) -> None:
        """`FAO + Concern: joint note on seeds`."""
        key = key_of(found.text)
        if key and key[1] and self._only_owners(key[0]):
            self.take_owner(found, key[0])
            found.text = key[1]

    def _take_trailing(self, found: Details) -> None:
        """`Poster of the fair: UNHCR, 20 May 2026`."""
        key = key_of(found.text)
        if key and self._is_who_and_when(key[1]):
            self.take_owner(found, key[1])
            self.take_time(found, key[1])
            found.text = key[0]

    def _is_who_and_when(self, text: str) -> bool:
        """Whether a text is nothing but owners and a time."""
        rest = text
        for one in reversed(self._dates.find(text)):
            rest = f"{rest[: one.start]} {rest[one.end :]}"
        return rest != text and self._only_owners(rest.strip(" .,;()"))

    def _take_keys(self, found: Details) -> None:
        """`(responsable : PAM ; échéance : 31 mars 2026)` and `… Due: 12 December 2025` at the end."""
        brackets = _BRACKETS.search(found.text)
        if brackets and self._keys(found, brackets[1]):
            found.text = found.text[: brackets.start()].strip()
        parts = _PARTS.split(found.text)
        while len(parts) > 1 and self._keys(found, parts[-1]):
            parts.pop()
            found.text = found.text[: found.text.rindex(parts[-1]) + len(parts[-1])].strip()

    def _keys(self, found: Details, text: str) -> bool:
        taken = False
        for part in re.split(r"\s*[;,|]\s*(?=[^:;,|]{2,25}:)", text):
            key = key_of(part.strip(" ."))
            name = self._name_of(key[0]) if key else ""
            if key and name == "owner":
                self.take_owner(found, key[1])
            elif key and name == "due":
                self.take_time(found, key[1], cell=True)
            elif key and name == "status":
                found.status = key[1]
            else:
                return taken
            taken = True
        return taken

    def _name_of(self, key: str) -> str:
        for part in alternatives(key):
            for name in ("owner", "due", "status"):
                if self._words.fields[name].fullmatch(part):
                    return name
        return ""

    def _take_dashed(self, found: Details) -> None:
        """Parts between dashes that are nothing but an owner or a time."""
        parts = _DASHES.split(found.text)
        kept: list[str] = []
        for number, part in enumerate(parts):
            if len(parts) > 1 and self._is_owner(part):
                self.take_owner(found, part)
            elif number and self._keys(found, part):
                continue
            elif number and self._is_time(part):
                self.take_time(found, part, cell=True)
            else:
                kept.append(part)
        if kept and len(kept) < len(parts):
            found.text = " – ".join(kept)

    def _is_owner(self, part: str) -> bool:
        """Whether a part is nothing but organisations, persons and what stands between."""
        rest = part
        spans = [(one.start, one.end) for one in self._organisations.find(part)]
        spans += [(start, end) for start, end, _ in self._persons.spans(part)]
        for start, end in sorted(spans, reverse=True):
            rest = rest[:start] + " " + rest[end:]
        left = re.findall(r"\w+", fold(rest))
        return bool(spans) and all(word in _BETWEEN_OWNERS for word in left)

    def _is_time(self, part: str) -> bool:
        """Whether a part is nothing but a time."""
        named = self._dates.find(part)
        covered = sum(one.end - one.start for one in named)
        return bool(named) and covered >= len(part.strip()) - 20

    def _take_subject(self, found: Details) -> None:
        """Organisations before the verb that says what they do, or right at the beginning."""
        folded = fold(found.text)
        verb = re.search(rf"\b(?:{self._words.signs['infinitive'].pattern})", folded)
        passive = verb and re.match(r"(?:to|will|shall|should|must) be\b", folded[verb.start() :])
        mentions = self._organisations.find(found.text)
        subject = found.text[: verb.start()] if verb and not passive else ""
        begin = subject.rfind(", ") + 2 if re.search(r", (?:the |la |le )?\S+(?: \S+)? ?$", subject) else 0
        if begin > 2 and not self._organisations.known(subject[begin - 2 :]) and self._role(subject[begin:]):
            found.owner = self._role(subject[begin:])
            return
        if subject and len(subject.split()) <= _SUBJECT_WORDS and not re.search(r"[;:.](?!\w)", self._plain(subject)):
            inside = [one for one in mentions if one.end <= len(subject)]
            self._take_mentions(found, inside)
            if not inside:
                found.owner = self._role(subject)
                found.person_dropped = LEFT_OUT in subject or bool(self._persons.spans(subject))
            return
        leading = [one for one in mentions if _ARTICLE.fullmatch(folded[: one.start])]
        if not passive and leading and not (verb and passive):
            self._take_mentions(found, leading[:1])

    def _plain(self, text: str) -> str:
        for start, end, _ in reversed(self._persons.spans(text)):
            text = text[:start] + text[end:]
        return text

    def _take_mentions(self, found: Details, mentions: list[Mention]) -> None:
        found.owners += [one.id for one in mentions if one.id and one.id not in found.owners]
        found.owner = ", ".join(dict.fromkeys(one.text for one in mentions if not one.id))

    def _role(self, text: str) -> str:
        """Words of a role, where a text has no others: `the secretariat`, `all partners`."""
        rest = self._plain(text).strip(" ,;()[].&")
        words = [word for word in re.findall(r"[\w'’-]+", rest) if not word.isdigit()]
        folded = [fold(word) for word in words]
        if not words or not any(re.fullmatch(self._words.signs["roles"], word) for word in folded):
            return ""
        known = all(
            word.islower() or re.fullmatch(self._words.signs["roles"], fold(word)) or number == 0
            for number, word in enumerate(words)
        )
        usual = {"the", "all", "le", "la", "les", "l", "each", "every", "tous", "toate"}
        first = folded[0] in usual or re.fullmatch(self._words.signs["roles"], folded[0]) or words[0].islower()
        return rest if known and first and len(words) <= 7 else ""
