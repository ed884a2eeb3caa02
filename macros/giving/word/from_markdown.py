"""Markdown of an entry as paragraphs for Word, in such a way that it comes back as it was.

Each block is turned into looks only where turning it back gives the same; else its lines stand as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.giving.word.prose import Kind, Paragraph, Piece
from macros.giving.word.to_markdown import INDENT, to_markdown

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_ITEM = re.compile(r"^( *)(?:([-*])|(\d{1,3})\.) +(\S.*)$")
_HEADING = re.compile(r"^(#{3,6}) (.+)$")
_LOOKS = re.compile(
    r"\*\*(?P<heavy>[^\s*](?:[^*]*[^\s*])?)\*\*"
    r"|(?<![*\w])\*(?P<slanted>[^\s*](?:[^*]*[^\s*])?)\*(?![*\w])"
    r"|~~(?P<crossed>[^\s~](?:[^~]*[^\s~])?)~~"
    r"|(?<![\[!])\[(?P<named>[^\[\]]+)\]\((?P<leads>(?:https?://|mailto:)[^\s()<>]+)\)"
    r"|<(?P<bare>https?://[^\s<>]+)>"
)


def from_markdown(text: str) -> list[Paragraph]:
    """A Markdown text as paragraphs; `to_markdown` gives it back, its blanks and the width of its lines apart."""
    return [paragraph for block in _blocks(text) for paragraph in _turned(block)]


def _blocks(text: str) -> Iterator[str]:
    """Parts between empty lines; a fence and what is indented stay with what they begin in."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1] == fence:
            fence = ""
        if line.strip() or fence:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _turned(block: str) -> list[Paragraph]:
    for way in (_list, _heading, _paragraph, _plain):
        found = way(block)
        if found and _same(to_markdown(found), block):
            return found
    return [Paragraph((Piece(block),), Kind.WRITTEN)]


def _same(one: str, other: str) -> bool:
    """Whether two blocks are the same, but for blanks; a list also line by line."""
    if one.split() != other.split():
        return False
    starts = [len(_ITEM.findall(line)) for line in other.split("\n")]
    return not any(starts) or sum(starts) == sum(len(_ITEM.findall(line)) for line in one.split("\n"))


def _list(block: str) -> list[Paragraph]:
    if not _ITEM.match(block.split("\n")[0]):
        return []
    found: list[tuple[Kind, int, str]] = []
    for line in block.split("\n"):
        match = _ITEM.match(line)
        if match:
            found.append((Kind.ITEM if match[2] else Kind.NUMBER, len(match[1]) // INDENT, match[4]))
        else:
            kind, level, words = found[-1]
            found[-1] = kind, level, f"{words} {line.strip()}"
    return [Paragraph(tuple(_pieces(words)), kind, level) for kind, level, words in found]


def _heading(block: str) -> list[Paragraph]:
    match = _HEADING.match(block)
    return [Paragraph((Piece(match[2]),), Kind.HEADING, len(match[1]))] if match and "\n" not in block else []


def _paragraph(block: str) -> list[Paragraph]:
    return [] if _marked_up(block) else [Paragraph(tuple(_pieces(" ".join(block.split()))))]


def _plain(block: str) -> list[Paragraph]:
    return [] if _marked_up(block) else [Paragraph((Piece(" ".join(block.split())),))]


def _marked_up(block: str) -> bool:
    """Whether a block is more than a paragraph: a table, a fence, a quotation, a note, something indented."""
    return any(
        line.startswith(("    ", "\t", ">", "|", "```", "~~~", "!!!", "???", ":", "[^", "#", "===", "---"))
        or line.endswith(("  ", "\\"))
        or " | " in line
        for line in block.split("\n")
    )


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in _LOOKS.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield _piece(match)
        end = match.end()
    if text[end:]:
        yield Piece(text[end:])


def _piece(match: re.Match[str]) -> Piece:
    found = match.groupdict()
    if found["heavy"]:
        return Piece(found["heavy"], bold=True)
    if found["slanted"]:
        return Piece(found["slanted"], italic=True)
    if found["crossed"]:
        return Piece(found["crossed"], struck=True)
    return Piece(found["named"] or found["bare"], link=found["leads"] or found["bare"])
