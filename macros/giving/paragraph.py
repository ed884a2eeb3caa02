"""The words of a paragraph as a page shows them, each with its place in the file, and other words put in their place.

Only the words that differ are changed: emphasis, links and citations around them stay. What this can't tell apart it
refuses in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from macros.knowledge.markup import CITATION, LINK

_TOKEN = re.compile(
    rf"(?P<entry>{LINK.pattern})|(?P<cite>{CITATION.pattern})"
    r"|(?P<skip>\[\^[^\]\n]{1,100}\]|\]\([^)\s]{0,900}\)|^[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)|(?P<sign>[^\w\s*_#>`\[\]|~\"'“”‘’])",
    re.MULTILINE,
)
_MOST_PAIRS = 400_000
"""Words before times words after that are compared one by one; what differs in more is replaced as one piece."""


Titles = Callable[[str], str]
"""What the page shows for a link to an entry that has no words of its own."""


def _none(target: str) -> str:
    return ""


@dataclass(frozen=True)
class Token:
    """A word or a sign."""

    text: str
    """As words are compared: in one form of each letter, with one kind of apostrophe."""
    start: int
    end: int
    kind: str = "word"
    """`word`; `title` for a word of another entry's title, which the page shows in the place of a link; `cite`."""
    shown: tuple[str, ...] = ()
    """Of a citation: what the page may show after its number."""


@dataclass(frozen=True)
class Edit:
    """Other words for a piece of a text."""

    start: int
    end: int
    words: str


class UnclearError(Exception):
    """It can't be told what shall be changed; says why."""


def tokens(text: str, title_of: Titles = _none, *, marked: bool = True) -> list[Token]:
    """The words of a text in their order.

    Args:
        text: Markdown, or plain words.
        title_of: what the page shows for a link to an entry that has no words of its own.
        marked: whether its links and citations are marks; words of a reader may hold no more than words.
    """
    return list(_tokens(text, title_of, 0) if marked else _plain(text, title_of))


def _tokens(text: str, title_of: Titles, offset: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        start, end = found.start() + offset, found.end() + offset
        if found["word"] or found["sign"]:
            yield Token(_folded(found[0]), start, end)
        elif found["entry"]:
            target, words = LINK.fullmatch(found[0]).groups()  # type: ignore[union-attr]
            if words is None:
                yield from (Token(one.text, start, end, "title") for one in _plain(title_of(target.strip())))
            else:
                yield from _tokens(words, title_of, start + found[0].index("|") + 1)
        elif found["cite"]:
            locator = CITATION.fullmatch(found[0]).group(2) or ""  # type: ignore[union-attr]
            shown = tuple(one.text for one in _plain(f", {locator}")) if locator else ()
            yield Token("", start, end, "cite", shown)


def _plain(text: str, title_of: Titles = _none) -> Iterator[Token]:
    """Words of a reader, who may have copied them from the file too; what is cited is no word of theirs."""
    for one in _tokens(text, title_of, 0):
        if one.kind != "cite":
            yield Token(one.text, one.start, one.end)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("’", "'")


def places(known: Sequence[Token], was: Sequence[Token]) -> Iterator[list[Token]]:
    """Where a paragraph says some words: for each of them its token there, once for each place."""
    if not was:
        return
    for begin, first in enumerate(known):
        if first.text == was[0].text and first.kind != "cite":
            found = _matched(known, begin, was)
            if found:
                yield found


def _matched(known: Sequence[Token], begin: int, was: Sequence[Token]) -> list[Token]:
    """The tokens behind some words; citations may stand among them as their numbers, or not at all."""
    found: list[Token] = []
    place = begin
    while len(found) < len(was):
        if place == len(known):
            return found if all(re.fullmatch(r"[0-9]+", one.text) for one in was[len(found) :]) else []
        one, rest = known[place], was[len(found) :]
        if one.kind == "cite":
            if rest[0].text.isdigit():
                shown = tuple(token.text for token in rest[1 : 1 + len(one.shown)])
                found += [one] * (1 + len(one.shown) if shown == one.shown else 1)
        elif one.text == rest[0].text:
            found.append(one)
        else:
            return []
        place += 1
    return found


def edits(
    text: str,
    found: Sequence[Token],
    was: Sequence[Token],
    now: str,
    title_of: Titles = _none,
    write: Callable[[str], str] = str,
) -> list[Edit]:
    """What is to be changed in a text for it to say other words.

    Args:
        text: that the tokens were found in.
        found: of each word that it says.
        was: these words, as they were given.
        now: the words in their place.
        title_of: as for `tokens`.
        write: how words are written where they stand.

    Raises:
        UnclearError: when a change would cut through a link or a citation, or nothing changes.
    """
    now = " ".join(now.split())
    new = tokens(now, title_of, marked=False)
    made = [
        edit
        for one in _different([one.text for one in was], [one.text for one in new])
        if (edit := _edit(text, found, new, now, write, *one)) is not None
    ]
    if not made:
        raise UnclearError("says the same words before and after; only signs that a page doesn't show differ")
    return made


def _different(was: list[str], now: list[str]) -> Iterator[tuple[int, int, int, int]]:
    begin = 0
    while begin < min(len(was), len(now)) and was[begin] == now[begin]:
        begin += 1
    end = 0
    while end < min(len(was), len(now)) - begin and was[-1 - end] == now[-1 - end]:
        end += 1
    old, new = was[begin : len(was) - end], now[begin : len(now) - end]
    if len(old) * len(new) > _MOST_PAIRS:
        yield begin, begin + len(old), begin, begin + len(new)
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield begin + i1, begin + i2, begin + j1, begin + j2


def _edit(
    text: str,
    found: Sequence[Token],
    new: Sequence[Token],
    now: str,
    write: Callable[[str], str],
    i1: int,
    i2: int,
    j1: int,
    j2: int,
) -> Edit | None:
    """The edit for words `i1` to `i2`, in the place of which words `j1` to `j2` shall stand."""
    while i1 < i2 and found[i1].kind == "cite":
        i1 += 1
    while i1 < i2 and found[i2 - 1].kind == "cite":
        i2 -= 1
    if any(one.kind == "cite" for one in found[i1:i2]):
        raise UnclearError("a source is cited between these words; correct the words before and after it one by one")
    through = found[i1 - 1 : i2 + 1] if i1 > 0 and i2 < len(found) and found[i1 - 1].start == found[i2].start else []
    if any(one.kind == "title" for one in (*found[i1:i2], *through)):
        raise UnclearError("some of these words are the title of another entry, which the page shows; correct that one")
    if i1 == i2 and j1 == j2:
        return None
    old = _split(text, found, i1, i2)
    left, core, right = map(write, _split(now, new, j1, j2))
    start = found[i1 - 1].end if i1 else found[0].start
    end = found[i2].start if i2 < len(found) else found[-1].end
    if not core:
        return Edit(start, end, _one_gap(old[0], old[2], left + right))
    if i1 == i2:
        gap = old[0] + old[2]
        words = f"{left}{core}{_gap(gap, right)}" if not gap.strip() else f"{left}{core}{gap}"
        return Edit(start, end, words if i1 else f"{core}{right}")
    return Edit(start, end, f"{_gap(old[0], left)}{core}{_gap(old[2], right)}")


def _split(text: str, known: Sequence[Token], begin: int, end: int) -> tuple[str, str, str]:
    """What stands before some words, up to the word before; the words; and what stands behind them."""
    if begin == end:
        gap = text[known[begin - 1].end : known[begin].start] if begin > 0 and begin < len(known) else ""
        return gap, "", ""
    left = text[known[begin - 1].end : known[begin].start] if begin else ""
    right = text[known[end - 1].end : known[end].start] if end < len(known) else ""
    return left, text[known[begin].start : known[end - 1].end], right


def _gap(old: str, new: str) -> str:
    """What stands between two words: as it was, unless there was a blank and shall be none, or the other way round."""
    if old.strip():
        return old
    return old if bool(old) == bool(new) else new


def _one_gap(left: str, right: str, new: str) -> str:
    """What stays where words between two gaps are taken away: emphasis that holds nothing any more goes too."""
    opened, closed = left.strip(), right.strip()
    if opened == closed:
        left, right = left.replace(opened, "") if opened else left, right.replace(closed, "") if closed else right
    if (left + right).strip():
        return left + right
    return (left or right or " ") if new.strip() != new or new else ""


def edited(text: str, changes: Sequence[Edit]) -> str:
    """A text after edits, which come from left to right."""
    for one in reversed(changes):
        text = text[: one.start] + one.words + text[one.end :]
    return text
