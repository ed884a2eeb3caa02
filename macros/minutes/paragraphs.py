"""Lines that were broken off, put together again; slides and lists in one line, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from macros.minutes.finding import ACTION, AGREEMENT, RECOMMENDATION
from macros.minutes.line import Line
from macros.minutes.marks import key_of, label_of, mark_of, section_of
from macros.minutes.wording import Wording, fold

_ENDS = re.compile(r"[.!?:;…]['\"»”)]*$")
_FULL = 0.7
"""Share of the usual length from which a line looks as if it went on below."""
_NOTES = 3
"""Lines that begin small, from which a file tells whether its lines are broken."""
_LONGEST = 4_000
"""Characters from which nothing more is put to a paragraph."""
_WIDE = 160
"""Usual length of lines above which the file has a line for each paragraph."""
_PAGE = re.compile(r"\W*(?:page|pagina|p\.)\s*\d{1,4}\s*(?:of|/|de|sur|din)\s*\d{1,4}\W*", re.IGNORECASE)
_SEVERAL_BULLETS = re.compile(r"[•●▪]\s*[•●▪]")
_HEADING_LENGTH = 90
_SENTENCE = re.compile(r"(?<=[.!?;)])\s+(?=[^\W\d_])")
_LABEL = 60
"""Characters in which a label and its colon stand."""
_BULLETS = re.compile(r"\s*[•●▪]\s*(?:[•●▪]\s*)*")


def paragraphs(lines: Sequence[Line], words: Wording) -> list[Line]:
    """Lines as paragraphs, each with the place where it begins.

    Args:
        lines: of a file.
        words: of its languages, to know what begins anew.
    """
    lines = [line for line in lines if not _PAGE.fullmatch(line.text)]
    lengths = sorted(len(line.text) for line in lines if not line.whole and not line.cells)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    parted = any(line.gap for line in lines)
    wrapped = _is_wrapped(lines, usual)
    found: list[Line] = []
    before: Line | None = None
    for line in lines:
        goes_on = before is not None and found and wrapped and _goes_on(before, line, usual, words)
        full = bool(found) and len(found[-1].text) > _LONGEST
        if full:
            found.append(line)
        elif goes_on or (before is not None and parted and _in_item(found[-1], before, line, words)):
            found[-1] = replace(found[-1], text=_together(found[-1].text, line.text))
        else:
            found.append(line)
        before = line
    return [part for line in found for part in _apart(line, words)]


def _is_wrapped(lines: Sequence[Line], usual: int) -> bool:
    """Whether lines that begin small go on from full ones; in notes each line stands for itself, however it begins."""
    pairs = [(one, other) for one, other in pairwise(lines) if not (other.gap or other.whole or other.cells)]
    small = [len(one.text) for one, other in pairs if other.text[0].islower() and not _ENDS.search(one.text)]
    return sum(length >= usual * _FULL for length in small) * 3 >= len(small) * 2 or len(small) < _NOTES


def _goes_on(before: Line, line: Line, usual: int, words: Wording) -> bool:
    plain = not (line.whole or before.whole or line.cells or before.cells or line.heading or before.heading)
    if not plain or line.item or line.gap or "|" in before.text or _begins(line.text, words):
        return False
    if before.text.endswith("-") and before.text[-2:-1].isalpha() and line.text[0].islower():
        return True
    if line.text[0].islower() and not _ENDS.search(before.text):
        return True
    if line.text[0] in ")]" or (line.text[0].isdigit() and not _ENDS.search(before.text)):
        return True
    full = usual <= _WIDE and len(before.text) >= usual * _FULL
    shouted = before.text.isupper()
    return (
        full and not shouted and (not _ENDS.search(before.text) or before.text.endswith(("Mr.", "Mrs.", "Ms.", "Dr.")))
    )


def _in_item(item: Line, before: Line, line: Line, words: Wording) -> bool:
    """Whether a line stands right below an item that is not at its end, in a file whose paragraphs are parted."""
    plain = not (line.whole or line.cells or before.cells or line.heading or line.item or line.gap)
    open_item = mark_of(item.text).sign == "-" and not _ENDS.search(before.text)
    return plain and open_item and not _begins(line.text, words)


def _begins(text: str, words: Wording) -> bool:
    """Whether a line begins something of its own, whatever stands above it."""
    if label_of(words, text) or mark_of(text).sign or section_of(words, text) or "|" in text:
        return True
    if words.weekdays.match(fold(text)):
        return True
    key = key_of(text)
    return key is not None and len(key[0].split()) <= 4 and key[0][:1].isupper()


def _together(text: str, more: str) -> str:
    if text.endswith("-") and text[-2:-1].isalpha() and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"


def _at_labels(text: str, words: Wording) -> list[str]:
    """A paragraph, cut where a sentence in it begins with a label: `… was discussed. Action: UNHCR to share it.`"""
    starts = [match.end() for match in _SENTENCE.finditer(text)]
    cuts = [0, *(start for start in starts if _is_labelled(text[start : start + _LABEL], words)), len(text)]
    return [text[one:other].strip() for one, other in pairwise(cuts) if text[one:other].strip()]


def _is_labelled(text: str, words: Wording) -> bool:
    label = label_of(words, text)
    return label is not None and bool(label.rest) and label.kind in (ACTION, AGREEMENT, RECOMMENDATION) and ":" in text


def _apart(line: Line, words: Wording) -> Iterator[Line]:
    """A line with several bullets in it as what stands before them and an item for each."""
    parts = [part.strip() for part in _BULLETS.split(line.text)]
    labelled = [] if line.cells else _at_labels(line.text, words)
    if len(labelled) > 1:
        yield replace(line, text=labelled[0])
        yield from (replace(line, text=part, heading=0, item=False, gap=False, whole=True) for part in labelled[1:])
        return
    if line.cells or len(parts) < 2 or (len(parts) < 3 and not _SEVERAL_BULLETS.search(line.text)):
        yield line
        return
    if parts[0]:
        heading = 7 if len(parts[0]) <= _HEADING_LENGTH and not _ENDS.search(parts[0]) else line.heading
        yield replace(line, text=parts[0], heading=heading, item=False, whole=True)
    for part in parts[1:]:
        if part:
            yield replace(line, text=part, heading=0, item=True, gap=False, whole=True)
