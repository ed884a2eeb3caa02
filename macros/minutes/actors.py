"""Who does what a verb says: an organisation, a role, a group, a person, the writers; or a thing that can't promise.

A sentence commits somebody when its subject can act. `UNHCR will share the survey` does; `The survey of UNHCR will
start` doesn't, though it names an organisation.
"""

from __future__ import annotations

import re

from macros.minutes.organisations import Organisations
from macros.minutes.persons import Persons
from macros.minutes.wording import Wording, fold
from macros.sensitive.letters import listed

STRONG, WEAK, NOBODY = "strong", "weak", ""
"""Somebody who can act; a word that may stand for one; anything else."""
_CLAUSE = re.compile(
    r"[.;:!?]\s+|\s[–—-]\s|[-=]>|→|\b(?:que|qu'|that|ca|daca|if|si |whether|porque|because)\s?\b"
    r"|,\s(?:and|but|while|et|mais|tandis que|y|pero|mientras|si|iar|dar|e|mas)\s|\s(?:but|mais|iar|pero)\s"
)
"""Where a clause begins."""
_PRONOUNS = listed(
    """
    it they he she this these those which who one some others both il elle ils elles ce cela qui on ea ei ele
    acesta aceasta acestia care quien quienes que esta este ella ellos eles ela isto there how what where when
    each nobody
    """
)
_WRITERS = listed(
    """
    we i i'll we'll nous je j' noi eu nosotros nosotras yo nos all everybody everyone tous
    """
)
_ALONE = listed(
    """
    also then now soon both each all therefore thus already still just kindly and or et ou y o e si sau & ainsi
    que meanwhile for the a an le la les l un une el los las os as se s s' si-a lui leur leurs en lo ne himself
    herself itself themselves themself aussi donc ensuite egalement desormais deja sinon encore mai apoi deci
    tambien luego ademas entonces ya igualmente tambem depois ainda ja will va vor seul seule together ensemble
    impreuna juntos juntas jointly has w with avec cu con team staff colleagues office equipe bureau birou
    oficina equipo from of du de des d din al del da do side part chacun chacune
    """
)
"""Words that may stand between a subject and its verb."""
_ADVERB = re.compile(r"[a-z]{3,}(?:ly|ment|mente)|\d+|[a-z]")
_OF = re.compile(
    r"(?:^|[\s(])(?:of|by|for|from|with|to|at|in|on|du|des?|d|au|aux|a|par|pour|avec|con|por|para|del|al|en|cu|de la|"
    r"din|pentru|da|do|dos|das|com|ao|chez|via)\s+(?:the |la |le |les |el |los |las |l'|o |os |as )?$"
)
_ARTICLES = re.compile(r"(?:^|\s)(?:the|la|le|les|l'|el|los|las|un|une|una|uma?|o|os|as|a|an)\s*$")
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿăâîșțşţ][\w'’&-]+(?:\s(?:(?:de|del|du|des|la|le|of|and|et|y|din|da|do)\s){0,2}"
                       r"[^\W\d_a-zß-öø-ÿăâîșțşţ][\w'’&-]+)*")  # fmt: skip
_COORDINATED = re.compile(r"[\w),]\s+(?:and|et|y|e|si|then|puis|luego)\s+(?:[a-z']+(?:ly|ment|mente)? ){0,2}$")
"""Before the second verb of a subject: `UNDP offered to pay, and will submit …`."""
_APPOSED = re.compile(r"\([^()]*\)|,[^,]{2,120},")
_TAIL = re.compile(
    r"^(?:\s[a-z-]+)?(?:\s(?:de|du|des|d'|del|of|for|para|pour|din|pentru|da|do|dos)\s?"
    r"(?:la |le |les |l'|the |los |las |el |a |o )?[\w'-]+(?:\s(?:et|and|y|e|si)\s[\w-]+)?){0,3}(?=\s|$)"
)
"""What belongs to the name of a body, in small letters: `La Division provinciale de l'éducation`."""
_GROUP = re.compile(
    r"\b(?:members?|participants?|partners?|all|everybody|everyone|group|groupe|grupul?|grupo|membres?|partenaires?|"
    r"tous|toutes|membrii|partenerii|toti|miembros|todos|todas|socios|mesa|committee|comite|comitetul|meeting|reunion)\b"
)


class Actors:
    """Tells who stands before a verb."""

    def __init__(self, words: Wording, organisations: Organisations, persons: Persons) -> None:
        self._organisations, self._persons = organisations, persons
        self._roles = re.compile(rf"\b(?:{words.signs['roles'].pattern})\b")
        self._bodies = re.compile(rf"\b(?:{words.signs['organisation_words'].pattern})\b")
        self._tells = words.signs["told_that"]

    def before(self, sentence: str, verb: int) -> str:
        """Who is the subject of a verb: `STRONG`, `WEAK` or `NOBODY`.

        Args:
            sentence: as it is written.
            verb: where its verb begins.
        """
        start = self._clause(sentence, verb)
        clause = sentence[start:verb]
        found = self._subject(clause)
        words = re.findall(r"[\w']+", fold(clause))
        if found == NOBODY and all(_stands_between(word) or word in _PRONOUNS for word in words):
            told = self._tells.search(fold(sentence[:start]))
            whole = self._subject(sentence[: told.start()]) if told else NOBODY
            return STRONG if whole == STRONG else WEAK
        return found

    def is_one(self, sentence: str, verb: int) -> bool:
        """Whether the subject is somebody in particular, and not the whole group."""
        clause = sentence[self._clause(sentence, verb) : verb]
        return self._subject(clause) == STRONG and not _GROUP.search(fold(clause))

    def begins_before(self, sentence: str, verb: int) -> bool:
        """Whether a clause has nothing before its verb but who acts."""
        clause = sentence[self._clause(sentence, verb) : verb]
        rest = clause
        for start, end in self._all(clause):
            rest = rest[:start] + " " * (end - start) + rest[end:]
        words = re.findall(r"[\w']+", fold(rest))
        if clause.count(")") > clause.count("("):
            return False
        return self._subject(clause) == STRONG and all(_stands_between(word) for word in words)

    def is_only(self, text: str) -> bool:
        """Whether a text is nothing but somebody who can act."""
        return self.begins_before(text, len(text))

    def opens(self, text: str) -> bool:
        """Whether a text begins with somebody who can act."""
        return any(_opens(fold(text[:start])) for start, _ in self._all(text))

    def _clause(self, sentence: str, verb: int) -> int:
        starts = [match.end() for match in _CLAUSE.finditer(fold(sentence[:verb]))]
        return starts[-1] if starts else 0

    def _subject(self, clause: str) -> str:
        folded = fold(clause)
        everybody = sorted(self._all(clause), key=lambda span: -span[1])
        if _COORDINATED.search(folded) and any(_opens(folded[:start]) for start, _ in everybody):
            return STRONG
        for start, end in everybody:
            rest = _APPOSED.sub(" ", folded[end:])
            if not clause[start:end].isupper():
                rest = _TAIL.sub(" ", rest, count=1)
            if not all(_stands_between(word) for word in re.findall(r"[\w']+", rest)):
                continue
            of = _OF.search(folded[:start])
            if of and of.start() > 0 and self._subject(clause[: of.start()]) == NOBODY:
                return NOBODY
            return STRONG
        words = re.findall(r"[\w']+", folded)
        return WEAK if words and words[-1] in _PRONOUNS else NOBODY

    def _all(self, clause: str) -> list[tuple[int, int]]:
        """Everything in a clause that can act."""
        folded = fold(clause)
        spans = [(one.start, one.end) for one in self._organisations.find(clause)]
        spans += [(start, end) for start, end, _ in self._persons.spans(clause)]
        spans += [match.span() for match in re.finditer(r"[\w']+", folded) if match[0] in _WRITERS]
        spans += [match.span() for match in self._roles.finditer(folded) if match[0] not in _PRONOUNS]
        spans += [match.span() for match in self._bodies.finditer(folded)
                  if _ARTICLES.search(folded[: match.start()]) and match[0] not in _THINGS]  # fmt: skip
        for match in _CAPITALS.finditer(clause):
            several = len(match[0].split()) > 1 or match[0].isupper()
            institution = match.start() > 0 and _ARTICLES.search(folded[: match.start()])
            if several or institution or self._persons.is_unusual(match[0]):
                spans.append(match.span())
        return spans


_THINGS = listed(
    """
    programme program programul project fund fonds fondo house maison centre center centro service servicio
    office initiative initiativa school ecole escuela escola hospital radio region district union casa
    """
)
"""Words of organisations that more often mean something that can't promise."""


def _stands_between(word: str) -> bool:
    return word in _ALONE or _ADVERB.fullmatch(word) is not None


def _opens(before: str) -> bool:
    """Whether nothing but an article or an adverb stands before a subject."""
    return all(_stands_between(word) for word in re.findall(r"[\w']+", before))
