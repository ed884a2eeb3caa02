"""Pictures in a text: `![what it shows](warm-rooms/map.png "caption")`, in a line of its own between empty ones.

This module only finds them, and says why one can't be shown; `macros.render.placed_pictures` shows them. Both read a
picture by the same pattern, so none is shown that the check has not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from macros.load.clean.clean_file import NAME_PATTERN, PICTURES, is_picture

PLACED = re.compile(r'!\[([^\[\]\n]{0,600})\]\(([^\s()<>"]{1,300})(?:[ ]{1,9}"([^"\[\]\n]{1,300})")?\)')
"""A picture as it can be shown. Groups: words, address, caption."""
BESIDE = re.compile(rf"(?:\.{{1,2}}/)*(?:[a-z0-9-]+/)*([a-z0-9-]+)/({NAME_PATTERN.strip('^$')})")
"""The address of a file beside an entry. Groups: the entry's id, the file's name."""
_BEGUN = re.compile(
    r"!\[(?:[^\]]{0,600}|[^\[\]]{0,300}\[[^\[\]]{0,300}\][^\[\]]{0,300})\](?P<apart>\s{0,9})(?P<begins>[\[(])"
)
"""Anything that some reader of Markdown would take for a picture, as far as its address."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class FoundPicture(NamedTuple):
    """A picture found in a text."""

    target: str
    """The file as `id#name`; empty where it can't be shown."""
    why: str
    """Why it can't be shown, a key of `_WHY`; empty where it can."""
    offset: int
    """Position of its first character."""
    address_at: int
    """Position of the `](` before its address; -1 where it has none of its own."""


def pictures_in(text: str, plain: str) -> Iterator[FoundPicture]:
    """Every picture of a Markdown text.

    Args:
        text: Markdown.
        plain: the same without code, character for character.
    """
    for begun in _BEGUN.finditer(plain):
        whole = PLACED.match(plain, begun.start())
        address_at = begun.start("begins") - 1 if begun["begins"] == "(" and not begun["apart"] else -1
        target, why = _target(whole[2]) if whole else ("", "form")
        if whole and not why and not _alone(text, begun.start(), whole.end()):
            why = "inside"
        yield FoundPicture("" if why else target, why, begun.start(), address_at)


_WHY = {
    "form": 'is written in a way that nothing reads: ![what it shows](…/name.png "caption"), without other brackets',
    "inside": "stands inside a line, a list's line or a table; put it in a line of its own between empty lines",
    "elsewhere": "lies elsewhere, and a page that shows it would tell that place who reads; {beside}",
    "data": "is written out in the text; {beside}",
    "kind": f"is of no kind that entries carry ({' '.join(PICTURES)}); save it as one of them",
    "attachment": "is a file to take away; link to it without the !",
    "not beside": "is no file beside an entry; {beside}",
}
"""Why a picture can't be shown, as what follows "a picture found that"."""
_HOW = "put its file into the folder beside this entry, name it under files, and write {own}/name.png"


def _target(address: str) -> tuple[str, str]:
    """The file that an address names, and why it can't be shown."""
    beside = BESIDE.fullmatch(address)
    if beside:
        return f"{beside[1]}#{beside[2]}", "" if is_picture(beside[2]) else "attachment"
    if re.match(r"(?i)data:", address):
        return "", "data"
    if re.match(r"(?i)[a-z][a-z0-9+.-]*:|[/\\]{2}", address):
        return "", "elsewhere"
    ending = re.search(r"\.[A-Za-z0-9]{2,5}$", address)
    return "", "kind" if ending and ending[0].lower() not in PICTURES else "not beside"


def why_in_words(why: str, id: str) -> str:
    """Why a picture can't be shown, for whoever writes the entry `id`."""
    return _WHY[why].format(beside=_HOW.format(own=id))


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands in the line of a picture, nor in those above and below it."""
    above, line = text[:start].rpartition("\n")[::2]
    rest, _, below = text[end:].partition("\n")
    around = (line, rest, above.rpartition("\n")[2], below.partition("\n")[0])
    return not any(part.strip() for part in around)


def words_of(written: str | None) -> str:
    """Words or a caption as they are meant: without the signs by which Markdown is kept from reading others."""
    return unescape(_ESCAPED.sub(r"\1", written or "")).strip()
