"""A correction to a paragraph of an entry's file: the words that differ are changed, all else stays byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import yaml

from macros.giving.paragraph import Titles, Token, UnclearError, edited, edits, places, tokens
from macros.load.document import Document
from macros.load.files import parse
from macros.model.library import Library

_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLOCKS = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
"""Lines without an empty one between them."""
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_WRITTEN = {
    "'": lambda words: words.replace("'", "''"),
    '"': lambda words: json.dumps(words, ensure_ascii=False)[1:-1],
}
"""How words are written between quotation marks."""
_SHORT = 40
"""Words of a paragraph that a message quotes, in characters."""


@dataclass(frozen=True)
class _Piece:
    """A value or a paragraph of a file."""

    start: int
    end: int
    style: str
    """How YAML writes it: `'`, `"`, `|`, `>`, empty for plain; `md` for a paragraph of the text below the fields."""
    value: str


def corrected(path: str, content: bytes, was: str, now: str, library: Library) -> tuple[bytes, str]:
    """A file after a correction.

    Args:
        path: of the file; its ending says how it is read.
        content: of the file.
        was: words of one of its paragraphs, as the page or the file has them.
        now: the words in their place.
        library: whose titles stand where entries are linked.

    Returns:
        The new content and nothing; or the old one, and why the correction can't be made.
    """
    text = content.decode("utf-8")
    title_of = partial(_title, library)
    said = tokens(was, title_of, marked=False)
    found = [
        (piece, text[piece.start : piece.end], place)
        for piece in _pieces(path, text)
        for place in places(_tokens_in(piece, text, title_of), said)
    ]
    begin = " ".join(was.split())[:_SHORT]
    if not found:
        return content, f'no paragraph of this entry says "{begin}…"; copy the words from its page as it is now'
    if len(found) > 1:
        return content, f'"{begin}…" stands {len(found)} times in this entry; take more of the words around it'
    piece, raw, place = found[0]
    before, known = parse(path, content)
    try:
        for made in _ways(piece, raw, place, said, now, title_of):
            new = (text[: piece.start] + made + text[piece.end :]).encode("utf-8")
            after, problems = parse(path, new)
            if before and after and len(problems) <= len(known) and _only_this(before, after, piece):
                return new, ""
    except UnclearError as unclear:
        return content, str(unclear)
    return content, "the words can't be put into the file without changing something else; change it by hand"


def _ways(piece: _Piece, raw: str, place: list[Token], said: list[Token], now: str, title_of: Titles) -> Iterator[str]:
    """The piece with other words: first as it is written, then, for a value of YAML, within quotation marks."""
    yield edited(raw, edits(raw, place, said, now, title_of, _WRITTEN.get(piece.style, str)))
    if piece.style == "md":
        return
    for again in places(tokens(piece.value, title_of), said):
        whole = edited(piece.value, edits(piece.value, again, said, now, title_of))
        end = "\n" if raw.endswith("\n") else ""
        yield json.dumps(whole, ensure_ascii=False) + end


def _only_this(before: Document, after: Document, piece: _Piece) -> bool:
    """Whether nothing else than the piece has changed."""
    if piece.style == "md":
        return bool(before.data == after.data)
    old, new = dict(_leaves(before.data, ())), dict(_leaves(after.data, ()))
    different = [where for where in old if old[where] != new.get(where)]
    return before.body == after.body and old.keys() == new.keys() and len(different) == 1


def _leaves(value: Any, where: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*where, index))
    else:
        yield where, value


def _pieces(path: str, text: str) -> Iterator[_Piece]:
    """The values of a file, and the paragraphs of its text."""
    if not path.endswith(".md"):
        yield from _values(text, 0)
        return
    front = _FRONT.match(text)
    if front:
        yield from _values(front[1], front.start(1))
        for found in _BLOCKS.finditer(text, front.end()):
            yield _Piece(found.start(), found.end(), "md", found[0])


def _values(text: str, offset: int) -> Iterator[_Piece]:
    """Values of YAML, without the keys."""
    keys: list[bool | None] = []
    """For each open mapping whether a key comes next; None for a list."""
    for event in yaml.parse(text, _Parser):
        is_key = bool(keys and keys[-1])
        if keys and keys[-1] is not None and not isinstance(event, yaml.CollectionEndEvent):
            keys[-1] = not keys[-1]
        if isinstance(event, yaml.MappingStartEvent):
            keys.append(True)
        elif isinstance(event, yaml.SequenceStartEvent):
            keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            keys.pop()
        elif isinstance(event, yaml.ScalarEvent) and not is_key and event.value:
            assert event.start_mark and event.end_mark, "both readers of PyYAML say where a value stands"
            start, end = offset + event.start_mark.index, offset + event.end_mark.index
            yield _Piece(start, end, event.style or "", event.value)


def _tokens_in(piece: _Piece, text: str, title_of: Titles) -> list[Token]:
    """The words of a piece as it is written, with their places in it."""
    raw = text[piece.start : piece.end]
    if piece.style in ("", "md"):
        return tokens(raw, title_of)
    letters, origins = _letters(raw, piece.style)
    origins.append(len(raw) - (piece.style in "'\""))
    return [
        replace(one, start=origins[one.start], end=origins[one.end - 1] + _width(origins, one.end - 1))
        for one in tokens(letters, title_of)
    ]


def _width(origins: list[int], place: int) -> int:
    return origins[place + 1] - origins[place]


_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n[ \t]*|.))", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "_": "\u00a0"}


def _letters(raw: str, style: str) -> tuple[str, list[int]]:
    """What a value within quotation marks, or a block, says letter by letter, and where each stands."""
    if style in "|>":
        begin = raw.index("\n") + 1 if "\n" in raw else len(raw)
        return raw[begin:], list(range(begin, len(raw)))
    letters: list[str] = []
    origins: list[int] = []
    place = 1
    while place < len(raw) - 1:
        step, letter = 1, raw[place]
        if style == "'" and raw.startswith("''", place):
            step = 2
        elif style == '"' and (found := _ESCAPE.match(raw, place)):
            step = len(found[0])
            code = found[1] or found[2] or found[3]
            letter = (
                chr(int(code, 16)) if code else _PLAIN_ESCAPES.get(found[4], found[4][-1] if found[4].strip() else "")
            )
        if letter:
            letters.append(letter)
            origins.append(place)
        place += step
    return "".join(letters), origins


def _title(library: Library, target: str) -> str:
    record = library.records.get(target)
    return record.title if record else target
