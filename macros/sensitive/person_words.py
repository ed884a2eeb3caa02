"""Whether words with capitals can be a person's name: given names speak for it, institutions and streets against."""

from __future__ import annotations

import re

from macros.sensitive.given_names import GIVEN_NAMES
from macros.sensitive.letters import listed, plain

INSTITUTIONS = listed(
    """
    academy action agency agreement aid alliance association authority award bank board bridge bureau camp campus
    caritas cathedral center centre charter church city clinic cluster college commission committee common
    community company conference consortium convention cooperative corps corridor council country court cross
    crescent data day declaration department development directorate district drive east eastern economic
    education emergency estate european exchange facility family federation federal fellowship festival force
    forum foundation framework fund garden general global government governorate group guidance gulf hall handbook
    health high hospital hotel house hub human humanitarian immigration index initiative institute institution
    international island job jobs journal kingdom labour lake league library local lecture market memorial
    ministry mission model mosque mount movement municipality museum national network new north northern
    observatory office organisation organization pact panel parish park parliament partnership peace plan platform
    plaza point police policy prefecture press prize programme program project protocol province public red
    refugee region regional relief republic report resilience resource response review river road roundtable saint
    school sector secretariat security services settlement social society solidarity south southern sphere square
    state states station statistics strategy street summit support survey sustainable syndicate system task team
    theory toolkit trail training treaty trust union unit united university urban valley village vision volunteers
    water way welfare west western women working world youth zone act agenda article chapter section table figure
    annex part phase round wave theme prime administration airport area assembly avenue centrul colegiul comisia
    comuna conseil consiliul croix fondation fundația gymnasium handicap hôpital institut jardin liceul lycée
    maison mairie marché médecins ministère ministerul mondiale mondial monde municipiul oraș orașul județul raion
    raional raionul satul parcul piața place pont primăria rue sfânta sfântul sans spitalul strada université
    universitatea bulevardul asociația бібліотека вулиця громада область район фонд центр школа університет
    міністерство лікарня площа kirche straße
    """
)
"""Words of institutions, places and documents: a name that holds one, or stands beside one, is no person's."""
OFFICES = listed("""
    President Minister Governor Mayor Chair Chairman Chairperson Secretary Ambassador Director Prefect Préfet Maire
    Gouverneur Ministre Président Présidente Directeur Directrice Speaker Commissioner Coordinator Primar Prefect
    Ministru Director Deputy Vice Justice Judge Justiție Prime Prim Premier Sultan Chief
""")
"""What may follow a title in the place of a name: `Madam Chair`."""
_NEXT = re.compile(r"[ \u00a0]([\w’'-]+)(?:[ ]([\w’'-]+))?")
_LAST = re.compile(r"([\w’'-]+)[ \u00a0](?:of[ ]|de[ ]|du[ ])?$")


GIVEN = frozenset(map(plain, GIVEN_NAMES))
"""Given names, plain."""


def opens_with_given_name(name: str) -> bool:
    """Whether the first word of a name, or its first part, is a frequent given name; accents don't count."""
    first = plain(name.split()[0].strip("’'"))
    return first in GIVEN or first.split("-")[0] in GIVEN


def given_name_in(words: str) -> int:
    """Where in some capitalised words a given name begins that another word follows; a negative number for nowhere.

    The first word of a sentence has a capital, too: `Then Maria Popescu`.
    """
    at = 0
    for word in words.split()[:-1]:
        at = words.index(word, at)
        if opens_with_given_name(word):
            return at
        if word.casefold() in INSTITUTIONS:
            break
        at += len(word)
    return -10_000


def could_be_person(text: str, start: int, end: int) -> bool:
    """Whether the capitalised words at a place of a text hold no word of institutions, and stand beside none."""
    said = [part for word in text[start:end].split() for part in (word, *word.split("-"))]
    if any(word.casefold() in INSTITUTIONS or word in OFFICES for word in said):
        return False
    return not stands_for_institution(text, start, end)


def stands_for_institution(text: str, start: int, end: int) -> bool:
    """Whether a word of institutions or streets stands beside a name: `Mullah Omar Road`, `lycée Philippe Kaboré`."""
    behind, before = _NEXT.match(text, end), _LAST.search(text[max(0, start - 40) : start])
    beside = [*(behind.groups("") if behind else ()), before[1] if before else ""]
    if text[start:end].split()[-1].casefold() in INSTITUTIONS:
        return True
    return any(word.casefold() in INSTITUTIONS and word[:1].isupper() for word in beside[:1]) or (
        bool(before) and beside[-1].casefold() in INSTITUTIONS
    )
