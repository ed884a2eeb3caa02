"""Forms of the library that stand for one that isn't there: other endings, two words written as one, small slips.

`overrides/assets/js/search/kin.js` finds the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rapidfuzz.distance import OSA

from macros.model.letters import SIGNS

MOST_NEAR = 3
LEAST_SHARED = 4
"""Letters with which two forms of one word begin in common, at least; of Arabic ones `LEAST_ARABIC`."""
LEAST_ARABIC = 3
PART_SHARED = 0.55
"""Part of the longer form that both begin with, at least."""
LEAST_PART = 3
"""Letters of each of two words that were written as one, and of a word that may have a plural."""
_ENDINGS = """
    s es e a as os o i y ies ed d ing er ers r rs or ors ly al als ally ation ations ion ions ment ments ness n
    en ive ives ian ians ist ists ism able ful less ise ize ised ized ul ului lui le lor ei ii iei ilor elor ele
    uri urilor ile ilor l a at ata ate ati iri ee ees ant ants eur eurs euse trice trices if ifs aux elle elles
    ique iques eux ir ons ez ent ait aient ar ado ada ados adas ido ida idos idas ando iendo cion ciones dad
    dades dor dores ista istas mente an aron + ++ а я у ю ы и і е о ь ои еи ою ею ом ем ам ям ами ями ах ях ов
    ев ів ии ыи іи ая яя ое ее ые ие ого его ому ему ым им ых их іх ими ыми іми ова еві ові ть ти ться тися ет
    ит ют ут ят ат ал ала али ил ила или ав ла ли єю ні на не но нии ния ние ння нням ної ного ному ною них ним
    ними ную ные ных ным ными ность ности ість ості к ка ки ку ке кою кам ками ках ок ц ці ец
    цев ців цы ца цу цам цям цах цях цем ه ات ين ون ي يه يات ا
    ان وا ها هم نا
"""
ENDINGS = frozenset(_ENDINGS.split()) | {""}
"""How forms of a word end, folded, in languages that readers of such libraries write."""


def kin(form: str, others: Iterable[str], commonness: Callable[[str], int]) -> list[str]:
    """The forms that differ from one in their endings only, the least different ones, at most `MOST_NEAR`."""
    best: list[tuple[int, int, str]] = []
    beginning = form[:LEAST_PART]
    for other in others:
        if len(form) < LEAST_PART or not other.startswith(beginning) or other == form:
            continue
        differ = _difference(form, other)
        if differ:
            best.append((differ, -commonness(other), other))
    least = min((differ for differ, _, _ in best), default=0)
    return [other for differ, _, other in sorted(best) if differ == least][:MOST_NEAR]


def _difference(form: str, other: str) -> int:
    """How many letters two forms differ in, if these are endings only; otherwise 0."""
    least = LEAST_ARABIC if "\u0620" <= form[0] <= "\u06d3" else LEAST_SHARED
    if form + "s" == other or other + "s" == form:
        return 1
    shared, most = LEAST_PART, min(len(form), len(other))
    while shared < most and form[shared] == other[shared]:
        shared += 1
    longer = max(len(form), len(other))
    while shared >= least and shared >= PART_SHARED * longer:
        if form[shared:] in ENDINGS and other[shared:] in ENDINGS:
            return len(form) + len(other) - 2 * shared
        shared -= 1
    return 0


def parted(form: str, forms: Mapping[str, object]) -> tuple[str, str] | None:
    """The two known forms that one consists of: letters and the figures behind them, else the most even ones."""
    cuts = sorted(range(LEAST_PART, len(form) - LEAST_PART + 1), key=lambda cut: (abs(2 * cut - len(form)), cut))
    figures = len(form) - len(form.rstrip("0123456789"))
    for cut in ([len(form) - figures] if 0 < figures < len(form) else []) + cuts:
        if forms.get(form[:cut]) and forms.get(form[cut:]):
            return form[:cut], form[cut:]
    return None


def nearest_forms(form: str, others: Iterable[str], commonness: Callable[[str], int]) -> list[str]:
    """The forms with the fewest slips between them and a form, at most `MOST_NEAR`; none for one with figures or signs.

    A slip is a letter too many, too few, another one, or two that changed places. None in forms of three Latin
    letters, which are mostly short names; one slip up to five, two in longer forms; the first character may only
    have changed places with the second.
    """
    most = 0 if len(form) < (4 if form.isascii() else 3) else 1 if len(form) < 6 else 2
    if any(char.isdecimal() or char in SIGNS for char in form):
        return []
    firsts = {form[:1], form[1:2]}
    best: list[tuple[int, int, str]] = []
    for other in others:
        if other[0] not in firsts or abs(len(other) - len(form)) > most:
            continue
        if other[0] != form[0] and other[1:2] != form[0]:
            continue
        distance = OSA.distance(form, other, score_cutoff=most)
        if distance <= most:
            best.append((distance, -commonness(other), other))
    least = min((distance for distance, _, _ in best), default=0)
    return [other for distance, _, other in sorted(best) if distance == least][:MOST_NEAR]
