"""The marks that prose may hold beside Markdown, and the ones it may not.

`[[id]]`, `[[id|words]]` and `[[id#item]]` lead to a record; `[@source]` and `[@source, p. 3]` cite
one. This module only finds them; `macros.render.prose` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LINK = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,300}))?\]\]")
"""Groups: target (`id` or `id#item`), words."""
CITATION = re.compile(r"\[@([A-Za-z0-9-]{1,100})(?:,[ ]*([^\]\n]{1,200}))?\]")
"""Groups: source id, place in it."""

_CODE = re.compile(r"(?ms)^ {0,3}(```+|~~~+).*?^ {0,3}\1[^\n]*$|(`+)[^`\n]+?\2")
_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|!--|!\[|\?)")
_IMAGE = re.compile(r"!\[[^\]]*\]\s*[\[(]")
_TARGET = re.compile(r"\]\(\s*<?([^\s)>]*)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_SAFE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@)", re.IGNORECASE)


class Mark(NamedTuple):
    """A mark found in prose."""

    kind: str
    """`link`, `citation`, or the code of a problem."""
    target: str
    offset: int
    """Position of its first character in the text."""


def marks(text: str) -> Iterator[Mark]:
    """Every link, citation and forbidden thing in a Markdown text, code left out."""
    plain = without_code(text)
    for match in LINK.finditer(plain):
        yield Mark("link", match[1].strip(), match.start())
    for match in CITATION.finditer(plain):
        yield Mark("citation", match[1], match.start())
    for match in _HTML.finditer(plain):
        yield Mark("raw-html", match[0], match.start())
    for match in _IMAGE.finditer(plain):
        yield Mark("image-in-prose", match[0], match.start())
    for match in _TARGET.finditer(plain):
        address = match[1] if match[1] is not None else match[2]
        if not _SAFE.match(address):
            yield Mark("bad-link", address, match.start())


def without_code(text: str) -> str:
    """The text with code blanked out, every character in its old place."""
    if "`" not in text and "~~~" not in text:
        return text
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def plain_words(text: str) -> str:
    """The text as it reads aloud: marks replaced by their words, Markdown signs dropped."""
    text = LINK.sub(lambda match: match[2] or match[1].replace("-", " "), without_code(text))
    text = CITATION.sub("", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"[*_#>`\[\]|]+", " ", text)
