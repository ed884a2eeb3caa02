"""Lists of persons: under a head that announces them, in rows, and line by line."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from macros.sensitive.datum import Personal
from macros.sensitive.letters import FULL_NAME, first_words, words
from macros.sensitive.person_words import GIVEN, could_be_person, opens_with_given_name

_CAPITALS = re.compile(FULL_NAME)
_IN_LIST = re.compile(rf"(?P<name>{FULL_NAME})[ ]\((?P<of>[^()\n]{{2,60}})\)")
_HEAD_WORDS = (
    "participant participants present attendance attendees attended_by in_attendance facilitator",
    "facilitators facilitated_by moderator moderators rapporteur rapporteurs speaker speakers panellists",
    "panelists apologies regrets absent interviewees respondents signed_by signatories chair co-chair",
    "co-chairs chairs note_taker note_takers minutes_taken_by contact contacts contact_person",
    "contact_persons focal_point focal_points list_of_participants présents présent présentes",
    "étaient_présents membres_présents participantes liste_des_participants animateur animateurs",
    "modérateur modératrice excusés absents absentes signataires point_focal points_focaux au_participat",
    "participanți prezenți facilitatori moderator moderatori absenți persoana_de_contact присутні",
    "учасники були_присутні модератор الحضور المشاركون",
)
_HEAD_CUES = first_words(*_HEAD_WORDS)
_HEADS = re.compile(
    rf"(?:^|(?<=[\n.>*_-])|(?<=[.!?] ))[ *_#>-]*(?:{words(*_HEAD_WORDS)})(?:[ ][\w ]{{1,30}}|[ ]?\([^()\n]{{1,30}}\))?"
    r"[*_]*[ \u00a0]?:[*_]*[ ]?(?P<rest>[^\n.]{5,2000})",
    re.IGNORECASE,
)
_ROW = re.compile(rf"{FULL_NAME}(?:(?:,|;|[ ](?:and|et|și|та|і))[ \n]{{1,2}}(?:and[ ]|et[ ]|și[ ])?{FULL_NAME}){{2,}}")
_LINE = re.compile(rf"^[ \t|*•\-\d.)]{{0,8}}(?P<name>{FULL_NAME})[*_]{{0,2}}[ ]?(?=[,;:(|\t–—/-]|$)", re.MULTILINE)
_NEAR = 300
"""Characters between two names of one list."""
_ITEM_END = re.compile(r"[,;•|]|[ ](?:and|et|și|si|та|і|و)[ ]")


def find_name_lists(text: str, said: frozenset[str]) -> Iterator[Personal]:
    """Names of persons in lists; what stands in brackets behind one belongs to it, for it says who is meant.

    Args:
        text: the text.
        said: its words, as `words_in` gives them.
    """
    if ":" in text and said & _HEAD_CUES:
        yield from _headed(text)
    if said & GIVEN:
        yield from _with_organisations(text)
        yield from _in_rows(text)
        yield from _in_lines(text)


def _headed(text: str) -> Iterator[Personal]:
    """Lists under a head that announces persons."""
    for head in _HEADS.finditer(text):
        items = list(_items(text, head.start("rest"), head.end("rest")))
        names = [item for item in items if item[2] and could_be_person(text, item[0], item[2])]
        known = [item for item in names if opens_with_given_name(text[item[0] : item[2]])]
        for start, end, _ in names if len(names) * 2 > len(items) else known:
            yield Personal(start, end, "person's name", sure=bool(known))


def _with_organisations(text: str) -> Iterator[Personal]:
    """Names with an organisation in brackets, near one that opens with a frequent given name."""
    found = [m for m in _IN_LIST.finditer(text) if could_be_person(text, m.start("name"), m.end("name"))]
    known = [m.start() for m in found if opens_with_given_name(m["name"])]
    for match in found:
        place = bisect(known, match.start())
        if any(abs(match.start() - other) < _NEAR for other in known[max(0, place - 1) : place + 1]):
            yield Personal(match.start(), match.end(), "person's name", sure=len(known) > 1)


def _in_rows(text: str) -> Iterator[Personal]:
    """Three names or more in a row, of which several open with a frequent given name."""
    for row in _ROW.finditer(text):
        names = list(_CAPITALS.finditer(text, row.start(), row.end()))
        good = [one for one in names if could_be_person(text, one.start(), one.end())]
        known = sum(opens_with_given_name(one[0]) for one in good)
        if len(good) >= 3 and known * 3 >= len(names):
            for one in good:
                yield Personal(one.start(), one.end(), "person's name", sure=known >= 3)


def _in_lines(text: str) -> Iterator[Personal]:
    """Three lines or more that begin with a name, of which a third opens with a frequent given name."""
    lines = [one for one in _LINE.finditer(text) if could_be_person(text, one.start("name"), one.end("name"))]
    group: list[re.Match[str]] = []
    for one in (*lines, None):
        if one and (not group or text.count("\n", group[-1].end("name"), one.start("name")) <= 2):
            group.append(one)
            continue
        known = sum(opens_with_given_name(name["name"]) for name in group)
        if len(group) >= 3 and known * 3 >= len(group):
            for name in group:
                yield Personal(name.start("name"), name.end("name"), "person's name", sure=known >= 3)
        group = [one] if one else []


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Items of a list as (start, end, end of the name); the last is 0 where an item is no name."""
    while start < end:
        stop = _ITEM_END.search(text, start, end)
        until = stop.start() if stop else end
        name = _CAPITALS.match(text, start, until)
        rest = text[name.end() : until].strip() if name else ""
        whole = bool(name) and (not rest or (rest.startswith("(") and rest.endswith(")")))
        if text[start:until].strip():
            bracketed = until - len(text[start:until]) + len(text[start:until].rstrip())
            yield start, bracketed, name.end() if name and whole else 0
        start = stop.end() if stop else end
        start += len(text[start:end]) - len(text[start:end].lstrip())
