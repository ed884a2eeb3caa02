"""Whether a sentence says that somebody takes something on: who can act, a form that commits, a verb of doing.

Told apart from what has happened, what will happen by itself, what somebody would like, and what others plan.
"""

from __future__ import annotations

import re

from macros.minutes.actors import NOBODY, STRONG, Actors
from macros.minutes.dates import Dates
from macros.minutes.organisations import Organisations
from macros.minutes.persons import Persons
from macros.minutes.wording import Wording, fold, lower

_NEAR = 30
"""Characters behind a form that commits in which its verb stands."""
_WISHED = 45
"""Characters before it in which a wish takes its force away."""
_PASSIVE = re.compile(r"\b(?:be|been|sera|seront|seran|fi|sera|serao)\b")
_SOFT = re.compile(
    r"\b(?:plan\w*|intend\w*|propos\w*|expect\w*|due|previst\w*|preve\w*|prevoi\w*|\w+ing|\w+ndo|invite\w*|invita\w*)\b"
)
"""Forms that commit only where a time or a plain task is said."""
_BASE = re.compile(r"(?:to|2|sa|a|à) ")
"""What marks a verb that is no statement about now: `to share`, not `share`."""
_SHORT_SUBJECT = re.compile(r"[\W\d]*[^\W\d_a-z][\w/&+-]*(?:(?:, | & | and | \+ |/)[^\W\d_a-z][\w/&+-]*){0,3}\s*:?\s*")
"""A short form or two, or a word with a colon, of notes that leave out everything else."""
_NEGATED = re.compile(
    r"\b(?:not|no|nu|ne|n|nao|never|jamais|nunca|niciodata)['\s](?:se |lui |le |la |les |mai |y |en )?$"
)


class Commitments:
    """Finds what somebody takes on in sentences."""

    def __init__(self, words: Wording, organisations: Organisations, persons: Persons, dates: Dates) -> None:
        self._signs, self._organisations, self._dates = words.signs, organisations, dates
        self._actors = Actors(words, organisations, persons)
        self._strong = re.compile(rf"\b(?:{words.signs['strong'].pattern})")

    def is_only_who(self, text: str) -> bool:
        """Whether a text is nothing but who can act, and perhaps a time."""
        for one in reversed(self._dates.find(text)):
            text = f"{text[: one.start]} {text[one.end :]}"
        return self._actors.is_only(text.strip(" .,;:()"))

    def given(self, sentence: str) -> bool:
        """Whether somebody promises something, is charged with it, or stands right before what there is to do."""
        folded = fold(sentence)
        promised = next(
            (one for one in self._signs["commits"].finditer(folded) if not self._is_wished(folded, one.start())), None
        )
        return promised is not None or self._is_asked(sentence, folded) or self._is_short(sentence, folded)

    def undertaken(self, sentence: str) -> bool:
        """Whether a verb says that somebody will do something."""
        folded, timed = fold(sentence), bool(self._dates.find(sentence))
        asks = self._signs["asks"].search(folded)
        if asks and (timed or self._strong.search(folded[asks.end() :][:_NEAR])):
            return True
        return any(self._commits(sentence, folded, one, timed) for one in self._forms(sentence, folded))

    def agreed_for_one(self, sentence: str, after: int) -> bool:
        """Whether what was agreed is that somebody in particular will do something."""
        folded = fold(sentence)
        return any(
            one.start() >= after and self._actors.is_one(sentence, one.start())
            and not self._happens(folded, one) and not self._is_wished(folded, one.start())
            for one in [*self._forms(sentence, folded), *self._bare(sentence, folded)]
        )  # fmt: skip

    def _forms(self, sentence: str, folded: str) -> list[re.Match[str]]:
        found = [*self._signs["undertakes"].finditer(folded), *self._signs["accented"].finditer(lower(sentence))]
        return sorted((one for one in found if not sentence[one.start()].isupper()), key=lambda one: one.start())

    def _happens(self, folded: str, form: re.Match[str]) -> bool:
        """Whether its verb is one of what happens by itself."""
        event = self._signs["happens"].search(folded, form.start(), form.end() + _NEAR)
        return event is not None and event.start() <= form.end() + 1

    def _commits(self, sentence: str, folded: str, form: re.Match[str], timed: bool) -> bool:
        said = fold(form[0])
        if self._happens(folded, form) or self._is_wished(folded, form.start()):
            return False
        task = bool(self._strong.search(folded[form.start() : form.end() + _NEAR]))
        if _PASSIVE.search(said):
            return timed or self._is_done_by(sentence[form.end() :])
        actor = self._actors.before(sentence, form.start())
        if actor == NOBODY:
            return False
        if actor == STRONG and not _SOFT.search(said):
            return True
        return timed or task

    def _is_asked(self, sentence: str, folded: str) -> bool:
        """Whether somebody in particular is asked to do something."""
        for verb in self._signs["charging"].finditer(folded):
            for form in self._bare(sentence, folded):
                between = sentence[verb.end() : max(verb.end(), form.start())]
                if between.strip() and not self._happens(folded, form) and self._actors.is_only(between):
                    return not self._is_wished(folded, verb.start())
        return False

    def _is_wished(self, folded: str, start: int) -> bool:
        before = folded[:start]
        return bool(_NEGATED.search(before) or self._signs["wished"].search(before[-_WISHED:]))

    def _is_done_by(self, rest: str) -> bool:
        """Whether a passive goes on with who does it."""
        by = re.match(r"[^.,;]{0,60}?\b(?:by|par|por|de catre|pela|pelo) ", fold(rest))
        return bool(by and self._actors.opens(rest[by.end() : by.end() + 60]))

    def _is_short(self, sentence: str, folded: str) -> bool:
        """Whether a sentence is short for somebody's task: `UNHCR to follow up with the helpline team.`"""
        for form in self._bare(sentence, folded):
            before = folded[: form.start()]
            if self._happens(folded, form) or _NEGATED.search(before) or self._signs["recommended"].search(before):
                continue
            plain = _BASE.match(form[0]) or _SHORT_SUBJECT.fullmatch(sentence[: form.start()])
            if plain and self._actors.begins_before(sentence, form.start()):
                return True
        return False

    def _bare(self, sentence: str, folded: str) -> list[re.Match[str]]:
        return [*self._signs["bare"].finditer(folded), *self._signs["bare_accented"].finditer(lower(sentence))]
