"""What a line begins with: a bullet, a number, a word with a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.minutes.wording import Wording, fold

_BULLET = re.compile(r"(?:(?:[-*•●▪◦‣○■□➢➤✓–—·>→+]|-+>|=+>|>>+|[⇒➔➜»])\s+(?:\[[ xX]?\]\s*)?|[→⇒➔➜]\s*|\[[ xX]?\]\s+)+")
_NUMBER = re.compile(
    r"(?:[-*•]\s+)?\(?((?:\d{1,2}|[lI])(?:\.\d{1,2}){0,3}|[ivxIVX]{1,5}|[a-zA-Z])(?:[.)°]+)\s*(?=[^\s\d])"
)
_NUMBER_ALONE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=\S)")
_KEY = re.compile(r"([^:|]{1,60}?)\s*:(?!//)\s*(.*)", re.DOTALL)
_COUNT = r"(?:\s*(?:no|nr|n|number|numarul|numero)?\s*[.°º]?\s*([0-9]+(?:\.[0-9]+)*[a-z]?|[ivx]+)?)"
_ANNEX = re.compile(r"^(?:annex|annexe|anexa)\s+[ivx\d]+\s*[:.-]?\s*(?:workshop |list of )?")
_IN_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]*\)$")
_CODE = re.compile(r"([A-Z]{1,3}\d{1,3}(?:[./]\d{1,3})?)(?:\s*[:.)–-]\s+|\s+(?=[A-Z][a-z]))")
"""A number with letters, as decisions have: `D1 :`, `R2 The table`."""
_FRAME = re.compile(r"^[\[({*]+\s*([^\W\d_][\w .]{1,24}?)\s*[\])}*]+\s*[:–—-]?\s*")
"""A label in brackets: `[ACTION] …`."""
_GIVEN = re.compile(
    r"(?:(?:for|pour|para|pentru)\s+)?(?:\([^()]{2,40}\)|[A-Z][A-Z&/+, -]{1,30}[A-Z])\s*(?::|[–—-]\s|[-=]>|→)"
)
"""To whom a label gives something: `ACTION UNHCR: …`, `Action (IOM) – …`."""
_SHOUTED = 2
"""Words that more than that must follow a label in capitals that has no sign behind it."""
_HEADING_WORDS = 6
"""Words of a heading in which one word says what its section is about."""
_MISREAD = str.maketrans("01", "OI")


@dataclass(frozen=True)
class Mark:
    """A bullet or a number, and what follows it."""

    sign: str
    """`-` for a bullet, the number or letter as it is written, or nothing."""
    rest: str


def mark_of(text: str) -> Mark:
    """What a line begins with."""
    number = _NUMBER.match(text) or _NUMBER_ALONE.match(text) or _CODE.match(text)
    if number and not _is_initials(text):
        return Mark(number[1], text[number.end() :].strip())
    bullet = _BULLET.match(text)
    return Mark("-", text[bullet.end() :].strip()) if bullet else Mark("", text)


def _is_initials(text: str) -> bool:
    """Whether a line begins with the initials of a name (`J. Kiptoo`), not with a letter that counts."""
    return re.match(r"(?:[A-Z]\.\s?){2,}|[B-HJ-UW-Z]\.\s[A-Z][a-z]", text) is not None


def key_of(text: str) -> tuple[str, str] | None:
    """A word with a colon, and what follows; None where there is none."""
    found = _KEY.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else None


def alternatives(words: str) -> list[str]:
    """What a word says that may stand there in two languages: `Lieu / Place`."""
    return [part.strip(" *_.") for part in fold(words).split("/") if part.strip(" *_.")]


def section_of(words: Wording, text: str) -> str:
    """What a section is about by the words of its heading; empty for anything else."""
    for part in alternatives(_IN_BRACKETS.sub("", text.rstrip(": "))):
        part = _ANNEX.sub("", part)
        for name, pattern in words.headings.items():
            if name != "minutes" and pattern.fullmatch(part):
                return name
    return ""


def about(words: Wording, heading: str) -> str:
    """What a section is about by a word in its heading, where people wrote one of their own; empty for others."""
    folded = fold(heading)
    if len(folded.split()) > _HEADING_WORDS or words.about["passed"].search(folded):
        return ""
    return next((name for name, sign in words.about.items() if name != "passed" and sign.search(folded)), "")


@dataclass(frozen=True)
class Label:
    """What a line says it is."""

    kind: str
    rest: str
    number: str = ""


def label_of(words: Wording, text: str) -> Label | None:
    """What a line says it is by its first word: `Action 3: …`, `Décision / Decision 1 : …`, `Hotărârea nr. 2: …`."""
    text = _FRAME.sub(r"\1: ", _misread(text))
    folded = fold(text)
    for kind, pattern in words.labels.items():
        match = re.match(
            rf"(?:{pattern.pattern}){_COUNT}(?:\s*/\s*(?:{pattern.pattern}){_COUNT}){{0,2}}\s*(?=[:.)–—>→⇒=-]|$)",
            folded,
        )
        if match is None:
            given = re.match(rf"(?:{pattern.pattern}){_COUNT}\s+", folded)
            if given and _is_given(text, given.end()):
                return Label(kind, text[given.end() :].strip(" :–—->→"), "".join(_numbers(given)[-1:]))
            continue
        numbers = _numbers(match)
        sign = folded[match.end() : match.end() + 1]
        rest = text[match.end() + 1 :].strip()
        spaced = folded[match.end() - 1 : match.end()] == " " or folded[match.end() + 1 : match.end() + 2] == " "
        arrow = re.match(r"\s*(?:-+>|=+>|>|→|⇒)\s*", text[match.end() :])
        if arrow:
            return Label(kind, text[match.end() + arrow.end() :].strip(), numbers[-1] if numbers else "")
        if sign == ":" or (sign in "-" and spaced and sign) or (sign in ".)" and numbers and sign):
            return Label(kind, rest, numbers[-1] if numbers else "")
        if not sign and numbers:
            return Label(kind, "", numbers[-1])
    return None


def _numbers(match: re.Match[str]) -> list[str]:
    return [value for value in match.groups() if value and re.fullmatch(r"[0-9.]+[a-z]?|[ivx]+", value)]


def _is_given(text: str, end: int) -> bool:
    """Whether a label without a sign is one: somebody with a sign stands behind it, or it is in capitals."""
    if _GIVEN.match(text, end):
        return True
    shouted = text[:end].strip(" .0123456789").isupper()
    return shouted and len(text[end:].split()) > _SHOUTED and not re.match(r"[:.)(–—>→-]", text[end:])


def _misread(text: str) -> str:
    """A first word in capitals whose letters were scanned as digits, with its letters."""
    first, space, rest = text.partition(" ")
    odd = sum(char.isdigit() for char in first)
    if 0 < odd < 3 and len(first) > 4 and first.isalnum() and first.upper() == first and not first[:2].isdigit():
        return f"{first.translate(_MISREAD)}{space}{rest}"
    return text
