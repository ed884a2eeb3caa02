"""What somebody wrote in Word, as Markdown that an entry may hold.

Looks become marks: bold, italic, struck out, links, lists, headings. Signs that somebody typed stay as they are, so
Markdown may be typed too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from macros.giving.word.prose import Kind, Paragraph, Piece

INDENT = 4
"""Blanks by which an item stands deeper."""
_TYPED_SIGN = re.compile(r"^[•●◦○▪▫■□‣⁃∙·–—−*-][ \t]+(?=\S)")
_TYPED_NUMBER = re.compile(r"^(\d{1,3})[.)][ \t]+(?=\S)")
_LISTS = (Kind.ITEM, Kind.NUMBER)
_SPACED = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
_PLAIN_ADDRESS = re.compile(r"^(?:https?://|mailto:)\S+$")


def to_markdown(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as Markdown; items of a list stand together, everything else is a line apart."""
    parts: list[str] = []
    counts: dict[int, int] = {}
    before: Kind | None = None
    for one in _typed_lists(paragraphs):
        text = _line(one)
        if not text.strip():
            continue
        if one.kind in _LISTS:
            if before not in _LISTS:
                counts = {}
            counts = {level: count for level, count in counts.items() if level <= one.level}
            counts[one.level] = counts.get(one.level, 0) + 1 if one.kind is Kind.NUMBER else 0
            mark = f"{counts[one.level]}." if one.kind is Kind.NUMBER else "-"
            text = f"{' ' * INDENT * one.level}{mark} {' '.join(text.split())}"
            together = before in _LISTS and (one.level or before is one.kind)
            parts.append(("\n" if together else "\n\n") + text)
        else:
            parts.append(f"\n\n{text}")
        before = one.kind
    return "".join(parts).strip("\n")


def to_values(paragraphs: Sequence[Paragraph], *, marked: bool) -> str:
    """Paragraphs as lines of one value each; signs and numbers of lists are no part of a value.

    Args:
        paragraphs: of a cell.
        marked: whether values are Markdown, and looks become marks.
    """
    lines = (_line(one) if marked and one.kind is not Kind.WRITTEN else one.text for one in _typed_lists(paragraphs))
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def to_line(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as lines without marks, for values that are no Markdown."""
    return "\n".join(filter(None, (" ".join(line.split()) for one in paragraphs for line in one.text.split("\n"))))


def _typed_lists(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, with each line of a text by itself, and those that begin with a typed sign or number as items."""
    for one in paragraphs:
        if one.kind is not Kind.TEXT:
            yield one
            continue
        for pieces in _lines(one.pieces):
            text = "".join(piece.text for piece in pieces)
            sign, number = _TYPED_SIGN.match(text), _TYPED_NUMBER.match(text)
            if sign:
                yield Paragraph(tuple(_without(pieces, sign.end())), Kind.ITEM)
            elif number:
                yield Paragraph(tuple(_without(pieces, number.end())), Kind.NUMBER)
            else:
                yield Paragraph(tuple(pieces))


def _lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(replace(piece, text=first))
        for text in others:
            yield line
            line = [replace(piece, text=text)]
    yield line


def _without(pieces: Sequence[Piece], length: int) -> Iterator[Piece]:
    for piece in pieces:
        cut = min(length, len(piece.text))
        length -= cut
        if piece.text[cut:]:
            yield replace(piece, text=piece.text[cut:])


def _line(one: Paragraph) -> str:
    if one.kind is Kind.WRITTEN:
        return one.text
    if one.kind is Kind.HEADING:
        return f"{'#' * min(max(one.level, 3), 6)} {' '.join(one.text.split())}"
    text = "".join(_marked(look, "".join(piece.text for piece in same)) for look, same in groupby(one.pieces, _look))
    return " ".join(text.split()) if one.kind is Kind.TEXT else text


def _look(piece: Piece) -> tuple[bool, bool, bool, str]:
    return piece.bold, piece.italic, piece.struck, piece.link


def _marked(look: tuple[bool, bool, bool, str], text: str) -> str:
    """Text with marks around it, none of them beside a blank."""
    bold, italic, struck, link = look
    match = _SPACED.match(text)
    assert match
    before, words, after = match.groups()
    if not words:
        return text
    if link and words.removesuffix("/") == link.removesuffix("/") and _PLAIN_ADDRESS.match(link):
        words = f"<{link}>"
    elif link:
        words = f"[{words}]({link})"
    for wanted, mark in ((italic, "*"), (bold, "**"), (struck, "~~")):
        if wanted:
            words = f"{mark}{words}{mark}"
    return f"{before}{words}{after}"
