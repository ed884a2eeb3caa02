"""Names of persons: behind a title, behind a role, and in lists of who was there.

Two words with capitals are a person, a place or an organisation; only what stands around them tells. So a name counts
where a title, a role or the head of a list announces it, or where a frequent given name opens it, and nowhere where a
word of institutions or streets follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.sensitive.datum import Personal
from macros.sensitive.letters import (
    ARABIC,
    FULL_NAME,
    NAME_WORD,
    PARTICLE,
    SHOUTED,
    first_words,
    plain,
    words,
    words_in,
)
from macros.sensitive.name_lists import find_name_lists
from macros.sensitive.person_words import (
    GIVEN,
    OFFICES,
    could_be_person,
    given_name_in,
    opens_with_given_name,
    stands_for_institution,
)

_TITLES = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Drs|Prof|Pr|Hon|Rev|Eng|Capt|Col|Gen|Sgt|Lt|Sr|Fr|Mme|Mmes|Mlle|MM|M)\.?|"
    r"Miss|Madam|Professor|Doctor|Sheikh|Sheikha|Cheikh|Imam|Mullah|Pastor|Reverend|Abbé|Père|Sœur|Monsieur|Madame|"
    r"Mademoiselle|Docteur|Professeur|[Dd]omnul|[Dd]oamna|[Dd]omnișoara|[Dd]l\.?|[Dd]-?na\.?|[Dd]-?l\.?|[Dd]ra\.?|"
    r"[Pp]ărintele|[Пп]ан|[Пп]ані|[Дд]октор|[Пп]рофесор|Señora?|Doña|Don)"
)
_TITLED = re.compile(
    rf"(?<![\w.]){_TITLES}[ \u00a0](?:(?:Mr|Mrs|Ms|Dr|Prof)\.?[ ])?"
    rf"(?P<name>(?:{NAME_WORD}|{SHOUTED})(?:[ \u00a0](?:{PARTICLE}[ -]){{0,2}}{NAME_WORD}|[ \u00a0]{SHOUTED}"
    rf"|[ ]{PARTICLE}-{NAME_WORD}|[ ][A-Z]\.){{0,3}})"
)
_TITLE_CUES = frozenset(plain(word) for word in re.findall(r"\w+", re.sub(r"\[(\w)\w\]", r"\1", _TITLES))) | {
    "dna",
    "senor",
}
_ARABIC_TITLED = re.compile(
    rf"(?<![{ARABIC}])[بلوف]?ـ?(?P<all>(?:السيدة|السيد|الدكتورة|الدكتور|الشيخ|الأستاذة|الأستاذ)[ ]"
    rf"(?!ال)[{ARABIC}]{{2,}}[ ](?:ال)?[{ARABIC}]{{2,}})"
)
_ARABIC_TITLE = re.compile("السيد|الدكتور|الشيخ|الأستاذ")
_BRACKET = re.compile(r"[ ]\([^()\n]{2,60}\)")
_CAPITALS = re.compile(FULL_NAME)
_ROLE_WORDS = (
    "coordinator facilitator moderator chairperson chairwoman chairman rapporteur director manager officer",
    "spokesperson focal_point volunteer teacher lawyer interviewee activist mayor deputy_mayor leader chaired_by",
    "moderated_by facilitated_by signed_by opened_by interviewed written_by presented_by led_by called named",
    "coordinateur coordinatrice facilitateur facilitatrice directeur directrice",
    "coordonator coordonatoare facilitatoare voluntar voluntară directoare primarul",
    "координатор координаторка волонтер волонтерка директор директорка модераторка голова",
)
_ROLES = words(*_ROLE_WORDS)
_ROLE_CUES = first_words(*_ROLE_WORDS)
_BEHIND_ROLE = re.compile(rf"(?<!\w)(?i:{_ROLES})[,:]?[ ](?P<name>{FULL_NAME})")


def find_names(text: str) -> Iterator[Personal]:
    """Names of persons; sure behind a title and in lists, else not.

    What stands in brackets behind a name in a list belongs to it: it says which person is meant.
    """
    said = words_in(text)
    if said & _TITLE_CUES:
        yield from _titled(text)
    if _ARABIC_TITLE.search(text):
        for match in _ARABIC_TITLED.finditer(text):
            yield Personal(match.start("all"), match.end("all"), "person's name")
    yield from find_name_lists(text, said)
    if said & _ROLE_CUES:
        yield from _behind_roles(text)
    for match in _CAPITALS.finditer(text) if said & GIVEN else ():
        start = match.start() + given_name_in(match[0])
        if start >= match.start() and could_be_person(text, start, match.end()):
            yield Personal(start, match.end(), "person's name", sure=False)


def _titled(text: str) -> Iterator[Personal]:
    for match in _TITLED.finditer(text):
        if match["name"].split()[0] in OFFICES or stands_for_institution(text, match.start(), match.end()):
            continue
        if not _is_initial(text, match):
            yield Personal(match.start(), match.end(), "person's name")


def _behind_roles(text: str) -> Iterator[Personal]:
    for match in _BEHIND_ROLE.finditer(text):
        start, end = match.span("name")
        if could_be_person(text, start, end):
            bracket = _BRACKET.match(text, end)
            sure = opens_with_given_name(match["name"])
            yield Personal(start, bracket.end() if bracket else end, "person's name", sure)


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like `M.` for Monsieur is the initial behind a surname, or before one: `Weber, M. Economy`."""
    if match[0][:2] not in ("M.", "M "):
        return False
    return bool(re.search(r"[\w.],?[ ]$", text[max(0, match.start() - 3) : match.start()])) and not re.search(
        r"(?:^|[.:;!?(]|[ ](?:et|de|à|par|avec|que))[ ]?$", text[max(0, match.start() - 8) : match.start()]
    )
