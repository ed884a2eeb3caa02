"""The marks that prose may hold beside Markdown, and the ones it may not.

`[[id]]`, `[[id|words]]` and `[[id#item]]` lead to a record; `[@source]` and `[@source, p. 3]` cite
one. This module only finds them; `macros.render.prose` shows them. No pattern looks further than a few hundred
characters for the end of what it has begun, so that a sign repeated ten thousand times costs no more than other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from macros.knowledge.placed import BESIDE, PLACED, pictures_in
from macros.load.code import code_in, without_code

LINK = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,300}))?\]\]")
"""Groups: target (`id` or `id#item`), words."""
CITATION = re.compile(r"\[@([A-Za-z0-9-]{1,100})(?:,[ ]*([^\]\n]{1,200}))?\](?!\()")
"""Groups: source id, place in it."""

DEFINED = re.compile(
    r"^[ ]{0,3}\[(?![@^])([^\[\]\n]+)\]:[ ]*\n?[ ]*(<?(?:https?://|mailto:|#|[\w./-]+\.(?:md|yml)\b)[^\s>]*>?)"
    r"""[ ]*(?:\n[ ]*)?((["\'])(.*)\4[ ]*|\((.*)\)[ ]*)?$""",
    re.MULTILINE,
)
"""An address that is given apart: `[label]: https://… "title"`. Groups: label, address, and the title as 5 or 6."""
FILE = re.compile(r"(?:\.{1,2}/)*(?:[a-z0-9-]+/)*([a-z0-9-]+)\.(?:md|yml)(#[^\s]*)?")
"""A link to the file of an entry. Groups: its id, and a heading on its page."""
_FOOTNOTE = re.compile(r"\[\^([^\]\n]{1,100})\](:?)")
_LABELLED = re.compile(r"\[(?![\[@^])[^\[\]\n]+\]\[([^\[\]\n@^]+)\]")
_UNKNOWN = {
    "a formula": re.compile(
        r"\$\$|\\\((.{1,300}?)\\\)|\\\[(?:[ ]*\n|(.{1,300}?)\\\])|\$[^$\n]{0,200}?\\[A-Za-z]+[^$\n]{0,200}\$"
    ),
    "attributes": re.compile(r"\{(?::[^{}\n]+|[.#][\w-][^{}\n]*)\}"),
    "an abbreviation": re.compile(r"(?m)^[ ]{0,3}\*\[[^\]\n]+\]:"),
    "a tab": re.compile(r'(?m)^[ ]{0,3}===[+!]? +"'),
    "a piece of another file": re.compile(r"(?m)^[ \t]*(?:;*-+8<-+)"),
    "several sources in one pair of brackets": re.compile(r"\[@[A-Za-z0-9-]{1,100}[ ]*[;,][^\]\n]{0,200}@[A-Za-z0-9-]"),
    "words before the source of a citation": re.compile(r"\[(?![@!])[^\[\]\n@]{1,60}[ ]@[a-z0-9-]{2,100}[,\]](?!\()"),
    "a link or a citation over two lines": re.compile(
        r"\[\[[^\[\]\n]{1,200}\n[^\[\]\n]{1,200}\]\]|\[@[A-Za-z0-9-]{1,100},[^\]\n]{0,200}\n[^\]\n]{1,200}\]"
    ),
    "a box of another program": re.compile(r"(?m)^[ ]{0,3}>[ ]?\[![A-Za-z]{3,20}\]"),
    "the name of an emoji": re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])"),
    "an address with signs of emphasis": re.compile(
        r"(?<![<(\w/\[])https?://[^\s<>()*]{1,300}\*[^\s<>()*]{1,300}\*"
        r"|(?<![<(\w/\[])https?://[^\s<>()]{0,300}[/.?=&-]_[^\s<>()_]{1,100}_(?![A-Za-z0-9])"
    ),
}
"""What other programs show and this one doesn't, in words."""
_TEX = re.compile(r"\\[A-Za-z]|[\^_=]")
"""What texts between brackets don't hold, and formulas do."""
LONGEST_SYMBOL = 2
"""Characters of a formula that is one symbol."""
_DIAGRAM = re.compile(r"(?m)^[ \t>]*(?:`{3,}|~{3,})[ ]*\{?[ ]*\.?(?:mermaid|plantuml|graphviz|dot|d2)\b")
_HTML = re.compile(r"(?<!\\)<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|!--|!\[|\?)")
TARGET = re.compile(r"\]\(\s*<?([^\s)>]*)")
"""The address of a link. Group: the address."""
_SIGNS = re.compile(
    rf"{LINK.pattern}|{CITATION.pattern}|{PLACED.pattern}|\]\([^)]{{0,900}}\)|(?:(?!\[[\[@])[*_#>`\[\]|])+|\["
)
_SAFE = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@)", re.IGNORECASE)


class Mark(NamedTuple):
    """A mark found in prose."""

    kind: str
    """`link`, `citation`, `picture`, or the code of a problem."""
    target: str
    """What it leads to or shows, as `id` or `id#item`; of a problem what was found, of a picture why it isn't shown."""
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
    shown = list(pictures_in(text, plain))
    for picture in shown:
        kind = "image-in-prose" if picture.why else "picture"
        yield Mark(kind, picture.why or picture.target, picture.offset)
    shown_from = {picture.address_at for picture in shown}
    defined = {match[1].strip().lower(): match for match in DEFINED.finditer(plain)}
    for match in TARGET.finditer(plain):
        if match.start() not in shown_from:
            yield from _address(match[1], match.start())
    for match in defined.values():
        yield from _address(match[2].strip("<>"), match.start())
    yield from _without_end(plain, defined)
    for words, pattern in _UNKNOWN.items():
        for match in pattern.finditer(plain):
            if not _escaped_brackets(match):
                yield Mark("unknown-markdown", words, match.start())
    for match in _DIAGRAM.finditer(text):
        yield Mark("unknown-markdown", "a diagram", match.start())


def _escaped_brackets(match: re.Match[str]) -> bool:
    """Whether what looks like a formula is a text between brackets that are to be shown, such as `\\[sic\\]`."""
    inner = next((group for group in match.groups() if group), "")
    return len(inner) > LONGEST_SYMBOL and _TEX.search(inner) is None


def _address(target: str, offset: int) -> Iterator[Mark]:
    """What is to be said of an address: the entry whose file it names, or that nobody can follow it."""
    file, beside = FILE.fullmatch(target), BESIDE.fullmatch(target)
    if file:
        yield Mark("link", file[1], offset)
    elif beside:
        yield Mark("link", f"{beside[1]}#{beside[2]}", offset)
    elif not (_SAFE.match(target) or (target.startswith("#") and len(target) > 1)):
        yield Mark("bad-link", target, offset)


def _without_end(plain: str, defined: Mapping[str, object]) -> Iterator[Mark]:
    """Footnotes and labels that stand nowhere else, so that their signs would be shown."""
    notes = list(_FOOTNOTE.finditer(plain))
    written = {note[1] for note in notes if note[2]}
    for note in notes:
        if note[1] not in written:
            yield Mark("unknown-markdown", f"the footnote [^{note[1]}] without its text", note.start())
    for label in _LABELLED.finditer(plain):
        if label[1].strip().lower() not in defined:
            yield Mark("unknown-markdown", f"the label [{label[1]}] without its address", label.start())


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
    for start, after in code_in(text):
        said += [_words(text[end:start], title), text[start:after].strip("`~\n ")]
        end = after
    return "".join([*said, _words(text[end:], title)])


def _words(text: str, title: Callable[[str], str]) -> str:
    def say(match: re.Match[str]) -> str:
        if match[1]:
            return match[2] or title(match[1].strip().partition("#")[0])
        return "" if match[3] else " "

    return _SIGNS.sub(say, text)
