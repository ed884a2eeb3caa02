"""Telephone numbers, as the countries of an entry write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.sensitive.datum import Personal

_CANDIDATE = re.compile(r"(?<![\w.,/:+(-])(?:\+|00)?\(?\d[\d\u00a0 ().\-/]{5,22}\d(?![\w/%]|[.,]\d)")
_SEVEN = re.compile(r"\d(?:[\u00a0 ().\-/]{0,2}\d){6}")
"""Digits that a number has at least; without them nothing is looked at."""
_CUE = re.compile(
    r"(?:\b(?:tele(?:phone|fon|fonul)?|téléphone|t[ée]l|phones?|mobile|mob|cell|gsm|whats?app|viber|signal|call|"
    r"hotline|helpline|fax|joignable|joint|appele[rz]|portable|sunați|mobil|contact(?:at|er)?|"
    r"тел|телефон|дзвоніть|моб|واتساب|هاتف|الهاتف|اتصل|الرقم|الاتصال|جوال)(?![\w-])[^\d\n]{0,24}|☎|☏|📞|📱)$",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    r"(?:\b(?:isbn|issn|doi|eur|usd|ugx|chf|gbp|ron|lei|mdl|uah|budget|no|nr|n°|№|number|law|version|page|pp?)\.?|[$€£#])"
    r"[ :]{0,2}$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:hotline|helpline|toll.?free|numéro vert|gratuit|linia verde|гаряча лінія)[^.\n]{0,40}$", re.I)
_YEARS = re.compile(r"(?:19|20)\d\d[ ]?[-/.][ ]?(?:(?:19|20)\d\d|\d\d?[-/.]\d\d?)|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0.]\d{3})+")
_BEFORE = 40


def find_telephones(text: str, regions: Iterable[str]) -> Iterator[Personal]:
    """Telephone numbers: valid with a country code, or in one of the countries by the words or the zero before them.

    Freephone and shared-cost numbers belong to nobody alone and are left out.

    Args:
        text: the text.
        regions: ISO 3166-1 alpha-2 codes.
    """
    if not _SEVEN.search(text):
        return
    known = tuple(regions)
    for match in _CANDIDATE.finditer(text):
        found = _one(text, match, known)
        if found is not None:
            yield found


def _one(text: str, match: re.Match[str], regions: tuple[str, ...]) -> Personal | None:
    written = match[0].rstrip("(").rstrip()
    digits = sum(sign.isdigit() for sign in written)
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if not 7 <= digits <= 15 or _YEARS.fullmatch(written) or _NO_NUMBER.search(before) or _OF_ALL.search(before):
        return None
    cue = bool(_CUE.search(before))
    if _THOUSANDS.fullmatch(written) and not cue:
        return None
    international = written.startswith(("+", "00"))
    if not international and not cue and not _looks_national(written):
        return None
    valid = _is_personal(written, regions, international)
    if valid is None:
        return None
    if valid or (cue and digits >= 8):
        return Personal(match.start(), match.start() + len(written), "telephone number", sure=valid)
    return None


def _looks_national(written: str) -> bool:
    """Whether a number is written as people write telephone numbers: with a zero first, or in pairs."""
    first = written.lstrip("(")[:1]
    return (first.isdigit() and int(first) == 0) or bool(re.fullmatch(r"\d\d(?:[ .-]\d\d){3,4}", written))


def _is_personal(written: str, regions: tuple[str, ...], international: bool) -> bool | None:
    """Whether a number is valid; None for one that belongs to nobody alone."""
    import phonenumbers

    free = (
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.UAN,
    )
    written = "+" + written[2:] if written.startswith("00") else written
    for region in (None,) if international else regions:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return None if phonenumbers.number_type(number) in free else True
    return False
