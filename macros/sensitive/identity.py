"""Numbers that stand for one person: files, cases, cards, passports, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.sensitive.datum import Personal

_DIGITS = re.compile(r"\d{5}|\d{3}[ .-]?\d{2}")
"""What every such number holds; without it nothing is looked at."""
_REFUGEE_FILE = re.compile(r"(?<![\w-])(?:\d{3}|[A-Z]{3})-\d{2}C\d{5}(?![\w-])")
"""Numbers of files and cases as UNHCR writes them: office, year, C, running number."""
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?!\w)")
_ROMANIAN = re.compile(r"(?<![\w.-])[1-8]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}(?![\w-])")
"""Romanian national number: sex and century, day of birth, county, running number, control digit."""
_CUE = re.compile(
    r"\b(?:passport|identity (?:card|number|document)|id card|national (?:id|identification|identity) ?(?:card|number)?"
    r"|case|file|dossier|individual|registration|ration card|beneficiary|client|proGres|ssn|nin|"
    r"passeport|carte d[’']identité|cni|pièce d[’']identité|carte de ration|"
    r"pașaport|buletin|carte de identitate|cnp|idnp|seria|dosar|"
    r"cédula|pasaporte|паспорт|рнокпп|іпн|справа|посвідка|"
    r"القضية|جواز|هوية|الهوية)\b"
    r"(?:[ ](?:number|num[ée]ro|numărul|no|nr|id|code|card))?[.:#]?(?:[ ]?(?:n[°ºo]|nr|no|№)\.?)?"
    r"(?:[ ](?:is|est|este|was|era)\b)?"
    r"[ :#]{0,3}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?:[A-Z]{1,4}[- ]?)?\d[\dA-Z]*(?:[-./]?[A-Z0-9]{1,8}){0,4}(?![\w])")
_WEIGHTS = "279146358279"


def find_identities(text: str) -> Iterator[Personal]:
    """Numbers of files, cases, cards and accounts of one person."""
    if not _DIGITS.search(text):
        return
    for match in _REFUGEE_FILE.finditer(text):
        yield Personal(match.start(), match.end(), "identity number")
    for match in _ACCOUNT.finditer(text):
        if _is_account(match[0]):
            yield Personal(match.start(), match.end(), "identity number")
    for match in _ROMANIAN.finditer(text):
        yield Personal(match.start(), match.end(), "identity number", sure=_is_romanian(match[0]))
    for cue in _CUE.finditer(text):
        token = _TOKEN.match(text, cue.end())
        if token and sum(sign.isdigit() for sign in token[0]) >= 5 and not _is_date(token[0]):
            yield Personal(token.start(), token.end(), "identity number")


def _is_account(written: str) -> bool:
    """Whether the control digits of an international bank account number fit (ISO 13616)."""
    plain = written.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _is_romanian(written: str) -> bool:
    """Whether the last digit is the control digit of the others."""
    rest = sum(int(digit) * int(weight) for digit, weight in zip(written, _WEIGHTS, strict=False)) % 11
    return int(written[-1]) == (1 if rest == 10 else rest)


def _is_date(written: str) -> bool:
    return bool(re.fullmatch(r"\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]\d{4}|\d{4}[-/]\d{4}", written))
