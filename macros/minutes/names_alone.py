"""Persons whom notes name by one word: `Okwe to call the bank`, `ask Okwe`, `→ Okwe`, `Okwe from the clinic`, `@okwe`.

One word with a capital may be a place, a body or a person. It is a person's where it stands as only persons do, and is
no word of the language; a frequent given name is one anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from macros.minutes.wording import Wording, fold, lower
from macros.sensitive.person_words import could_be_person, opens_with_given_name

_LETTER = r"[^\W\d_a-zß-öø-ÿăâîșțşţ]"
_ONE = re.compile(rf"(?<![\w.@-])(?<!\w['’]){_LETTER}[\w’'-]*[^\W\d_A-Z](?=['’]s\b|(?![\w’'@]|-\w))")
"""A word with a capital that isn't all in capitals."""
_AT = re.compile(r"(?<![\w.])@[\w.-]{2,}|(?<![\w/])[A-Z]{2}(?=/[A-Z]{3,})")
"""A person as chats and initials name one: `@okwe`, `BO/UNHCR`."""
_ASKED = (
    r"ask(?:s|ed)?|call(?:s|ed)?|contact(?:s|ed)?|tells?|told|th(?:an)?k?x|thanks? to|thank|remind(?:s|ed)?|chase|cc|"
    r"(?:de)?mander a|merci a|demande a|aupres de|appel(?:er|le)|suna|sune|contacteaza|intreab[ae]|multumim|"
    r"(?:llamar|avisar|preguntar|pedir|escribir|avisa|llama) a|gracias a|ligar a|avisar o"
)
_ROLES = (
    r"ingenier[oa]|tecnic[oa]|doctora?|profesora?|licenciad[oa]|alcalde(?:sa)?|coordinadora?|lider(?:esa)?|directora?|"
    r"docteur|maire|prefet|directeur|directrice|chef|animateur|animatrice|inginerul|primarul|directorul|profesorul|"
    r"coordonatorul|coordonatoarea|colegul|colega|chief|mayor|engineer|officer|coordinator|manager|director|teacher|"
    r"colleague|president[ea]?|secretari[oa]|secretaire|nurse|midwife"
)
_GIVING = r"(?:send|give|hand|forward|report|write|speak|talk|goes?|pass|revert)s?\b[^.,;]{0,30} to"
_BEFORE = re.compile(
    rf"(?:\b(?:{_ASKED}|{_ROLES}|{_GIVING}|according to|per|with|by|see|meet|avec|par|selon|d'apres|con|segun|por|com|"
    r"cu|prin|potrivit)|\bw/|[-=]>|→|⇒|>>|\bresp(?:onsible)?\.?:?|\bowner:?)\s*$"
)
"""Words before a name that persons have before theirs."""
_SMALL = re.compile(rf"(?:\b(?:{_ASKED})|\bw/)\s+([^\W\d_A-Z][^\W\d_]{{2,}})(?!\w)")
_AFTER = re.compile(
    r"\s+(?:from|of|(?:de|din partea) (?:la |l')?|du|del?|da|do|d')\s*(?:the |la |le |l'|el )?(?=[^\W\d_])|\s?\("
)
"""What stands between a name and the body that somebody comes from."""
_OWN = re.compile(
    r"['’]s\s+(?:team|colleagues?|office|proposal|suggestion|offer|idea|draft|comments|mail|number|phone)\b"
)
_ACTS = re.compile(r"(?:chairs|leads|takes|keeps|writes|brings|sends|calls|checks|shares|drafts|prepares|hosts)\b")
_SPEAKS = re.compile(r"\s+(?:says|thinks|knows|(?:has|knows) (?:it|them|this|that|these|those))\b")
"""What only a person does, right behind the name or the body in brackets."""
_SHORT = re.compile(r"\s?\(([A-Z])[A-Z]{1,6}\)")
"""The short name of a body behind a name; with the same first letter it may be that of the name itself."""
_IN_BRACKETS = re.compile(r"\b[A-Z]{2,}\s?\($")
_OPENING = re.compile(r"(?:^|[.;:!?>→⇒(\[–—•-]|\b(?:and|et|y|e|si|&|that|que|qu'|ca))\s*$")
"""Where a clause, and so its subject, may begin."""
_TOGETHER = re.compile(rf"\s*(?:,|&|\+|/|\b(?:and|et|y|e|și|si)\b)\s*({_LETTER}[\w’'-]+)")
_APPOSED = re.compile(r"\s*(?:\([^()]*\)|,[^,]{2,60},|:)")
_IN_PLACE = re.compile(r"\b(?:in|at|near|a|la|en|pe|em|vers|to|from|hacia|catre)\s$")
_LOOKED_BACK = 80
"""Characters before and behind a name in which what tells of it stands."""
_MOST_TOGETHER = 6
"""Names joined by `and`, and what is put behind one, that are looked at: no sentence has more."""
_RIGHT_BEHIND = 2
"""Characters behind a form that charges somebody in which the name begins."""


def names_alone(
    text: str,
    words: Wording,
    is_unusual: Callable[[str], bool],
    is_word: Callable[[str], bool],
    bodies: Collection[int],
) -> Iterator[tuple[int, int]]:
    """Spans of such names.

    Args:
        text: a sentence or a line.
        words: to know what somebody takes on.
        is_unusual: whether a word is none of the language, and stands nowhere in small letters.
        is_word: whether a word in small letters is one of the language.
        bodies: where names of organisations begin in the text.
    """
    yield from (match.span() for match in _AT.finditer(text))
    folded = fold(text)
    yield from (one.span(1) for one in _SMALL.finditer(folded) if not is_word(text[one.start(1) : one.end(1)]))
    forms = [form.span() for name in ("commits", "charging") for form in words.signs[name].finditer(folded)]
    for match in _ONE.finditer(text):
        start, end = match.start(), match.end() - 2 * match[0].endswith(("'s", "’s"))
        if opens_with_given_name(match[0]):
            if could_be_person(text, start, end) and not _IN_PLACE.search(folded[:start]):
                yield start, end
        elif is_unusual(match[0]):
            of = _AFTER.match(folded, end)
            from_body = of is not None and of.end() in bodies and not _IN_PLACE.search(folded[:start])
            short = _SHORT.match(text, end)
            from_body = from_body or (short is not None and short[1] != match[0][0])
            if from_body or _is_charged(forms, start) or _stands_as_person(text, folded, start, end, words):
                yield start, end
                for _ in range(_MOST_TOGETHER):
                    further = _TOGETHER.match(text, end)
                    if further is None or not is_unusual(further[1]):
                        break
                    yield further.span(1)
                    end = further.end()


def _is_charged(forms: Collection[tuple[int, int]], start: int) -> bool:
    """Whether a form that gives somebody a task has the name in it, or right before it."""
    return any(begin < start <= end + _RIGHT_BEHIND for begin, end in forms)


def _stands_as_person(text: str, folded: str, start: int, end: int, words: Wording) -> bool:
    before = folded[max(0, start - _LOOKED_BACK) : start]
    if _BEFORE.search(before) or _OWN.match(text, end):
        return True
    if _IN_BRACKETS.search(text[:start]) and text[end : end + 1] == ")":
        return True
    if not (start == 0 or _OPENING.search(f" {before}")):
        return False
    if _SPEAKS.match(folded, end):
        return True
    rest, together = end, False
    for _ in range(_MOST_TOGETHER):
        further = _TOGETHER.match(text, rest)
        rest, together = (further.end(), True) if further else (rest, together)
    for _ in range(_MOST_TOGETHER):
        apposed = _APPOSED.match(text, rest)
        together = together and not (apposed and ":" in apposed[0])
        rest = apposed.end() if apposed else rest
    behind = len(text) - len(text[rest:].lstrip())
    after = slice(behind, behind + _LOOKED_BACK)
    listed = not together and text[end:rest].endswith(":") and _TOGETHER.match(text, end) is not None
    if listed or _acts(folded[after], lower(text[after]), words):
        return True
    return behind == len(text) and before.rstrip().endswith((">", "→", "("))


def _acts(folded: str, small: str, words: Wording) -> bool:
    """Whether a text begins with a verb of what somebody takes on."""
    for names, said in ((("undertakes", "commits", "bare"), folded), (("accented", "bare_accented"), small)):
        if any(words.signs[name].match(said) for name in names):
            return True
    return _ACTS.match(folded) is not None
