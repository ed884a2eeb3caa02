"""The marks that prose may hold beside Markdown, and the ones it may not.

`[[id]]`, `[[id|words]]` and `[[id#item]]` lead to a record; `[@source]` and `[@source, p. 3]` cite
one. This module only finds them; `macros.render.prose` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

LINK = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,300}))?\]\]")
"""Groups: target (`id` or `id#item`), words."""
CITATION = re.compile(r"\[@([A-Za-z0-9-]{1,100})(?:,[ ]*([^\]\n]{1,200}))?\]")
"""Groups: source id, place in it."""

_CODE = re.compile(r"(?ms)^(`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*\n.*?^\1[ ]*$|(?<![`\\])(`+)(?!`)[^\n]+?(?<!`)\2(?!`)")
_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|!--|!\[|\?)")
_IMAGE = re.compile(r"!\[[^\]]*\]\s*[\[(]")
_TARGET = re.compile(r"\]\(\s*<?([^\s)>]*)")
_SIGNS = re.compile(rf"{LINK.pattern}|{CITATION.pattern}|\]\([^)]*\)|(?:(?!\[[\[@])[*_#>`\[\]|])+|\[")
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
        if not _SAFE.match(match[1]):
            yield Mark("bad-link", match[1], match.start())


def without_code(text: str) -> str:
    """The text with code blanked out, every character in its old place."""
    if "`" not in text and "~~~" not in text:
        return text
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def citations(text: str) -> Iterator[tuple[str, str]]:
    """Every cited source with the place in it (empty when none is given), code left out."""
    for match in CITATION.finditer(without_code(text)):
        yield match[1], match[2] or ""


def plain_words(text: str) -> str:
    """The words of a text, code left out: marks replaced by their words, Markdown signs dropped."""
    return _words(without_code(text), lambda id: id.replace("-", " "))


def spoken(text: str, title: Callable[[str], str]) -> str:
    """The text as it reads aloud, code included.

    Args:
        text: Markdown.
        title: gives the words of a link that has none, from the id of its record.
    """
    said, end = [], 0
    for code in _CODE.finditer(text):
        said += [_words(text[end : code.start()], title), code[0].strip("`~\n ")]
        end = code.end()
    return "".join([*said, _words(text[end:], title)])


def _words(text: str, title: Callable[[str], str]) -> str:
    def say(match: re.Match[str]) -> str:
        if match[1]:
            return match[2] or title(match[1].strip().partition("#")[0])
        return "" if match[3] else " "

    return _SIGNS.sub(say, text)
