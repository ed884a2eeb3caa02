"""Counts under ten of people whom a response serves, together with a place: a handful can be recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.sensitive.datum import Personal
from macros.sensitive.letters import CAPITAL, SMALL, first_words, words, words_in

_NUMBERS = words(
    "one two three four five six seven eight nine 1 2 3 4 5 6 7 8 9",
    "un une deux trois quatre cinq sept huit neuf",
    "o doi două trei patru cinci șase șapte opt nouă",
    "одна один дві два три чотири п'ять шість сім вісім дев'ять",
)
_SERVED_WORDS = (
    "survivor survivors victim victims widow widows orphan orphans refugee refugees returnee returnees",
    "detainee",
    "detainees prisoner prisoners girl girls boy boys child children minor minors infant infants baby",
    "babies",
    "woman women mother mothers man men household households family families beneficiary beneficiaries",
    "patient patients ex-combatant ex-combatants combatant combatants ex-fighters fighters deserter",
    "deserters defector",
    "defectors migrant migrants asylum-seeker asylum-seekers asylum_seekers IDP IDPs",
    "survivante survivantes victime victimes veuve veuves orphelin orphelins réfugié réfugiés réfugiée",
    "réfugiées",
    "retourné retournés détenu détenus fille filles garçon garçons enfant enfants mineur mineurs femme",
    "femmes homme",
    "hommes ménage ménages famille familles bénéficiaire bénéficiaires patients déplacés migrants",
    "ex-combattants",
    "supraviețuitoare victime văduve orfani refugiat refugiați refugiate fete fată băieți copil copii",
    "minor minori femeie",
    "femei bărbați familie familii gospodării beneficiari pacienți migranți",
    "жінка жінки жінок дитина дитини дітей дівчини дівчат родина родини родин переселенці переселенців",
    "вдови",
)
_SERVED = words(*_SERVED_WORDS)
_SERVED_CUES = first_words(*_SERVED_WORDS)
_NO_ADJECTIVE = words(
    "and or et și of to in for that who which only million millions thousand hundred hundreds billion",
    "mille mii milioane",
    "month months year years week weeks day days hour hours city cities country countries town towns",
    "village villages",
    "district districts group groups agency agencies organisation organisations programme programmes",
    "project projects",
    "camp camps centre centres school schools committee committees mois ans jours semaines luni ani zile",
    "per cent percent",
    "тисячі тисяч мільйони мільйонів",
)
_ONE = words(
    "survivor victim widow orphan refugee returnee detainee prisoner girl boy child minor infant baby",
    "woman mother man",
    "household family beneficiary patient combatant migrant IDP asylum-seeker réfugié enfant mineur femme",
    "ménage famille",
    "refugiat copil minor femeie familie",
)
_LAST_ONE = re.compile(rf"(?:{_ONE})$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[ ]?(?:$|[.,;:!?()\n]|(?:in|at|from|near|who|with|was|is|were|are|had|has|have|living|took|asked|got|"
    r"received|left|lost|died|and|or|à|au|en|de|dans|qui|a|ont|est|în|din|la|care|au|s-a|fără)\b)"
)
"""What follows a single person; another word makes it an adjective: `one refugee plan`."""
_COUNT = re.compile(
    rf"(?<![\w.,/%-])(?:{_NUMBERS})(?![.,]\d)[ \u00a0](?!(?:out|of|in|to|la|de|des|din|sur)\b)"
    rf"(?:(?!(?:{_NO_ADJECTIVE})\b)[{SMALL}{CAPITAL}-]+[ ]){{0,2}}?(?:{_SERVED})(?![\w-])"
    rf"(?:[ ](?:neînsoțiți|neînsoțite|strămutate|non accompagnés))?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?:(?i:\b(?:in|at|from|near|of|à|au|en|de|dans|la|în|din|lângă|у|в|з|біля))|[,(])[ ]?(?:Al-|El-)?"
    rf"([{CAPITAL}][{SMALL}’'-]{{2,}})"
)
_PERIOD = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|Phase|Round|Wave|Year|Table|"
    r"Figure|Annex|Section|Chapter|English|French|Arabic|Romanian|Only|About|Deux|Trois|Two|Three|Seven|The|This|Each"
)
_REACH = 400
"""Characters before and behind a count in which its place is looked for, inside its sentence."""
_END = re.compile(r"[.!?;](?=\s|$)|\n")


def find_counts(text: str) -> Iterator[Personal]:
    """Counts from one to nine of survivors, children, families and the like, in a sentence that names a place.

    Whether a capitalised word is a place isn't known, so no finding is sure.
    """
    for match in _COUNT.finditer(text) if words_in(text) & _SERVED_CUES else ():
        if match[0].startswith("UN ") or (_LAST_ONE.search(match[0]) and not _GOES_ON.match(text, match.end())):
            continue
        before = [found.end() for found in _END.finditer(text, max(0, match.start() - _REACH), match.start())]
        behind = _END.search(text, match.end(), match.end() + _REACH)
        start, end = (
            before[-1] if before else max(0, match.start() - _REACH),
            behind.start() if behind else match.end() + _REACH,
        )
        sentence = text[start:end]
        if any(not _PERIOD.fullmatch(place[1]) for place in _PLACE.finditer(sentence)):
            yield Personal(match.start(), match.end(), "small count", sure=False)
